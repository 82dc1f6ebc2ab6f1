import { sha256 } from '#core/files/hash';
import { byBytes } from '#core/files/folder';
import { Failure } from '#shared/failure';
import { attachmentFileSchema } from '#shared/model/practice';

/** A file of a record: `practice.md` or `attachments/<file>`, with its SHA-256 in lower-case hex. */
export interface RecordEntry {
  readonly path: string;
  readonly sha256: string;
}

export const recordFile = 'record.sha256';
export const sealFile = 'record.sha256.minisig';
export const textFile = 'practice.md';

/** record.sha256 as `sha256sum` prints it: byte-sorted by path, LF, a newline at the end. */
export function recordText(entries: readonly RecordEntry[]): string {
  return entries
    .toSorted((a, b) => byBytes(a.path, b.path))
    .map(({ path, sha256: digest }) => `${digest}  ${path}\n`)
    .join('');
}

/** The hash that names a revision: SHA-256 of its record.sha256. */
export function revisionHash(text: string): string {
  return sha256(text);
}

function isRecordPath(path: string): boolean {
  if (path === textFile) return true;
  const [folder, file, ...rest] = path.split('/');
  return folder === 'attachments' && rest.length === 0 && attachmentFileSchema.safeParse(file).success;
}

/**
 * Reads record.sha256. Fails with `practice-damaged` (rule `record`) unless it is exactly what `recordText` writes:
 * known paths only, practice.md among them, sorted, no path twice.
 */
export function parseRecord(text: string): RecordEntry[] {
  const entries = text
    .split('\n')
    .slice(0, -1)
    .map((line): RecordEntry => {
      const [, digest = '', path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (!isRecordPath(path)) {
        throw new Failure('practice-damaged', { where: recordFile, rule: 'record', detail: line });
      }
      return { path, sha256: digest };
    });
  const unique = new Set(entries.map(({ path }) => path));
  if (unique.size !== entries.length || !unique.has(textFile) || recordText(entries) !== text) {
    throw new Failure('practice-damaged', { where: recordFile, rule: 'record', detail: text.slice(0, 500) });
  }
  return entries;
}
