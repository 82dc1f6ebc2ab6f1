import {
  candidateGroups,
  type CandidateGroup,
  type CandidateLine,
  compareCandidates,
  foldedTexts,
  groupOf,
  isChoosable,
  periodsOf,
} from '#renderer/views/quarter/candidate-lines';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import { fold } from '#shared/model/text';

/** What may be chosen from, searched and filtered; chosen ones leave the list. */
export class Candidates {
  /** As typed. */
  text = $state('');
  /** Null for every period. */
  period = $state<string | null>(null);
  readonly #board: QuarterBoard;
  readonly #sorted = $derived.by(() => [...this.#board.practices.values()].toSorted(compareCandidates));
  readonly periods = $derived(periodsOf(this.#sorted));
  readonly #folded = $derived(foldedTexts(this.#sorted));
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
