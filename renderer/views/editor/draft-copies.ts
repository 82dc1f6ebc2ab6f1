import type { FormPart } from '#renderer/views/editor/practice-form.svelte';

/** What was typed on this machine and may not have reached the library. */
export interface DraftCopy extends FormPart {
  /** Hash of the practice.md that it was typed on. */
  readonly base: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Raised whenever the shape of the form's values changes; copies of other versions are left alone. */
const version = 1;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readCopy(text: string): DraftCopy | null {
  try {
    const copy: unknown = JSON.parse(text);
    if (!isObject(copy) || copy['version'] !== version) return null;
    const { base, at, values, sections } = copy;
    if (typeof base !== 'string' || typeof at !== 'number' || !isObject(values) || !isObject(sections))
      return null;
    return { base, at, values, sections };
  } catch {
    return null;
  }
}

/** Copies of unsaved text in the browser's own storage: the net under autosave when a machine dies. */
export class DraftCopies {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  find(id: string): DraftCopy | null {
    const text = this.#store.getItem(this.#name(id));
    return text === null ? null : readCopy(text);
  }

  /** Best effort: a full or forbidden storage must not stop anybody from typing. */
  keep(id: string, copy: DraftCopy): void {
    try {
      this.#store.setItem(this.#name(id), JSON.stringify({ version, ...copy }));
    } catch {
      this.drop(id);
    }
  }

  drop(id: string): void {
    this.#store.removeItem(this.#name(id));
  }

  #name(id: string): string {
    return `lan-toa.draft.${id}`;
  }
}
