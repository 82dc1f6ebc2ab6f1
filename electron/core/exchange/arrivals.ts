import { layout } from '#core/library/layout';
import { readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';
import { type Arrival, arrivalSchema } from '#shared/model/bundle';
import { idSchema } from '#shared/model/practice';

/** An arrival has the id that its parcel had in quarantine, so that a parcel is taken in once at most. */
export const arrivalFile = (id: string): string => `${layout.arrivals}/${id}.json`;

/** The text of a practice, by its SHA-256, that was here without being minted when another one was taken in. */
export const changedHereFile = (id: string, hash: string): string =>
  `${layout.history(id)}/changed-here/${hash}.md`;

export async function isTakenIn(library: OpenedLibrary, id: string): Promise<boolean> {
  return (await library.store.fileSystem.information(library.store.at(arrivalFile(id)))) !== undefined;
}

/** Fails with `not-found`. */
export async function readArrival(library: OpenedLibrary, id: string): Promise<Arrival> {
  const { fileSystem, root } = library.store;
  const arrival = await readLibraryFile(fileSystem, root, arrivalFile(id), arrivalSchema);
  if (arrival?.id !== id) throw new Failure('not-found', { where: id });
  return arrival;
}

/** Of all entries, also of those that cannot be read. */
export async function arrivalIds({ store }: OpenedLibrary): Promise<string[]> {
  const files = (await store.fileSystem.list(store.at(layout.arrivals))).filter(
    ({ kind }) => kind === 'file',
  );
  return files.flatMap(({ name }) => {
    const id = name.replace(/\.json$/, '');
    return id !== name && idSchema.safeParse(id).success ? [id] : [];
  });
}

/** The register of arrivals, newest first; an entry that cannot be read does not hold up the others. */
export async function listArrivals(library: OpenedLibrary): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  for (const id of await arrivalIds(library)) {
    const arrival = await readArrival(library, id).catch(() => undefined);
    if (arrival) arrivals.push(arrival);
  }
  const at = ({ takenInAt, receivedAt }: Arrival): string => takenInAt ?? receivedAt;
  return arrivals.toSorted((a, b) => (at(a) < at(b) ? 1 : -1));
}
