import { BestFirst, type Ranked } from '#core/search/ranking/best-first';
import { evaluate, matches } from '#core/search/ranking/evaluate';
import type { Snapshot } from '#core/search/ranking/snapshot';
import type { Plan } from '#core/search/ranking/term-plan';

/** The documents that answer a plan best, by score; of equal ones those that come first. Counts all that answer. */
export function bestMatches(
  snapshot: Snapshot,
  plan: Plan,
  most: number,
): { readonly total: number; readonly best: readonly Ranked[] } {
  evaluate(snapshot, plan);
  const best = new BestFirst(most, (a, b) => a.segment - b.segment || a.document - b.document);
  let total = 0;
  snapshot.scorers.forEach((scorer, segment) => {
    for (let document = 0; document < scorer.scores.length; document += 1) {
      if (!matches(scorer, plan, document)) continue;
      total += 1;
      best.offer(segment, document, scorer.scores[document] ?? 0);
    }
  });
  return { total, best: best.list() };
}
