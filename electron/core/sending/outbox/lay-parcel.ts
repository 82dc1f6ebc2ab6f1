import type { FileSystem } from '#core/files/file-system';
import type { JobControl } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { changeDeparture, findDeparture } from '#core/sending/departure-file';
import { exportsOf } from '#core/sending/departures';
import type { OutboxFolders } from '#core/sending/outbox/outbox-folders';
import { type ParcelFile, placeParcel } from '#core/sending/outbox/place-parcel';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { Placed } from '#shared/model/departure';
import { isOpenedBy } from '#shared/model/locked-for';

interface Means {
  readonly library: OpenedLibrary;
  readonly folders: OutboxFolders;
  readonly fileSystem: FileSystem;
}

/**
 * Lays files of a departure into the folder of a recipient and notes it there, with the day of sending. Killed in between
 * it is done once more without a second copy: what lies there is known again. Returns the folder as it is noted.
 */
export async function layParcel(
  means: Means,
  { id, recipient, files }: Input<'outbox.put'>,
  { by, at: moment }: { readonly by: string; readonly at: Date },
  control: JobControl,
): Promise<string> {
  const { library, fileSystem } = means;
  const given = await parcelFiles(library, { id, recipient, files });
  const { noted, path } = await readyFolder(means, recipient);
  const placed = await placeParcel({ fileSystem, folder: path, files: given, control });
  const at = moment.toISOString();
  const entry: Placed = { recipient, folder: noted, files: placed, at, by };
  await changeDeparture(library, id, (departure) => ({
    ...departure,
    placed: [...(departure.placed ?? []).filter((one) => one.recipient !== recipient), entry],
    recipients: departure.recipients.map((one) =>
      one.id === recipient && one.sentAt === undefined ? { ...one, sentAt: at, sentBy: by } : one,
    ),
  }));
  return noted;
}

/** Fails with `not-found` where none is chosen, or it is not there: a share that is away is not made anew. */
async function readyFolder(
  { library, folders, fileSystem }: Means,
  recipient: string,
): Promise<{ noted: string; path: string }> {
  const noted = folders.of(recipient);
  const path = noted === undefined ? undefined : folders.absolute(noted);
  if (noted === undefined || path === undefined) throw new Failure('not-found', { where: recipient });
  if (noted !== path) await library.store.fileSystem.makeFolder(path, library.store.root);
  else if ((await fileSystem.information(path))?.kind !== 'folder')
    throw new Failure('not-found', { where: path });
  return { noted, path };
}

/** Files of the departure, and locked copies of such, by their names. Fails with `not-found`, `bad-input`. */
async function parcelFiles(
  library: OpenedLibrary,
  { id, recipient, files }: Input<'outbox.put'>,
): Promise<ParcelFile[]> {
  const departure = await findDeparture(library, id);
  const meant = departure?.recipients.find((one) => one.id === recipient);
  if (!departure || !meant) throw new Failure('not-found', { where: id });
  const { locked = [] } = departure;
  const all = [...(await exportsOf(library, departure)), ...locked];
  return [...new Set(files)].map((name) => {
    const found = all.findLast(({ file }) => file === name);
    if (!found) throw new Failure('not-found', { where: name });
    const copy = locked.findLast(({ file }) => file === name);
    if (copy && !isOpenedBy(copy, meant)) throw new Failure('bad-input', { where: name });
    const { file, bytes, sha256 } = found;
    return { file, bytes, sha256, path: library.store.at(`${layout.bundles(departure.period)}/${file}`) };
  });
}
