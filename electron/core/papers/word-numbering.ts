import type { Document, INumberingOptions, IParagraphOptions } from 'docx';
import { bulletLevels, bullets, numberLevels } from '#core/papers/word-layout';

/** Lists with numbers: each begins anew, at the number that its text gives. */
export class WordNumbering {
  readonly #starts = new Set<number>();
  readonly #defined = new Set<number>();
  #lists = 0;

  numbered(level: number, start: number): NonNullable<IParagraphOptions['numbering']> {
    this.#starts.add(start);
    this.#lists += 1;
    return { reference: nameOf(start), level, instance: this.#lists };
  }

  /** Tells a document that is written already which lists have come since it was asked last. */
  define(numbering: Document['Numbering']): void {
    for (const start of this.#starts) {
      if (this.#defined.has(start)) continue;
      this.#defined.add(start);
      const reference = nameOf(start);
      numbering.createConcreteNumberingInstance(reference, 0, { reference, levels: numberLevels(start) });
    }
  }

  /** What the document must define, once everything was written. */
  options(): INumberingOptions {
    const numbers = [...this.#starts].map((start) => ({
      reference: nameOf(start),
      levels: numberLevels(start),
    }));
    return { config: [{ reference: bullets, levels: bulletLevels() }, ...numbers] };
  }
}

const nameOf = (start: number): string => `numbers-${String(start)}`;
