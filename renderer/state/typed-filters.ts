import { type FacetName, facetNames, type FacetSelection, type Understood } from '#shared/model/search';

/** The text without a piece that the host found in it (composed). A blank stays where it stood: the word before it was finished. */
export function withoutPiece(text: string, piece: string): string {
  return replacedPiece(text, piece, '');
}

/** The text with something else in place of a piece that the host found in it; the same text where it is gone. */
export function replacedPiece(text: string, piece: string, by: string): string {
  const composed = text.normalize('NFC');
  const at = composed.indexOf(piece);
  if (at === -1) return text;
  const [before, after] = [composed.slice(0, at), composed.slice(at + piece.length)];
  return by === '' ? `${before.trimEnd()} ${after.trimStart()}`.trimStart() : before + by + after;
}

/** What is chosen among the facets and what was typed, as one. */
export function chosenValues(facets: FacetSelection, understood: readonly Understood[]): FacetSelection {
  const chosen = facetNames.map((facet): [FacetName, string[]] => {
    const typed = understood.filter((one) => one.facet === facet && !one.excluded);
    return [facet, [...new Set([...(facets[facet] ?? []), ...typed.flatMap(({ values }) => values)])]];
  });
  return Object.fromEntries(chosen.filter(([, values]) => values.length > 0));
}
