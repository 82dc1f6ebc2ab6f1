import { isLock } from '#core/care/units';
import { temporaryEnding } from '#core/files/atomic-write';
import { recordFile, sealFile, textFile } from '#core/practices/record';
import type { FindingCode } from '#shared/model/care';
import { attachmentFileSchema } from '#shared/model/practice';

/**
 * Names that sync programs, offices suites and editors give to what they could not merge, and to what they leave:
 * Dropbox and Nextcloud, OneDrive (`practice-PC05.md`), Syncthing, Google Drive, Word and LibreOffice.
 */
const conflictNames = [
  /\((?:.* )?conflicted copy.*\)/i,
  /\.sync-conflict-/i,
  /^(?:practice|work|library|office|people|compilation|record)-[^/]+\.(?:md|json|sha256)$/i,
  /^(?:practice|work|library|office|people|compilation|record) ?\(\d+\)\.(?:md|json|sha256)$/i,
  /bản sao xung đột/i,
];
const leftoverNames = [
  /^~\$/,
  /^\.~lock\./,
  /\.tmp$/i,
  /^~.*\.tmp$/i,
  /^\.probe-[0-9a-f-]+$/,
  /\.(?:partial|crdownload)$/i,
];

const libraryFiles =
  /^(?:library|office|people|topics)\.json$|^changes\/[0-9a-f-]{36}\.json$|^\.gitattributes$/;
const practiceFiles = new Set([textFile, recordFile, sealFile, 'work.json']);
const historyFiles =
  /^history\/(?:[0-9a-f]{64}\/(?:practice\.md|record\.sha256|record\.sha256\.minisig)|attachments\/[0-9a-f]{64}|set-aside\/[0-9a-f]{64}\.md|changed-here\/[^/]+|unreadable\/[^/]+)$/;
/** Folders whose content belongs to other parts of the program, or is kept as it is. */
const others = /^(?:compilations|exchange|statements|bin|\.transactions-kept|presence)\//;

/** What a file is that should not be there; undefined for all that belong into a library. */
export function unusual(path: string): FindingCode | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isLock(path)) return 'lock-left';
  if (name.endsWith(temporaryEnding)) return 'leftover';
  if (path.startsWith('bin/') || path.startsWith('.transactions-kept/')) return undefined;
  // An attachment may be called anything that is a safe name.
  if (isAttachment(path)) return undefined;
  if (conflictNames.some((pattern) => pattern.test(name.normalize('NFC')))) return 'conflict-copy';
  if (leftoverNames.some((pattern) => pattern.test(name))) return 'leftover';
  return isOurs(path) ? undefined : 'unknown-file';
}

function isAttachment(path: string): boolean {
  const [practices, , attachments, file, ...rest] = path.split('/');
  const isPlace = practices === 'practices' && attachments === 'attachments' && rest.length === 0;
  return isPlace && attachmentFileSchema.safeParse(file).success && !/\.sync-conflict-/i.test(file ?? '');
}

function isOurs(path: string): boolean {
  if (libraryFiles.test(path) || others.test(path)) return true;
  const [practices, id, ...rest] = path.split('/');
  if (practices !== 'practices' || id === undefined || rest.length === 0) return false;
  const inside = rest.join('/');
  return practiceFiles.has(inside) || historyFiles.test(inside);
}
