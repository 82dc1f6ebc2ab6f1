import { v7 as uuidv7 } from 'uuid';
import type { Backend } from '#renderer/backend/backend';
import { WriteQueue } from '#renderer/views/editor/write-queue';
import type { Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';
import { fold } from '#shared/model/text';
import { sameUnit, twiceIn, type Unit, unitsFromLines } from '#shared/model/unit';

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
  /** The names of two units of the list that mean one; nothing is saved then. */
  twice = $state.raw<readonly [string, string] | null>(null);
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
  readonly #queue = new WriteQueue();
  /** How many savings were asked for and have not ended. */
  #pending = 0;

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
    return this.#save((units) => [...units, ...added]);
  }

  /** Puts a unit in the place of the one with its id, or at the end. */
  put(unit: Unit): Promise<boolean> {
    const before = this.units.find(({ id }) => id === unit.id);
    if (!before) return this.#save((units) => [...units, unit]);
    // One that somebody has taken off the list meanwhile is in it again: it is still in use here.
    return this.#save((units) =>
      units.some(({ id }) => id === unit.id)
        ? units.map((one) => (one.id === unit.id ? changed(one, before, unit) : one))
        : [...units, unit],
    );
  }

  async remove(unit: Unit): Promise<void> {
    const at = this.units.findIndex(({ id }) => id === unit.id);
    if (await this.#save((units) => units.filter(({ id }) => id !== unit.id))) this.removed = { unit, at };
  }

  async undo(): Promise<void> {
    const { removed } = this;
    if (!removed) return;
    const { unit, at } = removed;
    const isBack = await this.#save((units) =>
      units.some(({ id }) => id === unit.id) ? units : units.toSpliced(at, 0, unit),
    );
    // Another one may have been taken off the list meanwhile.
    if (isBack && this.removed === removed) this.removed = null;
  }

  /** After what is being saved, `change` is made of the list as it is then. */
  async #save(change: (units: readonly Unit[]) => readonly Unit[]): Promise<boolean> {
    if (this.#pending === 0) {
      this.failure = null;
      this.overtaken = false;
    }
    this.#pending += 1;
    try {
      return await this.#queue.run(() => this.#saveNow(change));
    } finally {
      this.#pending -= 1;
    }
  }

  async #saveNow(change: (units: readonly Unit[]) => readonly Unit[]): Promise<boolean> {
    if (!this.found) return false;
    const units = change(this.found.units);
    this.twice = twiceIn(units);
    if (this.twice) return false;
    try {
      const { type, ...found } = await this.#backend.invoke('units.save', {
        ...{ base: this.found.hash, units: [...units] },
      });
      this.found = found;
      // That an earlier one was overtaken stays told.
      if (type === 'conflict') this.overtaken = true;
      if (type === 'saved') this.#saved();
      return type === 'saved';
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }
}

/** `now` with what a person has changed of `before`: what was changed of it meanwhile stays. */
function changed(now: Unit, before: Unit, after: Unit): Unit {
  const theirs = Object.entries(now).filter(([key]) => before[key] === after[key]);
  const ours = Object.entries(after).filter(([key]) => before[key] !== after[key]);
  return Object.fromEntries([...theirs, ...ours]) as Unit;
}
