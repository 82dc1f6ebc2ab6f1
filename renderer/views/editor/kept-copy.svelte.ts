import type { Practice } from '#shared/contract/practices';
import { copyDifference } from '#renderer/views/editor/copy-difference';
import type { DraftCopies, DraftCopy, StoredCopy } from '#renderer/views/editor/draft-copies';

/**
 * What this machine holds of one practice until the library has it: what is on the form now, and what earlier sittings
 * left. These stay apart: what is typed now may be another text under the same key, typed on another one.
 */
export class KeptCopy {
  /** Text that the library does not hold, of an earlier sitting or set aside in this one, while it is to be told of. */
  offered = $state.raw<DraftCopy | null>(null);
  /** The text that was dropped last, while it can be brought back. */
  dropped = $state.raw<StoredCopy | null>(null);
  /** This machine's storage is full or forbidden: what is typed is on the screen only. */
  full = $state(false);
  /** All such texts, newest first, until they are used or dropped: they outlive this sitting, told of or not. */
  #earlier: readonly StoredCopy[] = [];
  /** Name under which the form is kept; null while all of it is stored. */
  #present: string | null = null;
  /** Taken back onto the form: stays until the form itself is kept. */
  #taken: StoredCopy | null = null;
  /** Somebody is taking them back: the next one is told of as well. */
  #taking = false;
  readonly #copies: DraftCopies;
  readonly #id: string;

  constructor(copies: DraftCopies, id: string) {
    this.#copies = copies;
    this.#id = id;
  }

  /** Offers what earlier sittings left behind, as far as the practice does not hold it. */
  offer(practice: Practice): void {
    this.#earlier = this.#copies.find(this.#id).filter(({ name }) => name !== this.#present);
    this.compare(practice);
    this.#offerNext();
  }

  /** To be called when the stored practice has become another one: what it holds now is no longer kept. */
  compare(practice: Practice): void {
    this.#earlier = this.#earlier.flatMap((copy) => {
      const rest = copyDifference(copy, practice);
      if (rest === null) this.#copies.drop(copy.name);
      return rest === null ? [] : [{ ...rest, name: copy.name }];
    });
    if (this.offered) this.#offerNext();
  }

  /** To be called after a save: whoever goes on typing is not told of earlier texts any more in this sitting. */
  arrived(practice: Practice): void {
    this.compare(practice);
    if (!this.#taking) this.offered = null;
  }

  /** Takes the newest earlier text, to put it on the form; the next `keep` takes note of that. */
  take(): DraftCopy | null {
    const [copy = null, ...others] = this.#earlier;
    this.#earlier = others;
    this.#taken = copy;
    this.#taking = true;
    this.dropped = null;
    this.#offerNext();
    return copy;
  }

  /** Drops the text that is offered, to be brought back by `undrop`; the next one is offered. */
  drop(): void {
    const [copy = null, ...others] = this.#earlier;
    if (copy === null) return;
    this.#earlier = others;
    this.#copies.drop(copy.name);
    this.dropped = copy;
    this.#taking = true;
    this.#offerNext();
  }

  /** Brings back what was dropped last. */
  undrop(): void {
    const { dropped } = this;
    if (dropped === null) return;
    const { name, ...copy } = dropped;
    this.#note(this.#copies.keep(name, copy));
    this.#earlier = [dropped, ...this.#earlier];
    this.dropped = null;
    this.#offerNext();
  }

  /** Drops everything. */
  forget(): void {
    for (const { name } of this.#copies.find(this.#id)) this.#copies.drop(name);
    this.#earlier = [];
    this.#present = null;
    this.#offerNext();
  }

  /** Keeps what is changed on the form. */
  keep(copy: Omit<DraftCopy, 'at'>): void {
    const isNothing = Object.keys(copy.values).length + Object.keys(copy.sections).length === 0;
    if (isNothing) this.#forgetPresent();
    else {
      this.#present ??= this.#copies.newName(this.#id);
      this.#note(this.#copies.keep(this.#present, { ...copy, at: Date.now() }));
    }
    // What was taken back is kept as part of the form by now, or is stored.
    if (this.#taken && !this.full) this.#copies.drop(this.#taken.name);
    this.#taken = null;
  }

  /**
   * What is on the form cannot be stored any more: it is kept as a text of its own, however the form goes on, and
   * offered.
   */
  setAside(copy: Omit<DraftCopy, 'at'>): void {
    const name = this.#present ?? this.#copies.newName(this.#id);
    const aside = { ...copy, at: Date.now() };
    this.#note(this.#copies.keep(name, aside));
    this.#present = null;
    this.#earlier = [{ ...aside, name }, ...this.#earlier];
    this.#taking = true;
    this.#offerNext();
  }

  #forgetPresent(): void {
    if (this.#present !== null) this.#copies.drop(this.#present);
    this.#present = null;
    this.full = false;
  }

  #note(isKept: boolean): void {
    this.full = !isKept;
  }

  #offerNext(): void {
    this.offered = this.#earlier[0] ?? null;
  }
}
