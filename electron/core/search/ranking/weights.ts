import type { KindBoosts } from '#core/search/ranking/plan-words';
import type { Weights } from '#core/search/ranking/posting-frequencies';
import { type SearchField, searchFields } from '#shared/model/search';

const boosts: Record<SearchField, number> = {
  title: 8,
  summary: 4,
  keywords: 3.5,
  results: 2.5,
  legal: 2,
  place: 2,
  sections: 1,
  attachments: 0.5,
};

/** k1 and b as BM25 has them in Lucene and Lunr. */
export const weights: Weights = { k1: 1.2, b: 0.75, boosts: searchFields.map((field) => boosts[field]) };

/** Beside a folded syllable at 1: a pair says more than its parts, accents a little more than none. */
export const kindBoosts: KindBoosts = { exact: 0.3, pair: 0.7 };
