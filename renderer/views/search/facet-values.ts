import { namedIn } from '#renderer/components/named';
import { likenessLabel, likenessNote } from '#renderer/views/search/likeness-words';
import type { Application } from '#renderer/state/application.svelte';
import { type Likeness, likenesses } from '#shared/model/likeness';
import { comparePeriods, formatPeriod } from '#shared/model/period';
import { type EvidenceLevel, evidenceLevels } from '#shared/model/practice';
import { provinceLabel } from '#shared/model/province';
import type { FacetName, SearchAnswer } from '#shared/model/search';

/** Order in which the facets stand in the column. */
export const facetOrder: readonly FacetName[] = [
  'province',
  'like',
  'field',
  'period',
  'evidence',
  'has',
  'topic',
  'office',
  'region',
  'status',
  'language',
];

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** Former provinces that are found under this one, or what is alike. */
  readonly note: string | null;
  readonly count: number;
  readonly chosen: boolean;
}

type Words = Pick<Application, 'messages' | 'language' | 'reference' | 'provinces' | 'open'>;

/** Values come from files: `constructor` is one like any other. */
function wordFor(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

/** What a person reads for a value of a facet. */
export function facetValueLabel(facet: FacetName, value: string, app: Words): string {
  const { practice, reference } = app.messages;
  switch (facet) {
    case 'province':
      return provinceLabel(app.provinces, value, app.language);
    case 'field':
      return namedIn(app.reference.fields, value, app.language);
    case 'topic':
      return namedIn(app.reference.topics, value, app.language);
    case 'period':
      return formatPeriod(value, app.language);
    case 'evidence':
      return wordFor(practice.evidence, value);
    case 'language':
      return wordFor(practice.languages, value);
    case 'has':
      return wordFor(reference.has, value);
    case 'status':
      return wordFor(practice.status, value);
    case 'region':
      return regionName(value, app);
    case 'like':
      return likenessLabel(value, app);
    case 'office':
      return value;
  }
}

function regionName(region: string, { language, provinces }: Words): string {
  if (language === 'vi') return region;
  return [...provinces.values()].find((province) => province.region === region)?.regionEn ?? region;
}

/** "gồm Bình Dương, Bà Rịa - Vũng Tàu": the provinces that were merged into this one. */
function formerProvinces(id: string, app: Words): string | null {
  const province = app.provinces.get(id);
  const names = (province?.predecessors ?? [])
    .map((former) => app.provinces.get(former))
    .filter((former) => former !== undefined && former.name !== province?.name)
    .map((former) => (app.language === 'vi' ? former?.name : former?.nameEn));
  return names.length === 0 ? null : app.messages.search.includes(names.join(', '));
}

const order: Partial<Record<FacetName, (a: string, b: string) => number>> = {
  period: (a, b) => comparePeriods(b, a),
  evidence: (a, b) => evidenceLevels.indexOf(b as EvidenceLevel) - evidenceLevels.indexOf(a as EvidenceLevel),
  like: (a, b) => likenesses.indexOf(a as Likeness) - likenesses.indexOf(b as Likeness),
};

/** The level says something only where it tells some practices from others. */
function says(facet: FacetName, value: string, count: number, answer: SearchAnswer | null): boolean {
  return facet !== 'like' || value !== 'level' || count < (answer?.total ?? 0);
}

function noteOf(facet: FacetName, value: string, app: Words): string | null {
  if (facet === 'province') return formerProvinces(value, app);
  return facet === 'like' ? likenessNote(value, app) : null;
}

function isOfToday(province: string, { provinces }: Words): boolean {
  const successor = provinces.get(province)?.successor ?? null;
  return successor === null;
}

/** The lines of one facet: what the answer counts, and what is chosen even if nothing is left of it. */
export function facetValues(
  facet: FacetName,
  answer: SearchAnswer | null,
  chosen: readonly string[],
  app: Words,
): FacetValue[] {
  const counts = new Map((answer?.facets[facet] ?? []).map(({ value, count }) => [value, count]));
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  const values = [...counts]
    // Found under what it became; it can be typed, and is shown then.
    .filter(([value]) => facet !== 'province' || chosen.includes(value) || isOfToday(value, app))
    .filter(([value, count]) => chosen.length > 0 || says(facet, value, count, answer))
    .map(([value, count]) => ({
      value,
      label: facetValueLabel(facet, value, app),
      note: noteOf(facet, value, app),
      count,
      chosen: chosen.includes(value),
    }));
  const compare = order[facet];
  return compare ? values.sort((a, b) => compare(a.value, b.value)) : values;
}
