import { stringify } from 'yaml';
import type { Reference } from '#shared/contract/library';
import { practice as english } from '#shared/messages/en/practice';
import { practice as vietnamese } from '#shared/messages/vi/practice';
import { formatNumber } from '#shared/model/number';
import { formatPartialDate } from '#shared/model/partial-date';
import { formatPeriod } from '#shared/model/period';
import type { EditableKey, FrontMatter, Language, Result } from '#shared/model/practice';
import { type Province, provinceLabel } from '#shared/model/province';

/** The words in which values of the front matter are written out, in one language. */
export interface Words {
  readonly language: Language;
  readonly practice: typeof vietnamese;
  field(key: string): string;
  topic(key: string): string;
  province(id: string): string;
}

export function wordsOf(reference: Reference, language: Language): Words {
  const provinces = new Map<string, Province>(reference.provinces.map((province) => [province.id, province]));
  const fields = new Map(reference.fields.map((entry) => [entry.key, entry[language]]));
  const topics = new Map(reference.topics.map((entry) => [entry.key, entry[language]]));
  return {
    language,
    practice: language === 'vi' ? vietnamese : english,
    field: (key) => fields.get(key) ?? key,
    topic: (key) => topics.get(key) ?? key,
    province: (id) => provinceLabel(provinces, id, language),
  };
}

type KnownKey = EditableKey | 'level' | 'province' | 'basedOn';
type Writers = { [K in KnownKey]?: (value: NonNullable<FrontMatter[K]>, words: Words) => string };

const lines = (parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join('\n');
const labelled = (label: string, value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : `${label}: ${value}`;

/** One writer a key whose value is not plain text or a list of it. */
const writers: Writers = {
  period: (value, { language }) => formatPeriod(value, language),
  language: (value, { practice }) => practice.languages[value],
  level: (value, { practice }) => practice.levels[value],
  province: (value, words) => words.province(value),
  evidence: (value, { practice }) => practice.evidence[value],
  reviewBy: (value) => formatPartialDate(value),
  fields: (value, words) => lines(value.map((key) => words.field(key))),
  topics: (value, words) => lines(value.map((key) => words.topic(key))),
  basedOn: (value) => value.office ?? value.id,
  firstApplied: ({ date, trial }, { practice: { firstApplied } }) =>
    trial === true
      ? firstApplied.trialFrom(formatPartialDate(date))
      : firstApplied.from(formatPartialDate(date)),
  sharing: ({ scope, offices = [] }, { practice }) => lines([practice.sharing[scope], ...offices]),
  results: (value, words) => lines(value.map((result) => resultText(result, words))),
  costs: costsText,
  place: placeText,
  legalBasis: (value) =>
    lines(
      value.map(({ kind, number, date, issuer, title }) =>
        [kind, number, date === undefined ? undefined : formatPartialDate(date), issuer, title]
          .filter(Boolean)
          .join(', '),
      ),
    ),
  contact: ({ post, officePhone, name, email }) => lines([post, name, officePhone, email]),
};

/** The value of a front matter key as a person reads it; keys that we do not know as YAML. */
export function fieldText(key: string, value: unknown, words: Words): string {
  const writer = (writers as Record<string, ((value: unknown, words: Words) => string) | undefined>)[key];
  if (writer && Object.hasOwn(writers, key)) return writer(value, words);
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join('\n');
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function amount(value: number | undefined, { language }: Words): string | undefined {
  return value === undefined ? undefined : formatNumber(value, language);
}

function resultText(result: Result, words: Words): string {
  const { results } = words.practice;
  const { indicator, unit = '', before, after, asOf, method, expected, evidence, note } = result;
  const figures = [before, after].map((value) => amount(value, words));
  const change = figures.filter((value) => value !== undefined).join(' → ');
  const more = [
    labelled(results.cumulative, amount(result.cumulative, words)),
    labelled(results.target, amount(result.target, words)),
    asOf === undefined ? undefined : labelled(results.asOf, formatPartialDate(asOf)),
    expected === true ? results.expected : undefined,
    labelled(results.method, method),
    labelled(results.evidence, evidence),
    labelled(results.note, note),
  ];
  return [`${indicator}: ${change} ${unit}`.trim(), ...more].filter(Boolean).join('; ');
}

function costsText(
  { total, currency = 'VND', source, staff, months }: NonNullable<FrontMatter['costs']>,
  words: Words,
): string {
  const { costs } = words.practice;
  return lines([
    total !== undefined && costs.money(formatNumber(total, words.language), currency),
    labelled(costs.source, source),
    staff !== undefined && costs.persons(formatNumber(staff, words.language)),
    months !== undefined && costs.duration(formatNumber(months, words.language)),
  ]);
}

function placeText(place: NonNullable<FrontMatter['place']>, words: Words): string {
  const { level, name, coordinates, population, conditions = [] } = place;
  const { placeLevels, place: labels } = words.practice;
  return lines([
    name,
    level && placeLevels[level],
    labelled(labels.population, amount(population, words)),
    coordinates &&
      labelled(labels.coordinates, `${String(coordinates.latitude)}; ${String(coordinates.longitude)}`),
    ...conditions,
  ]);
}

const kilo = 1_000;

/** A size in bytes as "1,2 MB". */
export function sizeText(bytes: number, { language }: Words): string {
  const [value, unit] = bytes < kilo * kilo ? [bytes / kilo, 'kB'] : [bytes / kilo / kilo, 'MB'];
  return `${formatNumber(Math.max(0.1, Math.round(value * 10) / 10), language)} ${unit}`;
}
