import { resolve } from 'node:path';
import { listBackups, restoreBackup } from '#core/care/restore-backup';
import { proposeTarget } from '#core/care/restore-target';
import type { FileSystem } from '#core/files/file-system';
import type { Jobs } from '#core/jobs/jobs';
import type { restoreOperations as operations } from '#shared/contract/care';
import type { HandlersOf } from '#shared/contract/contract';

/** Backups as files, with or without an open library. */
export function restoreOperations(fileSystem: FileSystem, jobs: Jobs): HandlersOf<typeof operations> {
  return {
    'backup.list': ({ folder }) => listBackups(fileSystem, folder),
    async 'backup.target'({ file, beside }) {
      const from = beside === null ? null : resolve(beside);
      return { folder: await proposeTarget(fileSystem, resolve(file), from) };
    },
    'backup.restore': ({ file, folder }) => {
      const target = resolve(folder);
      return Promise.resolve(
        jobs.start('restore', async (control) => {
          await restoreBackup(fileSystem, resolve(file), target, control);
          return target;
        }),
      );
    },
  };
}
