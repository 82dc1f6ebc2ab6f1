/** What looking for changes costs is measured with this; tests bring their own. All in milliseconds. */
export interface Clock {
  now(): number;
  /** Processor time that this process has used so far, all threads together. */
  cpu(): number;
  /** Ends early, and without a word, when `signal` says so. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const machineClock: Clock = {
  now: () => performance.now(),
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  pause: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      timer.unref();
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }),
};

/** Looking takes at most this share of a core. */
const share = 0.05;
/** What the process does besides while it looks is counted too: a little less than allowed leaves room for the pauses' own cost. */
const aimedShare = 0.8 * share;
/** No call takes more processor time, in milliseconds; what takes longer waits for the drive. */
const dearestCall = 0.02;
/** At most this share of the time is spent waiting for a drive that answers slowly: others use it too. */
const driveShare = 0.5;
/** A local disk answers a call within this time; a share takes a round trip or two through the network. */
const slowAnswer = 0.7;
/** Answers by which a drive is judged: the last ones, and as many as this at the least. */
const answersKept = 24;
const answersNeeded = 8;

/** How much looking is allowed: measures what it costs and how fast the drive answers. */
export class Pace {
  readonly #clock: Clock;
  readonly #answers: number[] = [];
  #allowedAt = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Does some looking; the more it costs, the later `wait` allows more. Where the outcome is `worthIt`, it was no looking
   * but work that had to be done, and is not counted.
   */
  async measure<T>(work: () => Promise<T>, worthIt: (outcome: T) => boolean = () => false): Promise<T> {
    const [now, cpu] = [this.#clock.now(), this.#clock.cpu()];
    let counts = true;
    try {
      const outcome = await work();
      counts = !worthIt(outcome);
      return outcome;
    } finally {
      const took = this.#clock.now() - now;
      const used = this.#clock.cpu() - cpu;
      const from = Math.max(now, this.#allowedAt);
      if (counts) this.#allow(from, used, took);
    }
  }

  /** Counts looking that is over and was done in another thread: so many calls to the drive, `took` in all. */
  add(calls: number, took: number): void {
    const from = Math.max(this.#clock.now() - took, this.#allowedAt);
    this.#allow(from, Math.min(took, calls * dearestCall), took);
  }

  /** A single call to the drive, timed: whether it is a share is known by how fast it answers, not by its path. */
  async sample(call: () => Promise<unknown>): Promise<void> {
    const began = this.#clock.now();
    await call();
    this.#answers.push(this.#clock.now() - began);
    if (this.#answers.length > answersKept) this.#answers.shift();
  }

  /** The fastest of the last answers counts: a busy machine answers late now and then, a share always. */
  get slow(): boolean {
    return this.#known && Math.min(...this.#answers) > slowAnswer;
  }

  /** Like `slow` false until the drive answered often enough. */
  get fast(): boolean {
    return this.#known && !this.slow;
  }

  #allow(from: number, processor: number, took: number): void {
    this.#allowedAt = from + Math.max(processor / aimedShare, took / driveShare);
  }

  get #known(): boolean {
    return this.#answers.length >= answersNeeded;
  }

  /** Milliseconds until more looking is allowed. */
  get wait(): number {
    return Math.max(0, this.#allowedAt - this.#clock.now());
  }
}
