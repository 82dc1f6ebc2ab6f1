import type { FileSystem } from '#core/files/file-system';
import { basename } from 'node:path';
import { isBackupName } from '#core/care/backup-name';
import type { UserSettings } from '#core/settings/settings';
import type { BackupState } from '#shared/contract/care';
import { toFailure } from '#shared/failure';
import { type BackupPlan, isBackupOverdue, type MadeBackup, noBackups } from '#shared/model/care';

/** How many backups are remembered; older ones are then nobody's to remove. */
const remembered = 200;

/** The backup plan of one library, and what came of it, in the settings of this user. */
export class BackupPlans {
  readonly #settings: UserSettings;
  readonly #libraryId: string;

  constructor(settings: UserSettings, libraryId: string) {
    this.#settings = settings;
    this.#libraryId = libraryId;
  }

  get(): BackupPlan {
    const plans = this.#settings.latest().backups;
    return (Object.hasOwn(plans, this.#libraryId) ? plans[this.#libraryId] : undefined) ?? noBackups;
  }

  state(now: Date): BackupState {
    const plan = this.get();
    return { ...plan, overdue: isBackupOverdue(plan, now) };
  }

  change(change: Partial<BackupPlan>): void {
    const { backups } = this.#settings.latest();
    this.#settings.change({ backups: { ...backups, [this.#libraryId]: { ...this.get(), ...change } } });
  }

  noteMade(made: MadeBackup): void {
    this.change({ made: [...this.get().made, made].slice(-remembered), failed: null });
  }

  /** A backup that another program made in the same folder serves this plan too, but is not ours to remove. */
  noteOthers(at: Date): void {
    this.change({ others: at.toISOString(), failed: null });
  }

  noteFailed(error: unknown, now: Date): void {
    const { code, where, space } = toFailure(error);
    if (code === 'cancelled') return;
    const failed = {
      at: now.toISOString(),
      code,
      ...(where === undefined ? {} : { where }),
      ...(space ? { space } : {}),
    };
    this.change({ failed });
  }

  /**
   * Removes the oldest of the backups that were made here, until `keep` are left; to be called once a new one was verified. Only
   * files that are still what was made then: by name, place and size. One that cannot be removed now stays remembered.
   */
  async removeOld(fileSystem: FileSystem): Promise<void> {
    const { made, keep } = this.get();
    const there: MadeBackup[] = [];
    for (const backup of made) if (await isStillThere(fileSystem, backup)) there.push(backup);
    const old = there.slice(0, Math.max(0, there.length - Math.max(1, keep)));
    const gone = new Set<MadeBackup>();
    for (const backup of old) {
      const isGone = await fileSystem.remove(backup.path).then(
        () => true,
        () => false,
      );
      if (isGone) gone.add(backup);
    }
    if (gone.size > 0) this.change({ made: made.filter((backup) => !gone.has(backup)) });
  }
}

async function isStillThere(fileSystem: FileSystem, { path, bytes }: MadeBackup): Promise<boolean> {
  if (!isBackupName(basename(path))) return false;
  const found = await fileSystem.information(path).catch(() => undefined);
  return found?.kind === 'file' && found.bytes === bytes;
}
