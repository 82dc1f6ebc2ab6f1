import { stringify } from 'yaml';
import { ourOffice, type OpenedLibrary } from '#core/library/opened-library';
import { officeName } from '#shared/model/office';
import { type Language, practiceFormat, type Work } from '#shared/model/practice';
import type { Template } from '#core/practices/templates';
import { libraryFormat } from '#core/library/library-files';

/** practice.md of a new draft: identity, which makes it valid in the stored schema, and what a template says it is about. */
export async function newPracticeText(
  library: OpenedLibrary,
  id: string,
  input: { language: Language; title: string; basedOn?: string | undefined },
  template?: Template,
): Promise<string> {
  const office = ourOffice(library);
  const source = input.basedOn === undefined ? undefined : await adapted(library, input.basedOn);
  const frontMatter = {
    format: practiceFormat,
    id,
    origin: office.officeId,
    office: officeName(office),
    level: office.level,
    ...(office.province === undefined ? {} : { province: office.province }),
    language: input.language,
    ...source,
    ...(template ? { fields: template.fields, topics: template.topics } : {}),
    ...(input.title === '' ? {} : { title: input.title.normalize('NFC') }),
  };
  return `---\n${stringify(frontMatter, { lineWidth: 0, compat: 'yaml-1.1' })}---\n`;
}

/** Where an adapted practice comes from, and the facts that hold for both. */
async function adapted(library: OpenedLibrary, id: string): Promise<Record<string, unknown>> {
  const { document } = await library.store.read(id);
  const revision = await library.revisions.last(id);
  const { office, fields, topics, keywords } = document.frontMatter;
  const basedOn = {
    id,
    ...(revision ? { revision: revision.hash } : {}),
    ...(office === undefined ? {} : { office }),
  };
  return Object.fromEntries(
    Object.entries({ basedOn, fields, topics, keywords }).filter(([, value]) => value !== undefined),
  );
}

/** work.json of a new draft. `hints` is what its template asks in the sections. */
export function newWork(by: string, now: Date, hints?: Work['hints']): Work {
  return {
    format: libraryFormat,
    status: 'draft',
    log: [{ at: now.toISOString(), by, step: 'create', to: 'draft' }],
    ...(hints === undefined ? {} : { hints: { ...hints } }),
  };
}

/** As `newWork`, for the unit of whoever begins: the division that the library's list of people has beside the name. */
export function workOfUnit(
  { people }: Pick<OpenedLibrary, 'people'>,
  by: string,
  now: Date,
  hints?: Work['hints'],
): Work {
  const unit = by === '' ? '' : (people.find(({ name }) => name === by)?.division.trim() ?? '');
  return { ...newWork(by, now, hints), ...(unit === '' ? {} : { unit }) };
}
