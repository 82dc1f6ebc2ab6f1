import { v7 as uuidv7 } from 'uuid';
import { layout } from '#core/library/layout';
import type { Libraries } from '#core/library/libraries';
import { libraryFormat } from '#core/library/library-files';
import { requireWritable } from '#core/library/opened-library';
import type { FileSystem } from '#core/files/file-system';
import { readTopics } from '#core/reference/reference';
import type { UserSettings } from '#core/settings/settings';
import type { HandlersOf } from '#shared/contract/contract';
import type { libraryOperations as operations, Reference } from '#shared/contract/library';
import { Failure } from '#shared/failure';
import type { Office, OfficeInput } from '#shared/model/office';

/** Opening libraries, and who works on them: office, people, "Tôi là". */
export function libraryOperations(deps: {
  libraries: Libraries;
  settings: UserSettings;
  reference: Reference;
  fileSystem: FileSystem;
}): HandlersOf<typeof operations> {
  const { libraries, settings, reference } = deps;
  const writable = (): ReturnType<Libraries['current']> => {
    const library = libraries.current();
    requireWritable(library);
    return library;
  };
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
    async 'office.save'(input) {
      const library = writable();
      checkProvince(input, reference);
      const known = library.office;
      library.office = await library.files.changeOffice((office) => {
        // Its id is on every practice: an office whose file is gone for a moment must not get another one.
        if (!office && known) throw new Failure('library-damaged', { where: layout.office });
        return changedOffice(office, input);
      });
      library.catalogue.setOffice(library.office.officeId);
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
    async 'reference.get'() {
      const state = libraries.state();
      const root = state.type === 'open' ? state.path : undefined;
      return { ...reference, topics: await readTopics(deps.fileSystem, root, reference) };
    },
  };
}

function checkProvince({ level, province }: OfficeInput, reference: Reference): void {
  const known = province !== null && reference.provinces.some(({ id }) => id === province);
  if (level === 'central' ? province !== null : !known) {
    throw new Failure('bad-input', { where: 'province', rule: 'province of the office' });
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
  return changed;
}
