import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { bag, bundle, digest, type Files, record } from '#tests/support/bag-builder';

/** A parcel that somebody has opened: all its files but the lists of the bag, and the parcel's seal. */
export interface OpenParcel {
  readonly files: Files;
  /** bag-info.txt. */
  readonly information: string;
  seal: string | null;
}

const sealName = 'tagmanifest-sha256.txt.minisig';

export function openedParcel(file: string | Buffer): OpenParcel {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const all: Files = new Map(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [
      path.slice(path.indexOf('/') + 1),
      Buffer.from(content),
    ]),
  );
  const files = new Map([...all].filter(([path]) => path.startsWith('data/')));
  const information = all.get('bag-info.txt')?.toString() ?? '';
  return { files, information, seal: all.get(sealName)?.toString() ?? null };
}

/** The files of the bag with all lists made anew, around the seal as it is; as they were where nothing was changed. */
export function baggedAgain({ files, information, seal }: OpenParcel): Files {
  const sorted = new Map([...files].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const bytes = [...files.values()].reduce((sum, content) => sum + content.byteLength, 0);
  const oxum = `Payload-Oxum: ${String(bytes)}.${String(files.size)}\n`;
  const tags = information.replace(/^Payload-Oxum:.*\n/m, oxum);
  const made = bag(sorted, { 'bag-info.txt': tags });
  const lists = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt']
    .map((path) => `${digest(made.get(path) ?? '')}  ${path}\n`)
    .join('');
  made.set('tagmanifest-sha256.txt', Buffer.from(lists));
  if (seal !== null) made.set(sealName, Buffer.from(seal));
  return made;
}

export const zippedAgain = (parcel: OpenParcel): Buffer => bundle(baggedAgain(parcel));

export const practiceIdsOf = (files: Files): string[] => [
  ...new Set([...files.keys()].flatMap((path) => /^data\/practices\/([^/]+)\//.exec(path)?.[1] ?? [])),
];

/** Changes a text file of a parcel. */
export function change(files: Files, path: string, by: (text: string) => string): void {
  files.set(path, Buffer.from(by((files.get(path) ?? '').toString())));
}

/** Makes the record of a practice fit its files, and bundle.json the record, as whoever changed them would. */
export function refit(files: Files, id: string): void {
  const at = `data/practices/${id}`;
  const before = digest(files.get(`${at}/record.sha256`) ?? '');
  files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
  const after = digest(files.get(`${at}/record.sha256`) ?? '');
  change(files, 'data/bundle.json', (text) => text.replaceAll(before, after));
}

/** Changes practice.md with everything around it that has no seal. */
export function rewrite(files: Files, id: string, by: (text: string) => string): void {
  change(files, `data/practices/${id}/practice.md`, by);
  refit(files, id);
}
