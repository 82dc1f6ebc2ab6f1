import type { Backend } from '#renderer/backend/backend';
import { Autosave } from '#renderer/views/editor/autosave.svelte';
import type { Conflict, ConflictChoice, ConflictItem } from '#renderer/views/editor/conflict';
import type { DraftCopies, DraftCopy } from '#renderer/views/editor/draft-copies';
import type { KeptCopy } from '#renderer/views/editor/kept-copy.svelte';
import { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import { OthersChanges, type Update } from '#renderer/views/editor/others-changes.svelte';
import { pieceMarks } from '#renderer/views/editor/piece-marks';
import { type FormKey, formKeys, type PracticeForm } from '#renderer/views/editor/practice-form.svelte';
import {
  type Deletion,
  moveToBin,
  takeFromBin,
  takeStep,
  type TakenStep,
} from '#renderer/views/editor/status-steps';
import { type Unsafe, unsafeState } from '#renderer/views/editor/unsafe';
import type { PracticeCopy } from '#shared/contract/copies';
import type { Practice } from '#shared/contract/practices';
import { type Failure, type Overtaken, toFailure } from '#shared/failure';
import type { Completeness } from '#shared/model/completeness';
import type { StatusStep } from '#shared/model/practice';
import type { Weakness } from '#shared/model/quality';

export type Phase = 'loading' | 'ready' | 'missing' | 'damaged' | 'failed';
export type StepOutcome = 'unsaved' | TakenStep;

/**
 * One practice being written: what the page can do with it, and what it shows of it. Saving, other people's changes,
 * questions and copies of unsaved text have classes of their own. All writes go through one queue, so that each names the
 * hash of what it replaces; what is typed while one is under way goes with the next.
 */
export class PracticeEditor {
  phase = $state<Phase>('loading');
  readonly #open: OpenPractice;
  readonly #question: OpenQuestion;
  readonly #others: OthersChanges;
  readonly #autosave: Autosave;
  readonly #unsubscribe: (() => void)[];

  constructor(backend: Backend, copies: DraftCopies, id: string) {
    this.#open = new OpenPractice(backend, copies, id);
    this.#question = new OpenQuestion(this.#open);
    this.#others = new OthersChanges(this.#open, this.#question);
    this.#autosave = new Autosave(this.#open, this.#question, this.#others, () => void this.mint());
    this.#unsubscribe = [
      backend.subscribe('practices.changed', ({ ids }) => {
        if (ids.includes(id)) void this.enqueue(() => this.#refresh());
      }),
      backend.subscribe('library.changed', ({ type }) => {
        if (type === 'open') this.#catchUp();
      }),
    ];
  }

  get id(): string {
    return this.#open.id;
  }

  get form(): PracticeForm {
    return this.#open.form;
  }

  get copy(): KeptCopy {
    return this.#open.copy;
  }

  /** As last read from or written to the library. */
  get practice(): Practice | null {
    return this.#open.practice;
  }

  get completeness(): Completeness {
    return this.#open.completeness;
  }

  /** What should be mended beside what is missing. */
  get weaknesses(): readonly Weakness[] {
    return this.#open.weaknesses;
  }

  get editable(): boolean {
    return this.#open.editable;
  }

  get unsaved(): boolean {
    return this.#open.unsaved;
  }

  get saving(): boolean {
    return this.#autosave.saving;
  }

  /** Milliseconds since 1970 of the last save in this sitting. */
  get savedAt(): number | null {
    return this.#autosave.savedAt;
  }

  /** Why the last save failed; the text stays on the form and is tried again. */
  get failure(): Failure | null {
    return this.#open.failure;
  }

  set failure(failure: Failure | null) {
    this.#open.failure = failure;
  }

  get conflict(): Conflict | null {
    return this.#question.conflict;
  }

  /** Both texts of a decision are being put away. */
  get deciding(): boolean {
    return this.#question.deciding;
  }

  /** The conflict that was decided and saved last, until it is told. */
  get settled(): Conflict | null {
    return this.#question.settled;
  }

  set settled(settled: Conflict | null) {
    this.#question.settled = settled;
  }

  /** Somebody else's changes to other fields were put together with ours. */
  get merged(): boolean {
    return this.#others.merged;
  }

  /** The text on the screen was replaced by what somebody else stored, until it is closed. */
  get updated(): Update | null {
    return this.#others.updated;
  }

  set updated(updated: Update | null) {
    this.#others.updated = updated;
  }

  /** Who closed the practice while something typed here was not stored. */
  get closed(): Overtaken | null {
    return this.#open.closed;
  }

  /** Who moved the practice to the bin while it was open here. */
  get gone(): Overtaken | null {
    return this.#open.gone;
  }

  /** What of it is not in the library, and why. */
  get unsafe(): Unsafe | null {
    return unsafeState(this.#open, this.#question);
  }

  async load(): Promise<void> {
    await this.enqueue(async () => {
      try {
        const found = await this.#open.backend.invoke('practices.get', { id: this.id });
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
    if (this.editable) this.#autosave.touch();
  }

  /** Saves now. True when the library holds all that can be stored. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** Saves the rest, mints a revision, and stops. The copy on this machine stays when the save failed. */
  async leave(): Promise<boolean> {
    if (this.#open.left) return true;
    this.#stop();
    const stored = await this.flush();
    if (stored && this.savedAt !== null) await this.mint();
    return stored;
  }

  /** Mints a revision of what is saved; one that fails is minted at the next occasion. */
  async mint(): Promise<void> {
    if (!(await this.flush()) || !this.editable) return;
    await this.enqueue(async () => {
      await this.#open.backend.invoke('practices.mint', { id: this.id });
      // Minting writes the revision's number into practice.md: its hash is another one now.
      await this.#refresh();
    }).catch(() => undefined);
  }

  /** Decides one field of a conflict; when all are decided, ours are saved on top of theirs. */
  async decide(key: FormKey, choice: ConflictChoice): Promise<void> {
    if (!this.#question.choose(key, choice)) return;
    const decided = await this.enqueue(() => this.#question.carryOut());
    if (decided === null) return;
    this.#autosave.keepCopy();
    if (await this.flush()) this.#question.stored(decided);
  }

  /** Offers another text of this practice for putting together; false when it says nothing else. */
  async compareWith(copy: PracticeCopy, theirs: Practice): Promise<boolean> {
    if (!(await this.flush()) || this.conflict !== null) return true;
    return this.#question.askAboutCopy(copy, theirs);
  }

  /** Leaves the copy where it lies; a conflict about saving cannot be put off. */
  putOff(): void {
    this.#question.putOff();
    void this.flush();
  }

  /** Moves the practice on; a failure is kept in `failure`. */
  async step(step: StatusStep, reason?: string): Promise<StepOutcome> {
    if (!(await this.flush())) return 'unsaved';
    this.failure = null;
    return this.enqueue(() => takeStep(this.#open, this.#others, step, reason));
  }

  /** Moves the practice to the bin with all that was typed, and stops. `despiteOthers`: the person was asked. */
  async delete(despiteOthers = false): Promise<Deletion> {
    if (!(await this.flush())) return { type: 'unsaved' };
    const outcome = await this.enqueue(() => moveToBin(this.#open, this.#others, despiteOthers));
    if (outcome.type === 'deleted') this.#stop();
    return outcome;
  }

  /** Takes the practice back from the bin, and saves what was typed meanwhile. */
  async takeBack(): Promise<void> {
    const { gone } = this.#open;
    if (gone === null) return;
    this.failure = null;
    await this.enqueue(() => takeFromBin(this.#open, this.#others, gone));
    await this.flush();
  }

  /** Puts the text of an earlier sitting back; what somebody has changed since under the same keys is asked about. */
  async useCopy(): Promise<void> {
    // What was typed since goes first: the copy would stand in its place, and nobody would have been asked.
    if (!(await this.flush())) return;
    const copy = this.copy.take();
    if (copy === null || this.practice === null) return;
    this.form.restore(copy);
    const overtaken = this.#overtaken(copy, this.practice);
    const items = overtaken.map((key): ConflictItem => ({ key, choice: null }));
    // Without a mark of what it was typed on it is like no text, so that it is asked about again.
    const was = Object.fromEntries(overtaken.map((key) => [key, copy.was?.[key] ?? '']));
    this.#question.ask(this.practice, items, was);
    this.#autosave.keepCopy();
    await this.flush();
  }

  /** For writes beside the form's fields: they wait for the saves and the saves for them. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    return this.#open.enqueue(work);
  }

  /**
   * After a write that did not touch the form's fields (a step, an attachment): the new hash is the base of
   * the next save.
   */
  takeOver(practice: Practice): void {
    this.#others.takeOver(practice);
  }

  async #refresh(): Promise<void> {
    if (this.phase === 'ready') await this.#others.refresh();
  }

  #start(practice: Practice): void {
    this.#open.practice = practice;
    this.form.adopt(practice, formKeys);
    this.phase = 'ready';
    this.copy.offer(practice);
  }

  /** Keys of a copy under which the practice does not say any more what the copy was typed on. */
  #overtaken({ base, was, values, sections }: DraftCopy, practice: Practice): FormKey[] {
    const isInCopy = (key: FormKey): boolean =>
      Object.hasOwn(values, key) || Object.hasOwn(sections, key.replace('section:', ''));
    const keys = this.form.changedKeys().filter(isInCopy);
    if (was === undefined) return base === practice.hash ? [] : keys;
    const now = pieceMarks(practice, keys);
    return keys.filter((key) => was[key] !== now[key]);
  }

  /** The library is there again. */
  #catchUp(): void {
    if (this.phase === 'failed') void this.load();
    else if (this.failure !== null && this.unsaved) void this.flush();
  }

  #stop(): void {
    this.#open.left = true;
    this.form.compose(false);
    this.#autosave.stop();
    for (const stop of this.#unsubscribe) stop();
  }
}
