import { comparePeriods, type Period } from '#shared/model/period';
import type { PracticeRow } from '#shared/contract/lists';
import { collator } from '#shared/model/text';

/** Where a candidate stands: ours, taken in from a peer, or a sample, which can never leave. */
export const candidateGroups = ['ours', 'peers', 'samples'] as const;
export type CandidateGroup = (typeof candidateGroups)[number];

/** One line of the list of candidates. */
export type CandidateLine =
  | {
      readonly type: 'heading';
      readonly key: CandidateGroup;
      readonly count: number;
      /** Those that are chosen at once: of the compilation's period, unless the list is filtered by another. */
      readonly free: readonly string[];
    }
  | { readonly type: 'practice'; readonly key: string; readonly practice: PracticeRow };

/** True for what may be put into a compilation: ours once it is approved, peers' as they came. */
export function isChoosable({ sample, ours, status, damaged }: PracticeRow): boolean {
  return !sample && damaged === null && (!ours || status === 'approved');
}

export function groupOf({ sample, ours }: PracticeRow): CandidateGroup {
  if (sample) return 'samples';
  return ours ? 'ours' : 'peers';
}

/** Order of the list: choosable first, of these the compilation's period, then the newest period, then by title. */
export const compareCandidates =
  (period: Period) =>
  (a: PracticeRow, b: PracticeRow): number => {
    return (
      Number(isChoosable(b)) - Number(isChoosable(a)) ||
      Number(b.period === period) - Number(a.period === period) ||
      comparePeriods(b.period ?? '', a.period ?? '') ||
      collator.compare(a.title, b.title)
    );
  };

/** The periods that occur, newest first. */
export function periodsOf(practices: readonly PracticeRow[]): string[] {
  const all = new Set(practices.flatMap(({ period }) => (period === null ? [] : [period])));
  return [...all].toSorted((a, b) => comparePeriods(b, a));
}
