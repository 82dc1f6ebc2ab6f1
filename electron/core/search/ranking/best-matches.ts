import { BestFirst, type Ranked } from '#core/search/ranking/best-first';
import { evaluate, forEachMatch } from '#core/search/ranking/evaluate';
import { sieveOf } from '#core/search/ranking/sieve';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan } from '#core/search/ranking/term-plan';

/** The documents that answer a plan best, by score; of equal ones those that come first. Counts all that answer. */
export function bestMatches(
  snapshot: Snapshot,
  plan: Plan,
  most: number,
): { readonly total: number; readonly best: readonly Ranked[] } {
  const needed = plan.terms.filter(({ bits }) => (bits & plan.required) !== 0);
  evaluate(snapshot, plan, sieveOf(snapshot, plan, needed));
  const best = new BestFirst(most, (a, b) => a.segment - b.segment || a.document - b.document);
  let total = 0;
  snapshot.scorers.forEach((scorer, segment) => {
    forEachMatch(scorer, plan, (document) => {
      total += 1;
      best.offer(segment, document, scorer.scores[document] ?? 0);
    });
  });
  return { total, best: best.list() };
}
