import type { Autosave } from '#renderer/views/editor/autosave.svelte';
import type { ConflictChoice } from '#renderer/views/editor/conflict';
import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import type { FormKey } from '#renderer/views/editor/practice-form.svelte';
import type { PracticeCopy } from '#shared/contract/copies';
import type { Practice } from '#shared/contract/practices';

/** Answers what a person is asked, and saves what was decided. */
export class Decisions {
  readonly #question: OpenQuestion;
  readonly #open: OpenPractice;
  readonly #autosave: Autosave;

  constructor(question: OpenQuestion, open: OpenPractice, autosave: Autosave) {
    this.#question = question;
    this.#open = open;
    this.#autosave = autosave;
  }

  /** Decides one field of a conflict; when all are decided, ours are saved on top of theirs. */
  async decide(key: FormKey, choice: ConflictChoice): Promise<void> {
    if (!this.#question.choose(key, choice)) return;
    const decided = await this.#open.enqueue(() => this.#question.carryOut());
    if (decided === null) return;
    this.#autosave.keepCopy();
    if (await this.#autosave.flush()) this.#question.stored(decided);
  }

  /** Offers another text of this practice for putting together; false when it says nothing else. */
  async compareWith(copy: PracticeCopy, theirs: Practice): Promise<boolean> {
    if (!(await this.#autosave.flush()) || this.#question.conflict !== null) return true;
    return this.#question.askAboutCopy(copy, theirs);
  }

  /** Leaves the copy where it lies; a conflict about saving cannot be put off. */
  putOff(): void {
    this.#question.putOff();
    void this.#autosave.flush();
  }
}
