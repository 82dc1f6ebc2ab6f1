import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { readStored, type Saved, saveStored, type Stored } from '#core/quarter/stored-json';
import type { Input } from '#shared/contract/contract';
import { type Letterhead, letterheadSchema } from '#shared/model/letterhead';

const file = { where: layout.letterhead, schema: letterheadSchema };

/** What stands on the papers of an office that has set nothing. */
export const emptyLetterhead = (): Letterhead => letterheadSchema.parse({ format: libraryFormat });

/** letterhead.json; undefined while the office has set nothing. Fails with `library-damaged`. */
export async function readLetterhead(library: OpenedLibrary): Promise<Stored<Letterhead> | undefined> {
  return readStored(library, file);
}

/**
 * Writes the letterhead over the one named by `base`; keys that we do not know stay. Where somebody else saved first nothing
 * is written, and the answer is what is there.
 */
export async function saveLetterhead(
  library: OpenedLibrary,
  { base, letterhead }: Input<'letterhead.save'>,
): Promise<Saved<Letterhead> | { type: 'conflict'; found: Stored<Letterhead> | undefined }> {
  return saveStored(library, file, base, (before) => {
    const kept: Record<string, unknown> = { format: libraryFormat, ...before };
    // What is not given is what the program derives.
    delete kept['parent'];
    delete kept['reportTo'];
    return { ...kept, ...letterhead } as Letterhead;
  });
}
