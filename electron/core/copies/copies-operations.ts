import { countCopies, findCopies, findCopy } from '#core/copies/copies';
import { keepTexts, putAside, putBack, takeBack } from '#core/copies/settle-copies';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { viewPractice } from '#core/practices/practice-view';
import { storedFields } from '#core/practices/stored-fields';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { copiesOperations as operations } from '#shared/contract/copies';
import type { SectionKey } from '#shared/model/section';

/** Copies beside the practices of the open library. */
export function copiesOperations(
  library: OpenedLibrary,
  platform: Pick<Platform, 'now'>,
): HandlersOf<typeof operations> {
  return {
    'copies.list': ({ id }) => list(library, id),
    'copies.count': () =>
      Promise.resolve(Array.from(countCopies(library), ([id, copies]) => ({ id, copies }))),
    'copies.read': ({ id, name }) => read(library, id, name),
    async 'copies.putAside'(input) {
      const outcome = await putAside(library, input, platform.now());
      await library.catalogue.scan();
      return outcome;
    },
    'copies.takeBack': ({ id, kept }) => takeBack(library, id, kept),
    async 'copies.putBack'({ id, name }) {
      const outcome = await putBack(library, id, name);
      await library.catalogue.note(id);
      return outcome;
    },
    async 'copies.keep'(input) {
      await keep(library, input);
      return {};
    },
  };
}

async function list(library: OpenedLibrary, id: string): Promise<Output<'copies.list'>> {
  const { store } = library;
  const missing =
    (await store.exists(id)) && !(await store.fileSystem.information(store.at(layout.text(id))));
  return { missing, copies: (await findCopies(library, id)).map(({ copy }) => copy) };
}

async function read(library: OpenedLibrary, id: string, name: string): Promise<Output<'copies.read'>> {
  const found = await findCopy(library, id, name);
  if (!found?.document || found.copy.sha256 === null) return { type: 'missing' };
  const { copy, document } = found;
  const practice = await viewPractice(library, id, { document, hash: found.copy.sha256 });
  return { type: 'copy', copy, practice };
}

async function keep(library: OpenedLibrary, input: Input<'copies.keep'>): Promise<void> {
  const { document } = await library.store.read(input.id);
  const fields = storedFields(input.fields, document.frontMatter);
  const sections = new Map(Object.entries(input.sections) as [SectionKey, string][]);
  await keepTexts(library, input.id, { fields, sections });
}
