import { SvelteSet } from 'svelte/reactivity';

/** Which lines of a list are chosen; a range runs from the line that was chosen last. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  #last: string | null = null;

  get size(): number {
    return this.ids.size;
  }

  /** Chooses a line or lets it go; with `range` all from the last one to it become as that one was. */
  toggle(id: string, range: boolean, order: readonly string[]): void {
    const from = this.#last === null ? -1 : order.indexOf(this.#last);
    const to = order.indexOf(id);
    const choose = !this.ids.has(id);
    if (range && from >= 0 && to >= 0) {
      for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.ids.add(one);
    } else if (choose) this.ids.add(id);
    else this.ids.delete(id);
    this.#last = id;
  }

  chooseAll(order: readonly string[]): void {
    for (const id of order) this.ids.add(id);
  }

  clear(): void {
    this.ids.clear();
    this.#last = null;
  }

  /** Lets go of what is no longer listed: nobody changes what they do not see. */
  keepOnly(order: readonly string[]): void {
    const there = new SvelteSet(order);
    for (const id of [...this.ids]) if (!there.has(id)) this.ids.delete(id);
  }
}
