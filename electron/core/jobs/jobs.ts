import { randomUUID } from 'node:crypto';
import { Quiet } from '#core/jobs/quiet';
import type { Job } from '#shared/contract/application';
import { Failure, serialiseFailure } from '#shared/failure';

/** What running work is given: a way to report, and a signal that says when to stop. */
export interface JobControl {
  readonly signal: AbortSignal;
  /** `done` of `total`; sent to pages at most every 100 ms. */
  report(done: number, total: number, label?: string): void;
  /** Throws `cancelled` once the job was asked to stop. */
  check(): void;
}

/** Long work of the core: started, watched, cancelled by id. */
export interface Jobs {
  /** While a parcel is made, verified or taken in. */
  readonly quiet: Quiet;
  /** Starts the work and returns at once; what it resolves to becomes the job's `subject`. */
  start(kind: Job['kind'], work: (control: JobControl) => Promise<string | null>): { jobId: string };
  list(): Job[];
  cancel(jobId: string): void;
  /** Asks all to stop and waits for them. */
  stopAll(): Promise<void>;
}

const reportEvery = 100;
const kept = 50;
/** They read and write whole parcels: what reads attachments meanwhile takes their memory and their disk. */
const ofParcels: ReadonlySet<Job['kind']> = new Set(['export', 'receive', 'take-in']);

interface Entry {
  job: Job;
  readonly abort: AbortController;
  ended: Promise<void>;
}

/** `changed` hears of every state and, at most every 100 ms, of progress. */
export function createJobs(changed: (job: Job) => void): Jobs {
  return new RunningJobs(changed);
}

class RunningJobs implements Jobs {
  readonly quiet = new Quiet();
  readonly #changed: (job: Job) => void;
  readonly #entries = new Map<string, Entry>();

  constructor(changed: (job: Job) => void) {
    this.#changed = changed;
  }

  start(kind: Job['kind'], work: (control: JobControl) => Promise<string | null>): { jobId: string } {
    const jobId = randomUUID();
    const job: Job = {
      jobId,
      kind,
      state: 'running',
      done: 0,
      total: 0,
      label: '',
      subject: null,
      failure: null,
    };
    const entry: Entry = { job, abort: new AbortController(), ended: Promise.resolve() };
    this.#entries.set(jobId, entry);
    this.#forgetOldest();
    const over = ofParcels.has(kind) ? this.quiet.begin() : undefined;
    this.#changed(job);
    // A page hears of the job's id before its first news: the work begins in a later turn.
    entry.ended = new Promise((resolve) => setImmediate(resolve))
      .then(() => this.#run(entry, work))
      .finally(over);
    return { jobId };
  }

  list(): Job[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  cancel(jobId: string): void {
    this.#entries.get(jobId)?.abort.abort();
  }

  async stopAll(): Promise<void> {
    const entries = [...this.#entries.values()];
    for (const { abort } of entries) abort.abort();
    await Promise.all(entries.map(({ ended }) => ended));
  }

  async #run(entry: Entry, work: (control: JobControl) => Promise<string | null>): Promise<void> {
    try {
      const subject = await work(this.#controlOf(entry));
      this.#update(entry, { state: 'done', subject });
    } catch (error) {
      const failure = serialiseFailure(error);
      this.#update(
        entry,
        failure.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', failure },
      );
    }
  }

  #controlOf(entry: Entry): JobControl {
    const { signal } = entry.abort;
    let last = 0;
    return {
      signal,
      report: (done, total, label = '') => {
        const now = Date.now();
        if (now - last < reportEvery && done < total) return;
        last = now;
        this.#update(entry, { done, total, label });
      },
      check() {
        if (signal.aborted) throw new Failure('cancelled');
      },
    };
  }

  #update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    this.#changed(entry.job);
  }

  #forgetOldest(): void {
    for (const [id, { job }] of this.#entries) {
      if (this.#entries.size <= kept) return;
      if (job.state !== 'running') this.#entries.delete(id);
    }
  }
}
