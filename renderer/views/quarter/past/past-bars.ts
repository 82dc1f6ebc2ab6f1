import type { PastTable } from '#shared/paper/past-tables';

/** So many fields are drawn at most; the table has all. */
export const mostDrawn = 12;

/** Height of the highest bar and of the whole row, in pixels: the figure stands on top of its bar. */
export const barHeight = 34;
export const rowHeight = 56;

export interface Bar {
  /** Left edge, width and middle, in percent of the row. */
  readonly x: number;
  readonly width: number;
  readonly middle: number;
  /** In pixels from the ground. */
  readonly height: number;
  readonly value: number | null;
}

export interface BarRow {
  readonly label: string;
  readonly isShare: boolean;
  readonly bars: readonly Bar[];
}

/**
 * A row of bars for each row of the table, a bar a period. Counts of a table share one scale, so that rows compare as well;
 * a share is drawn of the whole. What is more than nothing is at least a line; a row of nothing is left to the table.
 */
export function barRows({ rows }: PastTable): BarRow[] {
  const drawn = rows.filter(({ values }) => values.some((value) => (value ?? 0) > 0)).slice(0, mostDrawn);
  const counts = drawn.filter(({ isShare }) => !isShare).flatMap(({ values }) => values);
  const most = Math.max(1, ...counts.map((count) => count ?? 0));
  return drawn.map(({ label, values, isShare }) => ({
    ...{ label, isShare },
    bars: values.map((value, at) => {
      const slot = 100 / values.length;
      // A single period would be a wall.
      const width = Math.min(slot * 0.62, 14);
      const middle = slot * (at + 0.5);
      const share = (value ?? 0) / (isShare ? 1 : most);
      const height = share === 0 ? 0 : Math.max(2, share * barHeight);
      return { x: middle - width / 2, width, middle, height, value };
    }),
  }));
}
