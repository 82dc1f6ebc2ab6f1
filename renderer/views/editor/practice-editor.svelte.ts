import type { Backend } from '#renderer/backend/backend';
import type { PracticeCopy } from '#shared/contract/copies';
import { dayOf } from '#shared/model/partial-date';
import type { Practice } from '#shared/contract/practices';
import { type Failure, toFailure } from '#shared/failure';
import { checkCompleteness } from '#shared/model/completeness';
import { weaknesses } from '#shared/model/quality';
import type { StatusStep } from '#shared/model/practice';
import {
  applyChoices,
  type Conflict,
  type ConflictChoice,
  type ConflictItem,
  findConflicts,
  findDifferences,
  isSamePiece,
} from '#renderer/views/editor/conflict';
import type { DraftCopies } from '#renderer/views/editor/draft-copies';
import { KeptCopy } from '#renderer/views/editor/kept-copy.svelte';
import { type FormKey, formKeys, PracticeForm } from '#renderer/views/editor/practice-form.svelte';
import { WriteQueue } from '#renderer/views/editor/write-queue';

/** Quiet time after the last key before it is saved. */
export const saveDelay = 800;
/** Somebody who types on without a rest is saved at this pace: what a power cut takes stays under 2 s. */
export const longestUnsaved = 1_500;
/** Quiet time after which a revision is minted although the editor is still open. */
export const mintDelay = 10 * 60_000;
const retryDelays = [2_000, 5_000, 15_000, 30_000];

export type Phase = 'loading' | 'ready' | 'missing' | 'damaged' | 'failed';
export type StepOutcome = 'done' | 'incomplete' | 'not-possible' | 'changed' | 'failed' | 'unsaved';

/**
 * One practice being written. All writes go through one queue, so that each names the hash of what it
 * replaces; what is typed while one is under way goes with the next.
 */
export class PracticeEditor {
  readonly id: string;
  readonly form = new PracticeForm();
  readonly copy: KeptCopy;
  phase = $state<Phase>('loading');
  /** As last read from or written to the library. */
  practice = $state.raw<Practice | null>(null);
  saving = $state(false);
  /** Milliseconds since 1970 of the last save in this sitting. */
  savedAt = $state<number | null>(null);
  /** Why the last save failed; the text stays on the form and is tried again. */
  failure = $state.raw<Failure | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  /** Both texts of a decision are being put away. */
  deciding = $state(false);
  /** The conflict that was decided and saved last, until it is told. */
  settled = $state.raw<Conflict | null>(null);
  /** Somebody else's changes to other fields were put together with ours. */
  merged = $state(false);
  readonly completeness = $derived(
    this.practice === null
      ? { missing: [], weak: [] }
      : checkCompleteness(this.form.frontMatter(this.practice.frontMatter), this.form.sectionList()),
  );

  /** What should be mended beside what is missing. */
  readonly weaknesses = $derived(
    this.practice === null
      ? []
      : weaknesses(
          this.form.frontMatter(this.practice.frontMatter),
          this.form.sectionList(),
          dayOf(Date.now()),
        ),
  );

  readonly #backend: Backend;
  readonly #queue = new WriteQueue();
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #mintTimer: ReturnType<typeof setTimeout> | undefined;
  /** When the first key was typed that no save has gone out for. */
  #unsavedSince: number | undefined;
  #failures = 0;
  #left = false;
  readonly #unsubscribe: () => void;

  // Getters, not deriveds: they are read while leaving, when the screen and its deriveds are gone.
  get editable(): boolean {
    return this.practice !== null && this.practice.editable && this.practice.work?.status !== 'approved';
  }

  get unsaved(): boolean {
    return this.form.changedKeys().length > 0;
  }

