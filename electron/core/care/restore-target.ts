import { basename, dirname, join } from 'node:path';
import { isBackupName } from '#core/care/backup-name';
import type { FileSystem } from '#core/files/file-system';
import { Failure } from '#shared/failure';

const nameParts = /^SaoLuu_([A-Za-z0-9-]*)_(\d{4}-\d{2}-\d{2})_/;
const earlierDay = /(?:_\d{4}-\d{2}-\d{2}(?:_\d{1,3})?)+$/;

/**
 * A folder that is not there yet for what a backup holds, with the backup's day in its name: beside the folder of a library
 * (`beside`), else beside the backup. Nothing is made.
 */
export async function proposeTarget(
  fileSystem: FileSystem,
  file: string,
  beside: string | null,
): Promise<string> {
  const name = basename(file);
  const [, word = '', day = ''] = (isBackupName(name) && nameParts.exec(name)) || [];
  const library = (beside === null ? '' : basename(beside).replace(earlierDay, '')) || word || 'LanToa';
  const folder = join(dirname(beside ?? file), day === '' ? library : `${library}_${day}`);
  for (let number = 1; number < 1_000; number += 1) {
    const target = number === 1 ? folder : `${folder}_${String(number)}`;
    if (!(await fileSystem.information(target))) return target;
  }
  throw new Failure('folder-not-empty', { where: folder });
}
