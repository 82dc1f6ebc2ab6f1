import { createHash } from 'node:crypto';
import { SharedValues } from '#core/practices/shared-values';
import type { PracticeSummary } from '#shared/model/practice';

/** What is kept of a practice: its line in lists and what tells whether its files changed. */
export interface Entry {
  /** Sizes and times of its files, see `practice-stamp.ts`; empty when they may still be changing. */
  stamp: string;
  /** SHA-256 of practice.md; of nothing while it cannot be read. */
  hash: string;
  /** How many copies of sync programs lie beside practice.md. */
  copies: number;
  summary: PracticeSummary;
}

/** Whose lines these are; those of another library, or seen from another office, are of no use. */
interface Owner {
  readonly libraryId: string;
  readonly office: string | null;
}

/** Raise it with every change of `Entry`, of summaries or of this file: older caches are then read anew from the files. */
const format = 'lantoa-catalogue 6\n';
const hashLength = 32;

/** The values of a summary in a fixed order: their names 20,000 times over would be half of the file. */
const keys = [
  'title',
  'summary',
  'office',
  'origin',
  'province',
  'level',
  'period',
  'language',
  'fields',
  'topics',
  'evidence',
  'status',
  'ours',
  'sample',
  'hasFigures',
  'hasTemplates',
  'revision',
  'changedAt',
  'damaged',
  'basedOn',
  'writer',
  'unit',
  'weak',
  'placeLevel',
  'population',
  'conditions',
] as const satisfies (keyof PracticeSummary)[];

/** Absent where they are null. */
const optional: ReadonlySet<(typeof keys)[number]> = new Set([
  'basedOn',
  'writer',
  'unit',
  'weak',
  'placeLevel',
  'population',
  'conditions',
]);

/** What is kept of a practice as one line; a summary's id is not always the one that it is kept under. */
function toLine(id: string, { stamp, hash, copies, summary }: Entry): string {
  const values = keys.map((key) => summary[key] ?? null);
  return `${JSON.stringify([id, summary.id === id ? 0 : summary.id, stamp, hash, copies, ...values])}\n`;
}

function fromLine(line: string, shared: SharedValues): [string, Entry] {
  const [id, own, stamp, hash, copies, ...values] = JSON.parse(line) as [
    string,
    string | 0,
    string,
    string,
    number,
    ...unknown[],
  ];
  const summary: Record<string, unknown> = { id: own === 0 ? id : own };
  for (const [at, key] of keys.entries())
    if (values[at] !== null || !optional.has(key)) summary[key] = values[at];
  return [id, { stamp, hash, copies, summary: shared.of(summary as PracticeSummary) }];
}

/**
 * Format line, SHA-256 of the rest, then one line of JSON for the owner and one for each practice. Who could write a file
 * with the right hash could as well change the program: lines are taken as we wrote them, without a schema, which at
 * 20,000 practices is most of the time that opening takes.
 */
export function encodeCatalogue(owner: Owner, entries: ReadonlyMap<string, Entry>): Uint8Array {
  const lines = [Buffer.from(`${JSON.stringify(owner)}\n`)];
  for (const [id, entry] of entries) lines.push(Buffer.from(toLine(id, entry)));
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return Buffer.concat([Buffer.from(format), hash.digest(), ...lines]);
}

/** Nothing where a byte is another one, or where it was written by another version or for another owner. */
export function decodeCatalogue(
  bytes: Uint8Array,
  owner: Owner,
  shared = new SharedValues(),
): Map<string, Entry> | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = format.length + hashLength;
  if (file.length < head || file.toString('latin1', 0, format.length) !== format) return undefined;
  const body = file.subarray(head);
  if (!createHash('sha256').update(body).digest().equals(file.subarray(format.length, head)))
    return undefined;
  const lines = linesOf(body);
  if (lines.next().value !== JSON.stringify(owner)) return undefined;
  const entries = new Map<string, Entry>();
  for (const line of lines) entries.set(...fromLine(line, shared));
  return entries;
}

function* linesOf(body: Buffer): Generator<string, void> {
  let start = 0;
  for (let end = body.indexOf(10); end >= 0; end = body.indexOf(10, start)) {
    yield body.toString('utf8', start, end);
    start = end + 1;
  }
}
