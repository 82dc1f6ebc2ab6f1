import { FoldedRows } from '#renderer/state/folded-rows';
import {
  candidateGroups,
  type CandidateGroup,
  type CandidateLine,
  groupOf,
  isChoosable,
  periodsOf,
} from '#renderer/views/quarter/candidate-lines';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import type { PracticeRow } from '#shared/contract/lists';
import { isOfPeriod } from '#shared/model/choice';

/** What may be chosen from, searched and filtered; chosen ones leave the list. */
export class Candidates {
  /** As typed. */
  text = $state('');
  /** Null for every period. */
  period = $state<string | null>(null);
  readonly #board: QuarterBoard;
  readonly #sorted = $derived.by(() => this.#board.sorted);
  readonly periods = $derived(periodsOf(this.#sorted));
  readonly #folded = new FoldedRows(({ title, office, unit = '' }) => [title, office, unit]);
  readonly #named = $derived.by(() => this.#folded.matching(this.#sorted, this.text));
  readonly shown = $derived.by(() => {
    const { chosen } = this.#board;
    return this.#named.filter(
      ({ id, period }) => !chosen.has(id) && (this.period === null || period === this.period),
    );
  });
  readonly lines = $derived.by(() => candidateGroups.flatMap((group) => this.#linesOf(group)));

  constructor(board: QuarterBoard) {
    this.#board = board;
  }

  #linesOf(group: CandidateGroup): CandidateLine[] {
    const practices = this.shown.filter((practice) => groupOf(practice) === group);
    if (practices.length === 0) return [];
    const free = practices.filter((one) => isChoosable(one) && this.#isMeant(one)).map(({ id }) => id);
    return [
      { type: 'heading', key: group, count: practices.length, free },
      ...practices.map((practice): CandidateLine => ({ type: 'practice', key: practice.id, practice })),
    ];
  }

  /** Nobody means thousands of earlier quarters with "all". */
  #isMeant({ period }: PracticeRow): boolean {
    return this.period !== null || isOfPeriod(period, this.#board.period);
  }
}
