import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digest, record } from '#tests/support/bag-builder';
import { buildZip } from '#tests/support/zip-builder';
import type { ParcelFile } from './parcels';

/** Files of a parcel by path from its folder, unpacked by other people's tools. */
function unpacked({ bytes }: ParcelFile): { folder: string; files: Map<string, Buffer> } {
  const at = mkdtempSync(join(tmpdir(), 'lantoa-tampered-'));
  writeFileSync(join(at, 'goi.zip'), bytes);
  execFileSync('unzip', ['-q', join(at, 'goi.zip'), '-d', join(at, 'goi')]);
  const [folder = ''] = readdirSync(join(at, 'goi'));
  const names = readdirSync(join(at, 'goi', folder), { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(join(at, 'goi', folder).length + 1), readFileSync(path));
  }
  return { folder, files };
}

const list = (files: Map<string, Buffer>, wanted: RegExp): Buffer =>
  Buffer.from(
    [...files]
      .filter(([path]) => wanted.test(path))
      .map(([path, content]) => `${digest(content)}  ${path}\n`)
      .join(''),
  );

/** The parcel as somebody on its way makes it who changes a practice's text and puts all lists right again; seals stay. */
export function tampered(parcel: ParcelFile, practice: string, from: string, to: string): ParcelFile {
  const { folder, files } = unpacked(parcel);
  const at = `data/practices/${practice}`;
  const text = files.get(`${at}/practice.md`)?.toString() ?? '';
  files.set(`${at}/practice.md`, Buffer.from(text.replace(from, to)));
  const before = digest(files.get(`${at}/record.sha256`) ?? '');
  files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
  const after = digest(files.get(`${at}/record.sha256`) ?? '');
  const bundle = files.get('data/bundle.json')?.toString() ?? '';
  files.set('data/bundle.json', Buffer.from(bundle.replaceAll(before, after)));
  files.set('manifest-sha256.txt', list(files, /^data\//));
  files.set('tagmanifest-sha256.txt', list(files, /^(?:bagit|bag-info|manifest-sha256)\.txt$/));
  const entries = [...files].map(([path, data]) => ({ name: `${folder}/${path}`, data, method: 8 as const }));
  return { name: parcel.name, bytes: buildZip(entries) };
}
