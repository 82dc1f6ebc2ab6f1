import lunr from 'lunr';
import type { ParsedQuery, QueryWord } from '#core/search/parsed-query';
import { wantedWords } from '#core/search/parsed-query';
import { type LunrClause, presence } from '#core/search/lunr';
import { searchFields } from '#shared/model/search';

/**
 * The words of a query in Lunr's model, in the order of `wantedWords`, then those excluded alone. With a plus sign or a
 * field all are required, as are phrases; else they are optional, and those with all of them come first. That the words
 * of a phrase stand side by side is not Lunr's.
 */
export function lunrQueryOf(query: ParsedQuery): { readonly clauses: readonly LunrClause[] } {
  const built = new lunr.Query([...searchFields]);
  const inPhrases = new Set(query.phrases.flat());
  for (const word of wantedWords(query)) {
    const required = query.strict || inPhrases.has(word);
    add(built, word, required ? presence.required : presence.optional);
  }
  for (const [word, ...others] of query.excluded)
    if (word && others.length === 0) add(built, word, presence.prohibited);
  return built as unknown as { readonly clauses: readonly LunrClause[] };
}

function add(built: lunr.Query, word: QueryWord, wanted: LunrClause['presence']): void {
  const { folded, prefix, pattern, slips, boost = 1, fields = searchFields } = word;
  const clause = {
    term: pattern ?? (prefix ? `${folded}*` : folded),
    fields: [...fields],
    boost,
    presence: wanted,
    usePipeline: false,
  };
  // Undefined is a distance for Lunr, and not 0.
  built.clause((slips === undefined ? clause : { ...clause, editDistance: slips }) as never);
}
