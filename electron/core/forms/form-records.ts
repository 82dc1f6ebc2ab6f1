import { jsonText } from '#core/files/atomic-write';
import { sha256 } from '#core/files/hash';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parsePractice } from '#core/practices/document';
import { parseJson } from '#core/practices/practice-store';
import { type FormRecord, formRecordSchema } from '#shared/model/form';
import { idSchema } from '#shared/model/practice';

const ending = '.json';
const recordOf = (id: string): string => `${layout.forms}/${id}${ending}`;
/** Where the file of a form lies that became no practice. */
export const fileOfForm = (id: string): string => `${layout.forms}/${id}.docx`;

/** Records of all forms that were taken, oldest first; those that cannot be read are left out, and stay. */
export async function readForms({ store }: OpenedLibrary): Promise<FormRecord[]> {
  const entries = await store.fileSystem.list(store.at(layout.forms));
  const ids = entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((id) => idSchema.safeParse(id).success)
    .toSorted();
  const records: FormRecord[] = [];
  for (const id of ids) {
    try {
      const path = recordOf(id);
      const read = formRecordSchema.safeParse(parseJson(await store.fileSystem.read(store.at(path)), path));
      if (read.success && read.data.id === id) records.push(read.data);
    } catch {
      // Damaged by hand: what it was made of lies with its practice.
    }
  }
  return records;
}

export async function stageRecord(transaction: Transaction, record: FormRecord): Promise<void> {
  await transaction.put(recordOf(record.id), jsonText(record));
}

/** Runs `work` while nobody else, here or on another machine, takes forms: what was taken before is looked at in it. */
export async function exclusivelyInForms<T>(
  { store }: OpenedLibrary,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  await store.fileSystem.makeFolder(store.at(layout.forms));
  return withLock(store.fileSystem, store.at(`${layout.forms}/.lock`), work, { root: store.root });
}

/** What a practice.md says, whatever was noted in it by minting: equal digests are equal answers. */
export function digestOf(text: string): string {
  const { frontMatter, preamble, sections } = parsePractice(text);
  const said = { ...frontMatter, revision: undefined, parents: undefined };
  return sha256(JSON.stringify([said, preamble, sections.map(({ heading, body }) => [heading, body])]));
}
