import { type HeldLock, heldTogether } from '#core/files/held-lock';
import { localCopy, type LocalCopy } from '#core/exchange/comparison';
import type { PracticeStore } from '#core/practices/practice-store';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';

/** Runs `work` while nobody else, here or on another machine, writes any of these practices, all of which exist. */
export async function withPractices<T>(
  store: PracticeStore,
  ids: readonly string[],
  work: (held: HeldLock) => Promise<T>,
  locks: readonly HeldLock[] = [],
): Promise<T> {
  // Always in the same order, so that two who want the same practices do not wait for each other.
  const [id, ...others] = ids.toSorted();
  if (id === undefined) return work(heldTogether(locks));
  return store.exclusively(id, (held) => withPractices(store, others, work, [...locks, held]));
}

/** Fails with `practice-locked` when somebody changed the practice since it was looked at. */
export async function requireUnchanged(
  library: OpenedLibrary,
  id: string,
  before: LocalCopy | undefined,
  title: string,
): Promise<void> {
  const now = await localCopy(library, id);
  if (now?.hash !== before?.hash || now?.revision !== before?.revision) {
    throw new Failure('practice-locked', { where: title });
  }
}
