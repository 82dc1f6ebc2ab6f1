import { placesOf } from '#core/care/backup-shelf';
import { Backups, type BackupsOptions } from '#core/care/backups';
import { LastCheck } from '#core/care/last-check';
import { repairFindings } from '#core/care/repair-library';
import { rescueOperations } from '#core/care/rescue-operations';
import { requireWritable } from '#core/library/opened-library';
import type { careOperations } from '#shared/contract/care';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

/** What keeps an open library safe: backups, the check of everything in it, repairs from its history and from backups. */
export interface Care {
  readonly handlers: HandlersOf<typeof careOperations>;
  /** Stops timers; makes the backup that is wished for at closing. */
  close(): Promise<void>;
}

export function createCare(options: BackupsOptions): Care {
  const { library, platform, jobs } = options;
  const backups = new Backups(options);
  const places = (): string[] => placesOf(backups.state());
  const check = new LastCheck(library, platform, places);
  const handlers: Care['handlers'] = {
    'backup.state': () => Promise.resolve(backups.state()),
    'backup.plan': (plan) => Promise.resolve().then(() => backups.plan(plan)),
    'backup.create': ({ folder }) => Promise.resolve().then(() => backups.start(folder)),
    'library.check': () =>
      Promise.resolve(
        jobs.start('check', async (control) => {
          await check.run(control);
          return null;
        }),
      ),
    'library.findings': () => Promise.resolve(check.result()),
    async 'library.repair'({ ids }) {
      requireWritable(library);
      const wanted = new Set(ids);
      const chosen = check.findings.filter(({ id, mend }) => wanted.has(id) && mend);
      if (chosen.length === 0) throw new Failure('not-found');
      return Promise.resolve(
        jobs.start('repair', async (control) => {
          const repaired = await repairFindings(library, chosen, platform.now(), control);
          // What is left, and what the repairs have brought to light, is looked for anew.
          await check.run(control);
          await library.catalogue.scan();
          return String(repaired);
        }),
      );
    },
    ...rescueOperations({ library, platform, jobs, check, places }),
  };
  return { handlers, close: () => backups.close() };
}
