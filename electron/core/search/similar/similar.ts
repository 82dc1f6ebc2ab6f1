import { BestFirst } from '#core/search/ranking/best-first';
import { evaluate, matches } from '#core/search/ranking/evaluate';
import type { Snapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan } from '#core/search/ranking/term-plan';
import type { SimilarDocument } from '#core/search/search-index';
import { listField, runsOf, WordPlaces } from '#core/search/similar/practice-words';
import { asWritten, sharedPieces } from '#core/search/similar/shared-words';
import { type TellingTerm, tellingTerms } from '#core/search/similar/telling-terms';
import type { SearchedSegment } from '#core/search/store/open-segment';

/** Of what a practice says about itself another one must say so much, to be about the same. */
const leastShare = 0.15;

/**
 * The practices that are most like one, best first: those whose telling terms are said most there, scored as a query of
 * these terms. None where the practice is not in the index, or nothing is like it. Uses the scorers of the snapshot.
 */
export async function similarTo(
  segments: readonly SearchedSegment[],
  snapshot: Snapshot,
  id: string,
  most: number,
): Promise<SimilarDocument[]> {
  const own = placeOf(segments, id);
  if (!own) return [];
  const data = snapshot.segments[own.segment]?.data;
  const runs = data ? runsOf(data, own.document) : [];
  const terms = tellingTerms(snapshot, runs);
  const found = bestLike(segments, snapshot, terms, own, most);
  // Read last: the scorers belong to whoever asks next.
  const text = found.length === 0 ? '' : ((await segments[own.segment]?.text(own.document)) ?? '');
  const sentences = new WordPlaces(runs.filter(({ field }) => field !== listField));
  const everything = new WordPlaces(runs);
  return found.map(({ segment, document, seen }) => {
    const other = snapshot.segments[segment]?.data;
    const shared = terms.filter((_, at) => ((seen >>> at) & 1) === 1);
    const there = new WordPlaces(other ? runsOf(other, document) : []);
    const pieces = sharedPieces(sentences, there, shared);
    const named = pieces.length > 0 ? pieces : sharedPieces(everything, there, shared);
    return { id: segments[segment]?.columns.ids[document] ?? '', shared: asWritten(text, named) };
  });
}

interface Place {
  readonly segment: number;
  readonly document: number;
}

function placeOf(segments: readonly SearchedSegment[], id: string): Place | undefined {
  for (const [segment, { columns, live }] of segments.entries()) {
    const document = columns.ids.findLastIndex((one, at) => one === id && live.live[at] === 1);
    if (document !== -1) return { segment, document };
  }
  return undefined;
}

function bestLike(
  segments: readonly SearchedSegment[],
  snapshot: Snapshot,
  terms: readonly TellingTerm[],
  own: Place,
  most: number,
): (Place & { readonly seen: number })[] {
  const plan: Plan = {
    terms: inOrderOfWeight(terms.map(({ planned }) => planned)),
    wanted: -1 >>> 0,
    required: 0,
    prohibited: 0,
  };
  evaluate(snapshot, plan);
  const idOf = ({ segment, document }: Place): string => segments[segment]?.columns.ids[document] ?? '';
  const best = new BestFirst(most, (a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const least = (snapshot.scorers[own.segment]?.scores[own.document] ?? 0) * leastShare;
  snapshot.scorers.forEach((scorer, segment) => {
    for (let document = 0; document < scorer.scores.length; document += 1) {
      const score = scorer.scores[document] ?? 0;
      if (score === 0 || score < least || !matches(scorer, plan, document)) continue;
      if (segment === own.segment && document === own.document) continue;
      if (sharesEnough(terms, scorer.seen[document] ?? 0)) best.offer(segment, document, score);
    }
  });
  return best.list().map(({ segment, document }) => ({
    segment,
    document,
    seen: snapshot.scorers[segment]?.seen[document] ?? 0,
  }));
}

/** One syllable in common is chance; a pair of them, or three, is a subject. */
function sharesEnough(terms: readonly TellingTerm[], seen: number): boolean {
  let worth = 0;
  for (let rest = seen; rest !== 0; rest &= rest - 1)
    worth += terms[31 - Math.clz32(rest & -rest)]?.words.length === 2 ? 3 : 1;
  return worth >= 3;
}
