import { fileWord } from '#shared/model/text';

const ending = '.zip';
const pattern = /^SaoLuu_[A-Za-z0-9-]*_\d{4}-\d{2}-\d{2}_\d{4}(?:_\d{1,3})?\.zip$/;
const unfinished = /^SaoLuu_[A-Za-z0-9-]*_[\d_-]+\.zip\.[0-9a-f]{8}\.lantoa-tmp$/;

/** Whether a file is named as a backup is. */
export function isBackupName(name: string): boolean {
  return pattern.test(name);
}

/** When a backup was made by its name, to the minute and by the clock of the machine that made it; undefined if no name. */
export function timeOfName(name: string): Date | undefined {
  const [, day, hours, minutes] = /_(\d{4}-\d{2}-\d{2})_(\d{2})(\d{2})(?:_\d{1,3})?\.zip$/.exec(name) ?? [];
  if (!isBackupName(name) || day === undefined) return undefined;
  const time = new Date(`${day}T${hours ?? ''}:${minutes ?? ''}:00`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Whether a file is named as a backup is while it is written. */
export function isUnfinishedBackupName(name: string): boolean {
  return unfinished.test(name);
}

/**
 * The name of a backup without its ending, which is also the bag's folder: ASCII, with the time of this machine.
 * `number` tells apart those of one minute.
 */
export function backupName(library: string, now: Date, number = 1): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}`;
  const again = number === 1 ? '' : `_${String(number)}`;
  return `SaoLuu_${fileWord(library, 60)}_${day}_${time}${again}`;
}

export const backupFile = (name: string): string => name + ending;
