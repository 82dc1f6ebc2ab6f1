import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import { Failure, type FailureData, toFailure } from '#shared/failure';

/** A file of a watched folder that opens with a passphrase. */
export class LockedFileState {
  open = $state(false);
  passphrase = $state('');
  isWrong = $state(false);
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  readonly job: RunningJob;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /** The parcel waits at the desk afterwards; with another passphrase nothing is changed. */
  async unlock(path: string): Promise<void> {
    const { passphrase } = this;
    if (this.busy || passphrase.trim() === '') return;
    this.busy = true;
    this.isWrong = false;
    this.failure = null;
    try {
      const job = await this.job.run(this.#backend.invoke('desk.unlockFile', { path, passphrase }));
      if (job.state === 'failed') this.#tell(job.failure ?? new Failure('internal'));
    } catch (error) {
      this.#tell(toFailure(error));
    } finally {
      this.busy = false;
    }
  }

  #tell(failure: FailureData): void {
    this.isWrong = failure.code === 'passphrase-wrong';
    if (this.isWrong) this.passphrase = '';
    else this.failure = failure;
  }
}
