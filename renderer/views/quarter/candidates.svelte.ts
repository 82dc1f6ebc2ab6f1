import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
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

function groupOf({ sample, ours }: PracticeSummary): CandidateGroup {
  if (sample) return 'samples';
  return ours ? 'ours' : 'peers';
}

/** Choosable first, then the newest period, then by title. */
function compare(a: PracticeSummary, b: PracticeSummary): number {
  return (
    Number(isChoosable(b)) - Number(isChoosable(a)) ||
    comparePeriods(b.period ?? '', a.period ?? '') ||
    collator.compare(a.title, b.title)
  );
}

/** What may be chosen from, searched and filtered; chosen ones leave the list. */
export class Candidates {
  /** As typed. */
  text = $state('');
  /** Null for every period. */
  period = $state<string | null>(null);
  readonly #board: QuarterBoard;
  readonly #sorted = $derived.by(() => [...this.#board.practices.values()].toSorted(compare));
  readonly periods = $derived.by(() => {
    const all = new Set(this.#sorted.flatMap(({ period }) => (period === null ? [] : [period])));
    return [...all].toSorted((a, b) => comparePeriods(b, a));
  });
  readonly #folded = $derived.by(
    () => new Map(this.#sorted.map(({ id, title, office }) => [id, fold(`${title} ${office}`)])),
  );
  readonly shown = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    return this.#sorted.filter(
      ({ id, period }) =>
        !this.#board.chosen.has(id) &&
        (this.period === null || period === this.period) &&
        words.every((word) => this.#folded.get(id)?.includes(word)),
    );
  });
  readonly lines = $derived.by(() => candidateGroups.flatMap((group) => this.#linesOf(group)));

  constructor(board: QuarterBoard) {
    this.#board = board;
  }

  #linesOf(group: CandidateGroup): CandidateLine[] {
    const practices = this.shown.filter((practice) => groupOf(practice) === group);
    if (practices.length === 0) return [];
    const free = practices.filter(isChoosable).map(({ id }) => id);
    return [
      { type: 'heading', key: group, count: practices.length, free },
      ...practices.map((practice): CandidateLine => ({ type: 'practice', key: practice.id, practice })),
    ];
  }
}
