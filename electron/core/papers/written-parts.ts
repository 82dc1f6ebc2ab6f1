import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** Hears how many parts of a paper are written, of how many. */
export type PartsProgress = (done: number, total: number) => void;

/** Tells of the parts of a paper, of its body and its annexes, as they are written. */
export class WrittenParts {
  readonly #progress: PartsProgress;
  readonly #total: number;
  #done = 0;

  constructor({ body, annexes, enclosure }: OfficialPaper, progress: PartsProgress = () => undefined) {
    this.#progress = progress;
    const ofAnnexes = annexes.reduce((sum, { parts }) => sum + parts.length, 0);
    this.#total = ofAnnexes + (enclosure === true ? 0 : body.length);
  }

  /** The parts in their order; each is written when the next one is asked for. */
  *each(parts: readonly OfficialPart[]): Generator<OfficialPart> {
    for (const part of parts) {
      yield part;
      this.#done += 1;
      this.#progress(this.#done, this.#total);
    }
  }
}
