import type { TermRange } from '#core/search/segment/dictionary';
import type { SegmentData } from '#core/search/segment/segment-data';

/** Exact forms by number, from `from` up to, without, `to`: those of one folded form are neighbours. */
export type FormRange = TermRange;

/** All exact forms of folded ones that are neighbours. */
export function formsOfFolded({ exactStart }: SegmentData, { from, to }: TermRange): FormRange {
  return { from: exactStart[from] ?? 0, to: exactStart[to] ?? 0 };
}

/**
 * Whether forms of these ranges stand one after the other somewhere in `stream` between two places. Every word of every
 * document that may hold a phrase passes here.
 */
export function hasRun(
  stream: SegmentData['stream'],
  { from, to }: { readonly from: number; readonly to: number },
  run: readonly FormRange[],
): boolean {
  const [first] = run;
  if (!first) return false;
  // The stream counts forms from 1; 0 is a gap and lies in no range.
  const [least, beyond] = [first.from + 1, first.to + 1];
  const last = to - run.length;
  for (let at = from; at <= last; at += 1) {
    const number = stream[at] ?? 0;
    if (number < least || number >= beyond) continue;
    let matched = 1;
    while (matched < run.length && isIn(run[matched], stream[at + matched] ?? 0)) matched += 1;
    if (matched === run.length) return true;
  }
  return false;
}

function isIn(range: FormRange | undefined, number: number): boolean {
  return range !== undefined && number > range.from && number <= range.to;
}
