import { dirname } from 'node:path';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import type { Sketch } from '#core/near-duplicates/shingles';

/** What is kept of a text: its sketch, and the SHA-256 of the practice.md that it was made of. */
export interface KeptSketch extends Sketch {
  readonly fingerprint: string;
}

/** Raise it with every change of what a sketch is made of: words, shingles, pieces of a practice that are compared. */
const format = 'lantoa-sketches 1';
const hashLength = 64;

/** One text as a line: id, fingerprint, `whole`, number of shingles. */
type Line = readonly [string, string, string, number];

/** Sketches as a file: format, SHA-256 of the rest, the texts as one line of JSON, and all shingles with the lowest byte first. */
export function encodeSketches(sketches: ReadonlyMap<string, KeptSketch>): Uint8Array {
  const lines = Array.from(sketches, ([id, { fingerprint, whole, shingles }]): Line => [
    id,
    fingerprint,
    whole,
    shingles.length,
  ]);
  const head = Buffer.from(`${JSON.stringify(lines)}\n`);
  const count = lines.reduce((sum, line) => sum + line[3], 0);
  const body = Buffer.alloc(head.length + count * Uint32Array.BYTES_PER_ELEMENT);
  head.copy(body);
  let at = head.length;
  for (const { shingles } of sketches.values())
    for (const shingle of shingles) at = body.writeUInt32LE(shingle, at);
  return Buffer.concat([Buffer.from(`${format}\n${sha256(body)}\n`), body]);
}

/** None where the file is damaged or of another version: it was written by this program, and everything can be read anew. */
export function decodeSketches(bytes: Uint8Array): Map<string, KeptSketch> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = format.length + hashLength + 2;
  const body = all.subarray(start);
  if (all.subarray(0, start).toString('latin1') !== `${format}\n${sha256(body)}\n`) return new Map();
  const end = body.indexOf('\n');
  const lines = JSON.parse(body.subarray(0, end).toString('utf8')) as Line[];
  let at = end + 1;
  return new Map(
    lines.map(([id, fingerprint, whole, count]) => {
      const shingles = Uint32Array.from({ length: count }, (_, place) => body.readUInt32LE(at + place * 4));
      at += count * 4;
      return [id, { fingerprint, whole, shingles }];
    }),
  );
}

export async function readSketches(fileSystem: FileSystem, path: string): Promise<Map<string, KeptSketch>> {
  try {
    return decodeSketches(await fileSystem.read(path));
  } catch {
    return new Map();
  }
}

export async function writeSketches(
  fileSystem: FileSystem,
  path: string,
  sketches: ReadonlyMap<string, KeptSketch>,
): Promise<void> {
  await fileSystem.makeFolder(dirname(path));
  await writeAtomically(fileSystem, path, encodeSketches(sketches));
}
