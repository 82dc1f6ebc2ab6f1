import type { Backend } from '#renderer/backend/backend';
import { FollowedRows } from '#renderer/state/followed-rows.svelte';
import { compareCandidates } from '#renderer/views/quarter/candidate-lines';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import {
  asSet,
  type Contents,
  contentsOf,
  isSame,
  isSameList,
  noProposals,
  saidProposals,
  type Proposal,
  withProposal,
} from '#renderer/views/quarter/contents';
import { noteLeft } from '#renderer/views/quarter/left-choice';
import type { FoundCompilation } from '#shared/contract/quarter';
import type { PracticeRow } from '#shared/contract/lists';
import { type Failure, toFailure } from '#shared/failure';
import { arranged, groupKeys, withGroupMoved } from '#shared/model/field-groups';
import { isClosed } from '#shared/model/issue';
import type { Period } from '#shared/model/period';

/** Quiet time after the last change before it is saved. */
export const saveDelay = 800;
/** As many as `compilations.save` takes. */
const mostItems = 2_000;
const retryDelay = 5_000;

/**
 * The choice, order, groups, proposals and foreword of one period. Saved by itself; when somebody else saved first, nothing is
 * overwritten until the person says whose version holds.
 */
export class QuarterBoard {
  readonly period: Period;
  /** Practice ids in the order of the compilation. */
  items = $state.raw<readonly string[]>([]);
  /** Markdown, as typed. */
  foreword = $state('');
  /** Fields in the order of their groups; null while the practices are not grouped. */
  groups = $state.raw<readonly string[] | null>(null);
  /** By practice id; also of practices that were taken out, in case they come back. */
  proposals = $state.raw(noProposals);
  found = $state.raw<FoundCompilation | null>(null);
  /** Theirs, while it is not decided whose version holds. */
  conflict = $state.raw<FoundCompilation | null>(null);
  failure = $state.raw<Failure | null>(null);
  saving = $state(false);
  /** Milliseconds since 1970 of the last save in this sitting. */
  savedAt = $state<number | null>(null);
  /** List and groups before their last change, so that a slip of the mouse over hundreds can be taken back. */
  before = $state.raw<{ items: readonly string[]; groups: readonly string[] | null } | null>(null);
  /** The list is being signed, or was issued: nothing of it can be changed. */
  readonly closed = $derived(isClosed(this.found?.compilation.issues));
  readonly chosen = $derived(asSet(this.items));
  /** The field whose group a practice belongs to. */
  readonly fieldOf = (id: string): string => this.practices.get(id)?.fields[0] ?? '';
  /** As they are shown: group by group, also where a practice changed its field since they were put in order. */
  readonly ordered = $derived(arranged(this.items, this.fieldOf, this.groups));
  /** The groups that occur, in their order. */
  readonly groupKeys = $derived(this.groups === null ? [] : groupKeys(this.items, this.fieldOf, this.groups));
  readonly #backend: Backend;
  readonly #rows: FollowedRows;
  readonly #queue = new WriteQueue();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the library held when it was last read or written, as it stands there: `found` has the words as typed. */
  #stored: Contents | null = null;
  #left = false;

  constructor(backend: Backend, period: Period) {
    this.#backend = backend;
    this.#rows = new FollowedRows(backend, false, compareCandidates(period));
    this.period = period;
  }

  /** All practices of the library, choosable ones first. */
  get sorted(): readonly PracticeRow[] {
    return this.#rows.sorted ?? [];
  }

  get practices(): ReadonlyMap<string, PracticeRow> {
    return this.#rows.byId;
  }

  /** A getter, not a derived: it is read while leaving, when the screen and its deriveds are gone. */
  get unsaved(): boolean {
    return this.found !== null && !isSame(contentsOf(this.found.compilation), this);
  }

