import type { Hit } from '#shared/model/search';

/** A line of the hit list: a hit, or the divider before a weaker kind of match. */
export type Row =
  | { readonly type: 'hit'; readonly key: string; readonly hit: Hit; readonly index: number }
  | { readonly type: 'divider'; readonly key: string; readonly tier: Hit['tier'] };

/** Dividers stand where the kind of match changes; exact matches at the top need none. */
export function hitRows(hits: readonly Hit[]): Row[] {
  const rows: Row[] = [];
  let tier: Hit['tier'] = 'exact';
  for (const [index, hit] of hits.entries()) {
    if (hit.tier !== tier) rows.push({ type: 'divider', key: `tier-${hit.tier}`, tier: hit.tier });
    tier = hit.tier;
    rows.push({ type: 'hit', key: hit.practice.id, hit, index });
  }
  return rows;
}
