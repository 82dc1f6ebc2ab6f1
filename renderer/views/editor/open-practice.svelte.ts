import type { Backend } from '#renderer/backend/backend';
import type { DraftCopies, DraftCopy } from '#renderer/views/editor/draft-copies';
import { KeptCopy } from '#renderer/views/editor/kept-copy.svelte';
import { type PieceMarks, pieceMarks } from '#renderer/views/editor/piece-marks';
import { formKeys, PracticeForm } from '#renderer/views/editor/practice-form.svelte';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import type { Practice } from '#shared/contract/practices';
import type { Failure, Overtaken } from '#shared/failure';
import { checkCompleteness, type Completeness } from '#shared/model/completeness';
import { dayOf } from '#shared/model/partial-date';
import { isBeingWritten } from '#shared/model/practice';
import { type Weakness, weaknesses } from '#shared/model/quality';

/** The practice that is being written, as the parts of its editor share it. */
export class OpenPractice {
  readonly id: string;
  readonly backend: Backend;
  readonly form = new PracticeForm();
  readonly copy: KeptCopy;
  /** As last read from or written to the library. */
  practice = $state.raw<Practice | null>(null);
  /** Why the last save failed; the text stays on the form and is tried again. */
  failure = $state.raw<Failure | null>(null);
  /** Who closed the practice while something typed here was not stored yet: that lies in `copy` now. */
  closed = $state.raw<Overtaken | null>(null);
  /** Who moved the practice to the bin while it was open here. */
  gone = $state.raw<Overtaken | null>(null);
  readonly completeness: Completeness = $derived.by(() => {
    if (this.practice === null) return { missing: [], weak: [] };
    return checkCompleteness(this.form.frontMatter(this.practice.frontMatter), this.form.sectionList());
  });
  /** What should be mended beside what is missing. */
  readonly weaknesses: readonly Weakness[] = $derived.by(() => {
    if (this.practice === null) return [];
    const frontMatter = this.form.frontMatter(this.practice.frontMatter);
    return weaknesses(frontMatter, this.form.sectionList(), dayOf(Date.now()));
  });
  /** The screen has gone: nothing more is begun by itself. */
  left = false;
  readonly #queue = new WriteQueue();

  constructor(backend: Backend, copies: DraftCopies, id: string) {
    this.backend = backend;
    this.id = id;
    this.copy = new KeptCopy(copies, id);
  }

  // Getters, not deriveds: they are read while leaving, when the screen and its deriveds are gone.
  get editable(): boolean {
    return this.practice !== null && this.practice.editable && isBeingWritten(this.practice.work?.status);
  }

  get unsaved(): boolean {
    return this.form.changedKeys().length > 0;
  }

  /** Notes why a write failed. What somebody did to the practice is no fault: it is told as what it is. */
  fail(failure: Failure): void {
    if (failure.code === 'not-found' && failure.overtaken) this.gone = failure.overtaken;
    else this.failure = failure;
  }

  /**
   * Keeps on this machine what the library does not hold yet, with marks of what it was typed on. `asked` are the marks
   * under the keys that are asked about: those texts were typed on an older one.
   */
  keepCopy(asked: PieceMarks = {}): void {
    const kept = this.#unsavedCopy(asked);
    if (kept) this.copy.keep(kept);
  }

  /** What was typed on a practice that is closed by now is kept apart; the form shows what is stored. */
  setAside(asked: PieceMarks): void {
    const kept = this.#unsavedCopy(asked);
    const { practice } = this;
    if (kept === null || practice === null) return;
    this.copy.setAside(kept);
    const last = practice.work?.log.at(-1);
    this.closed ??= { by: last?.by ?? '', at: last === undefined ? null : Date.parse(last.at) };
    this.form.adopt(practice, formKeys);
  }

  #unsavedCopy(asked: PieceMarks): Omit<DraftCopy, 'at'> | null {
    const { practice, form } = this;
    if (practice === null) return null;
    const keys = form.changedKeys();
    const was = keys.length === 0 ? {} : { ...pieceMarks(practice, keys), ...asked };
    return { base: practice.hash, was, ...form.part(keys) };
  }

  /** Runs one write after the other, so that each names the hash of what it replaces. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(work);
  }
}
