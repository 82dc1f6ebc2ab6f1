import type { Recipient } from '#shared/model/recipient';
import { fold } from '#shared/model/text';

/** Which of the offices of a list are chosen, one by one or by groups. */
export class RecipientChoice {
  filter = $state('');
  chosen = $state.raw<readonly string[]>([]);
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
      const all = list().flatMap(({ groups }) => groups);
      const names = all.filter((name, index) => all.indexOf(name) === index);
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
    const others = this.chosen.filter((id) => !ids.includes(id));
    this.#note(wanted ? [...others, ...ids] : others);
  }

  clear(): void {
    this.filter = '';
    this.#note([]);
  }

  #note(chosen: readonly string[]): void {
    this.chosen = chosen;
    this.#changed([...chosen]);
  }
}
