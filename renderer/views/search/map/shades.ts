/** Number of shades of provinces with results. */
const steps = 4;

export interface Shade {
  /** 1 is the lightest. */
  readonly shade: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The ranges of results that are drawn in one shade, for counts up to `most`. They grow by a constant factor,
 * because a few provinces have many times as many results as the others; each whole number is in just one.
 */
export function shadesUpTo(most: number): Shade[] {
  const shades: Shade[] = [];
  let from = 1;
  for (let step = 1; step <= steps && from <= most; step += 1) {
    const to = step === steps ? most : Math.max(from, Math.floor(most ** (step / steps)));
    shades.push({ shade: step, from, to });
    from = to + 1;
  }
  // A single number of results is shown as strong as the largest one is.
  return shades.map((range, index) => ({ ...range, shade: steps - shades.length + index + 1 }));
}

/** The shade of a count; 0 for a province without results. */
export function shadeOf(count: number, shades: readonly Shade[]): number {
  return shades.find(({ from, to }) => count >= from && count <= to)?.shade ?? 0;
}
