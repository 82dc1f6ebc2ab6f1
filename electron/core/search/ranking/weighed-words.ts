import { isPlainWord, type ParsedQuery, type QueryWord } from '#core/search/parsed-query';
import { questionWords } from '#core/search/ranking/question-words';
import { kindBoosts } from '#core/search/ranking/weights';

/** Rarity takes question words for telling ones, because few texts have them. */
const questionShare = 0.5;
/**
 * A Vietnamese word of two syllables counts by both of them and by their pair; a name, a number or an abbreviation is a word
 * in one piece, and counts as if it made a pair.
 */
const wholeWord = 1 + kindBoosts.pair;

/** A syllable without accents (k at its end as in Đắk Lắk); what is none is a name, a number or an abbreviation. */
const onset = '(?:ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdghklmnprstvx])?';
const nucleus =
  '(?:uye|ieu|yeu|uoi|uou|oai|oay|uay|uya|oeo|uyu|ia|ie|ye|ua|uo|oa|oe|oo|ue|uy|ai|ao|au|ay|eo|eu|iu|oi|ui|uu|[aeiouy])';
const syllable = new RegExp(`^${onset}${nucleus}(?:ch|ng|nh|[ckmnpt])?$`);

/** The query with words that say more or less than their rarity boosted or weakened; `question`: it is one. */
export function weighed(query: ParsedQuery, question: boolean): ParsedQuery {
  const asking = new Set(question ? Array.from(questionWords(query.words), ({ exact }) => exact) : []);
  const weigh = (word: QueryWord): QueryWord => {
    const share = (asking.has(word.exact) ? questionShare : 1) * (isWhole(word) ? wholeWord : 1);
    return share === 1 ? word : { ...word, boost: (word.boost ?? 1) * share };
  };
  return {
    ...query,
    words: query.words.map(weigh),
    phrases: query.phrases.map((phrase) => phrase.map(weigh)),
  };
}

/** Not while it is typed: what becomes a syllable is none before its vowel. */
function isWhole(word: QueryWord): boolean {
  return isPlainWord(word) && !word.prefix && !syllable.test(word.folded);
}
