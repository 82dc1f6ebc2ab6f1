import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import type { OthersChanges } from '#renderer/views/editor/others-changes.svelte';
import type { FormKey } from '#renderer/views/editor/practice-form.svelte';
import { TypingRest } from '#renderer/views/editor/typing-rest';
import type { Practice } from '#shared/contract/practices';
import { type Failure, toFailure } from '#shared/failure';

/** Saves what is typed when the typing rests, tries again what failed, and keeps a copy on this machine until then. */
export class Autosave {
  saving = $state(false);
  /** Milliseconds since 1970 of the last save in this sitting. */
  savedAt = $state<number | null>(null);
  readonly #open: OpenPractice;
  readonly #question: OpenQuestion;
  readonly #others: OthersChanges;
  readonly #rest: TypingRest;

  constructor(open: OpenPractice, question: OpenQuestion, others: OthersChanges, mint: () => void) {
    this.#open = open;
    this.#question = question;
    this.#others = others;
    this.#rest = new TypingRest(() => void this.flush(), mint);
  }

  touch(): void {
    this.#others.merged = false;
    this.#others.updated = null;
    this.keepCopy();
    this.#rest.typed();
  }

  /** Saves now. True when the library holds all that can be stored. */
  async flush(): Promise<boolean> {
    this.#rest.saving();
    // At once, too: what is shown may be gone by the time its text is saved.
    this.#open.form.collect();
    return this.#open.enqueue(() => this.#saveAll());
  }

  /** Keeps on this machine what the library does not hold yet, with the text that it was typed on. */
  keepCopy(): void {
    // An unanswered question is asked again in the next sitting: its text is not typed on what is stored by now.
    this.#open.keepCopy(this.#question.conflict?.was);
  }

  stop(): void {
    this.#rest.stop();
  }

  async #saveAll(): Promise<boolean> {
    const { form } = this.#open;
    while (this.#open.practice && this.#open.editable && this.#open.gone === null) {
      form.collect();
      const keys = form.sendableKeys().filter((key) => !this.#question.held.includes(key));
      if (keys.length === 0) {
        // The copy is needed only for what cannot be read yet, and for what is asked about.
        this.keepCopy();
        break;
      }
      if (!(await this.#saveOnce(this.#open.practice, keys))) return false;
    }
    return form.sendableKeys().length === 0;
  }

  async #saveOnce(base: Practice, keys: readonly FormKey[]): Promise<boolean> {
    const { backend, form, id } = this.#open;
    const contents = form.fingerprints(keys);
    this.saving = true;
    try {
      const input = { id, base: base.hash, ...form.changes(keys) };
      const outcome = await backend.invoke('practices.save', input);
      this.#open.failure = null;
      this.#rest.saved();
      if (outcome.type === 'conflict') await this.#others.meet(base, outcome.practice);
      else {
        form.markStored(contents);
        await this.#others.takeSaved(base, outcome.practice, keys);
        this.savedAt = Date.now();
        this.#open.copy.arrived(outcome.practice);
      }
      return true;
    } catch (error) {
      await this.#noteFailure(toFailure(error));
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** What somebody did to the practice is no fault that another attempt could mend. */
  async #noteFailure(failure: Failure): Promise<void> {
    const { code, overtaken } = failure;
    if (code === 'practice-closed') {
      this.#open.closed = overtaken ?? { by: '', at: null };
      await this.#others.refresh();
      // Closed and opened again meanwhile, or not to be read: tried again like anything else.
      if (!this.#open.editable) return;
      this.#open.closed = null;
    }
    this.#open.fail(failure);
    if (this.#open.gone === null && !this.#open.left) this.#rest.failed();
  }
}
