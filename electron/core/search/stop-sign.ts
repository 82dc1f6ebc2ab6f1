import { Failure } from '#shared/failure';

/**
 * Memory that two threads share: one says in it which runs the other need not finish. A message would be read only when
 * the run is over. Runs are numbered upwards.
 */
export class StopSign {
  readonly shared: SharedArrayBuffer;
  readonly #last: Int32Array;

  constructor(shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#last = new Int32Array(shared);
  }

  /** Stops this run and all before it. */
  stop(run: number): void {
    Atomics.store(this.#last, 0, run);
  }

  /** What a run calls time and again: fails with `cancelled` once it was stopped. */
  checkOf(run: number): Check {
    return () => {
      if (Atomics.load(this.#last, 0) >= run)
        throw new Failure('cancelled', { detail: 'a newer query came' });
    };
  }
}

/** Throws where what is under way is not wanted any more. */
export type Check = () => void;

export const neverStops: Check = () => undefined;
