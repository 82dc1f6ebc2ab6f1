import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import { whyGone } from '#core/practices/bin';
import { viewPractice } from '#core/practices/practice-view';
import type { StoredPractice } from '#core/practices/practice-store';
import { isOurs } from '#core/practices/summary';
import type { Practice } from '#shared/contract/practices';
import { Failure } from '#shared/failure';

/** Fails with `practice-not-ours`. */
async function requireOurs(library: OpenedLibrary, id: string): Promise<void> {
  const { document } = await library.store.read(id);
  const { origin, sample, title } = document.frontMatter;
  if (!isOurs(origin, sample === true, library.office?.officeId))
    throw new Failure('practice-not-ours', { where: title ?? id });
}

/**
 * Does something with a practice that is ours. Where it was deleted, before or meanwhile, the failure says by whom and
 * how it is brought back.
 */
export async function withOurs<T>(library: OpenedLibrary, id: string, work: () => Promise<T>): Promise<T> {
  requireWritable(library);
  try {
    await requireOurs(library, id);
    return await work();
  } catch (error) {
    throw await whyGone(library, id, error);
  }
}

/** An outcome as a page gets it: of each member of the union, the practice as it is shown in the place of the stored one. */
type Viewed<O> = O extends unknown ? Omit<O, 'stored'> & { practice: Practice } : never;

/** Changes the text of a practice that is ours and open for writing. */
export async function changeOurs<O extends { stored: StoredPractice }>(
  library: OpenedLibrary,
  id: string,
  write: (library: OpenedLibrary) => Promise<O>,
): Promise<Viewed<O>> {
  return withOurs(library, id, async () => {
    // Before large files are copied for nothing. It decides nothing: writers look again under the lock.
    await library.store.readOpen(id);
    const { stored, ...outcome } = await write(library);
    await library.catalogue.note(id);
    return { ...outcome, practice: await viewPractice(library, id, stored) } as Viewed<O>;
  });
}
