import type { Autosave } from '#renderer/views/editor/autosave.svelte';
import type { ConflictItem } from '#renderer/views/editor/conflict';
import type { DraftCopy } from '#renderer/views/editor/draft-copies';
import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import { pieceMarks } from '#renderer/views/editor/piece-marks';
import type { FormKey } from '#renderer/views/editor/practice-form.svelte';
import type { Practice } from '#shared/contract/practices';

/** Brings back what earlier sittings left on this machine, without writing over anybody. */
export class EarlierText {
  readonly #open: OpenPractice;
  readonly #question: OpenQuestion;
  readonly #autosave: Autosave;

  constructor(open: OpenPractice, question: OpenQuestion, autosave: Autosave) {
    this.#open = open;
    this.#question = question;
    this.#autosave = autosave;
  }

  /** Puts the text that is offered onto the form; what somebody has changed since under the same keys is asked about. */
  async use(): Promise<void> {
    // What was typed since goes first: the copy would stand in its place, and nobody would have been asked.
    if (!(await this.#autosave.flush())) return;
    const copy = this.#open.copy.take();
    const { practice, form } = this.#open;
    if (copy === null || practice === null) return;
    form.restore(copy);
    const overtaken = this.#overtaken(copy, practice);
    const items = overtaken.map((key): ConflictItem => ({ key, choice: null }));
    // Without a mark of what it was typed on it is like no text, so that it is asked about again.
    const was = Object.fromEntries(overtaken.map((key) => [key, copy.was?.[key] ?? '']));
    this.#question.ask(practice, items, was);
    this.#autosave.keepCopy();
    await this.#autosave.flush();
  }

  /** Keys of a copy under which the practice does not say any more what the copy was typed on. */
  #overtaken({ base, was, values, sections }: DraftCopy, practice: Practice): FormKey[] {
    const isInCopy = (key: FormKey): boolean =>
      Object.hasOwn(values, key) || Object.hasOwn(sections, key.replace('section:', ''));
    const keys = this.#open.form.changedKeys().filter(isInCopy);
    if (was === undefined) return base === practice.hash ? [] : keys;
    const now = pieceMarks(practice, keys);
    return keys.filter((key) => was[key] !== now[key]);
  }
}
