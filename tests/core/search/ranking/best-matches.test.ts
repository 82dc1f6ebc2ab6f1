import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LunrClause, presence } from '#core/search/lunr';
import { bestMatches } from '#core/search/ranking/best-matches';
import { evaluate, forEachMatch } from '#core/search/ranking/evaluate';
import { planClauses } from '#core/search/ranking/plan-clauses';
import { documentsIn, noDocuments } from '#core/search/ranking/pruned/document-bits';
import { type Snapshot, takeSnapshot } from '#core/search/ranking/snapshot';
import type { Plan } from '#core/search/ranking/term-plan';
import { documentsOf, type Layout, layoutOf, layOut, type Texts } from '#tests/core/search/corpus';

const fields = ['title', 'summary', 'constructor'];
const weights = { k1: 1.2, b: 0.75, boosts: [4, 2, 1] };

function clauseOf(terms: readonly string[]): fc.Arbitrary<LunrClause> {
  return fc.record({
    term: fc.constantFrom(...terms),
    fields: fc.oneof(
      { weight: 4, arbitrary: fc.constant(fields) },
      { weight: 1, arbitrary: fc.subarray(fields, { minLength: 1 }) },
    ),
    boost: fc.constantFrom(1, 2),
    presence: fc.constantFrom(presence.optional, presence.optional, presence.required, presence.prohibited),
  });
}

interface Found {
  readonly total: number;
  readonly best: readonly (readonly [segment: number, document: number, score: number])[];
  readonly matching: readonly (readonly number[])[];
}

/** Scores everything and sorts it. */
function byEvaluation(snapshot: Snapshot, plan: Plan, most: number): Found {
  evaluate(snapshot, plan);
  const all: [number, number, number][] = [];
  snapshot.scorers.forEach((scorer, at) => {
    forEachMatch(scorer, plan, (document) => all.push([at, document, scorer.scores[document] ?? NaN]));
  });
  const best = all.toSorted((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]).slice(0, most);
  const matching = snapshot.segments.map((_, at) =>
    all.flatMap(([segment, document]) => (segment === at ? [document] : [])),
  );
  return { total: all.length, best, matching };
}

function pruned(snapshot: Snapshot, plan: Plan, most: number): Found {
  const { total, best, matching } = bestMatches(snapshot, plan, most);
  return {
    total,
    best: best.map(({ segment, document, rank }) => [segment, document, rank]),
    matching: snapshot.segments.map((_, at) => Array.from(documentsIn(matching[at] ?? noDocuments(0)))),
  };
}

function expectTheSame(snapshot: Snapshot, query: readonly LunrClause[], most: number): void {
  const plan = planClauses(snapshot, query, fields);
  expect(pruned(snapshot, plan, most)).toEqual(byEvaluation(snapshot, plan, most));
}

const hostile = ['an', 'anh', 'bo', 'ca', 'da', 'x', 'constructor', '__proto__', 'an*', 'b*', '*a*', 'zzz'];

test('the best are those of a whole evaluation, to the last digit of their scores', () => {
  const queryOf = fc.array(clauseOf(hostile), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(documentsOf(3), layoutOf, queryOf, fc.nat(4), (documents, layout, query, most) => {
      expectTheSame(takeSnapshot(layOut(documents, 3, layout).segments, weights), query, most);
    }),
    { numRuns: 500 },
  );
});

/** Words as texts have them: a few nearly everywhere, most of them seldom. */
const vocabulary = Array.from(
  { length: 300 },
  (_, at) => `${'abc'.charAt(at % 3)}${'de'.charAt(at % 2)}${String(at)}`,
);

function manyTexts(count: number, seed: number): Texts[] {
  let state = seed;
  const draw = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
  const text = (most: number): string =>
    Array.from({ length: Math.floor(draw() * most) }, () => {
      return vocabulary[Math.floor(draw() ** 4 * vocabulary.length)] ?? '';
    }).join(' ');
  return Array.from({ length: count }, () => [text(4), text(12), text(90)]);
}

test('and so they are among thousands, where few of them are looked at', () => {
  const texts = manyTexts(3_000, 7);
  const layouts: Layout[] = [
    { cuts: [], dead: [], merged: false },
    { cuts: [40, 1_500], dead: texts.map((_, at) => at % 5 === 0), merged: false },
  ];
  const snapshots = layouts.map((layout) => takeSnapshot(layOut(texts, 3, layout).segments, weights));
  const terms = [
    ...vocabulary.slice(0, 30),
    'ad*',
    'b*',
    'ce1*',
    'ad2*',
    '*1*',
    vocabulary[250] ?? '',
    'zzz',
  ];
  const queryOf = fc.array(clauseOf(terms), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      queryOf,
      fc.constantFrom(...snapshots),
      fc.constantFrom(1, 5, 50),
      (query, snapshot, most) => {
        expectTheSame(snapshot, query, most);
      },
    ),
    { numRuns: 400 },
  );
});

test('what is too slight to be looked at for bounds still tells equal documents apart', () => {
  const first = [0, 1, 8, 9];
  const texts = Array.from({ length: 2_000 }, (_, at) => {
    if (first.includes(at)) return ['', 'x pa q q', ''];
    return ['', at === 1_000 ? 'x pa pb pc' : 'pa pb pc q', ''];
  });
  const { segments } = layOut(texts, 3, { cuts: [], dead: [], merged: false });
  const snapshot = takeSnapshot(segments, weights);
  const use = { fields, boost: 1, presence: presence.optional };
  const query = ['x', 'p*'].map((term) => ({ term, ...use }));
  expect(bestMatches(snapshot, planClauses(snapshot, query, fields), 1).best[0]?.document).toBe(1_000);
  expectTheSame(snapshot, query, 3);
});

test('a document that is taken away is not found any more', () => {
  const { segments } = layOut(manyTexts(200, 3), 3, { cuts: [], dead: [], merged: false });
  const query = [{ term: vocabulary[0] ?? '', fields, boost: 1, presence: presence.required }];
  const snapshot = takeSnapshot(segments, weights);
  const [first] = bestMatches(snapshot, planClauses(snapshot, query, fields), 1).best;
  segments[first?.segment ?? 0]?.remove(first?.document ?? 0);
  expectTheSame(snapshot, query, 200);
});
