import type { DraftCopies, DraftCopy } from '#renderer/views/editor/draft-copies';
import type { FormPart } from '#renderer/views/editor/practice-form.svelte';

/** What this machine holds of one practice until the library has it, and what it still held from before. */
export class KeptCopy {
  /** Text of an earlier sitting that never reached the library, until it is used or dropped. */
  offered = $state.raw<DraftCopy | null>(null);
  readonly #copies: DraftCopies;
  readonly #id: string;

  constructor(copies: DraftCopies, id: string) {
    this.#copies = copies;
    this.#id = id;
  }

  offer(): void {
    this.offered = this.#copies.find(this.#id);
  }

  /** Takes the offered copy away, to put it on the form. */
  take(): DraftCopy | null {
    const copy = this.offered;
    this.offered = null;
    return copy;
  }

  drop(): void {
    this.offered = null;
    this.#copies.drop(this.#id);
  }

  /** Keeps what is changed on the form; an earlier copy that is still on offer outlives this sitting too. */
  keep(base: string, { values, sections }: FormPart): void {
    const earlier = this.offered;
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
