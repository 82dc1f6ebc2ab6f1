import { formatPartialDate } from '#shared/model/partial-date';
import type {
  EditableKey,
  EvidenceLevel,
  FrontMatter,
  Language,
  sharingScopes,
} from '#shared/model/practice';

/** Keys that this version does not know; they go back to the file as they came. */
type Extra = Readonly<Record<string, unknown>>;
/** What a number field holds; undefined while it is empty. */
type Figure = number | undefined;

export interface ResultRow {
  indicator: string;
  unit: string;
  before: Figure;
  after: Figure;
  cumulative: Figure;
  target: Figure;
  /** As typed. */
  asOf: string;
  method: string;
  expected: boolean;
  evidence: string;
  note: string;
  extra: Extra;
}

export interface LegalRow {
  kind: string;
  number: string;
  /** As typed. */
  date: string;
  issuer: string;
  title: string;
  extra: Extra;
}

/**
 * The front matter as inputs hold it: lists as text with one entry a line, dates as typed (dd/mm/yyyy), so
 * that nothing a person types is rewritten or lost while it is not yet readable.
 */
export interface FormValues {
  title: string;
  summary: string;
  period: string;
  firstApplied: { date: string; trial: boolean };
  authors: string;
  fields: string[];
  topics: string[];
  /** Separated by commas or lines. */
  keywords: string;
  place: {
    level: NonNullable<NonNullable<FrontMatter['place']>['level']> | '';
    name: string;
    latitude: Figure;
    longitude: Figure;
    population: Figure;
    conditions: string;
    extra: Extra;
  };
  influence: string;
  evidence: EvidenceLevel | '';
  sharing: { scope: (typeof sharingScopes)[number] | ''; offices: string };
  results: ResultRow[];
  costs: { total: Figure; currency: string; source: string; staff: Figure; months: Figure; extra: Extra };
  legalBasis: LegalRow[];
  partners: string;
  beneficiaries: string;
  contact: { post: string; officePhone: string; name: string; email: string; extra: Extra };
  sources: string;
  reusable: string[];
  reviewBy: string;
  language: Language;
}

const lines = (texts: readonly string[] | undefined): string => (texts ?? []).join('\n');
const date = (stored: string | undefined): string => formatPartialDate(stored ?? '');

function others(stored: object | undefined, known: readonly string[]): Extra {
  return Object.fromEntries(Object.entries(stored ?? {}).filter(([key]) => !known.includes(key)));
}

const resultKeys = [
  'indicator',
  'unit',
  'before',
  'after',
  'cumulative',
  'target',
  'asOf',
  'method',
  'expected',
  'evidence',
  'note',
];

export function resultRow(
  stored: NonNullable<FrontMatter['results']>[number] = { indicator: '' },
): ResultRow {
  const { before, after, cumulative, target } = stored;
  return {
    indicator: stored.indicator,
    unit: stored.unit ?? '',
    before,
    after,
    cumulative,
    target,
    asOf: date(stored.asOf),
    method: stored.method ?? '',
    expected: stored.expected ?? false,
    evidence: stored.evidence ?? '',
    note: stored.note ?? '',
    extra: others(stored, resultKeys),
  };
}

export function legalRow(stored: NonNullable<FrontMatter['legalBasis']>[number] = {}): LegalRow {
  return {
    kind: stored.kind ?? '',
    number: stored.number ?? '',
    date: date(stored.date),
    issuer: stored.issuer ?? '',
    title: stored.title ?? '',
    extra: others(stored, ['kind', 'number', 'date', 'issuer', 'title']),
  };
}

function placeValues(place: FrontMatter['place']): FormValues['place'] {
  return {
    level: place?.level ?? '',
    name: place?.name ?? '',
    latitude: place?.coordinates?.latitude,
    longitude: place?.coordinates?.longitude,
    population: place?.population,
    conditions: lines(place?.conditions),
    extra: others(place, ['level', 'name', 'coordinates', 'population', 'conditions']),
  };
}

function costsValues(costs: FrontMatter['costs']): FormValues['costs'] {
  return {
    total: costs?.total,
    currency: costs?.currency ?? 'VND',
    source: costs?.source ?? '',
    staff: costs?.staff,
    months: costs?.months,
    extra: others(costs, ['total', 'currency', 'source', 'staff', 'months']),
  };
}

function contactValues(contact: FrontMatter['contact']): FormValues['contact'] {
  return {
    post: contact?.post ?? '',
    officePhone: contact?.officePhone ?? '',
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    extra: others(contact, ['post', 'officePhone', 'name', 'email']),
  };
}

export function toFormValues(stored: FrontMatter): FormValues {
  return {
    title: stored.title ?? '',
    summary: stored.summary ?? '',
    period: stored.period ?? '',
    firstApplied: { date: date(stored.firstApplied?.date), trial: stored.firstApplied?.trial ?? false },
    authors: lines(stored.authors),
    fields: [...(stored.fields ?? [])],
    topics: [...(stored.topics ?? [])],
    keywords: (stored.keywords ?? []).join(', '),
    place: placeValues(stored.place),
    influence: stored.influence ?? '',
    evidence: stored.evidence ?? '',
    sharing: { scope: stored.sharing?.scope ?? '', offices: lines(stored.sharing?.offices) },
    results: (stored.results ?? []).map(resultRow),
    costs: costsValues(stored.costs),
    legalBasis: (stored.legalBasis ?? []).map(legalRow),
    partners: lines(stored.partners),
    beneficiaries: lines(stored.beneficiaries),
    contact: contactValues(stored.contact),
    sources: lines(stored.sources),
    reusable: [...(stored.reusable ?? [])],
    reviewBy: date(stored.reviewBy),
    language: stored.language,
  };
}

export const editableKeys = Object.keys(
  toFormValues({ format: '', id: '', origin: '', language: 'vi' }),
) as readonly EditableKey[];
