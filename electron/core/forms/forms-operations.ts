import { readForms } from '#core/forms/form-records';
import { FormTakes } from '#core/forms/form-takes';
import { wordsIn } from '#core/forms/form-words';
import { Serial } from '#core/files/serial';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import { PaperShelf } from '#core/papers/paper-shelf';
import type { Platform } from '#core/platform';
import { readTopics } from '#core/reference/reference';
import type { HandlersOf, Input } from '#shared/contract/contract';
import type { formsOperations as operations } from '#shared/contract/forms';
import type { Reference } from '#shared/contract/library';
import { officeName } from '#shared/model/office';
import { formatPeriod } from '#shared/model/period';
import { isSectionKey, type SectionKey } from '#shared/model/section';
import { fileWord } from '#shared/model/text';
import type { Vocabulary } from '#core/forms/form-options';
import type { FormContent } from '#core/forms/form-file';

interface FormsDependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly me: () => string;
}

/** Characters of a unit's or a practice's name in the name of a file. */
const longestName = 60;

/** Word forms for contributors without the program. */
export function createForms(deps: FormsDependencies): HandlersOf<typeof operations> {
  const { platform, library, reference, jobs, me } = deps;
  const shelf = new PaperShelf(platform);
  const serial = new Serial();
  const vocabulary = async (): Promise<Vocabulary> => ({
    fields: reference.fields,
    topics: await readTopics(platform.fileSystem, library.root, reference),
  });
  const takes = new FormTakes({ platform, library, vocabulary, me });
  return {
    async 'forms.make'(input) {
      const content = await contentOf(library, input, await vocabulary());
      // A library of a megabyte that most sittings do not need.
      const { formFile } = await import('#core/forms/form-file');
      const { paper } = wordsIn(content.language).forms;
      const { period, title = '' } = content.fields;
      const about = fileWord(
        title === '' ? formatPeriod(period ?? '', content.language) : title,
        longestName,
      );
      return shelf.put(`${paper.fileName}${about === '' ? '' : `_${about}`}.docx`, await formFile(content));
    },
    'forms.take': ({ files, period }) => {
      requireWritable(library);
      ourOffice(library);
      return Promise.resolve(
        jobs.start('forms', (control) => serial.run('take', () => takes.take(files, period, control))),
      );
    },
    'forms.report': ({ take }) => Promise.resolve(takes.report(take)),
    'forms.decide': ({ take, item, choice }) => {
      requireWritable(library);
      return serial.run('take', () => takes.decide(take, item, choice));
    },
    'forms.undo': ({ take }) => {
      requireWritable(library);
      return serial.run('take', () => takes.undo(take));
    },
    'forms.list': async ({ period }) => {
      const forms = await readForms(library);
      return forms
        .filter((form) => form.period === period && form.undone === undefined)
        .map(({ id, unit, at, by, answer, practice, title }) => {
          return { id, unit, at, by, answer, practice: practice ?? null, title: title ?? '' };
        });
    },
  };
}

async function contentOf(
  library: OpenedLibrary,
  input: Input<'forms.make'>,
  vocabulary: Vocabulary,
): Promise<FormContent> {
  const office = officeName(ourOffice(library));
  if (input.of === 'period') {
    const { language, period } = input;
    return { language, office, unit: '', fields: { period }, sections: {}, vocabulary };
  }
  const { document } = await library.store.read(input.id);
  const { frontMatter } = document;
  const work = await library.store.work(input.id);
  const sections = document.sections.flatMap(({ key, body }): [SectionKey, string][] =>
    key !== null && isSectionKey(key) ? [[key, body]] : [],
  );
  return {
    ...{ language: frontMatter.language, office, unit: work?.unit ?? frontMatter.office ?? '' },
    ...{ fields: frontMatter, sections: Object.fromEntries(sections), vocabulary },
  };
}
