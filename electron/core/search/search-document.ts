import { plainText } from '#core/search/plain-text';
import { circumstancesOf } from '#core/search/like/circumstances';
import type { OwnFacet, SearchDocument } from '#core/search/search-index';
import type { PracticeParts } from '#core/search/search-source';
import type { Reference } from '#shared/contract/library';
import { formatNumber } from '#shared/model/number';
import { periodRank } from '#shared/model/period';
import { evidenceLevels, type FrontMatter, type PracticeSummary, type Result } from '#shared/model/practice';
import { type Province, provinceToday } from '#shared/model/province';
import type { SearchField } from '#shared/model/search';

interface NameInBoth {
  readonly vi: string;
  readonly en: string;
}

/** Names that practices give by key. */
export interface SearchReference {
  readonly provinces: ReadonlyMap<string, Province>;
  /** Names in both languages by key. */
  readonly fields: ReadonlyMap<string, NameInBoth>;
  readonly topics: ReadonlyMap<string, NameInBoth>;
}

export function createSearchReference(
  reference: Pick<Reference, 'provinces' | 'fields' | 'topics'>,
): SearchReference {
  return {
    provinces: new Map(reference.provinces.map((province) => [province.id, province])),
    fields: new Map(reference.fields.map((named) => [named.key, named])),
    topics: new Map(reference.topics.map((named) => [named.key, named])),
  };
}

/** A practice for the index; from its summary alone where its text is not read yet or cannot be. */
export function searchDocument(
  summary: PracticeSummary,
  parts: PracticeParts | undefined,
  fingerprint: string,
  reference: SearchReference,
): SearchDocument {
  return {
    id: summary.id,
    fingerprint,
    fields: fieldsOf(summary, parts, reference),
    facets: facetsOf(summary, reference),
    circumstances: circumstancesOf(summary),
    sortKeys: sortKeysOf(summary),
  };
}

export function sortKeysOf({ period, changedAt, evidence }: PracticeSummary): SearchDocument['sortKeys'] {
  return {
    period: periodRank(period ?? ''),
    changedAt,
    evidence: evidence === null ? 0 : evidenceLevels.indexOf(evidence) + 1,
  };
}

function fieldsOf(
  summary: PracticeSummary,
  parts: PracticeParts | undefined,
  reference: SearchReference,
): Record<SearchField, string> {
  const matter: Partial<FrontMatter> = parts?.frontMatter ?? {};
  const { results = [], legalBasis = [], attachments = [], keywords = [] } = matter;
  const named = [
    ...summary.fields.map((key) => reference.fields.get(key)?.[summary.language] ?? key),
    ...summary.topics.map((key) => reference.topics.get(key)?.[summary.language] ?? key),
  ];
  return {
    title: summary.title,
    summary: plainText(summary.summary),
    keywords: lines([...keywords, ...named]),
    results: lines(results.map((result) => resultText(result, summary.language))),
    legal: lines(
      legalBasis.flatMap(({ kind, number, title, issuer }) => [joined(kind, number), title, issuer]),
    ),
    place: lines(placeNames(summary, matter, reference)),
    sections: lines([...sectionTexts(parts), ...remarks(matter)]),
    attachments: lines(attachments.map(({ title }) => title)),
  };
}

/**
 * The office and the province as it was, by all its names, so that it weighs more than the provinces it became or was made
 * of: those find it too.
 */
function placeNames(
  { office, province }: PracticeSummary,
  { place }: Partial<FrontMatter>,
  { provinces }: SearchReference,
): (string | undefined)[] {
  const then = province === null ? undefined : provinces.get(province);
  const today = province === null ? undefined : provinceToday(provinces, province);
  const others = [today, ...(then?.predecessors ?? []).map((id) => provinces.get(id))].filter(
    (other) => other !== then,
  );
  return [
    office,
    ...(then ? [then.name, then.nameFull, then.nameEn, ...then.aliases] : []),
    place?.name,
    ...(place?.conditions ?? []),
    ...others.map((other) => other?.name),
  ];
}

/** "Đường được ngầm hóa: 0 → 21 tuyến (12/2024)", with numbers as the practice's language writes them. */
function resultText(result: Result, language: 'vi' | 'en'): string {
  const { indicator, before, after, cumulative, target, unit, method, evidence, note } = result;
  const figures = [before, after, cumulative, target].filter((figure) => figure !== undefined);
  const values = figures.map((figure) => formatNumber(figure, language)).join(' → ');
  const sentence = values === '' ? indicator : `${indicator}: ${joined(values, unit)}`;
  return [sentence, method, evidence, note].filter((part) => part !== undefined && part !== '').join('. ');
}

function sectionTexts(parts: PracticeParts | undefined): string[] {
  return parts
    ? [
        parts.preamble,
        ...parts.sections.flatMap(({ heading, body, key }) => (key ? [body] : [heading, body])),
      ].map(plainText)
    : [];
}

/** What else says something about the practice, without a field of its own in the list of what was found where. */
function remarks(matter: Partial<FrontMatter>): (string | undefined)[] {
  const { influence, partners = [], beneficiaries = [], authors = [], costs, contact, sources = [] } = matter;
  return [
    influence,
    ...partners,
    ...beneficiaries,
    ...authors,
    costs?.source,
    contact?.post,
    contact?.name,
    ...sources,
  ];
}

/** Values by facet; the province is that of today, and that of then where it had another name. */
export function facetsOf(
  summary: PracticeSummary,
  { provinces }: SearchReference,
): Record<OwnFacet, string[]> {
  const then = summary.province ?? undefined;
  const today = then === undefined ? undefined : provinceToday(provinces, then);
  const renamed = today !== undefined && provinces.get(then ?? '')?.name !== today.name;
  return {
    province: [...present(today?.id ?? then), ...(renamed ? present(then) : [])],
    region: present(today?.region),
    field: summary.fields,
    period: present(summary.period),
    evidence: present(summary.evidence),
    office: present(summary.office),
    topic: summary.topics,
    language: [summary.language],
    has: [...(summary.hasFigures ? ['figures'] : []), ...(summary.hasTemplates ? ['templates'] : [])],
    status: present(summary.status),
  };
}

function present(value: string | null | undefined): string[] {
  return value === undefined || value === null || value === '' ? [] : [value];
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

/** Fields that passages are cut from. */
export const passageFields = ['summary', 'results', 'sections'] as const satisfies SearchField[];

/** The text that passages of a document are cut from. */
export function passageTextOf({ fields }: Pick<SearchDocument, 'fields'>): string {
  return passageFields
    .map((field) => fields[field])
    .filter((part) => part !== '')
    .join('\n');
}
