import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LunrClause, presence } from '#core/search/lunr';
import { evaluate, forEachMatch, matches } from '#core/search/ranking/evaluate';
import { planClauses } from '#core/search/ranking/plan-clauses';
import { sieveOf } from '#core/search/ranking/sieve';
import { takeSnapshot } from '#core/search/ranking/snapshot';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { documentsOf, layoutOf, layOut } from '#tests/core/search/corpus';

const fields = ['title', 'summary', 'constructor'];
const terms = ['an', 'anh', 'bo', 'ca', 'da', 'x', 'an*', 'b*', 'c*', '*a*', 'zzz'];
const clauseOf = fc.record({
  term: fc.constantFrom(...terms),
  fields: fc.subarray(fields, { minLength: 1 }),
  boost: fc.constantFrom(1, 2),
  presence: fc.constantFrom(presence.required, presence.required, presence.optional, presence.prohibited),
});

test('what is looked up through one term answers and scores as what is read whole', () => {
  const queryOf = fc.array(clauseOf, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(documentsOf(3), layoutOf, queryOf, (documents, layout, query) => {
      const { segments } = layOut(documents, 3, layout);
      const snapshot = takeSnapshot(segments, { k1: 1.2, b: 0.75, boosts: [4, 2, 1] });
      const plan = planClauses(snapshot, query, fields);
      const answers = (sieve?: PlannedTerm): [number, number, number][] => {
        evaluate(snapshot, plan, sieve);
        return snapshot.scorers.flatMap((scorer, at) => {
          const found: [number, number, number][] = [];
          forEachMatch(scorer, plan, (document) =>
            found.push([at, document, scorer.scores[document] ?? NaN]),
          );
          const all = Array.from(scorer.seen.keys()).filter((document) => matches(scorer, plan, document));
          expect(found.map(([, document]) => document)).toEqual(all);
          return found;
        });
      };
      const whole = answers();
      for (const term of plan.terms.filter(({ bits }) => (bits & plan.required) !== 0))
        expect(answers(term)).toEqual(whole);
    }),
    { numRuns: 1_000 },
  );
});

test('it is the rarest term that every answer must have, where that is rare enough to pay', () => {
  const common = Array.from({ length: 200 }, (_, at) => [at === 7 ? 'an bo' : 'bo ca', '', '']);
  const { segments } = layOut(common, 3, { cuts: [], dead: [], merged: false });
  const snapshot = takeSnapshot(segments, { k1: 1.2, b: 0.75, boosts: [1, 1, 1] });
  const clause = (term: string): LunrClause => ({ term, fields, boost: 1, presence: presence.required });
  const sieve = (...words: string[]): PlannedTerm | undefined => {
    const plan = planClauses(snapshot, words.map(clause), fields);
    return sieveOf(snapshot, plan, plan.terms);
  };
  expect(sieve('bo', 'an')?.bits).toBe(2);
  expect(sieve('bo', 'ca')).toBeUndefined();
  expect(sieve('an')).toBeUndefined();
});
