import type { Backend } from '#renderer/backend/backend';
import { AtOnce } from '#renderer/components/at-once.svelte';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { BackupState } from '#shared/contract/care';
import type { Input, Output } from '#shared/contract/contract';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { BackupEvery } from '#shared/model/care';

/** Backups of the open library, as the settings show them. */
export class BackupDesk {
  readonly job: RunningJob;
  state = $state.raw<BackupState | null>(null);
  busy = $state(false);
  stopped = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** File name of what was just made. */
  made = $state<string | null>(null);
  /** As typed; taken from the state when that is first known. */
  folder = $state('');
  every = $state<BackupEvery>('off');
  keep = $state<number | undefined>(10);
  readonly #backend: Backend;
  readonly #plans = new AtOnce<{ plan: Input<'backup.plan'>; saved: () => void }>(async ({ plan, saved }) => {
    try {
      this.state = await this.#backend.invoke('backup.plan', plan);
      this.failure = null;
      saved();
    } catch (error) {
      this.failure = toFailure(error);
    }
  });

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /** Loads, and follows backups that begin by themselves; returns the function that stops following. */
  follow(): () => void {
    void this.load(true);
    return this.#backend.subscribe('job.changed', ({ kind, state }) => {
      if (kind === 'backup' && state !== 'running') void this.load(false);
    });
  }

  async load(fill: boolean): Promise<void> {
    try {
      this.state = await this.#backend.invoke('backup.state', {});
    } catch {
      return; // no library is open any more
    }
    if (!fill) return;
    this.folder = this.state.folder ?? '';
    this.every = this.state.every;
    this.keep = this.state.keep;
  }

  /** Saves the plan as it stands in the form, at once; `saved` hears when it was. */
  async applyPlan(saved: () => void): Promise<void> {
    const { every, keep = 10 } = this;
    const folder = this.folder.trim() || null;
    await this.#plans.put({ plan: { folder, every, keep }, saved });
  }

  /** A stopped backup leaves nothing and is no failure. */
  async create(): Promise<void> {
    const folder = this.folder.trim();
    await this.#try(async () => {
      const job = await this.job.run(this.#backend.invoke('backup.create', { folder }));
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      this.stopped = job.state === 'cancelled';
      if (job.state === 'done') this.made = job.subject?.replace(/^.*[\\/]/, '') ?? '';
      await this.load(false);
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.made = null;
    this.stopped = false;
    try {
      await work();
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }
}

/** Getting a library back out of a backup. */
export class RestoreDesk {
  readonly job: RunningJob;
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** The folder of the restored library. */
  restored = $state<string | null>(null);
  backups = $state.raw<Output<'backup.list'> | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /** Shows what lies in a folder; one that is not there is no fault here: a path can be typed. */
  async list(folder: string): Promise<void> {
    this.backups =
      folder === '' ? null : await this.#backend.invoke('backup.list', { folder }).catch(() => null);
  }

  async restore(file: string, folder: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.restored = null;
    try {
      const job = await this.job.run(this.#backend.invoke('backup.restore', { file, folder }));
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      if (job.state === 'done') this.restored = job.subject;
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }
}
