import fc from 'fast-check';
import lunr from 'lunr';
import { expect, test } from 'vitest';
import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import { evaluate, matches } from '#core/search/ranking/evaluate';
import { planClauses } from '#core/search/ranking/plan-clauses';
import { takeSnapshot } from '#core/search/ranking/snapshot';
import type { LunrClause } from '#core/search/lunr';
import { documentsOf, layoutOf, layOut, type Texts } from '#tests/core/search/corpus';

const fields = ['title', 'summary', 'constructor'];
const terms = ['an', 'anh', 'bo', 'bong', 'ca', 'da', 'constructor', 'x', '__proto__', 'zzz', '1', 'kh'];

const clauseOf = fc.record(
  {
    term: fc.oneof(
      fc.constantFrom(...terms),
      fc.constantFrom(...terms).map((term) => `${term}*`),
      fc.constantFrom('*n', 'b*g', '*a*', 'a*h', '*'),
    ),
    fields: fc.subarray(fields, { minLength: 1 }),
    boost: fc.constantFrom(1, 2, 10),
    presence: fc.constantFrom(1, 1, 2, 3),
    usePipeline: fc.constant(false),
  },
  { requiredKeys: ['term', 'presence', 'usePipeline'] },
);
const fuzzyOf = fc.record({
  term: fc.constantFrom(...terms),
  editDistance: fc.constantFrom(1, 2),
  presence: fc.constantFrom(1, 2, 3),
  usePipeline: fc.constant(false),
});
const queryOf = fc.array(fc.oneof(clauseOf, fuzzyOf), { minLength: 1, maxLength: 5 });

/** The same folded words in a stock index. */
function stockIndex(documents: readonly Texts[]): lunr.Index {
  return lunr((builder) => {
    builder.pipeline.reset();
    builder.ref('id');
    for (const field of fields) builder.field(field);
    builder.tokenizer = ((text: string) =>
      wordStringsOf(text).map((word) => new lunr.Token(foldedForm(exactForm(word)), {}))) as never;
    documents.forEach((texts, id) => {
      builder.add({ id: String(id), title: texts[0], summary: texts[1], constructor: texts[2] });
    });
  });
}

test('the same documents answer as in stock Lunr, however they lie in segments', () => {
  fc.assert(
    fc.property(documentsOf(3), layoutOf, queryOf, (documents, layout, query) => {
      const { live, segments } = layOut(documents, 3, layout);
      const clauses: LunrClause[] = [];
      const found = stockIndex(live).query((lunrQuery) => {
        for (const clause of query) lunrQuery.clause({ ...clause } as never);
        clauses.push(...(lunrQuery.clauses as unknown as LunrClause[]).map((clause) => ({ ...clause })));
      });
      const snapshot = takeSnapshot(segments, { k1: 1.2, b: 0.75, boosts: [4, 2, 1] });
      const plan = planClauses(snapshot, clauses, fields);
      evaluate(snapshot, plan);
      const ours: number[] = [];
      let number = 0;
      for (const scorer of snapshot.scorers) {
        for (let document = 0; document < scorer.segment.data.documents; document += 1) {
          if (scorer.segment.live[document] !== 1) continue;
          if (matches(scorer, plan, document)) ours.push(number);
          number += 1;
        }
      }
      expect(ours).toEqual(found.map(({ ref }) => Number(ref)).sort((a, b) => a - b));
    }),
    { numRuns: 1_000 },
  );
});
