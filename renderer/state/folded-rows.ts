import type { PracticeRow } from '#shared/contract/lists';
import { fold } from '#shared/model/text';

/**
 * Finds practices by words typed without accents. Folding 20,000 titles takes longer than a keystroke may, so that each
 * row's text is folded once; a row that changed is another one.
 */
export class FoldedRows {
  readonly #texts = new WeakMap<PracticeRow, string>();
  readonly #textOf: (row: PracticeRow) => readonly string[];
  /** Names of offices are many times the same. */
  readonly #parts = new Map<string, string>();

  /** `textOf` gives the texts of a row that are searched; those after the first are often the same. */
  constructor(textOf: (row: PracticeRow) => readonly string[]) {
    this.#textOf = textOf;
  }

  /** The rows that hold every word of what was typed; all where nothing was. */
  matching(rows: readonly PracticeRow[], typed: string): readonly PracticeRow[] {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    return rows.filter((row) => {
      const text = this.#fold(row);
      return words.every((word) => text.includes(word));
    });
  }

  #fold(row: PracticeRow): string {
    let text = this.#texts.get(row);
    if (text === undefined) {
      const [first = '', ...others] = this.#textOf(row);
      text = [fold(first), ...others.map((part) => this.#foldOften(part))].join(' ');
      this.#texts.set(row, text);
    }
    return text;
  }

  #foldOften(part: string): string {
    let folded = this.#parts.get(part);
    if (folded === undefined) {
      folded = fold(part);
      this.#parts.set(part, folded);
    }
    return folded;
  }
}
