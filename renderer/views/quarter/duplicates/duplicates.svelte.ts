import type { Backend } from '#renderer/backend/backend';
import { Reading } from '#renderer/state/reading';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Input, Output } from '#shared/contract/contract';
import type { NearDuplicatePair } from '#shared/contract/near-duplicates';
import { type Failure, reviveFailure, toFailure } from '#shared/failure';
import type { Pair } from '#shared/model/near-duplicate';
import { comparePeriods, type Period } from '#shared/model/period';

export type Compared = Output<'nearDuplicates.compare'>;
export type Decision = Input<'nearDuplicates.decide'>['decision'];

/** What was done last on this screen, and how it is taken back. */
interface Done {
  readonly type: Decision['type'] | 'undone' | 'changed';
  readonly practices: Pair;
  /** The decision that can be undone; null where there is none. */
  readonly at: string | null;
}

export function pairOfShown({ practices: [one, other] }: NearDuplicatePair): Pair {
  return [one.id, other.id];
}

export function keyOf(pair: NearDuplicatePair): string {
  return pairOfShown(pair).join(' ');
}

/** The near copies that concern a period, or all; compared anew when the screen is opened. */
export class Duplicates {
  readonly period: Period;
  readonly job: RunningJob;
  list = $state.raw<Output<'nearDuplicates.list'> | null>(null);
  everyPeriod = $state(false);
  failure = $state.raw<Failure | null>(null);
  stopped = $state(false);
  /** A comparison was asked for and has not ended. */
  busy = $state(false);
  done = $state.raw<Done | null>(null);
  /** The pair that is shown side by side, by its key. */
  opened = $state<string | null>(null);
  compared = $state.raw<Compared | null>(null);
  readonly #backend: Backend;
  readonly #reading = new Reading(() => this.#load());

  constructor(backend: Backend, period: Period) {
    this.#backend = backend;
    this.period = period;
    this.job = new RunningJob(backend);
  }

  get toDecide(): readonly NearDuplicatePair[] {
    return (this.list?.pairs ?? []).filter(
      ({ decision, degree }) => decision?.holds !== true && degree !== null,
    );
  }

  get decided(): readonly NearDuplicatePair[] {
    return (this.list?.pairs ?? []).filter(({ decision }) => decision?.holds === true);
  }

  /** Shows what is known, compares what has changed, and shows what came of it. */
  async look(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.stopped = false;
    try {
      await this.load();
      const { state, failure } = await this.job.run(this.#backend.invoke('nearDuplicates.look', {}));
      this.stopped = state === 'cancelled';
      if (failure) this.failure = reviveFailure(failure);
      await this.load();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }

  /** Reads the list without comparing. */
  load(): Promise<void> {
    return this.#reading.again();
  }

  async #load(): Promise<void> {
    const { everyPeriod } = this;
    try {
      const period = everyPeriod ? null : this.period;
      const list = await this.#backend.invoke('nearDuplicates.list', { period, practice: null });
      // Of what is not asked for any more nothing is shown: what is comes next.
      if (everyPeriod === this.everyPeriod) this.list = list;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Opens a pair side by side, or closes it again. */
  async open(pair: NearDuplicatePair): Promise<void> {
    const key = keyOf(pair);
    this.compared = null;
    if (this.opened === key) {
      this.opened = null;
      return;
    }
    this.opened = key;
    try {
      const compared = await this.#backend.invoke('nearDuplicates.compare', { practices: pairOfShown(pair) });
      if (this.opened === key) this.compared = compared;
    } catch (error) {
      // Another pair may have been opened meanwhile: that one stays open.
      if (this.opened !== key) return;
      this.failure = toFailure(error);
      this.opened = null;
    }
  }

  /** True once it is written down. */
  async decide(pair: NearDuplicatePair, decision: Decision): Promise<boolean> {
    const practices = pairOfShown(pair);
    const input = { practices, base: pair.decision?.at ?? null, decision };
    return this.#change(async () => {
      const outcome = await this.#backend.invoke('nearDuplicates.decide', input);
      const decided = outcome.type === 'decided';
      this.done = { type: decided ? decision.type : 'changed', practices, at: decided ? outcome.at : null };
    });
  }

  /** Takes back what a pair was decided on. */
  async undo(practices: Pair, at: string): Promise<boolean> {
    return this.#change(async () => {
      const { type } = await this.#backend.invoke('nearDuplicates.undo', { practices, at });
      this.done = { type, practices, at: null };
    });
  }

  async #change(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      this.opened = null;
      await this.load();
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    }
  }
}

/** The one that stands for both unless somebody says otherwise: what was decided before, else the earlier one. */
export function proposedMain({ practices, decision }: NearDuplicatePair): string {
  if (decision?.main != null) return decision.main;
  const [one, other] = practices;
  if (one.period === null || other.period === null) return one.id;
  return comparePeriods(one.period, other.period) <= 0 ? one.id : other.id;
}
