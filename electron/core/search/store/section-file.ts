import * as z from 'zod';
import type { OpenFile } from '#core/files/file-system';
import { xxhash32 } from '#core/search/store/xxhash32';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
/** Named arrays of numbers, and lists of texts. */
export type Section = Numbers | readonly string[];
export type Sections = Readonly<Record<string, Section>>;

const magic = 'LTINDEX1';
/** Magic, length of the header, its checksum. */
const prefixBytes = 16;
/** Every section begins at a multiple, so that it can be looked at as numbers where it lies. */
const alignment = 8;

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array };
const headerSchema = z.object({
  owner: z.string(),
  sections: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['u8', 'u16', 'u32', 'f64', 'texts']),
      offset: z.int().min(0),
      bytes: z.int().min(0),
      checksum: z.int(),
    }),
  ),
});
type Header = z.infer<typeof headerSchema>;

/** The file is not whole, not of this version, or not of this owner: what it held has to be made again. */
export class DamagedFile extends Error {
  constructor(what: string) {
    super(`search index: ${what}`);
    this.name = 'DamagedFile';
  }
}

/**
 * Sections as the bytes of a file: a prefix (magic, header's length and checksum), a header in JSON that says where each
 * section lies and what its checksum is, and the sections. Numbers have the byte order of the machine, because the file
 * never leaves it. `owner` is asked for when the file is read.
 */
export function encodeSections(owner: string, sections: Sections): Uint8Array[] {
  const parts: { entry: Header['sections'][number]; bytes: Uint8Array }[] = [];
  let offset = 0;
  for (const [name, section] of Object.entries(sections)) {
    const bytes = bytesOf(section);
    parts.push({
      entry: { name, kind: kindOf(section), offset, bytes: bytes.length, checksum: xxhash32(bytes) },
      bytes,
    });
    offset = aligned(offset + bytes.length);
  }
  const header = new TextEncoder().encode(
    JSON.stringify({ owner, sections: parts.map(({ entry }) => entry) } satisfies Header),
  );
  const prefix = new Uint8Array(prefixBytes);
  prefix.set(new TextEncoder().encode(magic));
  new DataView(prefix.buffer).setUint32(8, header.length, true);
  new DataView(prefix.buffer).setUint32(12, xxhash32(header), true);
  return [
    prefix,
    ...padded(header, prefixBytes + header.length),
    ...parts.flatMap(({ bytes }) => padded(bytes, bytes.length)),
  ];
}

/**
 * The sections of a file, as views of these bytes; all checksums are verified. Fails with `DamagedFile`. Sections that
 * are missing or of another kind are the reader's to notice: see `numbersIn` and `textsIn`.
 */
export function decodeSections(file: Uint8Array, owner: string): Sections {
  const bytes = file.byteOffset % alignment === 0 ? file : new Uint8Array(file);
  const headerBytes = headerLength(bytes);
  const header = readHeader(bytes.subarray(0, prefixBytes + headerBytes), owner);
  const start = aligned(prefixBytes + headerBytes);
  const sections = header.sections.map(
    (entry) =>
      [
        entry.name,
        decodeSection(entry, bytes.subarray(start + entry.offset, start + entry.offset + entry.bytes)),
      ] as const,
  );
  return Object.fromEntries(sections);
}

/** Some sections only, without reading the rest of the file. Fails with `DamagedFile`, or as the file system does. */
export async function readSections(
  file: OpenFile,
  owner: string,
  names: readonly string[],
): Promise<Sections> {
  const headerBytes = headerLength(await file.read(0, prefixBytes));
  const header = readHeader(await file.read(0, prefixBytes + headerBytes), owner);
  const start = aligned(prefixBytes + headerBytes);
  const sections: [string, Section][] = [];
  for (const entry of header.sections.filter(({ name }) => names.includes(name))) {
    const bytes = await file.read(start + entry.offset, entry.bytes);
    sections.push([entry.name, decodeSection(entry, new Uint8Array(bytes))]);
  }
  return Object.fromEntries(sections);
}

