import { differentKeys, findConflicts } from '#renderer/views/editor/conflict';
import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import { pieceMarks } from '#renderer/views/editor/piece-marks';
import { type FormKey, formKeys } from '#renderer/views/editor/practice-form.svelte';
import type { Practice } from '#shared/contract/practices';

/** Text on the screen that was replaced by what is stored: by whom, where that is known. */
export interface Update {
  readonly by: string | null;
}

/** Brings to the form what others have written: put together where nobody is overwritten, asked about else. */
export class OthersChanges {
  /** Somebody else's changes to other fields were put together with ours. */
  merged = $state(false);
  /** The text on the screen was replaced while nothing was being typed, until it is closed. */
  updated = $state.raw<Update | null>(null);
  readonly #open: OpenPractice;
  readonly #question: OpenQuestion;

  constructor(open: OpenPractice, question: OpenQuestion) {
    this.#open = open;
    this.#question = question;
  }

  /** Looks whether somebody has changed the practice, or moved it to the bin. To be called in the queue of writes. */
  async refresh(): Promise<void> {
    const open = this.#open;
    if (open.practice === null || open.left || this.#question.conflict?.copy) return;
    const found = await open.backend.invoke('practices.get', { id: open.id }).catch(() => null);
    if (found?.type === 'missing') await this.#lookInBin();
    if (found?.type !== 'practice') return;
    open.gone = null;
    if (open.form.composing && found.practice.hash !== open.practice.hash) {
      // Not waited for here: what is typed meanwhile must be saved, and saves stand behind this in the queue.
      void open.form.composed().then(() => open.enqueue(() => this.refresh()));
      return;
    }
    open.form.collect();
    const before = open.practice;
    const isTyping = open.unsaved;
    this.takeOver(found.practice);
    const replaced = differentKeys(before, found.practice);
    if (!isTyping && replaced.length > 0) await this.#tellOf(replaced);
  }

  /** Takes what is stored now as the base of the next save. */
  takeOver(practice: Practice): void {
    const { form } = this.#open;
    form.collect();
    const base = this.#open.practice;
    if (base && base.hash !== practice.hash && this.#open.unsaved) this.#putTogether(base, practice);
    else this.#rebase(practice);
  }

  /** Somebody else saved first, on the same base. */
  async meet(base: Practice, theirs: Practice): Promise<void> {
    await this.#open.form.composed();
    this.#open.form.collect();
    this.#putTogether(base, theirs);
  }

  /**
   * The library put our save on top of somebody else's to other keys: those must reach the form, or the next key
   * typed there would be saved over a text that nobody here has seen.
   */
  async takeSaved(base: Practice, saved: Practice, sent: readonly FormKey[]): Promise<void> {
    const { form } = this.#open;
    const theirs = differentKeys(base, saved).filter((key) => !sent.includes(key));
    if (theirs.length > 0) await form.composed();
    form.collect();
    const items = findConflicts(form, base, saved).filter(({ key }) => theirs.includes(key));
    this.#open.practice = saved;
    if (theirs.length > 0) this.merged = true;
    form.adopt(saved, theirs, form.changedKeys());
    this.#question.ask(saved, items, pieceMarks(base, keysOf(items)));
  }

  /** Puts both together where nobody is overwritten, asks about the rest. */
  #putTogether(base: Practice, theirs: Practice): void {
    const items = findConflicts(this.#open.form, base, theirs);
    const asked = keysOf(items);
    this.merged = differentKeys(base, theirs).some((key) => !asked.includes(key));
    this.#rebase(theirs);
    if (this.#open.editable) this.#question.ask(theirs, items, pieceMarks(base, asked));
  }

  /** Theirs becomes the base; what was typed here stays, unless the practice is closed by now. */
  #rebase(theirs: Practice): void {
    const open = this.#open;
    const { form, copy, practice: base } = open;
    const wasEditable = open.editable;
    const elsewhere = base === null ? formKeys : differentKeys(base, theirs);
    open.practice = theirs;
    copy.compare(theirs);
    form.adopt(theirs, elsewhere, form.changedKeys());
    if (!open.editable) this.#close(base);
    else {
      open.closed = null;
      if (!wasEditable) copy.offer(theirs);
      this.#question.ask(theirs, [], {});
    }
  }

  /** What was typed and cannot be stored any more is put away where it can be taken back from. */
  #close(base: Practice | null): void {
    const open = this.#open;
    if (!open.unsaved) return;
    const typedOn = base === null ? {} : pieceMarks(base, open.form.changedKeys());
    const asked = this.#question.conflict?.was ?? {};
    this.#question.drop();
    open.setAside({ ...typedOn, ...asked });
  }

  async #lookInBin(): Promise<void> {
    const { backend, id } = this.#open;
    const bin = await backend.invoke('bin.list', {}).catch(() => []);
    const found = bin.filter((entry) => entry.id === id).toSorted((a, b) => b.deletedAt - a.deletedAt)[0];
    if (found && !this.#open.left)
      this.#open.gone = { by: found.deletedBy, at: found.deletedAt, entry: found.entry };
  }

  async #tellOf(keys: readonly FormKey[]): Promise<void> {
    const open = this.#open;
    const { backend, id } = open;
    const authors = await backend
      .invoke('presence.authors', { id, hash: open.practice?.hash ?? '', keys: [...keys] })
      .catch((): Record<string, { name: string }> => ({}));
    const names = Object.values(authors).map(({ name }) => name);
    const [name = ''] = names;
    this.updated = { by: name !== '' && names.every((other) => other === name) ? name : null };
  }
}

const keysOf = (items: readonly { readonly key: FormKey }[]): FormKey[] => items.map(({ key }) => key);
