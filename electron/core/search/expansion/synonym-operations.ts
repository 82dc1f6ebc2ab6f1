import { placeNames } from '#core/search/expansion/place-names';
import { readShippedSynonyms } from '#core/search/expansion/synonym-file';
import { SynonymList } from '#core/search/expansion/synonym-list';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { synonymsOperations } from '#shared/contract/synonyms';

/** The list of an open library, over the one that comes with the program. */
export async function openSynonyms(
  { fileSystem, resourcesFolder }: Pick<Platform, 'fileSystem' | 'resourcesFolder'>,
  { root }: Pick<OpenedLibrary, 'root'>,
  { provinces }: Pick<Reference, 'provinces'>,
): Promise<SynonymList> {
  const shipped = await readShippedSynonyms(fileSystem, resourcesFolder);
  return new SynonymList({ fileSystem, root, shipped, places: placeNames(provinces) });
}

/** Showing and changing the list. */
export function synonymOperations(
  list: SynonymList,
  library: OpenedLibrary,
): HandlersOf<typeof synonymsOperations> {
  const changed = async (change: () => Promise<void>): Promise<Output<'synonyms.list'>> => {
    requireWritable(library);
    await change();
    return list.list();
  };
  return {
    'synonyms.list': () => list.list(),
    'synonyms.save': ({ id, terms, capitals }) => changed(() => list.save(id, terms, capitals)),
    'synonyms.switch': ({ id, off }) => changed(() => list.switch(id, off)),
    'synonyms.remove': ({ id }) => changed(() => list.remove(id)),
  };
}
