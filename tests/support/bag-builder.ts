import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { buildZip, type RawEntry, type RawZip } from '#tests/support/zip-builder';

export const digest = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

export const folder = 'CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02';
export const practiceId = '0193e4a0-0000-7000-8000-000000000001';
export const secondId = '0193e4a0-0000-7000-8000-000000000002';
const office = '0193e4a0-0000-7000-8000-0000000000aa';

/** Files of a bag by path, put together by hand from the format's description. */
export type Files = Map<string, Buffer>;

/** A practice's files under data/practices/<id>/. */
export function practiceFiles(
  id: string,
  change: { fields?: Record<string, unknown>; attachments?: Record<string, string>; body?: string } = {},
): Files {
  const attachments = Object.entries(change.attachments ?? { 'anh.png': 'picture' });
  const frontMatter = {
    format: '1.0',
    id,
    origin: office,
    language: 'vi',
    title: 'Ngầm hóa cáp',
    attachments: attachments.map(([file, content]) => ({
      file,
      title: file,
      mediaType: 'application/octet-stream',
      bytes: Buffer.byteLength(content),
      sha256: digest(content),
    })),
    ...change.fields,
  };
  const text = `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n${change.body ?? '\n## Mục đích\n\nGọn.\n'}`;
  const at = `data/practices/${id}`;
  const files: Files = new Map([[`${at}/practice.md`, Buffer.from(text)]]);
  for (const [file, content] of attachments) files.set(`${at}/attachments/${file}`, Buffer.from(content));
  files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
  return files;
}

/** record.sha256 for the files of a practice as they are. */
export function record(files: Files, at: string): string {
  return [...files.keys()]
    .filter((path) => path.startsWith(`${at}/`) && !/record\.sha256/.test(path))
    .map((path) => path.slice(at.length + 1))
    .sort()
    .map((path) => `${digest(files.get(`${at}/${path}`) ?? '')}  ${path}\n`)
    .join('');
}

export function bundleJsonOf(files: Files, change: Record<string, unknown> = {}): Buffer {
  const records = [...files].filter(([path]) => path.endsWith('/record.sha256'));
  const practices = records.map(([path, content]) => ({
    id: path.split('/')[2],
    revision: digest(content),
    title: 'Ngầm hóa cáp',
    language: 'vi',
  }));
  return Buffer.from(
    JSON.stringify({
      format: '1.0',
      kind: 'lantoa-bundle',
      office: { id: office, name: 'Sở Khoa học và Công nghệ', province: null },
      period: '2026-Q3',
      number: 2,
      part: 1,
      parts: 1,
      issuedAt: '2026-10-05T02:12:30Z',
      foreword: '',
      practices,
      ...change,
    }),
  );
}

/** A payload that follows every rule. */
export function payload(...practices: Files[]): Files {
  const files: Files = new Map(
    (practices.length === 0 ? [practiceFiles(practiceId)] : practices).flatMap((one) => [...one]),
  );
  files.set('data/index.html', Buffer.from('<!doctype html>'));
  files.set('data/bundle.json', bundleJsonOf(files));
  return files;
}

/** A payload with one practice changed in one way: its record and bundle.json still fit. */
export function payloadWith(change: Parameters<typeof practiceFiles>[1]): Files {
  return payload(practiceFiles(practiceId, change));
}

const manifestOf = (files: readonly [string, Buffer][]): Buffer =>
  Buffer.from(files.map(([path, content]) => `${digest(content)}  ${path}\n`).join(''));

/** Adds the tag files that fit the payload; `change` replaces, adds or (with null) leaves out files after that. */
export function bag(files: Files, change: Record<string, string | Buffer | null> = {}): Files {
  const all: Files = new Map(files);
  const given = (path: string, made: Buffer): void => {
    const value = change[path];
    if (value !== null) all.set(path, value === undefined ? made : Buffer.from(value));
  };
  const inside = [...files].filter(([path]) => path.startsWith('data/'));
  const bytes = inside.reduce((sum, [, content]) => sum + content.byteLength, 0);
  given('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'));
  given('bag-info.txt', Buffer.from(`Payload-Oxum: ${String(bytes)}.${String(inside.length)}\n`));
  given('manifest-sha256.txt', manifestOf(inside));
  const tags = [...all].filter(([path]) => /^(?:bagit|bag-info|manifest-sha256)\.txt$/.test(path));
  given('tagmanifest-sha256.txt', manifestOf(tags));
  for (const [path, value] of Object.entries(change)) {
    if (value === null) all.delete(path);
    else all.set(path, Buffer.from(value));
  }
  return all;
}

/** Entries of a bag in its folder; `change` alters single entries by path. */
export function entriesOf(files: Files, change: Record<string, Partial<RawEntry>> = {}): RawEntry[] {
  return [...files].map(([path, data]) => ({
    name: `${folder}/${path}`,
    data,
    method: path.endsWith('.png') ? 0 : 8,
    ...change[path],
  }));
}

/** A whole bundle as a zip archive. */
export function bundle(
  files: Files = bag(payload()),
  change: Record<string, Partial<RawEntry>> = {},
  more: readonly RawEntry[] = [],
  options: RawZip = {},
): Buffer {
  return buildZip([...entriesOf(files, change), ...more], options);
}
