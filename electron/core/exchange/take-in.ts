import type { ParcelPractice } from '#core/bundle/parcel-reader';
import { ArrivingRevisions } from '#core/exchange/arriving-revisions';
import { arrivalFile, changedHereFile, isTakenIn } from '#core/exchange/arrivals';
import { compare, type Comparison } from '#core/exchange/comparison';
import { type ParcelSeals, parcelSeals } from '#core/exchange/parcel-seals';
import { type Received, readReceived, removeFromQuarantine } from '#core/exchange/quarantine';
import { arrivingText, countKinds } from '#core/exchange/review';
import { openReviewed, type ReviewedArchive } from '#core/exchange/reviewed-archive';
import { stageStatements } from '#core/exchange/take-in-statements';
import { requireUnchanged, withPractices } from '#core/exchange/unchanged';
import { requireSpace, roomOf } from '#core/care/space';
import { jsonText } from '#core/files/atomic-write';
import { heldTogether } from '#core/files/held-lock';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
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
  const archive = await openReviewed(library, received);
  try {
    const seals = await parcelSeals(library, archive, received);
    const { chosen, left, counts } = await choose(request, archive, received);
    const sealers = await requireSeals(request, seals, received, chosen);
    const beside = await toLayBeside(library, seals, left);
    await requireRoom(library, chosen);
    const parcel = new ArrivingRevisions(archive, control, [...chosen, ...beside]);
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
        for (const one of chosen) {
          const arriving = await parcel.revision(one.practice);
          takenIn.push(await stage(request, transaction, arriving, one));
        }
        for (const { practice } of beside)
          await stageBeside(store, transaction, practice.id, await parcel.revision(practice));
        const carried = { archive, received, seals, control };
        statements = await stageStatements(request.statements, transaction, carried);
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

/**
 * Fails with `not-enough-space`, before anything is written, where the disk is known to be too small for what is new; of what
 * is here in another version nobody knows yet how much of it is the same.
 */
async function requireRoom({ store }: OpenedLibrary, chosen: readonly Chosen[]): Promise<void> {
  const needed = chosen.reduce((sum, { here, practice }) => sum + (here ? 0 : roomOf(practice.bytes)), 0);
  await requireSpace(store.fileSystem, store.root, needed);
}

/** Compares all of the parcel with the library as it is now and picks what was asked for; fails with `bad-input`. */
async function choose(
  { library, choose: ids, control, by, now }: TakeInRequest,
  archive: ReviewedArchive,
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

async function stage(
  request: TakeInRequest,
  transaction: Transaction,
  arriving: ReceivedRevision,
  { practice, here }: Chosen,
): Promise<Arrival['takenIn'][number]> {
  const { library, by, now } = request;
  const { id, revision, title, origin } = practice;
  if (here?.unminted === true) {
    const bytes = await library.store.bytes(id);
    await transaction.put(changedHereFile(id, here.hash), bytes);
  }
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

function arrivalOf(
  { by, now }: TakeInRequest,
  { id, file, manifest, receivedAt, receivedBy }: Received,
  takenIn: Arrival['takenIn'],
  counts: Arrival['counts'],
): Arrival {
  const { office, period, number, part, parts, issuedAt } = manifest;
  const { name, bytes, sha256, tagManifest } = file;
  const known = { name, bytes, sha256, ...(tagManifest === undefined ? {} : { tagManifest }) };
  return {
    format: libraryFormat,
    id,
    bundle: { ...known, office: office.name, officeId: office.id, period, number, part, parts, issuedAt },
    receivedAt,
    receivedBy,
    takenInAt: now.toISOString(),
    takenInBy: by,
    counts,
    takenIn,
  };
}
