import {
  bag,
  bundle,
  bundleJsonOf,
  folder,
  payload,
  practiceFiles,
  practiceId,
  record,
  type Files,
} from '#tests/support/bag-builder';
import { type RawEntry } from '#tests/support/zip-builder';

/** What is wrong, the bundle, and the entry that the refusal must name. */
export type Case = [what: string, make: () => Buffer, where?: string];

export const at = `data/practices/${practiceId}`;
export const text = `${at}/practice.md`;
export const picture = `${at}/attachments/anh.png`;
export const mebi = 1024 * 1024;

/** A bundle with one more entry. */
export const plus = (...more: (string | RawEntry)[]): Buffer =>
  bundle(
    undefined,
    {},
    more.map((entry) => (typeof entry === 'string' ? { name: entry, data: 'x' } : entry)),
  );
export const inside = (name: string): string => `${folder}/${name}`;
/** A bundle whose payload has one more file, listed in its manifest. */
export const withFile = (path: string, content: string): Buffer =>
  bundle(bag(new Map([...payload(), [path, Buffer.from(content)]])));
/** A bundle in which single files of the payload are others, everything around them fitting. */
export const replaced = (path: string, content: string | Buffer): Files =>
  new Map([...payload(), [path, Buffer.from(content)]]);
export const manifest = (change: (text: string) => string): Buffer => {
  const made = bag(payload()).get('manifest-sha256.txt')?.toString() ?? '';
  return bundle(bag(payload(), { 'manifest-sha256.txt': change(made) }));
};
/** A payload whose practice has this record; bundle.json fits it. */
export const recorded = (content: string): Files => {
  const files = new Map([
    ...practiceFiles(practiceId),
    [`${at}/record.sha256`, Buffer.from(content)] as const,
  ]);
  return files.set('data/bundle.json', bundleJsonOf(files));
};
export const unicodePath = (name: string): Buffer => {
  const field = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)]);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(field.byteLength, 2);
  return Buffer.concat([head, field]);
};
export const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

export function payloadWithText(content: string | Buffer): Files {
  const files: Files = new Map([[text, Buffer.from(content)]]);
  files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
  return files.set('data/bundle.json', bundleJsonOf(files));
}

/** Text that does not pack so well that it is taken for a bomb. */
export function randomText(characters: number): string {
  let state = 1;
  return Array.from({ length: Math.ceil(characters / 8) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state.toString(36).padStart(8, '0').slice(0, 8);
  }).join('');
}
