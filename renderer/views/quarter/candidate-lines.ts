import { comparePeriods } from '#shared/model/period';
import type { PracticeSummary } from '#shared/model/practice';
import { collator, fold } from '#shared/model/text';

/** Where a candidate stands: ours, taken in from a peer, or a sample, which can never leave. */
export const candidateGroups = ['ours', 'peers', 'samples'] as const;
export type CandidateGroup = (typeof candidateGroups)[number];

/** One line of the list of candidates. */
export type CandidateLine =
  | {
      readonly type: 'heading';
      readonly key: CandidateGroup;
      readonly count: number;
      readonly free: readonly string[];
    }
  | { readonly type: 'practice'; readonly key: string; readonly practice: PracticeSummary };

/** True for what may be put into a compilation: ours once it is approved, peers' as they came. */
export function isChoosable({ sample, ours, status, damaged }: PracticeSummary): boolean {
  return !sample && damaged === null && (!ours || status === 'approved');
}

export function groupOf({ sample, ours }: PracticeSummary): CandidateGroup {
  if (sample) return 'samples';
  return ours ? 'ours' : 'peers';
}

/** Order of the list: choosable first, then the newest period, then by title. */
export function compareCandidates(a: PracticeSummary, b: PracticeSummary): number {
  return (
    Number(isChoosable(b)) - Number(isChoosable(a)) ||
    comparePeriods(b.period ?? '', a.period ?? '') ||
    collator.compare(a.title, b.title)
  );
}

/** The periods that occur, newest first. */
export function periodsOf(practices: readonly PracticeSummary[]): string[] {
  const all = new Set(practices.flatMap(({ period }) => (period === null ? [] : [period])));
  return [...all].toSorted((a, b) => comparePeriods(b, a));
}

/** Title and office of each practice in the form in which they are searched. */
export function foldedTexts(practices: readonly PracticeSummary[]): ReadonlyMap<string, string> {
  return new Map(practices.map(({ id, title, office }) => [id, fold(`${title} ${office}`)]));
}
