import { resolve } from 'node:path';
import { applyRescue } from '#core/care/apply-rescue';
import { BackupShelf, backupIds } from '#core/care/backup-shelf';
import type { LastCheck } from '#core/care/last-check';
import { type FoundRescue, needsBackup, seekRescue } from '#core/care/seek-rescue';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { careOperations } from '#shared/contract/care';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';

type Area = Pick<typeof careOperations, 'rescue.seek' | 'rescue.plan' | 'rescue.apply'>;

/** Repairs from backups; `places`: the folders in which the plan's backups lie. */
export function rescueOperations(deps: {
  library: OpenedLibrary;
  platform: Platform;
  jobs: Jobs;
  check: LastCheck;
  places: () => string[];
}): HandlersOf<Area> {
  const { library, platform, jobs, check } = deps;
  let found: FoundRescue | undefined;
  const seek = async (places: readonly string[], control: Parameters<typeof check.run>[0]): Promise<null> => {
    const shelf = await BackupShelf.of(platform.fileSystem, backupIds(library), places);
    try {
      found = await seekRescue(library, check.findings, shelf, control);
    } finally {
      await shelf.close();
    }
    return null;
  };
  return {
    'rescue.seek'({ from }) {
      if (!check.findings.some(needsBackup)) return Promise.reject(new Failure('not-found'));
      const places = from === null ? deps.places() : [resolve(from)];
      found = undefined;
      return Promise.resolve(jobs.start('check', (control) => seek(places, control)));
    },
    'rescue.plan': () => Promise.resolve(found?.plan ?? null),
    async 'rescue.apply'({ planId }) {
      requireWritable(library);
      const chosen = found;
      if (chosen?.plan.planId !== planId) throw new Failure('not-found');
      found = undefined;
      return Promise.resolve(
        jobs.start('repair', async (control) => {
          const files = await applyRescue(library, chosen.units, platform.now(), control);
          await check.run(control);
          await library.catalogue.scan();
          return String(files);
        }),
      );
    },
  };
}
