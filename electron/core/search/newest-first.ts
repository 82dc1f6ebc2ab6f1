import { Failure } from '#shared/failure';

/** While one runs, so many wait; two pages and the editor may ask at once, a person typing overtakes herself. */
const mostWaiting = 4;

interface Turn {
  readonly arrival: number;
  readonly start: () => void;
  readonly cancel: () => void;
}

/**
 * Runs one piece of work at a time, the newest first. What runs is asked to stop when something newer comes, and then runs
 * again after it. What many newer ones overtook fails with `cancelled`.
 */
export class NewestFirst {
  readonly #stop: (run: number) => void;
  /** In the order of their arrival. */
  readonly #turns: Turn[] = [];
  #arrivals = 0;
  #runs = 0;
  /** The run under way; 0 for none. */
  #running = 0;
  /** Runs up to this one were asked to stop. */
  #stopped = 0;

  /** `stop` makes the work of a run, and of those before, fail with `cancelled` soon, or does nothing. */
  constructor(stop: (run: number) => void = () => undefined) {
    this.#stop = stop;
  }

  /** The work is done anew, with another number, each time it was stopped. */
  async run<T>(work: (run: number) => Promise<T>): Promise<T> {
    this.#arrivals += 1;
    const arrival = this.#arrivals;
    // Whoever is given a turn finds something still running, so that nobody slips in between.
    if (this.#running > 0) await this.#overtake(arrival);
    for (;;) {
      this.#runs += 1;
      const run = this.#runs;
      this.#running = run;
      try {
        const done = await work(run);
        this.#passOn();
        return done;
      } catch (error) {
        const again = this.#wasStopped(run, error) ? this.#turn(arrival) : undefined;
        this.#passOn();
        if (!again) throw error;
        await again;
      }
    }
  }

  #overtake(arrival: number): Promise<void> {
    this.#stopped = this.#running;
    this.#stop(this.#running);
    return this.#turn(arrival);
  }

  #wasStopped(run: number, error: unknown): boolean {
    return run <= this.#stopped && error instanceof Failure && error.code === 'cancelled';
  }

  #passOn(): void {
    const next = this.#turns.pop();
    if (next) next.start();
    else this.#running = 0;
  }

  #turn(arrival: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        reject(new Failure('cancelled', { detail: 'newer queries came' }));
      };
      const place = this.#turns.findIndex((other) => other.arrival > arrival);
      this.#turns.splice(place === -1 ? this.#turns.length : place, 0, { arrival, start: resolve, cancel });
      if (this.#turns.length > mostWaiting) this.#turns.shift()?.cancel();
    });
  }
}
