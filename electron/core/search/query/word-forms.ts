import { exactForm, foldedForm } from '#core/search/analysis';
import type { QueryWord } from '#core/search/parsed-query';

/** Walking a dictionary with more stars than these takes longer than anybody waits. */
const mostStars = 3;
/** Automata of longer words with slips grow beyond use; Vietnamese syllables have up to seven letters. */
const longestFuzzy = 12;

const inner = '\\p{L}\\p{N}\\p{M}*';
/** ngầm*, *hóa, ng*m, ngầm~, ngầm~2, ngầm^3, with punctuation around. */
const special = new RegExp(
  `^[([]?(?<word>[${inner}]+)(?<fuzzy>~(?<slips>[12])?)?(?:\\^(?<boost>[1-9]))?[)\\].,;:!?]*$`,
  'u',
);

/** What is special about a word, and what is searched for instead of its letters. */
type Special = Pick<QueryWord, 'typed' | 'exact' | 'folded' | 'marked' | 'prefix'> &
  Partial<Pick<QueryWord, 'pattern' | 'slips' | 'boost'>> & { readonly at: number };

/** Reads wildcards, slips and weight of a word; nothing where it is text like any other ("5*3", "**", "~"). */
export function specialWord(chunk: string): Special | undefined {
  if (!/[*~^]/.test(chunk)) return undefined;
  const { word = '', fuzzy, slips, boost } = special.exec(chunk)?.groups ?? {};
  const stars = word.split('*').length - 1;
  const letters = word.replaceAll('*', '');
  if (letters === '' || word.includes('**') || stars > mostStars) return undefined;
  if (!/\p{L}/u.test(letters) && (stars !== 1 || !word.endsWith('*'))) return undefined;
  const common = {
    typed: chunk.slice(chunk.indexOf(word)).replace(/[)\].,;:!?]+$/, ''),
    at: chunk.indexOf(word),
    ...(boost === undefined ? {} : { boost: Number(boost) }),
  };
  if (stars > 0) return fuzzy === undefined ? { ...common, ...wildcard(word) } : undefined;
  const exact = exactForm(word);
  const folded = foldedForm(exact);
  if (fuzzy === undefined) return { ...common, exact, folded, marked: exact !== folded, prefix: false };
  if (folded.length > longestFuzzy) return undefined;
  // What is misspelt has no right accents.
  return { ...common, exact: folded, folded, marked: false, prefix: false, slips: Number(slips ?? 1) };
}

function wildcard(word: string): Pick<Special, 'exact' | 'folded' | 'marked' | 'prefix' | 'pattern'> {
  if (word.indexOf('*') === word.length - 1) {
    const exact = exactForm(word.slice(0, -1));
    const folded = foldedForm(exact);
    return { exact, folded, marked: exact !== folded, prefix: true };
  }
  const pattern = word
    .split('*')
    .map((part) => foldedForm(exactForm(part)))
    .join('*');
  return { exact: pattern, folded: pattern, marked: false, prefix: false, pattern };
}

/** Whether a folded word answers a word of a query. */
export function fits({ folded, prefix, pattern, slips }: QueryWord, form: string): boolean {
  if (pattern !== undefined) return fitsPattern(pattern, form);
  if (slips !== undefined) return slipsBetween(folded, form, slips) <= slips;
  return prefix ? form.startsWith(folded) : form === folded;
}

/** `*` stands for any letters or none. Goes back to the last star only, so that the time is that of both lengths multiplied. */
function fitsPattern(pattern: string, word: string): boolean {
  let [at, inPattern, star, resume] = [0, 0, -1, 0];
  while (at < word.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern;
      resume = at;
      inPattern += 1;
    } else if (pattern[inPattern] === word[at]) {
      inPattern += 1;
      at += 1;
    } else if (star === -1) return false;
    else {
      resume += 1;
      at = resume;
      inPattern = star + 1;
    }
  }
  return pattern.slice(inPattern).replaceAll('*', '') === '';
}

/**
 * How many letters have to be put in, left out, replaced or swapped with their neighbour to make one word of the other
 * (optimal string alignment); any number above `most` where they are more.
 */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [earlier, before] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      here.push(
        Math.min(
          (before[at] ?? 0) + 1,
          (here[at - 1] ?? 0) + 1,
          (before[at - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (earlier[at - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...here) > most) return most + 1;
    [earlier, before] = [before, here];
  }
  return before[other.length] ?? 0;
}
