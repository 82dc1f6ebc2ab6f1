import type { ReadControl } from '#core/bundle/bag-reader';
import { payloadText } from '#core/bundle/bag-writer';
import { practiceFolder } from '#core/bundle/parcel-reader';
import type { OutgoingPractice } from '#core/compilation/outgoing-practice';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { recordFile, revisionHash, sealFile } from '#core/practices/record';
import { isSignedBy, parseSignature } from '#core/seal/minisign';
import { MinisignError } from '#core/seal/minisign-text';
import { publicKeyOf } from '#core/seal/office-key';
import type { OfficeSeal } from '#core/seal/office-seal';
import { recordComment } from '#core/seal/trusted-comment';
import { Failure } from '#shared/failure';
import type { Office } from '#shared/model/office';

/** A seal that our practice does not have yet. */
export interface FreshSeal {
  readonly id: string;
  readonly revision: string;
  readonly seal: string;
}

/**
 * Our practices with the seal under their record. One that they have stays, as long as it is whole and its key was not
 * disabled; the others are sealed now, by the key in force. Peers' practices travel as they came.
 */
export async function sealRecords(
  library: OpenedLibrary,
  office: Office,
  seal: OfficeSeal,
  outgoing: readonly OutgoingPractice[],
  control: ReadControl,
): Promise<{ practices: OutgoingPractice[]; fresh: FreshSeal[] }> {
  const practices: OutgoingPractice[] = [];
  const fresh: FreshSeal[] = [];
  for (const practice of outgoing) {
    control.check();
    const isOurs = practice.frontMatter.origin === office.officeId;
    const made = isOurs ? await freshSeal(library, office, seal, practice) : undefined;
    if (made !== undefined) fresh.push({ id: practice.id, revision: practice.revision, seal: made });
    practices.push(made === undefined ? practice : withSeal(practice, made));
  }
  return { practices, fresh };
}

/** Undefined where the practice has a seal that will do. */
async function freshSeal(
  { store }: OpenedLibrary,
  office: Office,
  seal: OfficeSeal,
  { id, revision, frontMatter }: OutgoingPractice,
): Promise<string | undefined> {
  const record = await store.fileSystem.read(store.at(layout.record(id)));
  if (revisionHash(Buffer.from(record).toString('utf8')) !== revision)
    throw new Failure('practice-locked', { where: frontMatter.title ?? id });
  const comment = recordComment({ office: office.officeId, practice: id, revision });
  const ours = await seal.seal(record, comment);
  const path = store.at(layout.recordSeal(id));
  const there = (await store.fileSystem.information(path)) ? await store.fileSystem.read(path) : undefined;
  const text = there && Buffer.from(there).toString('utf8');
  return text === ours || (text !== undefined && isGood(text, record, office)) ? undefined : ours;
}

/** Whole, and by a key of ours that was not disabled. */
function isGood(text: string, record: Uint8Array, { keys }: Office): boolean {
  try {
    const signature = parseSignature(text);
    return keys.some((entry) => {
      const key = entry.disabled === true ? undefined : publicKeyOf(entry);
      return key !== undefined && isSignedBy(record, signature, key);
    });
  } catch (error) {
    if (error instanceof MinisignError) return false;
    throw error;
  }
}

function withSeal(practice: OutgoingPractice, seal: string): OutgoingPractice {
  const path = `${practiceFolder(practice.id)}/${sealFile}`;
  const others = practice.files.filter((file) => file.path !== path);
  return { ...practice, files: [...others, payloadText(path, seal)] };
}

/**
 * Puts fresh seals beside the records that they belong to, kept and current. To be called under the locks of the practices:
 * one that was changed while the parcel was written gets its seal in the history alone.
 */
export async function putSeals(
  transaction: Transaction,
  { store }: OpenedLibrary,
  fresh: readonly FreshSeal[],
): Promise<void> {
  for (const { id, revision, seal } of fresh) {
    for (const folder of [layout.practice(id), layout.revision(id, revision)]) {
      const path = store.at(`${folder}/${recordFile}`);
      if (!(await store.fileSystem.information(path))) continue;
      const record = Buffer.from(await store.fileSystem.read(path)).toString('utf8');
      if (revisionHash(record) === revision) await transaction.put(`${folder}/${sealFile}`, seal);
    }
  }
}

/** What a seal adds to the content of a parcel: its SHA-256, null where the practice has none. */
export function sealDigest({ id, files }: OutgoingPractice): string | null {
  const path = `${practiceFolder(id)}/${sealFile}`;
  return files.find((file) => file.path === path)?.sha256 ?? null;
}
