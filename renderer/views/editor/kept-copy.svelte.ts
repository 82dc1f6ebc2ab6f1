import type { Practice } from '#shared/contract/practices';
import { copyDifference } from '#renderer/views/editor/copy-difference';
import type { DraftCopies, DraftCopy } from '#renderer/views/editor/draft-copies';
import type { FormPart } from '#renderer/views/editor/practice-form.svelte';

/** What this machine holds of one practice until the library has it, and what it still held from before. */
export class KeptCopy {
  /** Text of an earlier sitting that the library does not hold, while it is to be told of. */
  offered = $state.raw<DraftCopy | null>(null);
  /** The same until it is used or dropped: it outlives this sitting even when it is no longer told of. */
  #earlier: DraftCopy | null = null;
  readonly #copies: DraftCopies;
  readonly #id: string;

  constructor(copies: DraftCopies, id: string) {
    this.#copies = copies;
    this.#id = id;
  }

  /** Offers what an earlier sitting left behind, as far as the practice does not hold it. */
  offer(practice: Practice): void {
    const found = this.#copies.find(this.#id);
    this.#earlier = found && copyDifference(found, practice);
    this.offered = this.#earlier;
    if (found && !this.#earlier) this.#copies.drop(this.#id);
  }

  /** To be called when the stored practice has become another one: what it holds now is no longer offered. */
  compare(practice: Practice): void {
    if (this.#earlier === null) return;
    this.#earlier = copyDifference(this.#earlier, practice);
    if (this.offered) this.offered = this.#earlier;
  }

  /** Stops telling of the earlier copy in this sitting. */
  hide(): void {
    this.offered = null;
  }

  /** Takes the earlier copy away, to put it on the form. */
  take(): DraftCopy | null {
    const copy = this.#earlier;
    this.offered = null;
    this.#earlier = null;
    return copy;
  }

  drop(): void {
    this.offered = null;
    this.#earlier = null;
    this.#copies.drop(this.#id);
  }

  /** Keeps what is changed on the form, and an earlier copy that was neither used nor dropped. */
  keep(base: string, { values, sections }: FormPart): void {
    const earlier = this.#earlier;
    if (earlier === null && Object.keys(values).length + Object.keys(sections).length === 0) {
      this.#copies.drop(this.#id);
      return;
    }
    this.#copies.keep(this.#id, {
      base: earlier?.base ?? base,
      at: earlier?.at ?? Date.now(),
      values: { ...earlier?.values, ...values },
      sections: { ...earlier?.sections, ...sections },
    });
  }
}
