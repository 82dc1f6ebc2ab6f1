import { likenessIn } from '#core/search/like/circumstances';
import type { DocumentColumns, FacetColumn } from '#core/search/store/document-columns';
import { likenesses, type OurPlace } from '#shared/model/likeness';

/**
 * The columns of segments with the facet `like` as our place makes it. Remembered until our place says other things of
 * itself: only the first query after that pays for it.
 */
export class LikeColumns {
  #ours = '';
  #made = new Map<DocumentColumns, DocumentColumns>();

  of(columns: DocumentColumns, ours: OurPlace | undefined): DocumentColumns {
    if (!ours) return columns;
    const key = JSON.stringify(ours);
    if (key !== this.#ours) this.#made = new Map();
    this.#ours = key;
    let made = this.#made.get(columns);
    if (!made) {
      made = { ...columns, facets: { ...columns.facets, like: likeColumn(columns, ours) } };
      this.#made.set(columns, made);
    }
    return made;
  }
}

function likeColumn({ ids, facets, circumstances }: DocumentColumns, ours: OurPlace): FacetColumn {
  const ofCircumstance = circumstances.values.map((value) => bit(likenessIn(value, ours)));
  const ofRegion = facets.region.values.map((value) => (value === ours.region ? bit('region') : 0));
  const start = new Uint32Array(ids.length + 1);
  const value: number[] = [];
  for (let document = 0; document < ids.length; document += 1) {
    const bits = bitsOf(facets.region, ofRegion, document) | bitsOf(circumstances, ofCircumstance, document);
    for (let number = 0; number < likenesses.length; number += 1)
      if (((bits >> number) & 1) === 1) value.push(number);
    start[document + 1] = value.length;
  }
  return { values: likenesses, start, value: Uint32Array.from(value) };
}

function bit(likeness: (typeof likenesses)[number] | undefined): number {
  return likeness === undefined ? 0 : 1 << likenesses.indexOf(likeness);
}

function bitsOf({ start, value }: FacetColumn, bits: readonly number[], document: number): number {
  let all = 0;
  for (let at = start[document] ?? 0; at < (start[document + 1] ?? 0); at += 1)
    all |= bits[value[at] ?? -1] ?? 0;
  return all;
}
