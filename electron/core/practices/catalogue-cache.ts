import { createHash } from 'node:crypto';
import type { PracticeSummary } from '#shared/model/practice';

/** What is kept of a practice: its line in lists and what tells whether its files changed. */
export interface Entry {
  /** Sizes and times of its files, see `practice-stamp.ts`; empty when they may still be changing. */
  stamp: string;
  /** SHA-256 of practice.md; of nothing while it cannot be read. */
  hash: string;
  summary: PracticeSummary;
}

/** Whose lines these are; those of another library, or seen from another office, are of no use. */
interface Owner {
  readonly libraryId: string;
  readonly office: string | null;
}

/** Raise it with every change of `Entry`, of summaries or of this file: older caches are then read anew from the files. */
const format = 'lantoa-catalogue 2\n';
const hashLength = 32;

/**
 * Format line, SHA-256 of the rest, then one line of JSON for the owner and one for each practice. Who could write a file
 * with the right hash could as well change the program: lines are taken as we wrote them, without a schema, which at
 * 20,000 practices is most of the time that opening takes.
 */
export function encodeCatalogue(owner: Owner, entries: ReadonlyMap<string, Entry>): Uint8Array {
  const lines = [Buffer.from(`${JSON.stringify(owner)}\n`)];
  for (const [id, { stamp, hash, summary }] of entries) {
    lines.push(Buffer.from(`${JSON.stringify([id, stamp, hash, summary])}\n`));
  }
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return Buffer.concat([Buffer.from(format), hash.digest(), ...lines]);
}

/** Nothing where a byte is another one, or where it was written by another version or for another owner. */
export function decodeCatalogue(bytes: Uint8Array, owner: Owner): Map<string, Entry> | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = format.length + hashLength;
  if (file.length < head || file.toString('latin1', 0, format.length) !== format) return undefined;
  const body = file.subarray(head);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(format.length, head)))
    return undefined;
  const lines = linesOf(body);
  if (lines.next().value !== JSON.stringify(owner)) return undefined;
  const entries = new Map<string, Entry>();
  for (const line of lines) {
    const [id, stamp, hash, summary] = JSON.parse(line) as [string, string, string, PracticeSummary];
    entries.set(id, { stamp, hash, summary });
  }
  return entries;
}

function* linesOf(body: Buffer): Generator<string, void> {
  let start = 0;
  for (let end = body.indexOf(10); end >= 0; end = body.indexOf(10, start)) {
    yield body.toString('utf8', start, end);
    start = end + 1;
  }
}
