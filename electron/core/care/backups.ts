import { resolve } from 'node:path';
import { BackupPlans } from '#core/care/backup-plans';
import type { BackupSource } from '#core/care/backup-writer';
import { createBackup } from '#core/care/create-backup';
import type { JobControl, Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import type { BackupState } from '#shared/contract/care';
import type { Input } from '#shared/contract/contract';
import { isBackupDue } from '#shared/model/care';
import { officeName } from '#shared/model/office';

export interface BackupsOptions {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly settings: UserSettings;
}

/** When the plan is looked at: not while the first screen is still being made, then hourly. Milliseconds. */
const firstLookAfter = 30_000;
const lookEvery = 3_600_000;
const retryAfter = 1_000;

/** Backups of the open library: on request, by the plan, and when it is closed. Owns its timers until `close`. */
export class Backups {
  readonly #options: BackupsOptions;
  readonly #plans: BackupPlans;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(options: BackupsOptions) {
    this.#options = options;
    this.#plans = new BackupPlans(options.settings, options.library.file.libraryId);
    this.#lookIn(firstLookAfter);
  }

  state(): BackupState {
    return this.#plans.state(this.#options.platform.now());
  }

  /** Takes over folder, time and number; a plan that is due begins at the next look. */
  plan({ folder, every, keep }: Input<'backup.plan'>): BackupState {
    this.#plans.change({ folder, every, keep, failed: null });
    return this.state();
  }

  start(chosen: string): { jobId: string } {
    const folder = resolve(chosen);
    return this.#options.jobs.start('backup', (control) => this.#make(folder, control));
  }

  /** Begins a backup if the plan asks for one now. */
  startIfDue(): void {
    const plan = this.#plans.get();
    if (!this.#running && plan.folder !== null && isBackupDue(plan, this.#options.platform.now()))
      this.start(plan.folder);
  }

  /** Stops the timers, and makes the backup of a plan that asks for one at closing. Never fails. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const { folder, every } = this.#plans.get();
    if (every !== 'closing' || folder === null) return;
    const unhurried = { report: () => undefined, check: () => undefined };
    await this.#make(folder, unhurried).catch(() => undefined);
  }

  #lookIn(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.startIfDue();
      this.#lookIn(lookEvery);
    }, milliseconds);
    this.#timer.unref();
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
