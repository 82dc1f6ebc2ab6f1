import type { Stored } from '#core/quarter/stored-json';
import type { OpenedLibrary } from '#core/library/opened-library';
import { derivedLetterhead } from '#core/papers/derived-letterhead';
import { emptyLetterhead, readLetterhead, saveLetterhead } from '#core/papers/letterhead-file';
import type { HandlersOf } from '#shared/contract/contract';
import type { FoundLetterhead, letterheadOperations as operations } from '#shared/contract/letterhead';
import type { Reference } from '#shared/contract/library';
import { vi } from '#shared/messages/vi';
import type { Letterhead } from '#shared/model/letterhead';

/** letterhead.json: what stands on the papers of our office. */
export function letterheadOperations({
  library,
  reference,
}: {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
}): HandlersOf<typeof operations> {
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const foundOf = async (stored: Stored<Letterhead> | undefined): Promise<FoundLetterhead> => ({
    letterhead: stored?.value ?? emptyLetterhead(),
    hash: stored?.hash ?? null,
    // Official papers are in Vietnamese, whatever language the program is used in.
    derived: await derivedLetterhead(library, provinces, vi.report.parent),
  });
  return {
    'letterhead.get': async () => foundOf(await readLetterhead(library)),
    async 'letterhead.save'(input) {
      const saved = await saveLetterhead(library, input);
      if (saved.type === 'conflict') return { type: 'conflict', ...(await foundOf(saved.found)) };
      return { type: 'saved', ...(await foundOf(saved)) };
    },
  };
}
