import { resolve } from 'node:path';
import { BackupPlans } from '#core/care/backup-plans';
import type { BackupSource } from '#core/care/backup-writer';
import { createBackup } from '#core/care/create-backup';
import { isInside } from '#core/care/is-inside';
import { inTurn, mayTryAgain, newestSince } from '#core/care/scheduled-backup';
import { unlessLeft } from '#core/care/unless-left';
import type { JobControl, Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import type { BackupState } from '#shared/contract/care';
import type { Input } from '#shared/contract/contract';
import { Failure, toFailure } from '#shared/failure';
import { isBackupDue, pauseOf } from '#shared/model/care';
import { officeName } from '#shared/model/office';

export interface BackupsOptions {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly settings: UserSettings;
}

/** When the plan is looked at: not while the first screen is still being made, then every ten minutes. Milliseconds. */
const firstLookAfter = 30_000;
const lookEvery = 600_000;
const retryAfter = 1_000;
/** A drive that does not answer for so long at closing is gone, and nobody may be there to say so. Milliseconds. */
const mostSilence = 600_000;

/** Backups of the open library: on request, by the plan, and when it is closed. Owns its timers until `close`. */
export class Backups {
  readonly #options: BackupsOptions;
  readonly #plans: BackupPlans;
  #stopTimer: () => void = () => undefined;
  #running = false;

  constructor(options: BackupsOptions) {
    this.#options = options;
    this.#plans = new BackupPlans(options.settings, options.library.file.libraryId);
    this.#lookIn(firstLookAfter);
  }

  state(): BackupState {
    return this.#plans.state(this.#options.platform.now());
  }

  /**
   * Takes over folder, time and number; a plan that is due begins at the next look. Fails with `backup-inside-library`; whether
   * the folder is there is not asked: a drive may be plugged in later.
   */
  plan({ folder: chosen, every, keep }: Input<'backup.plan'>): BackupState {
    const folder = chosen === null ? null : this.#outside(chosen);
    this.#plans.change({ folder, every, keep, failed: null });
    return this.state();
  }

  /** Fails with `backup-inside-library` before anything is begun: that is no backup that failed. */
  start(chosen: string): { jobId: string } {
    const folder = this.#outside(chosen);
    return this.#options.jobs.start('backup', (control) => this.#watched(folder, control));
  }

  /** Begins a backup if the plan asks for one now. */
  startIfDue(): void {
    const { platform, jobs } = this.#options;
    const plan = this.#plans.get();
    if (this.#running || plan.folder === null || !this.#isDue() || !mayTryAgain(plan, platform.now())) return;
    const { folder } = plan;
    this.#running = true;
    jobs.start('backup', (control) => this.#scheduled(folder, control));
  }

  /**
   * Stops the timers, and makes the backup of a plan that asks for one at closing: a job like any other, which can be stopped,
   * and which is given up where its drive does not answer. Never fails.
   */
  async close(): Promise<void> {
    this.#stopTimer();
    const { folder, every } = this.#plans.get();
    if (every !== 'closing' || folder === null) return;
    await new Promise<void>((ended) => {
      this.#options.jobs.start('closing-backup', (control) =>
        this.#watched(folder, control, mostSilence).finally(ended),
      );
    });
  }

  #outside(chosen: string): string {
    const folder = resolve(chosen);
    if (isInside(this.#options.library.root, folder))
      throw new Failure('backup-inside-library', { where: folder });
    return folder;
  }

  #lookIn(milliseconds: number): void {
    this.#stopTimer = this.#options.platform.after(milliseconds, () => {
      this.startIfDue();
      this.#lookIn(lookEvery);
    });
  }

  #isDue(): boolean {
    return isBackupDue(this.#plans.get(), this.#options.platform.now());
  }

  /** Null where another program has made it meanwhile, or is just making it: then the next look will see. */
  async #scheduled(folder: string, control: JobControl): Promise<string | null> {
    const { platform, library } = this.#options;
    const { libraryId } = library.file;
    try {
      return await inTurn(platform.fileSystem, folder, libraryId, async () => {
        if (!this.#isDue()) return null;
        const now = platform.now();
        const since = new Date(now.getTime() - pauseOf(this.#plans.get()));
        const others = await newestSince(platform.fileSystem, folder, libraryId, { since, now });
        if (!others) return await this.#watched(folder, control);
        this.#plans.noteOthers(others);
        return null;
      });
    } catch (error) {
      if (toFailure(error).code === 'practice-locked') return null;
      this.#plans.noteFailed(error, platform.now());
      throw error;
    } finally {
      this.#running = false;
    }
  }

  /** Stopping it ends it, also where a drive is gone in the middle of a call. */
  async #watched(folder: string, control: JobControl, silence = Infinity): Promise<string> {
    const { platform } = this.#options;
    const silent = (): Failure => new Failure('backup-folder-missing', { where: folder });
    const after: typeof platform.after = (milliseconds, then) => platform.after(milliseconds, then);
    const wait = { after, signal: control.signal, silence, silent };
    try {
      return await unlessLeft(control, wait, (watched) => this.#make(folder, watched));
    } catch (error) {
      this.#plans.noteFailed(error, platform.now());
      throw error;
    }
  }

  async #make(folder: string, control: Pick<JobControl, 'report' | 'check'>): Promise<string> {
    const { platform } = this.#options;
    this.#running = true;
    try {
      const made = await createBackup(this.#source(), folder, platform.now(), control);
      if (this.#plans.get().folder === null) this.#plans.change({ folder });
      this.#plans.noteMade(made);
      await this.#plans.removeOld(platform.fileSystem);
      return made.path;
    } catch (error) {
      this.#plans.noteFailed(error, platform.now());
      throw error;
    } finally {
      this.#running = false;
    }
  }

  #source(): BackupSource {
    const { store, readOnly, file, office } = this.#options.library;
    return {
      store,
      readOnly,
      libraryId: file.libraryId,
      libraryName: file.name,
      office: office ? officeName(office) : '',
      retryAfter,
    };
  }
}
