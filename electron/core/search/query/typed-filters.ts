import { type FilterValues, type Match, type NamedFilter } from '#core/search/query/filter-values';
import {
  mayBecomePeriod,
  periodValues,
  readPeriod,
  type TypedPeriod,
} from '#core/search/query/period-filter';
import { type QueryItem, queryItems } from '#core/search/query/query-items';
import type { FilterName } from '#core/search/query/query-names';
import type { FacetName, FacetSelection, NotUnderstood, Understood } from '#shared/model/search';

/** A text with its filters read. */
export interface ReadFilters {
  /** The text, composed (NFC), with blanks where filters stood; words of those that were not understood are left. */
  readonly words: string;
  readonly understood: readonly Understood[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Words after the colon that can belong to a value without quotation marks. */
const mostValueWords = 8;
const mostCorrections = 4;

/** What one filter came to. */
type Outcome =
  | {
      readonly type: 'values';
      readonly values: readonly string[];
      readonly end: number;
      readonly year?: number;
    }
  | { readonly type: 'period'; readonly period: TypedPeriod; readonly end: number }
  /** Still being typed. */
  | { readonly type: 'pending'; readonly labels: readonly string[]; readonly end: number }
  | { readonly type: 'unknown'; readonly labels: readonly string[]; readonly end: number };

interface Read {
  readonly item: QueryItem;
  readonly filter: FilterName;
  readonly outcome: Outcome;
}

/** Reads `tỉnh:Huế`, `quý:4/2024` and the like; nothing where a text has no such filter. */
export function readFilters(text: string, values: FilterValues): ReadFilters | undefined {
  if (!text.includes(':')) return undefined;
  const composed = text.slice(0, 2_000).normalize('NFC');
  values.renew();
  const items = queryItems(composed);
  const read: Read[] = [];
  let taken = 0;
  items.forEach((item, at) => {
    if (item.name?.kind !== 'filter' || item.start < taken) return;
    const { filter } = item.name;
    const outcome = readOne(composed, filter, item, followers(items, at), values);
    if (!outcome) return;
    taken = outcome.end;
    read.push({ item, filter, outcome });
  });
  return read.length === 0 ? undefined : toAnswer(composed, read, values);
}

/** The typed filters with those chosen by hand: values of one facet are alternatives, however they were given. */
export function withTyped(
  facets: FacetSelection,
  understood: readonly Understood[],
  excluded: boolean,
): FacetSelection {
  const joined = new Map(Object.entries(facets));
  for (const one of understood.filter((other) => other.excluded === excluded))
    joined.set(one.facet, [...new Set([...(joined.get(one.facet) ?? []), ...one.values])]);
  return Object.fromEntries(joined);
}

/** Plain words right after a filter, which may belong to its value; or the phrase after its colon and a space. */
function followers(items: readonly QueryItem[], at: number): QueryItem[] {
  const next = items.slice(at + 1, at + 1 + mostValueWords);
  const [first] = next;
  if (items[at]?.value === '' && first?.quoted && !first.name && first.sign === '') return [first];
  const end = next.findIndex(({ sign, name, quoted }) => sign !== '' || name !== undefined || quoted);
  return end === -1 ? next : next.slice(0, end);
}

interface Candidate {
  readonly text: string;
  readonly end: number;
  readonly growing: boolean;
}

/** Nothing where the name is text: "tỉnh: ..." is, unless a value follows. */
function readOne(
  text: string,
  filter: FilterName,
  item: QueryItem,
  next: readonly QueryItem[],
  values: FilterValues,
): Outcome | undefined {
  const spaced = item.value === '' && !item.quoted;
  if (item.value.trim() === '' && text.slice(item.end).trim() === '')
    return { type: 'pending', labels: [], end: text.length };
  const from = spaced ? (next[0]?.start ?? item.end) : item.valueStart;
  const candidates = item.quoted || !spaced ? [candidateOf(item)] : [];
  if (!item.quoted)
    for (const { end, growing, quoted, value } of next)
      candidates.unshift({ text: quoted ? value : text.slice(from, end), end, growing });
  const outcome =
    filter === 'period' || filter === 'quarter' || filter === 'year'
      ? readPeriods(candidates)
      : readNamed(filter, candidates, values);
  return spaced && outcome.type === 'unknown' ? undefined : outcome;
}

function candidateOf({ value, end, growing }: QueryItem): Candidate {
  return { text: value, end, growing };
}

function readPeriods(candidates: readonly Candidate[]): Outcome {
  for (const { text, end, growing } of candidates) {
    const period = readPeriod(text.replace(/[.,;!?]+$/, ''));
    // 4/20 is the beginning of 4/2024.
    if (period && growing && /\D(?:19|20)$/.test(text)) return { type: 'pending', labels: [], end };
    if (period) return { type: 'period', period, end };
  }
  const pending = candidates.find(({ text, growing }) => growing && mayBecomePeriod(text));
  if (pending) return { type: 'pending', labels: [], end: pending.end };
  return { type: 'unknown', labels: [], end: candidates.at(-1)?.end ?? 0 };
}

/** The most words that are a name; else the most that begin one. */
function readNamed(filter: NamedFilter, candidates: readonly Candidate[], values: FilterValues): Outcome {
  for (const { text, end } of candidates) {
    const value = values.exactly(filter, text);
    if (value !== undefined) return { type: 'values', values: [value], end };
  }
  let outcome: Outcome & { type: 'unknown' } = {
    type: 'unknown',
    labels: [],
    end: candidates.at(-1)?.end ?? 0,
  };
  for (const { text, end, growing } of candidates) {
    const match = values.match(filter, text, growing);
    if (match.type === 'value') return { type: 'values', values: [match.value], end };
    const labels = correctionsOf(match);
    if (outcome.labels.length > 0) continue;
    if (match.type === 'several') return { type: growing ? 'pending' : 'unknown', labels, end };
    if (labels.length > 0) outcome = { type: 'unknown', labels, end };
  }
  return outcome;
}

function correctionsOf(match: Match): readonly string[] {
  if (match.type === 'several') return match.labels;
  return match.type === 'none' && match.closest !== null ? [match.closest] : [];
}

function toAnswer(text: string, read: readonly Read[], values: FilterValues): ReadFilters {
  const answer = { words: text, understood: [] as Understood[], notUnderstood: [] as NotUnderstood[] };
  for (const one of withPeriods(read, values)) {
    const { item, outcome } = one;
    if (outcome.type === 'values') answer.understood.push(toUnderstood(text, one, outcome));
    else if (outcome.type === 'unknown' || (outcome.type === 'pending' && outcome.labels.length > 0))
      answer.notUnderstood.push(toNotUnderstood(text, one));
    answer.words =
      outcome.type === 'unknown'
        ? onlyValue(answer.words, item)
        : blanked(answer.words, item.start, outcome.end);
  }
  return answer;
}

/** Periods mean something together only; one that no practice can have is unknown. */
function withPeriods(read: readonly Read[], values: FilterValues): Read[] {
  const library = read.some(({ outcome }) => outcome.type === 'period') ? values.periods() : [];
  const typed = (sign: boolean): TypedPeriod[] =>
    read.flatMap(({ item, outcome }) =>
      outcome.type === 'period' && (item.sign === '-') === sign ? [outcome.period] : [],
    );
  const quarters = read.some(({ outcome }) => outcome.type === 'period' && outcome.period.type === 'quarter');
  const found = new Map([false, true].flatMap((sign) => periodValues(typed(sign), library)));
  return read.map((one) => {
    const { outcome } = one;
    if (outcome.type !== 'period') return one;
    const chosen = found.get(outcome.period) ?? [];
    const { end, period } = outcome;
    const year = period.type === 'year' && !quarters ? { year: period.year } : {};
    return chosen.length > 0
      ? { ...one, outcome: { type: 'values', values: chosen, end, ...year } }
      : { ...one, outcome: { type: 'unknown', labels: [], end } };
  });
}

function toUnderstood(
  text: string,
  { item, filter }: Read,
  { values, year, end }: Extract<Outcome, { type: 'values' }>,
): Understood {
  return {
    facet: facetOf(filter),
    values: [...values],
    ...(year === undefined ? {} : { year }),
    excluded: item.sign === '-',
    typed: text.slice(item.start, end),
  };
}

function toNotUnderstood(text: string, { item, filter, outcome }: Read): NotUnderstood {
  const labels = outcome.type === 'pending' || outcome.type === 'unknown' ? outcome.labels : [];
  return {
    problem: 'value',
    facet: facetOf(filter),
    typed: text.slice(item.start + item.sign.length, outcome.end),
    pending: outcome.type === 'pending',
    corrections: labels
      .slice(0, mostCorrections)
      .map((label) => ({ label, typed: `${item.nameText}:"${label}"` })),
  };
}

function facetOf(filter: FilterName): FacetName {
  return filter === 'quarter' || filter === 'year' ? 'period' : filter;
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + ' '.repeat(Math.max(0, to - from)) + text.slice(to);
}

/** Blanks instead of a name; its words are looked for as any others. What was to be left out still is, as one phrase. */
function onlyValue(text: string, { start, end, sign, valueStart, quoted }: QueryItem): string {
  if (sign !== '-') {
    const unquoted = blanked(text, start, valueStart);
    return quoted ? blanked(unquoted, end - 1, end) : unquoted;
  }
  const from = quoted ? valueStart - 1 : valueStart;
  const rest = blanked(text, start, from);
  return rest.slice(0, from - 1) + sign + rest.slice(from);
}
