import { checkLibrary } from '#core/care/check-library';
import type { Found } from '#core/care/mend';
import type { JobControl } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { CheckResult } from '#shared/model/care';

/** What the last check of the open library has found, with what would mend it. */
export class LastCheck {
  readonly #library: OpenedLibrary;
  readonly #platform: Platform;
  #last: (Omit<CheckResult, 'findings'> & { findings: readonly Found[] }) | undefined;

  constructor(library: OpenedLibrary, platform: Platform) {
    this.#library = library;
    this.#platform = platform;
  }

  /** None before the first check. */
  get findings(): readonly Found[] {
    return this.#last?.findings ?? [];
  }

  async run(control: JobControl): Promise<void> {
    const now = this.#platform.now();
    this.#last = { at: now.toISOString(), ...(await checkLibrary(this.#library, now, control)) };
  }

  result(): CheckResult | null {
    if (!this.#last) return null;
    const findings = this.#last.findings.map(
      ({ id, code, path, practiceId, title, level, repair, detail }) => ({
        id,
        code,
        path,
        practiceId,
        title,
        level,
        repair,
        detail,
      }),
    );
    return { ...this.#last, findings };
  }
}
