import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import type { Openers } from '#core/age/age-file';
import { plainBytes } from '#core/age/locked-file';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import { parcelStatementSchema } from '#core/bundle/parcel-statements';
import { anchorsOf } from '#core/bundle/parcel-anchors';
import { openParcel, parcelPracticeSchema } from '#core/bundle/parcel-reader';
import { requireSpace } from '#core/care/space';
import { keepPapers } from '#core/exchange/received-papers';
import { toldKeys, toldKeySchema } from '#core/exchange/parcel-seals';
import { jsonText, writeAtomically } from '#core/files/atomic-write';
import { removeFolder } from '#core/files/folder';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { bundleManifestSchema } from '#shared/model/bundle';
import { idSchema, sha256Schema } from '#shared/model/practice';

/** exchange/quarantine/<id>/review.json: a parcel that was received and verified, with what was found in it. */
const receivedSchema = z.looseObject({
  format: z.string(),
  id: idSchema,
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  file: z.object({
    name: z.string(),
    bytes: z.number(),
    sha256: sha256Schema,
    /** SHA-256 of tagmanifest-sha256.txt: the same however the parcel is packed or named. */
    tagManifest: sha256Schema.optional(),
    /** SHA-256 of the parcel's seal, null without one; missing in parcels that an earlier version received. */
    seal: sha256Schema.nullable().optional(),
  }),
  manifest: bundleManifestSchema,
  practices: z.array(parcelPracticeSchema),
  /** Missing in parcels that an earlier version received. */
  statements: z.array(parcelStatementSchema).optional(),
  /** Keys that travel with it. */
  keys: z.array(toldKeySchema).optional(),
});
export type Received = z.infer<typeof receivedSchema>;

const folderOf = (id: string): string => `${layout.quarantine}/${id}`;
const reviewFile = (id: string): string => `${folderOf(id)}/review.json`;
export const bundleFile = (id: string): string => `${folderOf(id)}/bundle.zip`;

/**
 * Copies a file that may be anything into quarantine and verifies all of it there, so that nobody can change it between
 * the check and the use. An encrypted one is decrypted on the way there. Refused or cancelled, it leaves nothing. Returns
 * the id under which it waits.
 */
export async function receive(
  library: OpenedLibrary,
  source: { path: string; name: string } & Openers,
  facts: { receivedAt: string; receivedBy: string },
  control: JobControl,
): Promise<string> {
  const { fileSystem } = library.store;
  const id = uuidv7();
  const target = library.store.at(bundleFile(id));
  // The disk takes in the copy while that is verified.
  let forced = Promise.resolve();
  try {
    await fileSystem.makeFolder(library.store.at(folderOf(id)));
    const copied = await copyHashing(library, source, target, control);
    forced = fileSystem.force(target);
    // Waited for below; until then it must not fail unheard.
    forced.catch(() => undefined);
    const half = secondHalf(control);
    const { archive, manifest, practices, statements } = await openParcel(fileSystem, target, half);
    const anchors = await anchorsOf(archive);
    const keys = await toldKeys(archive, {
      manifest,
      practices: [...practices],
      statements: [...statements],
    });
    await keepPapers(library, archive, manifest.papers ?? [], anchors.tagManifest);
    await archive.close();
    const file = { name: displayName(source.name), ...copied, ...anchors };
    const received: Received = {
      format: libraryFormat,
      id,
      ...facts,
      file,
      manifest,
      practices: [...practices],
      statements: [...statements],
      keys,
    };
    await forced;
    // Last, because a parcel waits from this file on.
    await writeAtomically(fileSystem, library.store.at(reviewFile(id)), jsonText(received));
    return id;
  } catch (error) {
    await forced.catch(() => undefined);
    await removeFromQuarantine(library, id).catch(() => undefined);
    throw error;
  }
}

function secondHalf(control: JobControl): JobControl {
  return {
    ...control,
    report: (done, total, label) => {
      control.report(total + done, 2 * total, label);
    },
  };
}

/** Fails with `not-enough-space` before anything is written. The copy is not forced to the disk yet. */
async function copyHashing(
  library: OpenedLibrary,
  { path: from, name, ...openers }: { path: string; name: string } & Openers,
  to: string,
  control: JobControl,
): Promise<{ bytes: number; sha256: string }> {
  const { fileSystem } = library.store;
  const information = await fileSystem.information(from);
  if (!information) throw new Failure('not-found', { where: from });
  if (information.kind !== 'file' && information.kind !== 'link') throw refusal('not-a-zip', undefined);
  const total = information.bytes;
  await requireSpace(fileSystem, library.store.root, total);
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of plainBytes(fileSystem, from, openers)) {
      control.check();
      bytes += chunk.byteLength;
      if (bytes > bundleLimits.fileBytes) throw refusal('total-bytes', undefined);
      hash.update(chunk);
      // The other half of the way is to verify it.
      control.report(Math.min(bytes, total), 2 * total, name);
      yield chunk;
    }
  }
  await fileSystem.write(to, passing(), 'later');
  return { bytes, sha256: hash.digest('hex') };
}

/** The name that the file came under, as one line without a path. */
function displayName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 255);
}

/** What is known of a waiting parcel; fails with `not-found`. */
export async function readReceived(library: OpenedLibrary, id: string): Promise<Received> {
  const { fileSystem, root } = library.store;
  const received = await readLibraryFile(fileSystem, root, reviewFile(id), receivedSchema);
  if (received?.id !== id) throw new Failure('not-found', { where: id });
  return received;
}

/** Parcels that were verified and neither taken in nor put aside, oldest first. */
export async function waitingParcels(
  library: OpenedLibrary,
  isTakenIn: (id: string) => Promise<boolean>,
): Promise<Received[]> {
  const waiting: Received[] = [];
  for (const id of await quarantined(library)) {
    if (await isTakenIn(id)) continue;
    // One that cannot be read is left where it is and does not hold up the others.
    const received = await readReceived(library, id).catch(() => undefined);
    if (received) waiting.push(received);
  }
  return waiting.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
}

/** Ids of all that lie in quarantine, verified or not. */
export async function quarantined(library: OpenedLibrary): Promise<string[]> {
  const entries = await library.store.fileSystem.list(library.store.at(layout.quarantine));
  return entries
    .filter(({ name, kind }) => kind === 'folder' && idSchema.safeParse(name).success)
    .map(({ name }) => name);
}

export async function removeFromQuarantine(library: OpenedLibrary, id: string): Promise<void> {
  await removeFolder(library.store.fileSystem, library.store.at(folderOf(id)));
}

const halfDone = 24 * 3_600_000;

/** Clears what killed runs left: parcels that are taken in already, and ones that for a day have not been verified. */
export async function tidyQuarantine(
  library: OpenedLibrary,
  now: Date,
  isTakenIn: (id: string) => Promise<boolean>,
): Promise<void> {
  const { fileSystem } = library.store;
  for (const id of await quarantined(library)) {
    const isVerified = (await fileSystem.information(library.store.at(reviewFile(id)))) !== undefined;
    const since = (await fileSystem.information(library.store.at(folderOf(id))))?.changedAt ?? 0;
    const isLeftOver = !isVerified && now.getTime() - since > halfDone;
    if (isLeftOver || (await isTakenIn(id))) await removeFromQuarantine(library, id);
  }
}
