import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { Failure, reviveFailure, toFailure } from '#shared/failure';

/** A paper that was made, as it is fetched: below `files/papers/`. */
export interface FetchedPaper {
  readonly token: string;
  readonly file: string;
}

/** Papers that are made one at a time, as a screen follows it. */
export class PaperMaking {
  readonly job: RunningJob;
  /** Which one is being made, in the words of whoever asked. */
  making = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);

  constructor(backend: Backend) {
    this.job = new RunningJob(backend);
  }

  /** Resolves with the paper; with nothing where it was stopped, could not be made (`failure`), or another one is under way. */
  async make(which: string, start: () => Promise<{ jobId: string }>): Promise<FetchedPaper | undefined> {
    if (this.making !== null) return undefined;
    this.making = which;
    this.failure = null;
    try {
      const job = await this.job.run(start());
      if (job.state === 'cancelled') return undefined;
      if (job.state === 'failed' && job.failure) throw reviveFailure(job.failure);
      return fetched(job.subject);
    } catch (error) {
      this.failure = toFailure(error);
      return undefined;
    } finally {
      this.making = null;
    }
  }
}

/** `<token>/<file>`, as jobs that make papers name it. */
function fetched(subject: string | null): FetchedPaper {
  const [token, file] = subject?.split('/') ?? [];
  if (token === undefined || file === undefined) throw new Failure('internal', { detail: String(subject) });
  return { token, file };
}
