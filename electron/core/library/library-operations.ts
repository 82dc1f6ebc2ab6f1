import type { Libraries } from '#core/library/libraries';
import { officeOperations } from '#core/library/office-operations';
import type { Platform } from '#core/platform';
import { readTopics } from '#core/reference/reference';
import type { UserSettings } from '#core/settings/settings';
import type { HandlersOf } from '#shared/contract/contract';
import type { libraryOperations as operations, Reference } from '#shared/contract/library';

/** Opening libraries, what is true of all of them, and who works on them. */
export function libraryOperations(deps: {
  libraries: Libraries;
  settings: UserSettings;
  reference: Reference;
  platform: Pick<Platform, 'fileSystem' | 'keySafe' | 'now'>;
  /** Told once our office was saved. */
  officeSaved: () => Promise<void>;
}): HandlersOf<typeof operations> {
  const { libraries, reference } = deps;
  return {
    'library.state': () => Promise.resolve(libraries.state()),
    'library.openSample': ({ language }) => libraries.openSample(language),
    'library.create': ({ path, name }) => libraries.create(path, name),
    'library.open': ({ path }) => libraries.open(path),
    async 'library.close'() {
      await libraries.close();
      return libraries.announce();
    },
    'library.refresh': () => libraries.refresh(),
    ...officeOperations(deps),
    async 'reference.get'() {
      const state = libraries.state();
      const root = state.type === 'open' ? state.path : undefined;
      return { ...reference, topics: await readTopics(deps.platform.fileSystem, root, reference) };
    },
  };
}
