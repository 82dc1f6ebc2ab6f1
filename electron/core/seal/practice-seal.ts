import { listArrivals } from '#core/exchange/arrivals';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PracticeDocument } from '#core/practices/document';
import { type RecordEntry, textFile } from '#core/practices/record';
import type { AttachmentDigests } from '#core/seal/attachment-digests';
import { Keyring } from '#core/seal/keyring';
import { toFailure } from '#shared/failure';
import type { SealVerdict } from '#shared/model/seal';

/**
 * The verdict on the seal of a practice of this library, as it lies here: where its text or an attachment was changed by hand
 * since, the seal does not fit what is read, and `changed` names practice.md and attachments by title. Null where nothing was
 * minted or it cannot be read.
 */
export async function practiceSeal(
  library: OpenedLibrary,
  digests: AttachmentDigests,
  id: string,
): Promise<SealVerdict | null> {
  const { store, revisions } = library;
  if (!(await store.exists(id))) return null;
  try {
    const last = await revisions.last(id);
    if (!last) return null;
    const { document, hash } = await store.read(id);
    const { origin, office = '' } = document.frontMatter;
    const text = await sealOf(library, id);
    const record = Buffer.from(last.record);
    const knowledge = await new Keyring(library).read();
    const from = { id: origin, name: office };
    let verdict = knowledge.verdict(record, text, from);
    if (verdict.standing === 'key-disabled')
      verdict = knowledge.verdict(record, text, from, await arrivedAt(library, id, last.hash));
    const minted = last.entries.find(({ path }) => path === textFile)?.sha256;
    if (text === undefined) return verdict;
    const isEdited = minted !== hash && sha256(await store.bytes(id)) !== minted;
    const changed = [
      ...(isEdited ? [textFile] : []),
      ...(await changedAttachments(library, digests, id, { entries: last.entries, document })),
    ];
    return changed.length > 0 ? { ...verdict, standing: 'broken', changed } : verdict;
  } catch (error) {
    const { code } = toFailure(error);
    if (code === 'practice-damaged' || code === 'not-found') return null;
    throw error;
  }
}

/** Titles of the sealed attachments that are gone or other ones; where they are no longer listed, their paths. */
async function changedAttachments(
  { store }: OpenedLibrary,
  digests: AttachmentDigests,
  id: string,
  { entries, document }: { entries: readonly RecordEntry[]; document: PracticeDocument },
): Promise<string[]> {
  const titles = new Map(
    document.frontMatter.attachments?.map(({ file, title }) => [`attachments/${file}`, title]),
  );
  const changed: string[] = [];
  for (const { path, sha256: digest } of entries) {
    if (path === textFile) continue;
    const isSame = await digests.isStill(store.at(`${layout.practice(id)}/${path}`), digest);
    if (!isSame) changed.push(titles.get(path) ?? path);
  }
  return changed;
}

async function sealOf({ store }: OpenedLibrary, id: string): Promise<string | undefined> {
  const path = store.at(layout.recordSeal(id));
  const found = await store.fileSystem.information(path);
  if (found?.kind !== 'file') return undefined;
  return Buffer.from(await store.fileSystem.read(path)).toString('utf8');
}

/** When this revision came here first; undefined where no arrival tells. */
async function arrivedAt(library: OpenedLibrary, id: string, revision: string): Promise<string | undefined> {
  const times = (await listArrivals(library))
    .filter(({ takenIn }) => takenIn.some((one) => one.id === id && one.revision === revision))
    .map(({ receivedAt }) => receivedAt);
  return times.toSorted()[0];
}
