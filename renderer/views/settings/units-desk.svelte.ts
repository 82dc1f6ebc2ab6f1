import { v7 as uuidv7 } from 'uuid';
import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { fold } from '#shared/model/text';
import { sameUnit, type Unit, unitsFromLines } from '#shared/model/unit';

/** Lines in sight before all are asked for. */
const few = 15;

type Found = Output<'units.get'>;

/** The units that contribute: added one by one or by many lines, changed, ended, taken off the list and put back. */
export class UnitsDesk {
  found = $state.raw<Found | null>(null);
  text = $state('');
  all = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** Somebody else saved first, and theirs is shown. */
  overtaken = $state(false);
  /** What was taken off the list last, and the place that it had. */
  removed = $state.raw<{ readonly unit: Unit; readonly at: number } | null>(null);
  readonly units = $derived(this.found?.units ?? []);
  readonly matching = $derived.by(() => {
    const words = fold(this.text).split(/\s+/).filter(Boolean);
    return this.units.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  });
  readonly shown = $derived(this.all ? this.matching : this.matching.slice(0, few));
  readonly long = $derived(this.matching.length > few);
  readonly #backend: Backend;
  readonly #saved: () => void;
  #busy = false;

  constructor(backend: Backend, saved: () => void) {
    this.#backend = backend;
    this.#saved = saved;
  }

  async load(): Promise<void> {
    try {
      this.found = await this.#backend.invoke('units.get', {});
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  count(kind: Unit['kind']): number {
    return this.units.filter((unit) => unit.kind === kind).length;
  }

  /** Another unit that still reports has this name. */
  isTaken(name: string, id: string | null): boolean {
    return this.units.some((unit) => unit.id !== id && unit.until === undefined && sameUnit(unit.name, name));
  }

  /** What pasted lines would add. */
  wouldAdd(text: string): ReturnType<typeof unitsFromLines> {
    return unitsFromLines(
      text,
      this.units.map(({ name }) => name),
    );
  }

  addLines(text: string): Promise<boolean> {
    const added = this.wouldAdd(text).map((unit): Unit => ({ id: uuidv7(), usesProgram: false, ...unit }));
    return this.#save([...this.units, ...added]);
  }

  /** Puts a unit in the place of the one with its id, or at the end. */
  put(unit: Unit): Promise<boolean> {
    const isKnown = this.units.some(({ id }) => id === unit.id);
    return this.#save(
      isKnown ? this.units.map((one) => (one.id === unit.id ? unit : one)) : [...this.units, unit],
    );
  }

  async remove(unit: Unit): Promise<void> {
    const at = this.units.findIndex(({ id }) => id === unit.id);
    if (await this.#save(this.units.filter(({ id }) => id !== unit.id))) this.removed = { unit, at };
  }

  async undo(): Promise<void> {
    const { removed } = this;
    if (removed && (await this.#save(this.units.toSpliced(removed.at, 0, removed.unit)))) this.removed = null;
  }

  async #save(units: readonly Unit[]): Promise<boolean> {
    if (this.#busy || !this.found) return false;
    this.#busy = true;
    this.failure = null;
    this.overtaken = false;
    try {
      const { type, ...found } = await this.#backend.invoke('units.save', {
        ...{ base: this.found.hash, units: [...units] },
      });
      this.found = found;
      this.overtaken = type === 'conflict';
      if (type === 'saved') this.#saved();
      return type === 'saved';
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }
}
