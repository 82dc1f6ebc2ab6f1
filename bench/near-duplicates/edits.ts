import type { Draw } from '#bench/search/random';

/**
 * A text in which this share of the words was changed: half of them replaced by another word, a quarter left out, and after a quarter a word
 * put in.
 */
export function edited(text: string, share: number, draw: Draw, other: () => string): string {
  const changed = text.split(' ').flatMap((word) => {
    if (draw.below(1_000_000) >= share * 1_000_000) return [word];
    const kind = draw.below(4);
    if (kind < 2) return [other()];
    return kind === 2 ? [] : [word, other()];
  });
  return changed.join(' ');
}