function headerLength(prefix: Uint8Array): number {
  if (prefix.length < prefixBytes || new TextDecoder().decode(prefix.subarray(0, 8)) !== magic)
    throw new DamagedFile('of another version');
  return new DataView(prefix.buffer, prefix.byteOffset).getUint32(8, true);
}

/** Takes the prefix and the header. */
function readHeader(bytes: Uint8Array, owner: string): Header {
  const header = bytes.subarray(prefixBytes);
  const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  if (header.length < headerLength(bytes) || xxhash32(header) !== checksum)
    throw new DamagedFile('header is damaged');
  const parsed = headerSchema.safeParse(JSON.parse(new TextDecoder().decode(header)));
  if (!parsed.success) throw new DamagedFile('header is not understood');
  if (parsed.data.owner !== owner) throw new DamagedFile('of another library');
  return parsed.data;
}

function decodeSection(
  { name, kind, bytes: length, checksum }: Header['sections'][number],
  part: Uint8Array,
): Section {
  if (part.length !== length) throw new DamagedFile('not whole');
  if (xxhash32(part) !== checksum) throw new DamagedFile(`section ${name} is damaged`);
  return kind === 'texts' ? textsOf(part) : numbersOf(part, kind);
}

/** One of the arrays that `decodeSections` gave. */
export function numbersIn<K extends keyof typeof kinds>(
  sections: Sections,
  name: string,
  kind: K,
): InstanceType<(typeof kinds)[K]> {
  const section = sections[name];
  if (!(section instanceof kinds[kind])) throw new DamagedFile(`section ${name} is missing`);
  return section as InstanceType<(typeof kinds)[K]>;
}

/** One of the lists that `decodeSections` gave. */
export function textsIn(sections: Sections, name: string): readonly string[] {
  const section = sections[name];
  if (!Array.isArray(section)) throw new DamagedFile(`section ${name} is missing`);
  return section as readonly string[];
}

function aligned(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function padded(bytes: Uint8Array, end: number): Uint8Array[] {
  const padding = aligned(end) - end;
  return padding === 0 ? [bytes] : [bytes, new Uint8Array(padding)];
}

function isTexts(section: Section): section is readonly string[] {
  return Array.isArray(section);
}

function kindOf(section: Section): Header['sections'][number]['kind'] {
  if (isTexts(section)) return 'texts';
  if (section instanceof Uint8Array) return 'u8';
  if (section instanceof Uint16Array) return 'u16';
  return section instanceof Uint32Array ? 'u32' : 'f64';
}

function bytesOf(section: Section): Uint8Array {
  if (!isTexts(section)) return new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
  return encodeTexts(section);
}

function numbersOf(part: Uint8Array, kind: keyof typeof kinds): Numbers {
  const { [kind]: type } = kinds;
  if (part.length % type.BYTES_PER_ELEMENT !== 0 || part.byteOffset % alignment !== 0)
    throw new DamagedFile('a section ends inside a number');
  return new type(part.buffer as ArrayBuffer, part.byteOffset, part.length / type.BYTES_PER_ELEMENT);
}

/** How many there are, the length of each in UTF-16 units, and all of them as UTF-8: decoded at one go. */
function encodeTexts(texts: readonly string[]): Uint8Array {
  const lengths = Uint32Array.from([texts.length, ...texts.map(({ length }) => length)]);
  const letters = new TextEncoder().encode(texts.join(''));
  const bytes = new Uint8Array(lengths.byteLength + letters.length);
  bytes.set(new Uint8Array(lengths.buffer));
  bytes.set(letters, lengths.byteLength);
  return bytes;
}

function textsOf(bytes: Uint8Array): string[] {
  const [count = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  const lengths = new Uint32Array(bytes.buffer, bytes.byteOffset + 4, count);
  const all = new TextDecoder().decode(bytes.subarray(4 + lengths.byteLength));
  let at = 0;
  return Array.from(lengths, (length) => all.slice(at, (at += length)));
}
