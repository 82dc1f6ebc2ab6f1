import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LunrClause, presence } from '#core/search/lunr';
import { evaluate } from '#core/search/ranking/evaluate';
import { planClauses } from '#core/search/ranking/plan-clauses';
import { takeSnapshot } from '#core/search/ranking/snapshot';
import { LiveSegment } from '#core/search/segment/live-segment';
import { decodeSections, encodeSections } from '#core/search/store/section-file';
import { segmentIn, segmentSections } from '#core/search/store/segment-sections';
import { documentsOf, layoutOf, layOut, segmentOf } from '#tests/core/search/corpus';

const fields = ['title', 'summary', 'constructor'];
const clauseOf: fc.Arbitrary<LunrClause> = fc.record({
  term: fc.constantFrom(
    'an',
    'anh',
    'bo',
    'bong',
    'ca',
    'da',
    'constructor',
    '__proto__',
    'x',
    'a*',
    '*o*',
    '😀',
  ),
  fields: fc.subarray(fields, { minLength: 1 }),
  boost: fc.constantFrom(1, 3),
  presence: fc.constantFrom(presence.optional, presence.required),
});

/** The same segment as another run reads it. */
function reopened({ data, live }: LiveSegment): LiveSegment {
  const file = new Uint8Array(Buffer.concat(encodeSections('library', segmentSections(data))));
  const dead = Array.from(live.keys()).filter((document) => live[document] !== 1);
  return new LiveSegment(segmentIn(decodeSections(file, 'library')), dead);
}

/** Scores of all live documents, in their order. */
function scoresOf(segments: readonly LiveSegment[], query: readonly LunrClause[]): number[] {
  const snapshot = takeSnapshot(segments, { k1: 1.2, b: 0.75, boosts: [4, 2, 1] });
  evaluate(snapshot, planClauses(snapshot, query, fields));
  return snapshot.scorers.flatMap(({ segment, scores }) =>
    Array.from(segment.live.keys()).flatMap((document) =>
      segment.live[document] === 1 ? [scores[document] ?? NaN] : [],
    ),
  );
}

test('splitting, deleting, merging and reopening change no score', () => {
  fc.assert(
    fc.property(
      documentsOf(3),
      layoutOf,
      fc.boolean(),
      fc.array(clauseOf, { minLength: 1, maxLength: 4 }),
      (documents, layout, again, query) => {
        const { live, segments } = layOut(documents, 3, layout);
        const fresh = scoresOf([new LiveSegment(segmentOf(live, 3))], query);
        const scores = scoresOf(again ? segments.map(reopened) : segments, query);
        expect(scores).toHaveLength(fresh.length);
        // Terms may be added up in another order: all but the last digits of a Float32 are the same.
        scores.forEach((score, at) => {
          expect(score).toBeCloseTo(fresh[at] ?? NaN, 4);
        });
      },
    ),
    { numRuns: 600 },
  );
});
