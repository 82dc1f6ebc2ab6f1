import { RunningJob } from '#renderer/state/running-job.svelte';
import type { IssueDesk } from '#renderer/views/quarter/issue/issue-desk.svelte';
import type { Output } from '#shared/contract/contract';
import { Failure, type FailureData, toFailure } from '#shared/failure';

/** The last step: the sealed bundle with the signed papers. The person is asked about marks of secrecy and a missing seal. */
export class Issuing {
  readonly job: RunningJob;
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** What bears marks of state secrecy, while the person is asked. */
  marked = $state.raw<Output<'attachments.marks'> | null>(null);
  /** This PC does not have the office's seal, and the person is asked. */
  asksUnsealed = $state(false);
  readonly #desk: IssueDesk;
  #number = 0;

  constructor(desk: IssueDesk) {
    this.#desk = desk;
    this.job = new RunningJob(desk.backend);
  }

  /** The number after the highest one given out. */
  get nextNumber(): number {
    const given = this.#desk.view?.compilation.exports.map(({ number }) => number) ?? [];
    return Math.max(0, ...given) + 1;
  }

  /** Bears another bundle of the period already: its file would be set aside. */
  isGiven(number: number): boolean {
    return this.#desk.view?.compilation.exports.some((made) => made.number === number) ?? false;
  }

  /** Looks for marks of secrecy first. */
  async start(number: number): Promise<void> {
    if (this.busy) return;
    this.#number = number;
    this.busy = true;
    this.failure = null;
    try {
      const ids = [...(this.#desk.view?.compilation.items ?? [])];
      const marked = await this.#desk.backend.invoke('attachments.marks', { ids });
      this.marked = marked.length > 0 ? marked : null;
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
    if (this.marked === null && this.failure === null) await this.issue();
  }

  /** Issues under the number that was asked for. What is stopped or fails leaves nothing behind. */
  async issue(unsealed = false): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.marked = null;
    this.asksUnsealed = false;
    this.failure = null;
    const { period, view, backend } = this.#desk;
    try {
      const input = { period, base: view?.hash ?? null, number: this.#number };
      const job = await this.job.run(
        backend.invoke('issue.issue', { ...input, ...(unsealed ? { unsealed } : {}) }),
      );
      if (job.state === 'failed') this.#fail(job.failure ?? new Failure('internal'));
    } catch (error) {
      this.#fail(toFailure(error));
    } finally {
      this.busy = false;
    }
    await this.#desk.load();
  }

  #fail(failure: FailureData): void {
    if (failure.code === 'no-seal-key') this.asksUnsealed = true;
    else this.failure = failure;
  }
}
