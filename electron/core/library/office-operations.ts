import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { layout } from '#core/library/layout';
import type { Libraries } from '#core/library/libraries';
import { libraryFormat } from '#core/library/library-files';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { withFirstKey } from '#core/seal/office-key';
import type { UserSettings } from '#core/settings/settings';
import type { HandlersOf } from '#shared/contract/contract';
import type { libraryOperations, Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import type { Office, OfficeInput } from '#shared/model/office';

type Operations = Pick<
  typeof libraryOperations,
  'office.save' | 'people.save' | 'people.remove' | 'people.setMe'
>;

/** Who works on the open library: office, people, "Tôi là". */
export function officeOperations(deps: {
  libraries: Libraries;
  settings: UserSettings;
  reference: Reference;
  platform: Pick<Platform, 'keySafe' | 'now'>;
  officeSaved: () => Promise<void>;
}): HandlersOf<Operations> {
  const { libraries, settings, reference, platform } = deps;
  const writable = (): OpenedLibrary => {
    const library = libraries.current();
    requireWritable(library);
    return library;
  };
  return {
    async 'office.save'(input) {
      const library = writable();
      checkProvince(input, reference);
      const known = library.office;
      library.office = await library.files.changeOffice(async (office) => {
        // Its id is on every practice: an office whose file is gone for a moment must not get another one.
        if (!office && known) throw new Failure('library-damaged', { where: layout.office });
        return withSeal(dated(office, changedOffice(office, input), platform.now()), platform);
      });
      library.catalogue.setOffice(library.office.officeId);
      // The office is saved whatever becomes of this: what could not be said now is said before the next parcel.
      await deps.officeSaved().catch(() => undefined);
      return libraries.announce();
    },
    async 'people.save'(person) {
      const library = writable();
      library.people = await library.files.changePeople((people) =>
        people.some(({ id }) => id === person.id)
          ? people.map((other) => (other.id === person.id ? { ...other, ...person } : other))
          : [...people, person],
      );
      return libraries.announce();
    },
    async 'people.remove'({ id }) {
      const library = writable();
      library.people = await library.files.changePeople((people) =>
        people.filter((person) => person.id !== id),
      );
      return libraries.announce();
    },
    'people.setMe'({ id }) {
      const library = libraries.current();
      if (!library.people.some((person) => person.id === id)) {
        return Promise.reject(new Failure('not-found', { where: id }));
      }
      settings.setMe(library.file.libraryId, id);
      return Promise.resolve(libraries.announce());
    },
  };
}

function checkProvince({ level, province }: OfficeInput, reference: Reference): void {
  const known = province !== null && reference.provinces.some(({ id }) => id === province);
  if (level === 'central' ? province !== null : !known) {
    throw new Failure('bad-input', { where: 'province', rule: 'province of the office' });
  }
}

/** With the time of the change, where it is one. */
function dated(before: Office | undefined, office: Office, now: Date): Office {
  const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(office);
  return isSame ? office : { ...office, changedAt: now.toISOString() };
}

/** With a first key for its seal. Where that cannot be kept now, it is made when something is to be sealed. */
async function withSeal(office: Office, platform: Pick<Platform, 'keySafe' | 'now'>): Promise<Office> {
  try {
    return await withFirstKey(office, { safe: platform.keySafe, random: randomBytes, now: platform.now() });
  } catch {
    return office;
  }
}

/** Corrects the current name and its facts; earlier names, unknown keys and the id stay as they are. */
function changedOffice(office: Office | undefined, input: OfficeInput): Office {
  const name = { name: input.name, ...(input.symbol === '' ? {} : { symbol: input.symbol }) };
  const others = office?.names.slice(0, -1) ?? [];
  const last = office?.names.at(-1);
  const changed: Office = {
    ...(office ?? { format: libraryFormat, officeId: uuidv7(), keys: [] }),
    names: [...others, { ...last, ...name }],
    level: input.level,
  };
  if (input.province === null) delete changed.province;
  else changed.province = input.province;
  if (input.phone === '') delete changed.phone;
  else if (input.phone !== undefined) changed.phone = input.phone;
  if (input.email === '') delete changed.email;
  else if (input.email !== undefined) changed.email = input.email;
  return changed;
}
