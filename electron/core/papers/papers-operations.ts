import type { OpenedLibrary } from '#core/library/opened-library';
import type { PaperShelf } from '#core/papers/paper-shelf';
import { practiceWord } from '#core/papers/practice-word';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { papersOperations as operations } from '#shared/contract/papers';

/** Papers that leave the program as files. */
export function papersOperations(deps: {
  readonly shelf: PaperShelf;
  readonly reference: Reference;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
}): HandlersOf<typeof operations> {
  return {
    async 'papers.practice'(input) {
      const { file, bytes } = await practiceWord(deps.library(), deps.reference, input);
      return deps.shelf.put(file, bytes);
    },
  };
}
