import { randomUUID } from 'node:crypto';
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
  /** Starts the work and returns at once; what it resolves to becomes the job's `subject`. */
  start(kind: Job['kind'], work: (control: JobControl) => Promise<string | null>): { jobId: string };
  list(): Job[];
  cancel(jobId: string): void;
  /** Asks all to stop and waits for them. */
  stopAll(): Promise<void>;
}

const reportEvery = 100;
const kept = 50;

export function createJobs(changed: (job: Job) => void): Jobs {
  const jobs = new Map<string, { job: Job; abort: AbortController; ended: Promise<void> }>();

  const update = (jobId: string, change: Partial<Job>): void => {
    const entry = jobs.get(jobId);
    if (!entry) return;
    entry.job = { ...entry.job, ...change };
    changed(entry.job);
  };

  const controlOf = (jobId: string, signal: AbortSignal): JobControl => {
    let last = 0;
    return {
      signal,
      report(done, total, label = '') {
        const now = Date.now();
        if (now - last < reportEvery && done < total) return;
        last = now;
        update(jobId, { done, total, label });
      },
      check() {
        if (signal.aborted) throw new Failure('cancelled');
      },
    };
  };

  const run = async (
    jobId: string,
    abort: AbortController,
    work: (control: JobControl) => Promise<string | null>,
  ): Promise<void> => {
    try {
      const subject = await work(controlOf(jobId, abort.signal));
      update(jobId, { state: 'done', subject });
    } catch (error) {
      const failure = serialiseFailure(error);
      update(jobId, failure.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', failure });
    }
  };

  const forgetOldest = (): void => {
    for (const [id, { job }] of jobs) {
      if (jobs.size <= kept) return;
      if (job.state !== 'running') jobs.delete(id);
    }
  };

  return {
    start(kind, work) {
      const jobId = randomUUID();
      const abort = new AbortController();
      const job: Job = {
        jobId, kind, state: 'running', done: 0, total: 0, label: '', subject: null, failure: null,
      };
      const entry = { job, abort, ended: Promise.resolve() };
      jobs.set(jobId, entry);
      forgetOldest();
      changed(job);
      // A page hears of the job's id before its first news: the work begins in a later turn.
      entry.ended = new Promise((resolve) => setImmediate(resolve)).then(() => run(jobId, abort, work));
      return { jobId };
    },
    list: () => [...jobs.values()].map(({ job }) => job),
    cancel: (jobId) => jobs.get(jobId)?.abort.abort(),
    async stopAll() {
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
    },
  };
}
