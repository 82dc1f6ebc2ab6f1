import { createHash } from 'node:crypto';
import { type Archive, openArchive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { type ParcelPractice, practiceFolder, readBytes } from '#core/bundle/parcel-reader';
import { arrivalFile, changedHereFile, isTakenIn } from '#core/exchange/arrivals';
import { compare, type Comparison } from '#core/exchange/comparison';
import { type ParcelSeals, parcelSeals } from '#core/exchange/parcel-seals';
import { bundleFile, type Received, readReceived, removeFromQuarantine } from '#core/exchange/quarantine';
import { arrivingText, countKinds } from '#core/exchange/review';
import { stageStatements } from '#core/exchange/take-in-statements';
import { requireUnchanged, withPractices } from '#core/exchange/unchanged';
import { jsonText } from '#core/files/atomic-write';
import { heldTogether } from '#core/files/held-lock';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseRecord, sealFile } from '#core/practices/record';
import { stageBeside } from '#core/practices/revision-beside';
import type { ReceivedRevision } from '#core/practices/revisions';
import { Keyring } from '#core/seal/keyring';
import type { Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import type { Arrival, ArrivalKind } from '#shared/model/bundle';

interface TakeInRequest {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  readonly reviewId: string;
  readonly choose: readonly string[];
  /** Those of them that a person has decided on although their seal speaks against it. */
  readonly despite: readonly string[];
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
    const seals = await parcelSeals(library, archive, received);
    const { chosen, left, counts } = await choose(request, archive, received);
    const sealers = await requireSeals(request, seals, received, chosen);
    const beside = await toLayBeside(library, seals, left);
    const keyring = new Keyring(library);
    const existing = [...chosen, ...beside]
      .filter(({ here }) => here !== undefined)
      .map(({ practice }) => practice.id);
    const takenIn: Arrival['takenIn'] = [];
    let statements: Arrival['statements'];
    await inLockedTransaction(
      store.fileSystem,
      store.root,
      (work) =>
        withPractices(store, existing, (held) =>
          keyring.exclusively((lock) => work(heldTogether([held, lock]))),
        ),
      async (transaction) => {
        for (const [index, one] of chosen.entries()) {
          control.report(
            received.file.bytes * (1 + index / chosen.length),
            received.file.bytes * 2,
            one.practice.title,
          );
          takenIn.push(await stage(request, transaction, archive, one));
        }
        for (const { practice } of beside)
          await stageBeside(store, transaction, practice.id, await revisionOf(request, archive, practice));
        const parcel = { archive, received, seals, control };
        statements = await stageStatements(request.statements, transaction, parcel);
      },
      async (transaction) => {
        for (const { practice, here } of [...chosen, ...beside])
          await requireUnchanged(library, practice.id, here, practice.title);
        await keyring.note(transaction, seals.statements, sealers, request.now.toISOString());
        const facts = { seal: seals.parcel, ...(statements ? { statements } : {}) };
        const laid = beside.map(({ practice: { id, revision, title } }) => ({ id, revision, title }));
        const arrival: Arrival = {
          ...arrivalOf(request, received, takenIn, counts),
          ...facts,
          ...(laid.length > 0 ? { beside: laid } : {}),
        };
        await transaction.put(arrivalFile(reviewId), jsonText(arrival));
      },
    );
  } finally {
    request.statements.changed();
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
): Promise<{ chosen: Chosen[]; left: Chosen[]; counts: Partial<Record<ArrivalKind, number>> }> {
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
  const left = all.filter((one) => !chosen.includes(one));
  const [unknown] = wanted;
  const impossible = chosen.find(({ choosable }) => !choosable);
  if (unknown !== undefined) throw new Failure('bad-input', { where: 'choose', detail: unknown });
  if (impossible)
    throw new Failure('bad-input', { where: impossible.practice.title, detail: impossible.kind });
  return { chosen, left, counts: countKinds(all) };
}

/**
 * Fails with `seal-in-doubt` for a practice whose seal speaks against it, unless a person has decided on it. Returns the
 * offices whose first key may be noted: those with a whole seal on the parcel and on what is taken in.
 */
async function requireSeals(
  { despite, control }: TakeInRequest,
  seals: ParcelSeals,
  { manifest }: Received,
  chosen: readonly Chosen[],
): Promise<Set<string>> {
  const overruled = new Set(despite);
  const sealers = new Set<string>();
  if (seals.parcel.standing === 'unconfirmed') sealers.add(manifest.office.id.toLowerCase());
  for (const { practice } of chosen) {
    control.check();
    const { hold, seal } = await seals.of(practice);
    if (hold !== null && !overruled.has(practice.id))
      throw new Failure('seal-in-doubt', { where: practice.title, rule: hold });
    if (seal.standing === 'unconfirmed') sealers.add(practice.origin.toLowerCase());
  }
  return sealers;
}

/**
 * Our own practices that both sides changed and nobody decided on: their copies are laid beside ours, to be put together
 * whenever somebody gets to it. What merely claims to be ours is not.
 */
async function toLayBeside(
  library: OpenedLibrary,
  seals: ParcelSeals,
  left: readonly Chosen[],
): Promise<Chosen[]> {
  const beside: Chosen[] = [];
  for (const one of left) {
    const isOurs = one.practice.origin === library.office?.officeId;
    if (!isOurs || one.kind !== 'diverged' || !one.choosable) continue;
    if ((await seals.of(one.practice)).hold === null) beside.push(one);
  }
  return beside;
}

/** A practice of the parcel as a revision whose files are checked while they are read. */
async function revisionOf(
  { control }: TakeInRequest,
  archive: Archive,
  { id, record, sealed }: ParcelPractice,
): Promise<ReceivedRevision> {
  const at = practiceFolder(id);
  const digests = new Map(parseRecord(record).map(({ path, sha256 }) => [path, sha256]));
  const seal = sealed ? await readBytes(archive, `${at}/${sealFile}`) : undefined;
  return {
    record,
    ...(seal ? { seal } : {}),
    read: (path) => checked(archive, `${at}/${path}`, digests.get(path), control),
  };
}

async function stage(
  request: TakeInRequest,
  transaction: Transaction,
  archive: Archive,
  { practice, here }: Chosen,
): Promise<Arrival['takenIn'][number]> {
  const { library, by, now } = request;
  const { id, revision, title, origin } = practice;
  if (here?.unminted === true) {
    const bytes = await library.store.bytes(id);
    await transaction.put(changedHereFile(id, here.hash), bytes);
  }
  const arriving = await revisionOf(request, archive, practice);
  const { previous } = await library.revisions.stage(transaction, id, arriving);
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
  const { office, period, number, part, parts, issuedAt } = manifest;
  return {
    format: libraryFormat,
    id,
    bundle: { ...file, office: office.name, officeId: office.id, period, number, part, parts, issuedAt },
    receivedAt,
    receivedBy,
    takenInAt: now.toISOString(),
    takenInBy: by,
    counts,
    takenIn,
  };
}
