import { removeFolder } from '#core/files/folder';
import { withLock } from '#core/files/lock';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';

/** What nobody refers to is left over once nobody has written in it for so long, in milliseconds: a parcel is verified by then. */
export const leftOverAfter = 24 * 3_600_000;

/** The folders of received papers, while nobody else begins one or clears one. */
export interface ReceivedShelf {
  /** Makes the folder of a parcel whose papers are not listed there, new where the old one is left over. */
  begin(parcel: string): Promise<void>;
  /** How long nobody has written in the folder of a parcel, in milliseconds; 0 where that cannot be known. */
  rested(parcel: string): Promise<number>;
}

/**
 * For moments only: papers are written without the lock. Whoever begins a folder or finds one makes it young under it, and whoever
 * clears looks at its age under it, so that nothing is cleared that somebody is just receiving.
 */
export async function onReceivedShelf<T>(
  { store }: OpenedLibrary,
  work: (shelf: ReceivedShelf) => Promise<T>,
): Promise<T> {
  const { fileSystem, root } = store;
  const lock = store.at(`${layout.receivedShelf}/.lock`);
  const changedAt = async (path: string): Promise<number> =>
    (await fileSystem.information(path))?.changedAt ?? 0;
  const rested = async (parcel: string): Promise<number> => {
    const folder = store.at(layout.receivedPapers(parcel));
    const inside = (await fileSystem.list(folder)).map(({ name }) => `${folder}/${name}`);
    const times = await Promise.all([folder, ...inside].map(changedAt));
    // By the drive's own clock, which the lock was just written by: that of this machine may be days off.
    return Math.max(0, (await changedAt(lock)) - Math.max(...times));
  };
  const begin = async (parcel: string): Promise<void> => {
    const folder = store.at(layout.receivedPapers(parcel));
    if ((await rested(parcel)) > leftOverAfter) await removeFolder(fileSystem, folder);
    await fileSystem.makeFolder(folder, root);
  };
  await fileSystem.makeFolder(store.at(layout.receivedShelf), root);
  return withLock(fileSystem, lock, () => work({ begin, rested }), { root });
}
