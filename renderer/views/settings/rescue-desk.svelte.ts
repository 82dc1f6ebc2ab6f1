import type { Backend } from '#renderer/backend/backend';
import { groupsOf } from '#renderer/views/settings/rescue-groups';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Job } from '#shared/contract/application';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { RescuePlan } from '#shared/model/rescue';

/** Taking back from backups what the history does not have, as the settings show it: looked for, shown, then done. */
export class RescueDesk {
  readonly job: RunningJob;
  busy = $state<'seek' | 'apply' | null>(null);
  failure = $state.raw<FailureData | null>(null);
  plan = $state.raw<RescuePlan | null>(null);
  /** How many files were put back. */
  done = $state<number | null>(null);
  /** As typed; empty stands for the folder of the backup plan. */
  from = $state('');
  readonly groups = $derived(this.plan ? groupsOf(this.plan) : []);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  async seek(): Promise<void> {
    const from = this.from.trim() || null;
    this.plan = null;
    const job = await this.#run('seek', () => this.#backend.invoke('rescue.seek', { from }));
    if (!job) return;
    try {
      this.plan = await this.#backend.invoke('rescue.plan', {});
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  async apply(): Promise<void> {
    const { planId } = this.plan ?? {};
    if (planId === undefined) return;
    const job = await this.#run('apply', () => this.#backend.invoke('rescue.apply', { planId }));
    this.plan = null;
    if (job) this.done = Number(job.subject);
  }

  /** Null unless it ended well. */
  async #run(what: 'seek' | 'apply', start: () => Promise<{ jobId: string }>): Promise<Job | null> {
    if (this.busy) return null;
    this.busy = what;
    this.failure = null;
    this.done = null;
    try {
      const job = await this.job.run(start());
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      return job.state === 'done' ? job : null;
    } catch (error) {
      this.failure = toFailure(error);
      return null;
    } finally {
      this.busy = null;
    }
  }
}
