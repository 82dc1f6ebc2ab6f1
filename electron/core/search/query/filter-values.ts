import type { FilterName } from '#core/search/query/query-names';
import { slipsBetween } from '#core/search/query/word-forms';
import type { SearchReference } from '#core/search/search-document';
import { practice as english } from '#shared/messages/en/practice';
import { reference as englishReference } from '#shared/messages/en/reference';
import { practice as vietnamese } from '#shared/messages/vi/practice';
import { reference as vietnameseReference } from '#shared/messages/vi/reference';
import type { Likeness } from '#shared/model/likeness';
import type { PracticeSummary } from '#shared/model/practice';
import { type Province, provinceToday } from '#shared/model/province';
import { fold } from '#shared/model/text';

/** Filters whose values have names; periods are read, not looked up. */
export type NamedFilter = Exclude<FilterName, 'period' | 'quarter' | 'year'>;

/** What people call a value of a facet; one value has several names. */
interface Named {
  readonly value: string;
  readonly label: string;
}

/** A name as it is compared. */
interface Known extends Named {
  readonly key: string;
}

/** What a typed value of a filter comes to. */
export type Match =
  | { readonly type: 'value'; readonly value: string }
  /** It begins the names of several values. */
  | { readonly type: 'several'; readonly labels: readonly string[] }
  /** `closest`: the one name that is some slips away. */
  | { readonly type: 'none'; readonly closest: string | null };

const longestValue = 200;

/** The values that can be typed after the name of a filter, with their names in both languages. */
export class FilterValues {
  readonly #reference: SearchReference;
  readonly #list: () => readonly PracticeSummary[];
  readonly #comparable: () => readonly Likeness[];
  readonly #known = new Map<NamedFilter, readonly Known[]>();

  /** `comparable`: what our own place can be compared by now. */
  constructor(
    reference: SearchReference,
    list: () => readonly PracticeSummary[],
    comparable: () => readonly Likeness[] = () => [],
  ) {
    this.#reference = reference;
    this.#list = list;
    this.#comparable = comparable;
  }

  /** Looks at the library anew: offices come and go with practices, our own says other things, all else is fixed. */
  renew(): void {
    this.#known.delete('office');
    this.#known.delete('like');
  }

  /** A name as a whole, whatever its accents and case; a key of the files as well. */
  exactly(filter: NamedFilter, typed: string): string | undefined {
    const key = keyOf(typed);
    return key === '' ? undefined : this.#all(filter).find((known) => known.key === key)?.value;
  }

  /** A name as a whole, or by the words it begins with; `growing`: the last of them may still be typed. */
  match(filter: NamedFilter, typed: string, growing: boolean): Match {
    const whole = this.exactly(filter, typed);
    if (whole !== undefined) return { type: 'value', value: whole };
    const key = keyOf(typed);
    if (key === '' || typed.length > longestValue) return { type: 'none', closest: null };
    const begun = oneName(
      this.#all(filter).filter((known) => known.key.startsWith(growing ? key : `${key} `)),
    );
    const [only] = begun;
    if (only && begun.length === 1) return { type: 'value', value: only.value };
    if (only) return { type: 'several', labels: begun.map(({ label }) => label) };
    return { type: 'none', closest: this.#closest(filter, key) };
  }

  /** Periods that practices of the library have. */
  periods(): string[] {
    return [...new Set(this.#list().flatMap(({ period }) => (period === null ? [] : [period])))].sort();
  }

  #closest(filter: NamedFilter, key: string): string | null {
    const most = key.length < 8 ? 1 : 2;
    const near = this.#all(filter).map((known) => ({ known, slips: slipsBetween(key, known.key, most) }));
    const least = Math.min(most + 1, ...near.map(({ slips }) => slips));
    if (least > most) return null;
    const nearest = oneName(near.filter(({ slips }) => slips === least).map(({ known }) => known));
    return nearest.length === 1 ? (nearest[0]?.label ?? null) : null;
  }

  #all(filter: NamedFilter): readonly Known[] {
    let all = this.#known.get(filter);
    if (!all) this.#known.set(filter, (all = known(this.#names(filter))));
    return all;
  }

  #names(filter: NamedFilter): Named[] {
    if (filter === 'office') return this.#list().map(({ office }) => ({ value: office, label: office }));
    if (filter !== 'like') return namesOf(filter, this.#reference);
    const comparable: readonly string[] = this.#comparable();
    return worded(vietnameseReference.like, englishReference.like)
      .filter(({ value }) => comparable.includes(value))
      .flatMap(({ value, label }) => [
        { value, label },
        { value, label: label.replace(/^(?:Cùng|Same|Similar) /, '') },
      ]);
  }
}

function namesOf(
  filter: Exclude<NamedFilter, 'office' | 'like'>,
  { provinces, fields, topics }: SearchReference,
): Named[] {
  const keyed = (list: SearchReference['fields']): Named[] =>
    [...list].flatMap(([value, { vi, en }]) => [vi, en, value].map((label) => ({ value, label })));
  switch (filter) {
    case 'province':
      return [...provinces.values()].flatMap((province) => provinceNames(province, provinces));
    case 'region':
      return [...provinces.values()].flatMap(({ region, regionEn }) =>
        [region, regionEn].map((label) => ({ value: region, label })),
      );
    case 'field':
      return keyed(fields);
    case 'topic':
      return keyed(topics);
    case 'evidence':
      return worded(vietnamese.evidence, english.evidence);
    case 'language':
      return worded(vietnamese.languages, english.languages);
    case 'status':
      return worded(vietnamese.status, english.status);
    case 'has':
      // "có:số liệu" says its first word before the colon.
      return worded(vietnameseReference.has, englishReference.has).flatMap(({ value, label }) => [
        { value, label: label.replace(/^\S+ /, '') },
        { value, label },
      ]);
  }
}

/** Names of a province; one that was merged into another with another name is a value of its own. */
function provinceNames(province: Province, provinces: ReadonlyMap<string, Province>): Named[] {
  const today = provinceToday(provinces, province.id);
  const { id: value } = today?.name === province.name ? today : province;
  const { name, nameFull, nameEn, aliases, type } = province;
  const short = type === 'city' ? [`TP. ${name}`] : [];
  return [name, nameEn, nameFull, ...short, ...aliases].map((label) => ({ value, label }));
}

function worded(vi: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Named[] {
  return Object.entries(vi).flatMap(([value, label]) => [
    { value, label },
    ...[en[value] ?? value, value].map((other) => ({ value, label: other })),
  ]);
}

/** One entry a value and name: a library has thousands of practices of a few offices. */
function known(names: readonly Named[]): Known[] {
  const labels = new Map(names.map((named) => [`${named.value}\n${named.label}`, named]));
  return [...labels.values()].flatMap((named) => {
    const key = keyOf(named.label);
    return key === '' ? [] : [{ ...named, key }];
  });
}

/** The first name of each value. */
function oneName(list: readonly Known[]): Known[] {
  return [...new Map(list.toReversed().map((one) => [one.value, one])).values()].reverse();
}

function keyOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
