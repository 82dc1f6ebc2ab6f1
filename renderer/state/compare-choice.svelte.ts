import type { PracticeSummary } from '#shared/model/practice';

/** Columns that can be read side by side. */
export const mostCompared = 4;

type Chosen = Pick<PracticeSummary, 'id' | 'title'>;

/** Practices marked to be compared; kept while one searches on, forgotten with the library. */
export class CompareChoice {
  list = $state.raw<readonly Chosen[]>([]);
  /** The last mark was one too many. */
  full = $state(false);
  readonly ids = $derived(this.list.map(({ id }) => id));

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** Marks a practice, or takes the mark away. */
  toggle({ id, title }: Chosen): void {
    const others = this.list.filter((one) => one.id !== id);
    this.full = others.length === this.list.length && others.length >= mostCompared;
    if (this.full) return;
    this.list = others.length < this.list.length ? others : [...others, { id, title }];
  }

  clear(): void {
    this.list = [];
    this.full = false;
  }
}
