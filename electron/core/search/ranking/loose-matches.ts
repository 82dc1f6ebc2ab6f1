import type { ParsedQuery } from '#core/search/parsed-query';
import { matches } from '#core/search/ranking/evaluate';
import type { QueryPlan } from '#core/search/ranking/query-plan';
import type { Snapshot } from '#core/search/ranking/snapshot';

/** So many of them at most: they are a way out, not an answer. */
const mostLoose = 20;

interface LooseMatch {
  readonly segment: number;
  readonly document: number;
  readonly score: number;
}

/**
 * Documents without all words, but with most of those that the library knows: more than half of them, or words that say
 * more than a quarter of what they all say, so that the subject of a question counts more than its "là gì" and "ở đâu". Best
 * first. Phrases and what is excluded count as ever; a query that says just what it wants has none. `strict`: how many documents have
 * all words.
 */
export function looseMatches(
  { scorers }: Snapshot,
  plan: QueryPlan,
  query: ParsedQuery,
  strict: number,
): LooseMatch[] {
  const known = strict > 0 ? plan.wordBits : plan.knownBits;
  if (query.strict || query.words.length === 0 || (strict > 0 && plan.words.length < 3)) return [];
  const isMost = mostOf(plan, known);
  const loose = { ...plan, required: plan.phraseBits };
  const found: LooseMatch[] = [];
  scorers.forEach((scorer, segment) => {
    const { seen, scores } = scorer;
    for (let document = 0; document < seen.length; document += 1) {
      const bits = seen[document] ?? 0;
      if ((bits & plan.wordBits) === 0 || (bits & plan.required) === plan.required) continue;
      if (!isMost(bits) || !matches(scorer, loose, document)) continue;
      found.push({ segment, document, score: scores[document] ?? 0 });
    }
  });
  return found.sort((a, b) => b.score - a.score).slice(0, mostLoose);
}

/** Says of the bits of documents whether they are most of the words `of` these bits, or say enough of what these say. */
export function mostOf(plan: QueryPlan, of: number): (bits: number) => boolean {
  const [count, said] = [ones(of), saidBy(plan, of)];
  return (bits) => ones(bits & of) * 2 > count || saidBy(plan, bits & of) * 4 > said;
}

/** What the words of these bits say together. */
function saidBy({ rarities }: QueryPlan, bits: number): number {
  let sum = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) sum += rarities[31 - Math.clz32(rest & -rest)] ?? 0;
  return sum;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
