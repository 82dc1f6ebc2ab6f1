import { createHash } from 'node:crypto';
import { type Archive, openArchive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { type ParcelPractice, practiceFolder, readBytes } from '#core/bundle/parcel-reader';
import { arrivalFile, changedHereFile, isTakenIn } from '#core/exchange/arrivals';
import { compare, type Comparison } from '#core/exchange/comparison';
import { bundleFile, type Received, readReceived, removeFromQuarantine } from '#core/exchange/quarantine';
import { arrivingText, countKinds } from '#core/exchange/review';
import { requireUnchanged, withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseRecord, sealFile } from '#core/practices/record';
import { Failure } from '#shared/failure';
import type { Arrival, ArrivalKind } from '#shared/model/bundle';

interface TakeInRequest {
  readonly library: OpenedLibrary;
  readonly reviewId: string;
  readonly choose: readonly string[];
  readonly by: string;
  readonly now: Date;
  readonly control: JobControl;
}

/** In the log of one of our own practices that came back. */
export const takeInStep = 'take-in';

interface Chosen extends Comparison {
  readonly practice: ParcelPractice;
}

/**
 * Takes the chosen practices of a waiting parcel into the library, all or none, and registers the arrival in the same
 * step. What lies in quarantine must still be what was reviewed. Our own text that is not minted yet is minted before
 * it is replaced, and a peer's that was changed here by hand is kept in its history. Returns the arrival's id.
 */
export async function takeIn(request: TakeInRequest): Promise<string> {
  const { library, reviewId, control } = request;
  const { store } = library;
  const received = await readReceived(library, reviewId);
  // Two who press the button: the second finds nothing that waits.
  if (await isTakenIn(library, reviewId)) throw new Failure('not-found', { where: received.file.name });
  await requireSameBytes(library, received, control);
  const archive = await openArchive(store.fileSystem, store.at(bundleFile(reviewId)));
  try {
    const { chosen, counts } = await choose(request, archive, received);
    const existing = chosen.filter(({ here }) => here !== undefined).map(({ practice }) => practice.id);
    const takenIn: Arrival['takenIn'] = [];
    await inLockedTransaction(
      store.fileSystem,
      store.root,
      (work) => withPractices(store, existing, work),
      async (transaction) => {
        for (const [index, one] of chosen.entries()) {
          control.report(
            received.file.bytes * (1 + index / chosen.length),
            received.file.bytes * 2,
            one.practice.title,
          );
          takenIn.push(await stage(request, transaction, archive, one));
        }
      },
      async (transaction) => {
        for (const { practice, here } of chosen)
          await requireUnchanged(library, practice.id, here, practice.title);
        await transaction.put(arrivalFile(reviewId), jsonText(arrivalOf(request, received, takenIn, counts)));
      },
    );
  } finally {
    await archive.close();
  }
  await removeFromQuarantine(library, reviewId);
  return reviewId;
}

async function requireSameBytes(
  library: OpenedLibrary,
  { id, file }: Received,
  control: JobControl,
): Promise<void> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of library.store.fileSystem.stream(library.store.at(bundleFile(id)))) {
    control.check();
    hash.update(chunk);
    done += chunk.byteLength;
    control.report(done, file.bytes * 2, file.name);
  }
  if (hash.digest('hex') !== file.sha256) throw refusal('quarantine-changed', file.name);
}

/** Compares all of the parcel with the library as it is now and picks what was asked for; fails with `bad-input`. */
async function choose(
  { library, choose: ids, control, by, now }: TakeInRequest,
  archive: Archive,
  received: Received,
): Promise<{ chosen: Chosen[]; counts: Partial<Record<ArrivalKind, number>> }> {
  const wanted = new Set(ids);
  const all: Chosen[] = [];
  for (const practice of received.practices) {
    control.check();
    const look = (): Promise<Comparison> =>
      compare(library, practice, () => arrivingText(archive, practice.id));
    let found = await look();
    if (
      wanted.has(practice.id) &&
      found.here?.unminted === true &&
      practice.origin === library.office?.officeId
    ) {
      await library.revisions.mint(practice.id, { by, at: now });
      found = await look();
    }
    all.push({ ...found, practice });
  }
  const chosen = all.filter(({ practice }) => wanted.delete(practice.id));
  const [unknown] = wanted;
  const impossible = chosen.find(({ choosable }) => !choosable);
  if (unknown !== undefined) throw new Failure('bad-input', { where: 'choose', detail: unknown });
  if (impossible)
    throw new Failure('bad-input', { where: impossible.practice.title, detail: impossible.kind });
  return { chosen, counts: countKinds(all) };
}

async function stage(
  { library, control, by, now }: TakeInRequest,
  transaction: Transaction,
  archive: Archive,
  { practice, here }: Chosen,
): Promise<Arrival['takenIn'][number]> {
  const { id, revision, record, sealed, title, origin } = practice;
  const at = practiceFolder(id);
  const digests = new Map(parseRecord(record).map(({ path, sha256 }) => [path, sha256]));
  const seal = sealed ? await readBytes(archive, `${at}/${sealFile}`) : undefined;
  if (here?.unminted === true) {
    const bytes = await library.store.bytes(id);
    await transaction.put(changedHereFile(id, here.hash), bytes);
  }
  const { previous } = await library.revisions.stage(transaction, id, {
    record,
    ...(seal ? { seal } : {}),
    read: (path) => checked(archive, `${at}/${path}`, digests.get(path), control),
  });
  // One of our own that was lost here and comes back had been approved, or it could not have left.
  if (!here && origin === library.office?.officeId) {
    const entry = { at: now.toISOString(), by, step: takeInStep, to: 'approved' as const, revision };
    await transaction.put(
      layout.work(id),
      jsonText({ format: libraryFormat, status: 'approved', log: [entry] }),
    );
  }
  const changedHere = here?.unminted === true ? { changedHere: here.hash } : {};
  return { id, revision, previous, title, wasHere: here !== undefined, ...changedHere };
}

/** Unpacks a file and fails unless it has the SHA-256 that its record gives. */
async function* checked(
  archive: Archive,
  path: string,
  digest: string | undefined,
  control: JobControl,
): AsyncGenerator<Uint8Array> {
  const file = archive.files.get(path);
  if (!file) throw refusal('quarantine-changed', path);
  const hash = createHash('sha256');
  for await (const chunk of archive.read(file)) {
    control.check();
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== digest) throw refusal('quarantine-changed', path);
}

function arrivalOf(
  { by, now }: TakeInRequest,
  { id, file, manifest, receivedAt, receivedBy }: Received,
  takenIn: Arrival['takenIn'],
  counts: Arrival['counts'],
): Arrival {
  const { office, period, number, part, parts } = manifest;
  return {
    format: libraryFormat,
    id,
    bundle: { ...file, office: office.name, officeId: office.id, period, number, part, parts },
    receivedAt,
    receivedBy,
    takenInAt: now.toISOString(),
    takenInBy: by,
    counts,
    takenIn,
  };
}
