import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BackupSource } from '#core/care/backup-writer';
import { jsonText } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { PracticeStore } from '#core/practices/practice-store';
import { temporaryFolder } from '#tests/support/folders';

export const libraryId = '0193e4a0-0000-7000-8000-0000000000aa';
export const quiet = { report: () => undefined, check: () => undefined };
export const now = new Date('2026-11-22T07:20:00Z');

/** Writes files given by their paths; folders are made. */
export function writeTree(root: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

/** A folder that passes for a library, with these files in it. */
export function libraryWith(files: Record<string, string | Uint8Array> = {}): string {
  const root = join(temporaryFolder(), 'kho');
  const library = { format: '1.0', libraryId, name: 'Kho Hải Phòng', createdAt: now.toISOString() };
  writeTree(root, { 'library.json': jsonText(library), '.gitattributes': '* -text\n', ...files });
  return root;
}

export function sourceOf(root: string, fileSystem: FileSystem = nodeFileSystem): BackupSource {
  return {
    store: new PracticeStore(fileSystem, root),
    readOnly: false,
    libraryId,
    libraryName: 'Kho Hải Phòng',
    office: 'Sở Khoa học và Công nghệ',
    retryAfter: 5,
  };
}
