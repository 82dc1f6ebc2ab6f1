import type { FormKey, FormPart } from '#renderer/views/editor/practice-form.svelte';

/** What was typed on this machine and may not have reached the library. */
export interface DraftCopy extends FormPart {
  /** Hash of the practice.md that it was typed on. */
  readonly base: string;
  /** Marks of the pieces that it was typed on (`pieceMarks`), by key; absent in copies of earlier versions. */
  readonly was?: Readonly<Partial<Record<FormKey, string>>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A copy with the name under which it is stored. */
export interface StoredCopy extends DraftCopy {
  readonly name: string;
}

export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Raised whenever the shape of the form's values changes; copies of other versions are left alone. */
const version = 1;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readCopy(text: string | null): DraftCopy | null {
  try {
    const copy: unknown = JSON.parse(text ?? '');
    if (!isObject(copy) || copy['version'] !== version) return null;
    const { base, at, was, values, sections } = copy;
    if (typeof base !== 'string' || typeof at !== 'number' || !isObject(values) || !isObject(sections))
      return null;
    return { base, at, values, sections, ...(isObject(was) ? { was } : {}) };
  } catch {
    return null;
  }
}

/**
 * Copies of unsaved text in the browser's own storage: the net under autosave when a machine dies. Each sitting writes
 * under names of its own, and each library has its own: two windows never write over each other's text, nor does a
 * restored backup whose practices have the same ids.
 */
export class DraftCopies {
  readonly #store: DraftStore;
  readonly #library: string;
  readonly #sitting: string;
  #count = 0;

  /** `sitting` tells apart who writes at the same time, or one after the other. */
  constructor(store: DraftStore, library: string, sitting: string = crypto.randomUUID()) {
    this.#store = store;
    this.#library = library;
    this.#sitting = sitting;
  }

  /** The texts of a practice that are kept, newest first. */
  find(id: string): readonly StoredCopy[] {
    return this.#names(`${this.#prefix}${id}.`)
      .flatMap((name) => {
        const copy = readCopy(this.#store.getItem(name));
        return copy === null ? [] : [{ ...copy, name }];
      })
      .toSorted((a, b) => b.at - a.at);
  }

  /** Ids of the practices of which texts are kept. */
  practices(): ReadonlySet<string> {
    const names = this.#names(this.#prefix);
    return new Set(names.map((name) => name.slice(this.#prefix.length).split('.')[0] ?? ''));
  }

  /** A name under which nothing is stored yet. */
  newName(id: string): string {
    this.#count += 1;
    return `${this.#prefix}${id}.${this.#sitting}.${String(this.#count)}`;
  }

  /**
   * Keeps a text under a name that `newName` gave. False where the storage is full or forbidden: nobody is stopped from
   * typing, and what was kept under that name before stays.
   */
  keep(name: string, copy: DraftCopy): boolean {
    try {
      this.#store.setItem(name, JSON.stringify({ version, ...copy }));
      return true;
    } catch {
      return false;
    }
  }

  drop(name: string): void {
    this.#store.removeItem(name);
  }

  get #prefix(): string {
    return `lan-toa.draft.${this.#library}.`;
  }

  #names(prefix: string): string[] {
    const names = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at) ?? '');
    return names.filter((name) => name.startsWith(prefix));
  }
}
