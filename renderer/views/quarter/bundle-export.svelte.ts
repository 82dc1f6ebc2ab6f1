import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { QuarterBoard } from '#renderer/views/quarter/quarter-board.svelte';
import { Failure, type FailureData, toFailure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';

export type BundleExport = Compilation['exports'][number];

/** Writing the parcel of a period, and what was written before. */
export class BundleExports {
  readonly job: RunningJob;
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** What was just written. */
  made = $state.raw<BundleExport | null>(null);
  /** The file that was just written, where nothing more could be read of it. */
  written = $state<string | null>(null);
  /** What bears marks of state secrecy, with the number that was to be exported, while the person is asked. */
  marked = $state.raw<{ number: number; practices: Output<'attachments.marks'> } | null>(null);
  /** The number that was to be exported where this PC does not have the office's seal, while the person is asked. */
  unsealed = $state<number | null>(null);
  readonly #backend: Backend;
  readonly #board: QuarterBoard;
  readonly earlier = $derived.by(() => this.#board.found?.compilation.exports.toReversed() ?? []);
  /** The number after the highest one given out. */
  readonly nextNumber = $derived(Math.max(0, ...this.earlier.map(({ number }) => number)) + 1);

  constructor(backend: Backend, board: QuarterBoard) {
    this.#backend = backend;
    this.#board = board;
    this.job = new RunningJob(backend);
  }

  /** Looks for marks of state secrecy in what would leave; where there are any, `marked` is set and asked about. */
  async bearsMarks(number: number): Promise<boolean> {
    if (this.busy) return true;
    this.busy = true;
    this.failure = null;
    try {
      const practices = await this.#backend.invoke('attachments.marks', { ids: [...this.#board.items] });
      this.marked = practices.length > 0 ? { number, practices } : null;
      return practices.length > 0;
    } catch (error) {
      this.failure = toFailure(error);
      return true;
    } finally {
      this.busy = false;
    }
  }

  /** Saves the choice, then writes the bundle. A cancelled one leaves nothing and is no failure. */
  async export(number: number, unsealed = false): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.made = null;
    this.written = null;
    this.unsealed = null;
    try {
      this.#board.settle();
      if (!(await this.#board.flush())) return;
      const { period } = this.#board;
      const job = await this.job.run(
        this.#backend.invoke('compilations.export', { period, number, ...(unsealed ? { unsealed } : {}) }),
      );
      if (job.state === 'failed') this.#fail(number, job.failure ?? new Failure('internal'));
      if (job.state === 'done') await this.#tell(job.subject ?? '');
    } catch (error) {
      this.#fail(number, toFailure(error));
    } finally {
      this.busy = false;
    }
  }

  /** It is written, whatever becomes of reading about it. */
  async #tell(file: string): Promise<void> {
    try {
      await this.#board.reload();
      this.made = this.earlier.find((one) => one.file === file) ?? null;
    } catch (error) {
      this.written = file;
      this.#board.failure = toFailure(error);
    }
  }

  /** Where only the seal is missing, the person is asked how to go on. */
  #fail(number: number, failure: FailureData): void {
    if (failure.code === 'no-seal-key') this.unsealed = number;
    else this.failure = failure;
  }
}
