import type { PracticeSummary } from '#shared/model/practice';

/**
 * Offices, provinces, periods and fields are the same for thousands of practices: of each value one copy is kept, which
 * halves the memory of a large catalogue.
 */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();

  /** The summary made of shared values; its lists must not be changed in place. */
  of(summary: PracticeSummary): PracticeSummary {
    return {
      ...summary,
      office: this.#text(summary.office),
      origin: this.#text(summary.origin),
      province: this.#maybe(summary.province),
      period: this.#maybe(summary.period),
      fields: this.#list(summary.fields),
      topics: this.#list(summary.topics),
      ...(summary.unit === undefined ? {} : { unit: this.#text(summary.unit) }),
      ...(summary.conditions ? { conditions: this.#list(summary.conditions) } : {}),
    };
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  #maybe(text: string | null): string | null {
    return text === null ? null : this.#text(text);
  }

  #list(list: string[]): string[] {
    const key = list.join('\0');
    const known = this.#lists.get(key);
    if (known === undefined) this.#lists.set(key, list);
    return known ?? list;
  }
}
