import type { QueryWord } from '#core/search/parsed-query';
import { matchPhrase, type PhraseMatches } from '#core/search/ranking/phrase';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { foldedTerm, pairTerms, type TermRange } from '#core/search/segment/dictionary';
import type { LiveSegment } from '#core/search/segment/live-segment';

/** Words that stand one right after the other, and what documents with them get. */
export interface PlannedPhrase extends Pick<PlannedTerm, 'bits' | 'exactBits' | 'weight'> {
  /** By segment: the documents that have it, and its rarest pair, which says how often. */
  readonly found: readonly { readonly matches: PhraseMatches; readonly pair: TermRange }[];
  /** Live ones that have it. */
  readonly documents: number;
}

/** Looks up two words or more; without a weight yet. */
export function planPhrase(
  { segments }: Snapshot,
  words: readonly QueryWord[],
  use: Pick<PlannedTerm, 'bits' | 'exactBits'>,
): PlannedPhrase {
  const pairs = words
    .slice(1)
    .map((second, at) => segments.map((segment) => pairOf(segment, words[at], second)));
  const counts = pairs.map((ranges) =>
    segments.reduce((sum, segment, at) => sum + segment.documentsWith(ranges[at] ?? none), 0),
  );
  // The same one in all segments, so that it does not matter how documents are spread over them.
  const rarest = pairs[counts.indexOf(Math.min(...counts))] ?? [];
  const found = segments.map((segment, at) => ({
    matches: matchPhrase(segment, words, allFields),
    pair: rarest[at] ?? none,
  }));
  const documents = segments.reduce(
    (sum, { live }, at) =>
      sum + (found[at]?.matches.folded.reduce((all, one) => all + (live[one] ?? 0), 0) ?? 0),
    0,
  );
  return { ...use, weight: 0, found, documents };
}

/** Adds phrases to documents that `evaluate` has scored. */
export function evaluatePhrases({ scorers }: Snapshot, phrases: readonly PlannedPhrase[]): void {
  for (const { found, bits, exactBits, weight } of phrases) {
    scorers.forEach((scorer, at) => {
      const { matches, pair } = found[at] ?? {};
      if (!matches || !pair) return;
      scorer.addAmong(matches.folded, { postings: pair, bits, exactBits, weight });
      for (const document of matches.exact)
        scorer.exactlySeen[document] = (scorer.exactlySeen[document] ?? 0) | bits;
    });
  }
}

const allFields = -1;
const none: TermRange = { from: 0, to: 0 };

function pairOf({ data }: LiveSegment, first: QueryWord | undefined, second: QueryWord): TermRange {
  const { from, to } = foldedTerm(data, first?.folded ?? '');
  return from < to ? pairTerms(data, from, foldedTerm(data, second.folded)) : none;
}
