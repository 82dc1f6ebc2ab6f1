import { hashFile, sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import type { PracticeStore } from '#core/practices/practice-store';
import { parseRecord, type RecordEntry, recordText, textFile } from '#core/practices/record';
import { Failure } from '#shared/failure';

/** What record.sha256 would say of the working copy as it is. */
export interface WorkingRecord {
  readonly record: string;
  readonly entries: readonly RecordEntry[];
  readonly document: PracticeDocument;
}

/** Hashes the working copy; fails with `practice-damaged`, `attachment-missing` or `attachment-changed`. */
export async function workingRecord(store: PracticeStore, id: string): Promise<WorkingRecord> {
  const bytes = await store.bytes(id);
  const document = parsePractice(decodeText(bytes));
  const entries: RecordEntry[] = [{ path: textFile, sha256: sha256(bytes) }];
  for (const { file, sha256: digest } of document.frontMatter.attachments ?? []) {
    const path = store.at(layout.attachment(id, file));
    if (!(await store.fileSystem.information(path))) throw new Failure('attachment-missing', { where: file });
    const found = await hashFile(store.fileSystem, path);
    if (found.sha256 !== digest) throw new Failure('attachment-changed', { where: file });
    entries.push({ path: `attachments/${file}`, sha256: digest });
  }
  return { record: recordText(entries), entries, document };
}

/** The record of these entries; fails with `practice-damaged` unless it is one that can be read again. */
export function requireRecord(entries: readonly RecordEntry[]): string {
  const paths = new Set<string>();
  for (const { path } of entries) {
    if (paths.has(path)) {
      const where = path.slice(path.indexOf('/') + 1);
      throw new Failure('practice-damaged', { where, rule: 'record', detail: 'listed twice' });
    }
    paths.add(path);
  }
  const record = recordText(entries);
  parseRecord(record);
  return record;
}
