import {
  applyChoices,
  type Conflict,
  type ConflictChoice,
  type ConflictItem,
  findDifferences,
} from '#renderer/views/editor/conflict';
import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import { type PieceMarks, pieceMarks } from '#renderer/views/editor/piece-marks';
import { type FormKey, formKeys } from '#renderer/views/editor/practice-form.svelte';
import type { PracticeCopy } from '#shared/contract/copies';
import type { Practice } from '#shared/contract/practices';
import { toFailure } from '#shared/failure';

/**
 * What a person is asked to decide between two texts. The keys in question are held back; everything else is saved
 * meanwhile on top of theirs, which is the base by then.
 */
export class OpenQuestion {
  conflict = $state.raw<Conflict | null>(null);
  /** Both texts of a decision are being put away. */
  deciding = $state(false);
  /** The conflict that was decided and saved last, until it is told. */
  settled = $state.raw<Conflict | null>(null);
  /** Decided, but not stored yet. */
  #decided: readonly FormKey[] = [];
  readonly #open: OpenPractice;

  constructor(open: OpenPractice) {
    this.#open = open;
  }

  /** The keys that are not stored before they are decided. */
  get held(): readonly FormKey[] {
    return this.conflict?.items.map(({ key }) => key) ?? [];
  }

  /**
   * Asks about these keys, beside what is asked already. To be called whenever `theirs` became the base, also without
   * keys: what is asked is about the text that is stored now. `was` are marks of what the pieces were typed on.
   */
  ask(theirs: Practice, fresh: readonly ConflictItem[], was: PieceMarks): void {
    const before = this.conflict?.copy === null ? this.conflict : null;
    if (before === null && fresh.length === 0) return;
    const isFresh = (key: FormKey): boolean => fresh.some((item) => item.key === key);
    const changed = this.#open.form.changedKeys();
    const kept = (before?.items ?? []).filter(({ key }) => !isFresh(key) && changed.includes(key));
    const items = [...kept, ...fresh];
    if (items.length === 0) {
      this.conflict = null;
      return;
    }
    const again = before?.again === true || fresh.some(({ key }) => this.#decided.includes(key));
    const authors = before === null ? {} : stillAuthors(before, theirs);
    this.#show({ theirs, items, was: { ...was, ...before?.was }, again, authors, copy: null });
    this.#askWho(theirs.hash);
  }

  /** Asks about all that another text of the practice says otherwise; false when it says nothing else. */
  askAboutCopy(copy: PracticeCopy, theirs: Practice): boolean {
    const items = findDifferences(this.#open.form, theirs);
    if (items.length === 0) return false;
    this.#show({ theirs, items, was: {}, again: false, authors: {}, copy });
    return true;
  }

  /** Leaves a copy where it lies; a conflict about saving cannot be put off. */
  putOff(): void {
    if (this.conflict?.copy) this.conflict = null;
  }

  /** Ends what is asked without a decision: the text in question was put elsewhere. */
  drop(): void {
    this.conflict = null;
  }

  /** Notes the decision about one key; true when all are decided. */
  choose(key: FormKey, choice: ConflictChoice): boolean {
    if (this.conflict === null || this.deciding) return false;
    const items = this.conflict.items.map((item) => (item.key === key ? { ...item, choice } : item));
    this.conflict = { ...this.conflict, items };
    this.deciding = items.every((item) => item.choice !== null);
    return this.deciding;
  }

  /**
   * Puts the decision onto the form, after both texts were kept in the practice's history. Null where that failed, or
   * where somebody changed a piece meanwhile: it is asked about again. To be called in the queue of writes.
   */
  async carryOut(): Promise<Conflict | null> {
    try {
      if (this.conflict === null || !(await this.#keepBoth(this.conflict))) return null;
      const decided = this.conflict;
      applyChoices(this.#open.form, decided);
      this.conflict = null;
      this.#decided = decided.items.map(({ key }) => key);
      return decided;
    } finally {
      this.deciding = false;
    }
  }

  /** What was decided is stored. */
  stored(decided: Conflict): void {
    this.#decided = [];
    this.settled = decided;
  }

  async #keepBoth(conflict: Conflict): Promise<boolean> {
    if (conflict.items.some(({ choice }) => choice === null)) return false;
    const { backend, form, id } = this.#open;
    try {
      const own = conflict.copy ? [] : form.sendableKeys().filter((key) => this.held.includes(key));
      await backend.invoke('copies.keep', { id, ...form.changes(own) });
      return true;
    } catch (error) {
      this.#open.failure = toFailure(error);
      const items = conflict.items.map((item, at) => (at === 0 ? { ...item, choice: null } : item));
      this.conflict = { ...conflict, items };
      return false;
    }
  }

  #show(conflict: Conflict): void {
    this.settled = null;
    this.conflict = conflict;
  }

  #askWho(hash: string): void {
    const input = { id: this.#open.id, hash, keys: [...this.held] };
    void this.#open.backend.invoke('presence.authors', input).then(
      (authors) => {
        const { conflict } = this;
        if (conflict?.copy !== null || conflict.theirs.hash !== hash) return;
        this.conflict = { ...conflict, authors: { ...conflict.authors, ...authors } };
      },
      () => undefined, // it stays "somebody else"
    );
  }
}

/** Those who wrote what stands under the same keys still. */
function stillAuthors({ theirs: before, authors }: Conflict, theirs: Practice): Conflict['authors'] {
  const keys = formKeys.filter((key) => Object.hasOwn(authors, key));
  const [were, are] = [pieceMarks(before, keys), pieceMarks(theirs, keys)];
  return Object.fromEntries(
    keys.flatMap((key) => (are[key] === were[key] && authors[key] ? [[key, authors[key]]] : [])),
  );
}
