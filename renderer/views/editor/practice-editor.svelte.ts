import type { Backend } from '#renderer/backend/backend';
import { Autosave } from '#renderer/views/editor/autosave.svelte';
import { Decisions } from '#renderer/views/editor/decisions';
import type { DraftCopies } from '#renderer/views/editor/draft-copies';
import { EarlierText } from '#renderer/views/editor/earlier-text';
import { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import { OthersChanges } from '#renderer/views/editor/others-changes.svelte';
import { formKeys, type PracticeForm } from '#renderer/views/editor/practice-form.svelte';
import { StatusSteps } from '#renderer/views/editor/status-steps';
import { type Unsafe, unsafeState } from '#renderer/views/editor/unsafe';
import type { Practice } from '#shared/contract/practices';
import { toFailure } from '#shared/failure';

export type Phase = 'loading' | 'ready' | 'missing' | 'damaged' | 'failed';

/**
 * One practice being written, from opening it to leaving it. What fields need of it is here; everything else that the page
 * shows or does has a part of its own. All writes go through the one queue of `open`, so that each names the hash of
 * what it replaces; what is typed while one is under way goes with the next.
 */
export class PracticeEditor {
  phase = $state<Phase>('loading');
  /** The practice itself: its form, what is stored of it, what this machine keeps of it. */
  readonly open: OpenPractice;
  /** What a person is asked to decide between two texts. */
  readonly question: OpenQuestion;
  /** What others have written meanwhile. */
  readonly others: OthersChanges;
  readonly autosave: Autosave;
  /** The answers to `question`. */
  readonly decisions: Decisions;
  /** The way back for texts of earlier sittings. */
  readonly earlier: EarlierText;
  /** Statuses, the bin and the way back from it. */
  readonly steps: StatusSteps;
  readonly #unsubscribe: (() => void)[];

  constructor(backend: Backend, copies: DraftCopies, id: string) {
    this.open = new OpenPractice(backend, copies, id);
    this.question = new OpenQuestion(this.open);
    this.others = new OthersChanges(this.open, this.question);
    this.autosave = new Autosave(this.open, this.question, this.others, () => void this.mint());
    this.decisions = new Decisions(this.question, this.open, this.autosave);
    this.earlier = new EarlierText(this.open, this.question, this.autosave);
    this.steps = new StatusSteps(this.open, this.others, this.autosave, () => {
      this.#stop();
    });
    this.#unsubscribe = [
      backend.subscribe('practices.changed', ({ ids }) => {
        if (ids.includes(id)) void this.open.enqueue(() => this.#refresh());
      }),
      backend.subscribe('library.changed', ({ type }) => {
        if (type === 'open') this.#catchUp();
      }),
    ];
  }

  get id(): string {
    return this.open.id;
  }

  get form(): PracticeForm {
    return this.open.form;
  }

  /** As last read from or written to the library. */
  get practice(): Practice | null {
    return this.open.practice;
  }

  get editable(): boolean {
    return this.open.editable;
  }

  /** What of it is not in the library, and why. */
  get unsafe(): Unsafe | null {
    return unsafeState(this.open, this.question);
  }

  async load(): Promise<void> {
    await this.open.enqueue(async () => {
      try {
        const found = await this.open.backend.invoke('practices.get', { id: this.id });
        if (found.type === 'practice') this.#start(found.practice);
        else this.phase = found.type;
      } catch (error) {
        this.open.failure = toFailure(error);
        this.phase = 'failed';
      }
    });
  }

  /** To be called after every change of the form: keeps a copy at once and saves when the typing rests. */
  touch(): void {
    if (this.editable) this.autosave.touch();
  }

  /** Saves now. True when the library holds all that can be stored. */
  flush(): Promise<boolean> {
    return this.autosave.flush();
  }

  /** Mints a revision of what is saved; one that fails is minted at the next occasion. */
  async mint(): Promise<void> {
    if (!(await this.flush()) || !this.editable) return;
    await this.open
      .enqueue(async () => {
        await this.open.backend.invoke('practices.mint', { id: this.id });
        // Minting writes the revision's number into practice.md: its hash is another one now.
        await this.#refresh();
      })
      .catch(() => undefined);
  }

  /** Saves the rest, mints a revision, and stops. The copy on this machine stays when the save failed. */
  async leave(): Promise<boolean> {
    if (this.open.left) return true;
    this.#stop();
    const stored = await this.flush();
    if (stored && this.autosave.savedAt !== null) await this.mint();
    return stored;
  }

  #start(practice: Practice): void {
    this.open.practice = practice;
    this.form.adopt(practice, formKeys);
    this.phase = 'ready';
    this.open.copy.offer(practice);
  }

  async #refresh(): Promise<void> {
    if (this.phase === 'ready') await this.others.refresh();
  }

  /** The library is there again. */
  #catchUp(): void {
    if (this.phase === 'failed') void this.load();
    else if (this.open.failure !== null && this.open.unsaved) void this.flush();
  }

  #stop(): void {
    this.open.left = true;
    this.form.compose(false);
    this.autosave.stop();
    for (const stop of this.#unsubscribe) stop();
  }
}
