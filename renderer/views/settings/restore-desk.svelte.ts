import type { Backend } from '#renderer/backend/backend';
import { RunningJob } from '#renderer/state/running-job.svelte';
import type { Output } from '#shared/contract/contract';
import { fileWord } from '#shared/model/text';
import { Failure, type FailureData, toFailure } from '#shared/failure';

/** Getting a library back out of a backup. */
export class RestoreDesk {
  readonly job: RunningJob;
  busy = $state(false);
  failure = $state.raw<FailureData | null>(null);
  /** The folder of the restored library. */
  restored = $state<string | null>(null);
  backups = $state.raw<Output<'backup.list'> | null>(null);
  /** Path of the backup, as chosen or typed. */
  file = $state('');
  /** The folder to be made, as proposed or typed. */
  target = $state('');
  /** Somebody has typed a folder: it is theirs. */
  #typed = false;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.job = new RunningJob(backend);
  }

  /**
   * Begins anew: shows what lies in a folder, with the newest chosen, of this library if there is one. A folder that is not
   * there is no fault here: a path can be typed. `library`: the open one, beside which the restored one is to lie.
   */
  async begin(folder: string, library: { path: string; name: string } | null): Promise<void> {
    this.failure = null;
    this.restored = null;
    this.backups =
      folder === '' ? null : await this.#backend.invoke('backup.list', { folder }).catch(() => null);
    const isThere = this.backups?.some(({ path }) => path === this.file) ?? false;
    const own = `SaoLuu_${fileWord(library?.name ?? '', 60)}_`;
    const newest = this.backups?.find(({ name }) => name.startsWith(own)) ?? this.backups?.[0];
    const beside = library?.path ?? null;
    if (newest && (this.file === '' || !isThere)) await this.choose(newest.path, beside);
    else await this.#propose(beside);
  }

  async choose(file: string, library: string | null): Promise<void> {
    this.file = file;
    await this.#propose(library);
  }

  setTarget(folder: string): void {
    this.target = folder;
    this.#typed = folder.trim() !== '';
  }

  async restore(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.restored = null;
    const input = { file: this.file.trim(), folder: this.target.trim() };
    try {
      const job = await this.job.run(this.#backend.invoke('backup.restore', input));
      if (job.state === 'failed') this.failure = job.failure ?? new Failure('internal');
      if (job.state === 'done') {
        this.restored = job.subject;
        // The next one needs another folder.
        this.#typed = false;
      }
    } catch (error) {
      this.failure = toFailure(error);
    } finally {
      this.busy = false;
    }
  }

  async #propose(library: string | null): Promise<void> {
    const file = this.file.trim();
    if (file === '' || this.#typed) return;
    const proposed = await this.#backend.invoke('backup.target', { file, beside: library }).catch(() => null);
    if (proposed && this.file.trim() === file && !this.#isTyped()) this.target = proposed.folder;
  }

  #isTyped(): boolean {
    return this.#typed;
  }
}
