import { v7 as uuidv7 } from 'uuid';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Author } from '#core/practices/revision-minting';
import type { Input } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { Comment, Work } from '#shared/model/practice';

/**
 * Changes the comments of a practice by what work.json says at that moment, under the practice's lock, so that two who
 * comment at once both keep theirs. Fails with `practice-not-ours` where there is no work.json.
 */
async function change(
  { store }: OpenedLibrary,
  id: string,
  next: (comments: readonly Comment[]) => readonly Comment[],
): Promise<void> {
  await store.exclusively(id, async (held) => {
    const work = await store.work(id);
    if (!work) throw new Failure('practice-not-ours', { where: id });
    const before = work.comments ?? [];
    const comments = next(before);
    if (comments === before) return;
    const changed: Work = { ...work, comments: [...comments] };
    await store.writeWork(id, changed, held);
  });
}

function without(comment: Comment, keys: readonly (keyof Comment)[]): Comment {
  const left = Object.entries(comment).filter(
    ([key]) => !(keys as readonly (string | number)[]).includes(key),
  );
  return Object.fromEntries(left) as Comment;
}

/** Fails with `not-found`. `write` answers the same comment where there is nothing to change. */
function changeOne(
  comments: readonly Comment[],
  id: string,
  write: (comment: Comment) => Comment,
): readonly Comment[] {
  const comment = comments.find((other) => other.id === id);
  if (!comment) throw new Failure('not-found', { where: id });
  const changed = write(comment);
  return changed === comment ? comments : comments.map((other) => (other === comment ? changed : other));
}

export async function addComment(
  library: OpenedLibrary,
  { id, text, about, quote }: Input<'comments.add'>,
  { by, at }: Author,
): Promise<void> {
  const comment: Comment = {
    id: uuidv7(),
    at: at.toISOString(),
    by,
    text: text.normalize('NFC').trim(),
    ...(about === undefined ? {} : { about }),
    ...(quote === undefined || quote === '' ? {} : { quote: quote.normalize('NFC') }),
  };
  await change(library, id, (comments) => [...comments, comment]);
}

/** Marks a comment as dealt with; who did it first stays. */
export async function resolveComment(
  library: OpenedLibrary,
  { id, comment }: Input<'comments.resolve'>,
  { by, at }: Author,
): Promise<void> {
  await change(library, id, (comments) =>
    changeOne(comments, comment, (found) =>
      found.resolvedAt === undefined ? { ...found, resolvedAt: at.toISOString(), resolvedBy: by } : found,
    ),
  );
}

export async function reopenComment(
  library: OpenedLibrary,
  { id, comment }: Input<'comments.reopen'>,
): Promise<void> {
  await change(library, id, (comments) =>
    changeOne(comments, comment, (found) => {
      if (found.resolvedAt === undefined) return found;
      return without(found, ['resolvedAt', 'resolvedBy']);
    }),
  );
}

/** Takes the words of a comment away; only whoever wrote it may. That there was one, and when it went, stays. */
export async function removeComment(
  library: OpenedLibrary,
  { id, comment }: Input<'comments.remove'>,
  { by, at }: Author,
): Promise<'removed' | 'not-yours'> {
  let outcome: 'removed' | 'not-yours' = 'removed';
  await change(library, id, (comments) =>
    changeOne(comments, comment, (found) => {
      if (found.removedAt !== undefined) return found;
      if (by === '' || found.by !== by) {
        outcome = 'not-yours';
        return found;
      }
      return { ...without(found, ['quote']), text: '', removedAt: at.toISOString(), removedBy: by };
    }),
  );
  return outcome;
}
