import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowOf } from '#core/search/segment/postings';
import { mergeSegments } from '#core/search/segment/segment-merge';
import type { SegmentData } from '#core/search/segment/segment-data';
import { documentsOf, layoutOf, layOut, segmentOf } from '#tests/core/search/corpus';

/** Rows of frequencies may be ordered in any way: every posting with its own row instead. */
function plain(data: SegmentData): object {
  const { fields, frequencies, postingDocument } = data;
  const postings = Array.from(postingDocument, (document, posting) => {
    const row = rowOf(data, posting) * fields;
    return [document, ...frequencies.subarray(row, row + fields)];
  });
  const { postingCode, exceptionAt, exceptionRow, ...rest } = data;
  expect(postingCode.length).toBe(postingDocument.length);
  expect(exceptionAt.length).toBe(exceptionRow.length);
  return { ...rest, frequencies: [], postings };
}

test('merging is as if the live documents had been put into one segment from the start', () => {
  fc.assert(
    fc.property(documentsOf(3), layoutOf, (documents, layout) => {
      const { live, segments } = layOut(documents, 3, { ...layout, merged: false });
      expect(plain(mergeSegments(segments))).toEqual(plain(segmentOf(live, 3)));
    }),
    { numRuns: 400 },
  );
});

test('more different frequencies than a byte can name are kept', () => {
  const documents = Array.from({ length: 700 }, (_, count) => ['ngầm '.repeat(count + 1)]);
  const segments = [documents.slice(0, 300), documents.slice(300)].map((part) => segmentOf(part, 1));
  const whole = {
    data: mergeSegments(segments.map((data) => ({ data, live: new Uint8Array(700).fill(1) }))),
  };
  const ngam = whole.data.folded.indexOf('ngam');
  const from = whole.data.postingStart[ngam] ?? 0;
  const frequencies = documents.map((_, at) => whole.data.frequencies[rowOf(whole.data, from + at)]);
  expect(frequencies).toEqual(documents.map((_, count) => count + 1));
});