  constructor(backend: Backend, copies: DraftCopies, id: string) {
    this.#backend = backend;
    this.id = id;
    this.copy = new KeptCopy(copies, id);
    this.#unsubscribe = backend.subscribe('practices.changed', ({ ids }) => {
      if (ids.includes(id)) void this.enqueue(() => this.#refresh());
    });
  }

  async load(): Promise<void> {
    await this.enqueue(async () => {
      try {
        const found = await this.#backend.invoke('practices.get', { id: this.id });
        if (found.type === 'practice') this.#start(found.practice);
        else this.phase = found.type;
      } catch (error) {
        this.failure = toFailure(error);
        this.phase = 'failed';
      }
    });
  }

  /** To be called after every change of the form: keeps a copy at once and saves when the typing rests. */
  touch(): void {
    if (!this.editable || this.practice === null) return;
    this.merged = false;
    this.#keepCopy(this.practice);
    this.#unsavedSince ??= Date.now();
    const left = Math.max(0, this.#unsavedSince + longestUnsaved - Date.now());
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => void this.flush(), Math.min(saveDelay, left));
    clearTimeout(this.#mintTimer);
    this.#mintTimer = setTimeout(() => void this.mint(), mintDelay);
  }

  /** Saves now. True when the library holds all that can be stored. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#saveTimer);
    this.#unsavedSince = undefined;
    // At once, too: what is shown may be gone by the time its text is saved.
    this.form.collect();
    return this.enqueue(() => this.#saveAll());
  }

  /** Saves the rest, mints a revision, and stops. The copy on this machine stays when the save failed. */
  async leave(): Promise<boolean> {
    if (this.#left) return true;
    this.#stop();
    const stored = await this.flush();
    if (stored && this.savedAt !== null) await this.mint();
    return stored;
  }

  /** Mints a revision of what is saved; one that fails is minted at the next occasion. */
  async mint(): Promise<void> {
    if (!(await this.flush()) || !this.editable) return;
    await this.enqueue(async () => {
      await this.#backend.invoke('practices.mint', { id: this.id });
      // Minting writes the revision's number into practice.md: its hash is another one now.
      await this.#refresh();
    }).catch(() => undefined);
  }

  /** Decides one field of a conflict; when all are decided, ours are saved on top of theirs. */
  async decide(key: FormKey, choice: ConflictChoice): Promise<void> {
    if (this.conflict === null || this.deciding) return;
    const items = this.conflict.items.map((item) => (item.key === key ? { ...item, choice } : item));
    this.conflict = { ...this.conflict, items };
    if (items.every((item) => item.choice !== null)) await this.#settle(this.conflict);
  }

  /** Offers another text of this practice for putting together; false when it says nothing else. */
  async compareWith(copy: PracticeCopy, theirs: Practice): Promise<boolean> {
    if (!(await this.flush()) || this.conflict !== null) return true;
    const items = findDifferences(this.form, theirs);
    if (items.length === 0) return false;
    this.#ask(theirs, items, copy);
    return true;
  }

  /** Leaves the copy where it lies; a conflict about saving cannot be put off. */
  putOff(): void {
    if (this.conflict?.copy) this.conflict = null;
  }

  /** Moves the practice on; a failure is kept in `failure`. */
  async step(step: StatusStep, reason?: string): Promise<StepOutcome> {
    if (!(await this.flush())) return 'unsaved';
    this.failure = null;
    return this.enqueue(async () => {
      try {
        const base = this.practice?.hash ?? '';
        const input = { id: this.id, base, step, ...(reason === undefined ? {} : { reason }) };
        const outcome = await this.#backend.invoke('practices.step', input);
        if (outcome.type === 'incomplete') return 'incomplete';
        this.#takeOver(outcome.practice);
        if (outcome.type === 'conflict') return 'changed';
        return outcome.type === 'saved' ? 'done' : 'not-possible';
      } catch (error) {
        this.failure = toFailure(error);
        return 'failed';
      }
    });
  }

  /** Moves the practice to the bin with all that was typed, and stops. */
  async delete(): Promise<boolean> {
    if (!(await this.flush())) return false;
    return this.enqueue(async () => {
      try {
        await this.#backend.invoke('practices.delete', { id: this.id });
        this.#stop();
        this.copy.drop();
        return true;
      } catch (error) {
        this.failure = toFailure(error);
        return false;
      }
    });
  }

  /** Puts the text of the earlier sitting back; where the practice has changed since, it is asked about. */
  async useCopy(): Promise<void> {
    // What was typed since goes first: the copy would stand in its place, and nobody would have been asked.
    if (!(await this.flush())) return;
    const copy = this.copy.take();
    if (copy === null || this.practice === null) return;
    this.form.restore(copy);
    if (copy.base !== this.practice.hash) {
      const items = this.form.changedKeys().map((key): ConflictItem => ({ key, choice: null }));
      if (items.length > 0) this.#ask(this.practice, items);
    }
    await this.flush();
  }

  /** For writes beside the form's fields: they wait for the saves and the saves for them. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(work);
  }

  /**
   * After a write that did not touch the form's fields (a step, an attachment): the new hash is the base of
   * the next save.
   */
  takeOver(practice: Practice): void {
    this.#takeOver(practice);
  }

  #stop(): void {
    this.#left = true;
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#mintTimer);
    this.#unsubscribe();
  }

  #start(practice: Practice): void {
    this.practice = practice;
    this.form.adopt(practice, formKeys);
    this.phase = 'ready';
    if (this.editable) this.copy.offer(practice);
  }

  async #saveAll(): Promise<boolean> {
    while (this.practice && this.editable && this.conflict === null) {
      this.form.collect();
      const keys = this.form.sendableKeys();
      if (keys.length === 0) return this.#settled();
      if (!(await this.#saveOnce(this.practice, keys))) return false;
    }
    return this.form.sendableKeys().length === 0;
  }

  async #saveOnce(base: Practice, keys: readonly FormKey[]): Promise<boolean> {
    const contents = this.form.fingerprints(keys);
    this.saving = true;
    try {
      const outcome = await this.#backend.invoke('practices.save', {
        id: this.id,
        base: base.hash,
        ...this.form.changes(keys),
      });
      this.failure = null;
      this.#failures = 0;
      if (outcome.type === 'conflict') {
        this.#meet(base, outcome.practice);
      } else {
        this.form.markStored(contents);
        this.#takeSaved(base, outcome.practice, keys);
        this.savedAt = Date.now();
        this.copy.compare(outcome.practice);
        this.copy.hide();
      }
      return true;
    } catch (error) {
      this.#failed(toFailure(error));
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** All that can be stored is: the copy is needed only for what cannot be read yet. */
  #settled(): boolean {
    if (this.practice) this.#keepCopy(this.practice);
    return true;
  }

  #failed(failure: Failure): void {
    this.failure = failure;
    const delay = retryDelays[Math.min(this.#failures, retryDelays.length - 1)];
    this.#failures += 1;
    clearTimeout(this.#saveTimer);
    if (!this.#left) this.#saveTimer = setTimeout(() => void this.flush(), delay);
  }

  /**
   * The library put our save on top of somebody else's to other keys: those must reach the form, or the next key
   * typed there would be saved over a text that nobody here has seen.
   */
  #takeSaved(base: Practice, saved: Practice, sent: readonly FormKey[]): void {
    const theirs = formKeys.filter((key) => !sent.includes(key) && !isSamePiece(key, base, saved));
    this.form.collect();
    const items = findConflicts(this.form, base, saved).filter(({ key }) => theirs.includes(key));
    this.practice = saved;
    if (theirs.length > 0) this.merged = true;
    this.form.adopt(saved, theirs, this.form.changedKeys());
    if (items.length > 0) this.#ask(saved, items);
  }

  /** Somebody else saved first: puts both together where nobody is overwritten, asks about the rest. */
  #meet(base: Practice, theirs: Practice): void {
    this.form.collect();
    const items = findConflicts(this.form, base, theirs);
    if (items.length > 0) {
      this.#ask(theirs, items);
      return;
    }
    this.merged = formKeys.some((key) => !isSamePiece(key, base, theirs));
    this.#rebase(theirs, []);
  }

  #ask(theirs: Practice, items: readonly ConflictItem[], copy: PracticeCopy | null = null): void {
    this.settled = null;
    const conflict: Conflict = { theirs, items, authors: {}, copy };
    this.conflict = conflict;
    if (copy !== null) return;
    const input = { id: this.id, keys: items.map(({ key }) => key) };
    void this.#backend.invoke('presence.authors', input).then(
      (authors) => {
        if (this.conflict?.theirs === theirs) this.conflict = { ...this.conflict, authors };
      },
      () => undefined, // it stays "somebody else"
    );
  }

  /** Both texts are kept in the practice's history before one of them is written over. */
  async #settle(conflict: Conflict): Promise<void> {
    this.deciding = true;
    try {
      const own = conflict.copy ? [] : this.form.sendableKeys();
      await this.#backend.invoke('copies.keep', { id: this.id, ...this.form.changes(own) });
    } catch (error) {
      this.failure = toFailure(error);
      const items = conflict.items.map((item, at) => (at === 0 ? { ...item, choice: null } : item));
      this.conflict = { ...conflict, items };
      return;
    } finally {
      this.deciding = false;
    }
    const { theirs, items } = conflict;
    if (!conflict.copy)
      this.#rebase(
        theirs,
        items.filter(({ choice }) => choice === 'theirs').map(({ key }) => key),
      );
    applyChoices(this.form, conflict);
    this.conflict = null;
    if (this.practice) this.#keepCopy(this.practice);
    if (await this.flush()) this.settled = conflict;
  }

  /** Theirs becomes the base; what was typed here stays, except under the keys given away. */
  #rebase(theirs: Practice, given: readonly FormKey[]): void {
    const base = this.practice;
    const elsewhere = formKeys.filter((key) => base === null || !isSamePiece(key, base, theirs));
    const keep = this.form.changedKeys().filter((key) => !given.includes(key));
    this.practice = theirs;
    this.copy.compare(theirs);
    this.form.adopt(theirs, [...elsewhere, ...given], keep);
  }

  #takeOver(practice: Practice): void {
    this.form.collect();
    const base = this.practice;
    if (base && base.hash !== practice.hash && this.unsaved) this.#meet(base, practice);
    else this.#rebase(practice, []);
  }

  async #refresh(): Promise<void> {
    if (this.phase !== 'ready' || this.conflict !== null || this.#left) return;
    const found = await this.#backend.invoke('practices.get', { id: this.id }).catch(() => null);
    if (found?.type !== 'practice' || this.practice === null) return;
    if (found.practice.hash === this.practice.hash) this.practice = found.practice;
    else this.#takeOver(found.practice);
  }

  #keepCopy(practice: Practice): void {
    this.copy.keep(practice.hash, this.form.part(this.form.changedKeys()));
  }
}
