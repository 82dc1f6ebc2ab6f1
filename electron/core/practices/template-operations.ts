import { v7 as uuidv7 } from 'uuid';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { copyPractice } from '#core/practices/copy-practice';
import { newPracticeText, workOfUnit } from '#core/practices/new-practice';
import { viewPractice } from '#core/practices/practice-view';
import { isOurs } from '#core/practices/summary';
import { Templates } from '#core/practices/templates';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import type { templatesOperations } from '#shared/contract/templates';
import { Failure } from '#shared/failure';
import type { PracticeSummary } from '#shared/model/practice';

interface TemplateDependencies {
  readonly platform: Pick<Platform, 'fileSystem' | 'resourcesFolder' | 'now'>;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** Name of the person at the keyboard, for the log. */
  me(): string;
}

/** Beginning a practice from a template or one of ours, and what is based on what. */
export function templateOperations(deps: TemplateDependencies): HandlersOf<typeof templatesOperations> {
  const { platform } = deps;
  const templates = new Templates(platform.fileSystem, platform.resourcesFolder);
  const writable = (): OpenedLibrary => {
    const library = deps.library();
    requireWritable(library);
    return library;
  };
  return {
    'templates.list': ({ language }) => templates.list(language),
    'templates.start': async ({ language, key }) => {
      const library = writable();
      const id = uuidv7();
      const template = await templates.read(language, key);
      const text = await newPracticeText(library, id, { language, title: '' }, template);
      await library.store.create(id, text, workOfUnit(library, deps.me(), platform.now(), template.hints));
      return noted(library, id);
    },
    'templates.copy': async ({ id: from, title }) => {
      const library = writable();
      const { origin, sample } = (await library.store.read(from)).document.frontMatter;
      if (!isOurs(origin, sample === true, library.office?.officeId))
        throw new Failure('practice-not-ours', { where: from });
      const id = uuidv7();
      const work = workOfUnit(library, deps.me(), platform.now(), (await library.store.work(from))?.hints);
      await copyPractice(library, from, { id, title, work });
      return noted(library, id);
    },
    'practices.relations': ({ id }) => relations(deps.library(), id),
  };
}

async function noted(library: OpenedLibrary, id: string): Promise<Practice> {
  await library.catalogue.note(id);
  return viewPractice(library, id, await library.store.read(id));
}

function relations({ catalogue }: OpenedLibrary, id: string): Promise<Output<'practices.relations'>> {
  const related = ({ id: other, title, office, status }: PracticeSummary) => ({
    id: other,
    title,
    office,
    status,
  });
  const basedOn = catalogue.get(id)?.basedOn;
  const source = basedOn === undefined ? undefined : catalogue.get(basedOn);
  return Promise.resolve({
    source: source ? related(source) : null,
    adaptations: catalogue
      .list()
      .filter((other) => other.ours && other.basedOn === id)
      .map(related),
  });
}
