import { untrack } from 'svelte';
import type { Backend } from '#renderer/backend/backend';
import { AtOnce } from '#renderer/components/at-once.svelte';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { BackupState } from '#shared/contract/care';
import type { Input } from '#shared/contract/contract';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { BackupEvery } from '#shared/model/care';

/** Backups of the open library, as the settings show them. */
export class BackupDesk {
  readonly job: RunningJob;
  state = $state.raw<BackupState | null>(null);
  busy = $state(false);
  stopped = $state(false);
  /** What went wrong just now, unless `state.failed` tells it or the field of the folder does. */
  failure = $state.raw<FailureData | null>(null);
  /** Why the folder that was typed cannot be the one. */
  unfit = $state.raw<FailureData | null>(null);
  /** File name of what was just made. */
  made = $state<string | null>(null);
  /** As typed; taken from the state when that is first known. */
  folder = $state('');
  every = $state<BackupEvery>('off');
  keep = $state<number | undefined>(10);
  readonly #backend: Backend;
  /** The form shows the plan as it is: before that nothing of it may be saved. */
  #filled = Promise.resolve();
  readonly #plans = new AtOnce<{ plan: Input<'backup.plan'>; saved: () => void }>(async ({ plan, saved }) => {
    try {
      this.state = await this.#backend.invoke('backup.plan', plan);
      this.#note(null);
      saved();
    } catch (error) {
      this.#note(toFailure(error));
    }
  });

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /** Loads, and follows backups that begin by themselves; returns the function that stops following. */
  follow(): () => void {
    this.#filled = untrack(() => this.load(true));
    return this.#backend.subscribe('job.changed', ({ kind, state }) => {
      if (kind === 'backup' && state !== 'running') void this.load(false);
    });
  }

  async load(fill: boolean): Promise<void> {
    const { folder, every, keep } = this;
    try {
      this.state = await this.#backend.invoke('backup.state', {});
    } catch {
      return; // no library is open any more
    }
    if (!fill) return;
    // Somebody may have been quicker.
    if (this.folder === folder) this.folder = this.state.folder ?? '';
    if (this.every === every) this.every = this.state.every;
    if (this.keep === keep) this.keep = this.state.keep;
  }

  /** Saves the plan as it stands in the form, at once; `saved` hears when it was. */
  async applyPlan(saved: () => void): Promise<void> {
    await this.#filled;
    const { every, keep = 10 } = this;
    const folder = this.folder.trim() || null;
    await this.#plans.put({ plan: { folder, every, keep }, saved });
  }

  /** A stopped backup leaves nothing and is no failure. */
  async create(): Promise<void> {
    const folder = this.folder.trim();
    await this.#try(async () => {
      const job = await this.job.run(this.#backend.invoke('backup.create', { folder }));
      this.stopped = job.state === 'cancelled';
      if (job.state === 'done') this.made = job.subject?.replace(/^.*[\\/]/, '') ?? '';
      await this.load(false);
      if (job.state === 'failed') this.#note(job.failure ?? new Failure('internal'));
    });
  }

  /** Each fault is told in one place: at the field, with the last backup, or by itself. */
  #note(failure: FailureData | null): void {
    this.unfit = failure?.code === 'backup-inside-library' ? failure : null;
    const isTold = this.unfit !== null || failure?.code === this.state?.failed?.code;
    this.failure = isTold ? null : failure;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#note(null);
    this.made = null;
    this.stopped = false;
    try {
      await work();
    } catch (error) {
      this.#note(toFailure(error));
    } finally {
      this.busy = false;
    }
  }
}
