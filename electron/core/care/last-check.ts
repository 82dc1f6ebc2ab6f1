import { BackupShelf, backupIds } from '#core/care/backup-shelf';
import { checkLibrary } from '#core/care/check-library';
import { type Found, toFinding } from '#core/care/mend';
import type { JobControl } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { CheckResult } from '#shared/model/care';

/** What the last check of the open library has found, with what would mend it. */
export class LastCheck {
  readonly #library: OpenedLibrary;
  readonly #platform: Platform;
  readonly #places: () => readonly string[];
  #last: (Omit<CheckResult, 'findings'> & { findings: readonly Found[] }) | undefined;

  /** `places`: folders in which backups of this library may lie. */
  constructor(library: OpenedLibrary, platform: Platform, places: () => readonly string[]) {
    this.#library = library;
    this.#platform = platform;
    this.#places = places;
  }

  /** None before the first check. */
  get findings(): readonly Found[] {
    return this.#last?.findings ?? [];
  }

  async run(control: JobControl): Promise<void> {
    const now = this.#platform.now();
    const shelf = await this.#shelf();
    try {
      const found = await checkLibrary(this.#library, now, control, shelf);
      this.#last = { at: now.toISOString(), ...found };
    } finally {
      await shelf?.close();
    }
  }

  /** The library is checked without backups too: a drive that is not plugged in is nothing unusual. */
  async #shelf(): Promise<BackupShelf | undefined> {
    const { fileSystem } = this.#platform;
    return BackupShelf.of(fileSystem, backupIds(this.#library), this.#places()).catch(() => undefined);
  }

  result(): CheckResult | null {
    if (!this.#last) return null;
    return { ...this.#last, findings: this.#last.findings.map(toFinding) };
  }
}
