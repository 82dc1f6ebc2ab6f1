import { fold } from '#shared/model/text';

interface NamedCondition {
  readonly key: string;
  readonly vi: string;
  readonly en: string;
  /** Other ways in which it is written. */
  readonly also: readonly string[];
}

/** Conditions of a place that are offered to be ticked. Files hold words, so that each reads them without this list. */
export const knownConditions = [
  { key: 'mountains', vi: 'miền núi', en: 'mountains', also: ['vùng núi', 'vùng cao', 'mountainous'] },
  { key: 'border', vi: 'biên giới', en: 'border area', also: ['border'] },
  { key: 'islands', vi: 'hải đảo', en: 'islands', also: ['huyện đảo', 'xã đảo', 'biển đảo', 'island'] },
  { key: 'coast', vi: 'ven biển', en: 'coast', also: ['coastal'] },
  { key: 'remote', vi: 'vùng sâu, vùng xa', en: 'remote area', also: ['vùng sâu', 'vùng xa', 'remote'] },
  {
    key: 'minorities',
    vi: 'đồng bào dân tộc thiểu số',
    en: 'ethnic minorities',
    also: ['dân tộc thiểu số', 'DTTS', 'ethnic minority'],
  },
  { key: 'urban', vi: 'đô thị', en: 'urban area', also: ['urban'] },
  { key: 'rural', vi: 'nông thôn', en: 'countryside', also: ['rural'] },
  { key: 'plain', vi: 'đồng bằng', en: 'plain', also: ['delta', 'lowland'] },
] as const satisfies readonly NamedCondition[];

/** Longer texts are no name of a condition that somebody else would write as well. */
const longestName = 120;
const negations = [' khong ', ' chua ', ' not ', ' no ', ' non '];

const foldedNames = knownConditions.flatMap(({ key, vi, en, also }) =>
  [vi, en, ...also].map((name) => ({ key, words: wordsOf(name) })),
);

/**
 * What a condition is compared by: the keys of all known ones that it names in either language, else its own words, whatever
 * their accents and case. None for an empty text or a long one that names nothing known. "Không có miền núi" is just words.
 */
export function conditionKeys(text: string): string[] {
  const words = wordsOf(text.slice(0, 1_000));
  const negated = negations.some((negation) => words.includes(negation));
  const named = negated ? [] : foldedNames.filter((known) => words.includes(known.words));
  if (named.length > 0) return [...new Set(named.map(({ key }) => key))];
  const own = words.trim();
  return own === '' || text.length > longestName ? [] : [own];
}

/** The key of a condition that is one of the list and nothing else. */
export function knownConditionOf(text: string): string | undefined {
  const words = wordsOf(text);
  return foldedNames.find((known) => known.words === words)?.key;
}

/** Its words between blanks, so that whole words are compared. */
function wordsOf(text: string): string {
  return ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
