import fc from 'fast-check';
import { LiveSegment } from '#core/search/segment/live-segment';
import { mergeSegments } from '#core/search/segment/segment-merge';
import { SegmentBuilder } from '#core/search/segment/segment-builder';
import type { SegmentData } from '#core/search/segment/segment-data';

/** A document's texts by field. */
export type Texts = readonly string[];

/** Words that differ by accents only, begin one another, or have a name that objects have already. */
const words = [
  ...['an', 'ăn', 'ân', 'anh', 'bo', 'bò', 'bó', 'bóng', 'ca', 'Cá', 'đa', 'da', 'constructor', '__proto__'],
  ...['1/KH-UBND', 'x', 'toString', 'hoà', 'hòa', '5', '😀', 'ﬁ', 'Ð', 'a\u0302n'],
];

export const textOf = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list) => list.join(' '));

export function documentsOf(fields: number, most = 12): fc.Arbitrary<Texts[]> {
  return fc.array(fc.array(textOf, { minLength: fields, maxLength: fields }), { maxLength: most });
}

export function segmentOf(documents: readonly Texts[], fields: number): SegmentData {
  const builder = new SegmentBuilder(fields);
  for (const texts of documents) builder.add(texts);
  return builder.build();
}

/** How documents lie in segments: what is cut apart, what was deleted, what was merged. */
export interface Layout {
  /** Where one segment ends and another begins. */
  readonly cuts: readonly number[];
  /** Documents that are deleted, by number; others keep their order. */
  readonly dead: readonly boolean[];
  readonly merged: boolean;
}

export const layoutOf: fc.Arbitrary<Layout> = fc.record({
  cuts: fc.array(fc.nat(12), { maxLength: 3 }),
  dead: fc.array(fc.boolean(), { maxLength: 12 }),
  merged: fc.boolean(),
});

/** The live documents, and the segments that hold them as the layout wants it. */
export function layOut(
  documents: readonly Texts[],
  fields: number,
  { cuts, dead, merged }: Layout,
): { live: Texts[]; segments: LiveSegment[] } {
  const ends = [...cuts, documents.length]
    .map((cut) => Math.min(cut, documents.length))
    .sort((a, b) => a - b);
  const parts = ends.map((end, at) => ({
    from: ends[at - 1] ?? 0,
    texts: documents.slice(ends[at - 1] ?? 0, end),
  }));
  const segments = parts.map(({ from, texts }) => {
    const deadHere = texts.flatMap((_, at) => (dead[from + at] === true ? [at] : []));
    return new LiveSegment(segmentOf(texts, fields), deadHere);
  });
  return {
    live: documents.filter((_, at) => dead[at] !== true),
    segments: merged ? [new LiveSegment(mergeSegments(segments))] : segments,
  };
}
