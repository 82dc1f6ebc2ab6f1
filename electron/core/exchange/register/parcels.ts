import { listArrivals } from '#core/exchange/arrivals';
import { waitingParcels } from '#core/exchange/quarantine';
import type { Register } from '#core/exchange/register/register-file';
import {
  type ArrivedFile,
  digestOf,
  partsKeyOf,
  takenInFile,
  waitingFile,
} from '#core/exchange/register/same-parcel';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { DeskParcel } from '#shared/contract/desk';
import type { Arrival } from '#shared/model/bundle';
import type { RegisteredPart, RegisterEntry } from '#shared/model/register';

/** All that is known of what has arrived, as read at one moment. */
export interface Arrived {
  /** Waiting ones, oldest first, then those that were taken in. */
  readonly files: readonly ArrivedFile[];
  readonly arrivals: readonly Arrival[];
  readonly entries: readonly RegisterEntry[];
}

export async function readArrived(library: OpenedLibrary, register: Register): Promise<Arrived> {
  const arrivals = await listArrivals(library);
  const taken = new Set(arrivals.map(({ id }) => id));
  const waiting = await waitingParcels(library, (id) => Promise.resolve(taken.has(id)));
  const files = [...waiting.map(waitingFile), ...arrivals.map(takenInFile)];
  return { files, arrivals, entries: await register.all() };
}

/** The line in which a file, or another part of its parcel, is entered. */
export function entryOf(entries: readonly RegisterEntry[], file: ArrivedFile): RegisterEntry | undefined {
  const { tagManifest: digest } = file;
  const same = entries.find(({ parts }) => parts.some(({ tagManifest }) => tagManifest === digest));
  if (same || file.parcel.parts === 1) return same;
  const key = partsKeyOf(file.parcel, digest);
  return entries.find(
    // Another file under the number of a part that is here is another parcel.
    ({ parcel, parts }) => partsKeyOf(parcel, '') === key && !parts.some(({ part }) => part === file.part),
  );
}

/** The files of the parcel that a file belongs to, each part once, in their order: itself and what else is not entered. */
export function togetherWith({ files, entries }: Arrived, file: ArrivedFile): ArrivedFile[] {
  if (file.parcel.parts === 1) return [file];
  const key = partsKeyOf(file.parcel, '');
  const parts = new Map([[file.part, file]]);
  for (const other of files) {
    const belongs = other.parcel.parts > 1 && partsKeyOf(other.parcel, '') === key;
    if (belongs && !parts.has(other.part) && !entryOf(entries, other)) parts.set(other.part, other);
  }
  return [...parts.values()].toSorted((a, b) => a.part - b.part);
}

/** A parcel as the desk shows it, by one of its files. */
export function deskParcel(arrived: Arrived, file: ArrivedFile): DeskParcel {
  const entry = entryOf(arrived.entries, file) ?? null;
  const came = entry ? [file, ...othersOf(arrived, entry, file)] : togetherWith(arrived, file);
  return parcelOf(arrived, came, entry);
}

/** The other parts in a line of the register, and those that came since and are not entered in it yet. */
function othersOf(
  { files, entries }: Arrived,
  entry: RegisterEntry,
  file: ArrivedFile,
): (RegisteredPart & { waiting?: boolean })[] {
  const parts = new Map<number, RegisteredPart & { waiting?: boolean }>([[file.part, file]]);
  const coming = files.filter((other) => other.waiting && entryOf(entries, other) === entry);
  for (const other of [...coming, ...entry.parts]) if (!parts.has(other.part)) parts.set(other.part, other);
  parts.delete(file.part);
  return [...parts.values()];
}

/** The parcel of a line in the register. */
export function parcelOfEntry(arrived: Arrived, entry: RegisterEntry): DeskParcel {
  return parcelOf(arrived, entry.parts, entry);
}

/** Parcels with something that waits, and open lines of which parts are missing; oldest first. */
export function deskParcels(arrived: Arrived): DeskParcel[] {
  const seen = new Set<string>();
  const parcels: DeskParcel[] = [];
  const note = (parcel: DeskParcel): void => {
    for (const { reviewId } of parcel.here) seen.add(reviewId);
    if (parcel.entry) seen.add(parcel.entry.id);
    parcels.push(parcel);
  };
  const digests = new Set<string>();
  for (const file of arrived.files.filter(({ waiting }) => waiting)) {
    // The same once more: two machines that received it at one time. The earlier one stands for both.
    if (digests.has(file.tagManifest) || seen.has(file.id)) continue;
    digests.add(file.tagManifest);
    note(deskParcel(arrived, file));
  }
  for (const entry of arrived.entries) {
    const isOpen = entry.done === null && missingOf(entry.parcel.parts, entry.parts).length > 0;
    if (isOpen && !seen.has(entry.id)) note(parcelOfEntry(arrived, entry));
  }
  const at = (parcel: DeskParcel): string => parcel.here[0]?.receivedAt ?? '';
  return parcels.toSorted((a, b) => (at(a) < at(b) ? -1 : 1));
}

/** Taken in under this id, or as the same parcel once more; what was undone is not. */
export function isTakenIn(arrivals: readonly Arrival[], part: { id: string; tagManifest: string }): boolean {
  return arrivals.some(
    ({ id, bundle, undoneAt }) =>
      undoneAt === undefined && (id === part.id || digestOf(bundle) === part.tagManifest),
  );
}

function parcelOf(
  arrived: Arrived,
  came: readonly (RegisteredPart & { waiting?: boolean; parcel?: RegisterEntry['parcel'] })[],
  entry: RegisterEntry | null,
): DeskParcel {
  const waiting = new Set(arrived.files.filter((file) => file.waiting).map(({ id }) => id));
  const here = came
    .map(({ id, practices, part, name, bytes, receivedAt, receivedBy, tagManifest }) => ({
      ...{
        reviewId: id,
        tagManifest,
        part,
        name,
        bytes,
        receivedAt,
        receivedBy,
        practices: practices.length,
      },
      waiting: waiting.has(id),
      takenIn: isTakenIn(arrived.arrivals, { id, tagManifest }),
    }))
    .toSorted((a, b) => a.part - b.part);
  const [first] = came;
  const parcel = first?.parcel ?? entry?.parcel;
  if (!first || !parcel) throw new Error('a parcel has a file');
  return {
    ...{ reviewId: first.id, ...parcel, here, entry },
    missing: missingOf(parcel.parts, here),
    before: earlier(arrived, came, entry),
  };
}

/** The very same file, received before under another id. */
function earlier(
  { arrivals }: Arrived,
  came: readonly RegisteredPart[],
  entry: RegisterEntry | null,
): DeskParcel['before'] {
  const ids = new Set(came.map(({ id }) => id));
  const digests = new Set(came.map(({ tagManifest }) => tagManifest));
  const known = [...(entry?.parts ?? []), ...arrivals.map(takenInFile)];
  const found = known.find(({ id, tagManifest }) => digests.has(tagManifest) && !ids.has(id));
  return found ? { receivedAt: found.receivedAt, receivedBy: found.receivedBy } : null;
}

/** Parts from 1 to `parts` that are not among these; of very many the first hundred. */
export function missingOf(parts: number, here: readonly { readonly part: number }[]): number[] {
  const there = new Set(here.map(({ part }) => part));
  const all = Array.from({ length: Math.min(parts, 100) }, (_, index) => index + 1);
  return all.filter((part) => !there.has(part));
}
