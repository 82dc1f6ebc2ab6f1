import type { Backend } from '#renderer/backend/backend';
import type { Job } from '#shared/contract/application';
import { toFailure } from '#shared/failure';

/** One long operation at a time, as a screen follows it: how far it is, and a way to stop it. */
export class RunningJob {
  /** As last heard of; null while nothing runs. */
  job = $state.raw<Job | null>(null);
  stopping = $state(false);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Starts it and resolves with the job once it has ended, however it ended. Throws when it cannot start. */
  async run(start: Promise<{ jobId: string }>): Promise<Job> {
    this.stopping = false;
    // Listening begins first: a short job may end before its id is known here.
    const heard: Job[] = [];
    let jobId: string | null = null;
    let settle: (job: Job) => void = () => undefined;
    const ended = new Promise<Job>((resolve) => (settle = resolve));
    const note = (job: Job): void => {
      heard.unshift(job);
      if (job.jobId !== jobId) return;
      this.job = job;
      if (job.state !== 'running') settle(job);
    };
    const stop = this.#backend.subscribe('job.changed', note);
    try {
      ({ jobId } = await start);
      // It has begun: what cannot be asked about it now is told by its news.
      const find = (): Promise<Job | undefined> => this.#find(jobId ?? '').catch(() => undefined);
      const known = heard.find((job) => job.jobId === jobId) ?? (await find());
      if (known) note(known);
      return await ended;
    } finally {
      stop();
      this.job = null;
    }
  }

  /** Asks it to stop; it ends as `cancelled`, or as `done` where it was too late. */
  async cancel(): Promise<void> {
    if (this.job === null) return;
    this.stopping = true;
    await this.#backend.invoke('jobs.cancel', { jobId: this.job.jobId }).catch((error: unknown) => {
      this.stopping = false;
      throw toFailure(error);
    });
  }

  async #find(jobId: string): Promise<Job | undefined> {
    const jobs = await this.#backend.invoke('jobs.list', {});
    return jobs.find((job) => job.jobId === jobId);
  }
}
