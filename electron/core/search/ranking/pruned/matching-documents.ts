import {
  addAll,
  addDocument,
  type DocumentBits,
  keepAll,
  noDocuments,
  removeAll,
} from '#core/search/ranking/pruned/document-bits';
import type { SegmentTerms, TermPieces } from '#core/search/ranking/pruned/segment-terms';
import type { Piece } from '#core/search/ranking/pruned/term-summaries';
import type { SegmentScorer } from '#core/search/ranking/segment-scorer';
import type { Plan } from '#core/search/ranking/term-plan';

/** The documents that answer a plan: the same as those that `matches` accepts after an evaluation, from bits alone. */
export function matchingDocuments(
  scorer: SegmentScorer,
  { required, prohibited, wanted }: Plan,
  { all }: SegmentTerms,
): DocumentBits {
  const found = scorer.summaries.live().slice();
  const group = noDocuments(scorer.segment.data.documents);
  const withAny = (bits: number): DocumentBits => {
    const some = all.filter(({ term }) => (term.bits & bits) !== 0);
    return unionOf(scorer, some, group);
  };
  for (let rest = required; rest !== 0; rest &= rest - 1) keepAll(found, withAny(rest & -rest));
  if (prohibited !== 0) removeAll(found, withAny(prohibited));
  // Whoever has all that is required has something wanted, where that is wanted too.
  if (wanted !== 0 && (wanted & required) === 0) keepAll(found, withAny(wanted));
  return found;
}

/** Documents with any of the terms; `into` is used where they have to be put together. */
function unionOf(scorer: SegmentScorer, terms: readonly TermPieces[], into: DocumentBits): DocumentBits {
  const [only, another] = terms;
  if (only?.whole && !another) return only.whole.documents;
  const [first, second] = terms.flatMap(({ pieces }) => pieces);
  if (first?.summary && !second) return first.summary.documents;
  into.fill(0);
  for (const { term, pieces, whole } of terms)
    if (whole) addAll(into, whole.documents);
    else
      for (const piece of pieces)
        if (piece.summary) addAll(into, piece.summary.documents);
        else addPostings(scorer, piece, term.fields, into);
  return into;
}

function addPostings(
  { segment, frequencies }: SegmentScorer,
  { from, to }: Piece,
  fields: number,
  into: DocumentBits,
): void {
  const { postingDocument } = segment.data;
  const everywhere = fields === frequencies.allFields;
  for (let posting = from; posting < to; posting += 1) {
    const document = postingDocument[posting] as number;
    if (everywhere || frequencies.within(posting, document, fields) > 0) addDocument(into, document);
  }
}