  async load(): Promise<void> {
    try {
      const [, found] = await Promise.all([
        this.#rows.load(),
        this.#backend.invoke('compilations.get', { period: this.period }),
      ]);
      if (this.#rows.failure) throw this.#rows.failure;
      this.#adopt(found);
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Follows practices that come, change and go, and what others choose; returns the function that stops following. */
  follow(): () => void {
    const stops = [
      this.#rows.follow(),
      this.#backend.subscribe('coverage.changed', () => void this.hear().catch(() => undefined)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /**
   * Reads what somebody else may have chosen, closed or exported meanwhile. What is being typed here stays; where both have
   * chosen, the person is asked.
   */
  hear(): Promise<void> {
    return this.#queue.run(async () => {
      const theirs = await this.#backend.invoke('compilations.get', { period: this.period });
      if (this.#left || this.found === null) return;
      if (theirs.hash === this.found.hash && this.conflict === null) return;
      const saved = !this.unsaved;
      if (this.#isOnlyNoted(theirs)) {
        this.#note(theirs);
        this.conflict = null;
        // As it is read it may be normalised; what stands on the screen is the same.
        if (saved) this.found = { ...theirs, compilation: asTyped(theirs.compilation, decided(this)) };
      } else if (saved) this.#adopt(theirs);
      else this.#contradict(theirs);
    });
  }

  /** Adds at the end, or before the given place. Those that are in already stay where they are. */
  add(ids: readonly string[], at = this.items.length): void {
    const fresh = ids
      .filter((id) => !this.chosen.has(id))
      .slice(0, Math.max(0, mostItems - this.items.length));
    if (fresh.length > 0) this.#change(this.ordered.toSpliced(at, 0, ...fresh));
  }

  remove(id: string): void {
    this.#change(this.items.filter((other) => other !== id));
  }

  /** Puts a practice before the one that stands at `to` now; `items.length` is the end. */
  move(id: string, to: number): void {
    const from = this.ordered.indexOf(id);
    if (from < 0 || to === from || to === from + 1) return;
    const place = Math.max(0, Math.min(this.items.length, to)) - (from < to ? 1 : 0);
    this.#change(this.ordered.toSpliced(from, 1).toSpliced(place, 0, id));
  }

  /** Groups the practices by their first field, or ends that; the order within a field stays. */
  group(on: boolean): void {
    if (on !== (this.groups !== null)) this.#change(this.ordered, on ? [] : null);
  }

  /** Puts a group before the one that stands at `to` now. */
  moveGroup(key: string, to: number): void {
    if (this.groups === null) return;
    const keys = withGroupMoved(this.groupKeys, this.groups, key, to);
    if (!isSameList(keys, this.groups)) this.#change(this.ordered, keys);
  }

  /** What is said of why a practice is proposed; to be followed by `flush` once it is all said. */
  propose(id: string, proposal: Proposal): void {
    if (this.closed) return;
    this.proposals = withProposal(this.proposals, id, proposal);
    this.touch();
  }

  /** Takes the last change of list or groups back. */
  undo(): void {
    if (this.before === null) return;
    this.#change(this.before.items, this.before.groups);
    this.before = null;
  }

  /** To be called before something is made of the choice: a practice may have changed its field since it was put in its group. */
  settle(): void {
    if (this.closed) return;
    this.items = this.ordered;
  }

  /** To be called after every change of the foreword. */
  touch(): void {
    clearTimeout(this.#timer);
    if (this.conflict === null) this.#timer = setTimeout(() => void this.flush(), saveDelay);
  }

  /** Saves now. True when the library holds what the screen shows. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    return this.#queue.run(() => this.#save());
  }

  /** Saves the rest and stops. */
  async leave(): Promise<boolean> {
    this.#left = true;
    const saved = this.flush();
    noteLeft(saved);
    return saved;
  }

  /** Decides a conflict: ours is saved on top of theirs, or theirs replaces what the screen shows. */
  async decide(choice: 'mine' | 'theirs'): Promise<void> {
    if (this.conflict === null) return;
    const theirs = this.conflict;
    this.conflict = null;
    if (choice === 'theirs') this.#adopt(theirs);
    else {
      this.#note(theirs);
      await this.flush();
    }
  }

  /**
   * Reads exports and hash anew: an export is noted in the compilation. Never while something is being saved. Where somebody else
   * chose meanwhile and not all of ours is saved, the person is asked.
   */
  reload(): Promise<void> {
    return this.#queue.run(async () => {
      const found = await this.#backend.invoke('compilations.get', { period: this.period });
      if (!this.unsaved) this.#adopt(found);
      else if (this.#isOnlyNoted(found) || isSame(contentsOf(found.compilation), this)) this.#note(found);
      else this.#contradict(found);
    });
  }

  async #save(): Promise<boolean> {
    while (this.found !== null && this.unsaved) {
      if (this.conflict !== null || !(await this.#saveOnce(this.found))) return false;
    }
    return this.conflict === null;
  }

  async #saveOnce({ hash }: FoundCompilation): Promise<boolean> {
    const typed = decided(this);
    this.saving = true;
    try {
      const input = { period: this.period, base: hash, ...typed };
      const { type, ...found } = await this.#backend.invoke('compilations.save', input);
      this.failure = null;
      if (type === 'saved') {
        this.#stored = contentsOf(found.compilation);
        // What was typed is the truth: the file may have been normalised.
        this.found = { ...found, compilation: asTyped(found.compilation, typed) };
        this.savedAt = Date.now();
      } else if (this.#isOnlyNoted(found) || isSame(contentsOf(found.compilation), this)) {
        // Saved anew on top of it, where that is needed.
        this.#note(found);
      } else {
        this.conflict = found;
      }
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      if (!this.#left) this.#timer = setTimeout(() => void this.flush(), retryDelay);
      return false;
    } finally {
      this.saving = false;
    }
  }

  #change(items: readonly string[], groups = this.groups): void {
    if (this.closed) return;
    const next = arranged(items, this.fieldOf, groups);
    if (isSameList(next, this.items) && isSameList(groups, this.groups)) return;
    this.before = { items: this.items, groups: this.groups };
    this.items = next;
    this.groups = groups;
    this.touch();
  }

  #note(found: FoundCompilation): void {
    this.found = found;
    this.#stored = contentsOf(found.compilation);
  }

  /** Theirs is to be decided on; what was exported is so either way. */
  #contradict(theirs: FoundCompilation): void {
    this.conflict = theirs;
    const { exports } = theirs.compilation;
    if (this.found) this.found = { ...this.found, compilation: { ...this.found.compilation, exports } };
  }

  /** Nobody has chosen or written anything since: only an export was noted. */
  #isOnlyNoted({ compilation }: FoundCompilation): boolean {
    return this.#stored !== null && isSame(contentsOf(compilation), this.#stored);
  }

  #adopt(found: FoundCompilation): void {
    this.before = null;
    this.#note(found);
    const { items, foreword, groups, proposals } = contentsOf(found.compilation);
    this.items = items;
    this.foreword = foreword;
    this.groups = groups;
    this.proposals = proposals;
  }
}

type Compilation = FoundCompilation['compilation'];

/** What is on the screen, as it is saved. */
function decided(board: Contents) {
  const { foreword, items, groups } = board;
  return { foreword, items: [...items], groups: groups && [...groups], proposals: saidProposals(board) };
}

/** The compilation that was saved, with the words as they stand on the screen. */
function asTyped(
  compilation: Compilation,
  { foreword, items, groups, proposals }: ReturnType<typeof decided>,
): Compilation {
  const said = { ...compilation.proposals, ...proposals };
  return { ...compilation, foreword, items, groups: groups ?? undefined, proposals: said };
}
