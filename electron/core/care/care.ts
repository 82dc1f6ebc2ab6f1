import { Backups, type BackupsOptions } from '#core/care/backups';
import { checkLibrary } from '#core/care/check-library';
import type { Found } from '#core/care/mend';
import { repairFindings } from '#core/care/repair-library';
import { requireWritable } from '#core/library/opened-library';
import type { careOperations } from '#shared/contract/care';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { CheckResult } from '#shared/model/care';

/** What keeps an open library safe: backups, the check of everything in it, and repairs from its own history. */
export interface Care {
  readonly handlers: HandlersOf<typeof careOperations>;
  /** Stops timers; makes the backup that is wished for at closing. */
  close(): Promise<void>;
}

export function createCare(options: BackupsOptions): Care {
  const { library, platform, jobs } = options;
  const backups = new Backups(options);
  let last: (Omit<CheckResult, 'findings'> & { findings: readonly Found[] }) | undefined;
  const handlers: Care['handlers'] = {
    'backup.state': () => Promise.resolve(backups.state()),
    'backup.plan': (plan) => Promise.resolve().then(() => backups.plan(plan)),
    'backup.create': ({ folder }) => Promise.resolve(backups.start(folder)),
    'library.check': () =>
      Promise.resolve(
        jobs.start('check', async (control) => {
          const now = platform.now();
          last = { at: now.toISOString(), ...(await checkLibrary(library, now, control)) };
          return null;
        }),
      ),
    'library.findings': () => Promise.resolve(last ? plain(last) : null),
    async 'library.repair'({ ids }) {
      requireWritable(library);
      const wanted = new Set(ids);
      const chosen = (last?.findings ?? []).filter(({ id, mend }) => wanted.has(id) && mend);
      if (chosen.length === 0) throw new Failure('not-found');
      return Promise.resolve(
        jobs.start('repair', async (control) => {
          const repaired = await repairFindings(library, chosen, platform.now(), control);
          // What is left, and what the repairs have brought to light, is looked for anew.
          const now = platform.now();
          last = { at: now.toISOString(), ...(await checkLibrary(library, now, control)) };
          await library.catalogue.scan();
          return String(repaired);
        }),
      );
    },
  };
  return { handlers, close: () => backups.close() };
}

function plain({
  findings,
  ...facts
}: Omit<CheckResult, 'findings'> & { findings: readonly Found[] }): CheckResult {
  return {
    ...facts,
    findings: findings.map(({ id, code, path, practiceId, title, level, repair, detail }) => ({
      id,
      code,
      path,
      practiceId,
      title,
      level,
      repair,
      detail,
    })),
  };
}
