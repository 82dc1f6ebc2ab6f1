import type { Recipient } from '#shared/model/recipient';
import { fold } from '#shared/model/text';

/** Which of the offices of a list are chosen, one by one or by groups. */
export class RecipientChoice {
  filter = $state('');
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  readonly #list: () => readonly Recipient[];
  readonly #changed: (ids: string[]) => void;

  readonly shown = $derived.by(() => {
    const wanted = fold(this.filter.trim());
    return this.#list().filter(({ name }) => fold(name).includes(wanted));
  });
  /** Groups with their offices, and those without one at the end. */
  readonly groups: readonly { readonly name: string; readonly ids: readonly string[] }[];

  constructor(
    list: () => readonly Recipient[],
    ungrouped: () => string,
    changed: (ids: string[]) => void = () => undefined,
  ) {
    this.#list = list;
    this.#changed = changed;
    this.groups = $derived.by(() => {
      const names = [...new Set(list().flatMap(({ groups }) => groups))];
      const of = (name: string): string[] =>
        list().flatMap(({ id, groups }) => (groups.includes(name) ? [id] : []));
      const others = list().flatMap(({ id, groups }) => (groups.length === 0 ? [id] : []));
      return [
        ...names.map((name) => ({ name, ids: of(name) })),
        ...(others.length > 0 && names.length > 0 ? [{ name: ungrouped(), ids: others }] : []),
      ];
    });
  }

  set(ids: readonly string[], wanted: boolean): void {
    const chosen = new Set(this.chosen);
    for (const id of ids) {
      if (wanted) chosen.add(id);
      else chosen.delete(id);
    }
    this.#note(chosen);
  }

  clear(): void {
    this.filter = '';
    this.#note(new Set());
  }

  #note(chosen: ReadonlySet<string>): void {
    this.chosen = chosen;
    this.#changed([...chosen]);
  }
}
