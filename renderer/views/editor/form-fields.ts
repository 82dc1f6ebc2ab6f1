import { parsePartialDate } from '#shared/model/partial-date';
import type { EditableFields, EditableKey } from '#shared/model/practice';
import { normalise } from '#shared/model/text';
import type { FormValues, LegalRow, ResultRow } from '#renderer/views/editor/form-values';

/** Why something typed cannot be stored as it is. It stays on the form and in the copy kept on this machine. */
export interface Problem {
  /** The input concerned, named like `Check.at`: `results.0.asOf`. */
  readonly at: string;
  readonly reason: 'too-long' | 'date' | 'coordinates' | 'negative' | 'whole-number';
}

export const limits = { title: 150, summary: 500 } as const;

const clean = (text: string): string => normalise(text).trim();
const entries = (text: string, separator = /\n/): string[] =>
  text.split(separator).map(clean).filter(Boolean);

/** Leaves out what is empty, so that an object of nothing is nothing. */
function compact<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } | null {
  const kept = Object.entries(object).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return kept.length === 0
    ? null
    : (Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> });
}

const listOrNull = <T>(list: readonly T[]): T[] | null => (list.length === 0 ? null : [...list]);
const textOrNull = (text: string): string | null => clean(text) || null;

function result({ extra, asOf, ...row }: ResultRow): EditableFields['results'][number] | null {
  const { indicator, unit, method, evidence, note } = row;
  const texts = { unit: clean(unit), method: clean(method), evidence: clean(evidence), note: clean(note) };
  const stored = compact({
    ...row,
    ...texts,
    indicator: clean(indicator),
    asOf: parsePartialDate(asOf),
    ...extra,
  });
  return stored && { ...stored, indicator: clean(indicator) };
}

function legalBasis({ extra, date, ...row }: LegalRow): EditableFields['legalBasis'][number] | null {
  const texts = Object.fromEntries(Object.entries(row).map(([key, text]) => [key, clean(text)]));
  return compact({ ...texts, date: parsePartialDate(date), ...extra });
}

function place(values: FormValues['place']): EditableFields['place'] | null {
  const { level, latitude, longitude, population, extra } = values;
  return compact({
    level: level || undefined,
    name: clean(values.name),
    coordinates: hasCoordinates(values) ? { latitude, longitude } : undefined,
    population: population !== undefined && isCount(population) ? population : undefined,
    conditions: entries(values.conditions),
    ...extra,
  }) as EditableFields['place'] | null;
}

function costs({ extra, currency, source, ...figures }: FormValues['costs']): EditableFields['costs'] | null {
  const counted = Object.fromEntries(Object.entries(figures).filter(([, figure]) => (figure ?? -1) >= 0));
  const stored = compact({ ...counted, source: clean(source), ...extra });
  return stored && (figures.total === undefined ? stored : { ...stored, currency });
}

const isCount = (figure: number): boolean => Number.isInteger(figure) && figure >= 0;

function hasCoordinates({ latitude, longitude }: FormValues['place']): boolean {
  return (
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180
  );
}

type Fields = { readonly [K in EditableKey]: (values: FormValues) => EditableFields[K] | null };

const fields: Fields = {
  title: ({ title }) => clean(title),
  summary: ({ summary }) => textOrNull(summary),
  period: ({ period }) => period || null,
  firstApplied: ({ firstApplied: { date, trial } }) => {
    const read = parsePartialDate(date);
    return read === undefined ? null : { date: read, ...(trial ? { trial } : {}) };
  },
  authors: ({ authors }) => listOrNull(entries(authors)),
  fields: (values) => listOrNull(values.fields),
  topics: ({ topics }) => listOrNull(topics),
  keywords: ({ keywords }) => listOrNull([...new Set(entries(keywords, /[,;\n]/))]),
  place: (values) => place(values.place),
  influence: ({ influence }) => textOrNull(influence),
  evidence: ({ evidence }) => evidence || null,
  sharing: ({ sharing: { scope, offices } }) =>
    scope === '' ? null : { scope, ...(scope === 'named' ? { offices: entries(offices) } : {}) },
  results: ({ results }) => listOrNull(results.map(result).filter((row) => row !== null)),
  costs: (values) => costs(values.costs),
  legalBasis: (values) => listOrNull(values.legalBasis.map(legalBasis).filter((row) => row !== null)),
  partners: ({ partners }) => listOrNull(entries(partners)),
  beneficiaries: ({ beneficiaries }) => listOrNull(entries(beneficiaries)),
  contact: ({ contact: { extra, ...texts } }) =>
    compact({
      ...Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, clean(text)])),
      ...extra,
    }),
  sources: ({ sources }) => listOrNull(entries(sources)),
  reusable: ({ reusable }) => listOrNull(reusable),
  reviewBy: ({ reviewBy }) => parsePartialDate(reviewBy) ?? null,
  language: ({ language }) => language,
};

/** The value of one field as it is stored; null where nothing is (to be) there. */
export function storedField<K extends EditableKey>(key: K, values: FormValues): EditableFields[K] | null {
  return fields[key](values);
}

function dateProblems(values: FormValues): Problem[] {
  const typed: [string, string][] = [
    ['firstApplied.date', values.firstApplied.date],
    ['reviewBy', values.reviewBy],
    ...values.results.map((row, index): [string, string] => [`results.${String(index)}.asOf`, row.asOf]),
    ...values.legalBasis.map((row, index): [string, string] => [
      `legalBasis.${String(index)}.date`,
      row.date,
    ]),
  ];
  return typed
    .filter(([, text]) => text.trim() !== '' && parsePartialDate(text) === undefined)
    .map(([at]) => ({ at, reason: 'date' }));
}

function figureProblems({ place: where, costs: { total, staff, months } }: FormValues): Problem[] {
  const negative = Object.entries({ total, staff, months })
    .filter(([, figure]) => figure !== undefined && figure < 0)
    .map(([key]): Problem => ({ at: `costs.${key}`, reason: 'negative' }));
  const touched = where.latitude !== undefined || where.longitude !== undefined;
  return [
    ...negative,
    ...(touched && !hasCoordinates(where) ? [{ at: 'place.latitude', reason: 'coordinates' } as const] : []),
    ...(where.population !== undefined && !isCount(where.population)
      ? [{ at: 'place.population', reason: 'whole-number' } as const]
      : []),
  ];
}

/** Everything on the form that cannot be stored as typed. */
export function findProblems(values: FormValues): Problem[] {
  const long = (['title', 'summary'] as const)
    .filter((key) => clean(values[key]).length > limits[key])
    .map((key): Problem => ({ at: key, reason: 'too-long' }));
  return [...long, ...dateProblems(values), ...figureProblems(values)];
}

/** Fields of one input that are not sent while that input has a problem; elsewhere only the cell is left out. */
export function isHeldBack(key: EditableKey, problems: readonly Problem[]): boolean {
  return problems.some(({ at }) => at.split('.')[0] === key && key !== 'results' && key !== 'legalBasis');
}
