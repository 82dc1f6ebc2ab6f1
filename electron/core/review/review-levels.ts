import * as z from 'zod';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseJson } from '#core/practices/practice-store';
import type { UserSettings } from '#core/settings/settings';
import type { Role } from '#shared/model/office';
import { type LevelCount, levelCountSchema } from '#shared/model/review';

/** Of quarter.json. */
const file = 'quarter.json';
const schema = z.looseObject({ levels: levelCountSchema });

/** How many levels of review the office has; one where nobody has said, or the file cannot be read. */
export async function levelCount({ store }: OpenedLibrary): Promise<LevelCount> {
  const path = store.at(file);
  if (!(await store.fileSystem.information(path))) return 1;
  try {
    return schema.parse(parseJson(await store.fileSystem.read(path), file)).levels;
  } catch {
    return 1;
  }
}

/** Roles of the person at the keyboard. */
export function rolesOfMe(
  { people, file: { libraryId } }: OpenedLibrary,
  settings: UserSettings,
): readonly Role[] {
  const me = settings.get().me[libraryId];
  return people.find(({ id }) => id === me)?.roles ?? [];
}
