import type { NearDuplicatePair } from '#shared/contract/near-duplicates';

/** Another practice that one is a near copy of; `degree` is null where only the titles are the same. */
export interface Twin {
  readonly title: string;
  readonly degree: number | null;
}

/** Pairs that are still to be decided on, from each side. */
export function twinsOf(pairs: readonly NearDuplicatePair[]): ReadonlyMap<string, readonly Twin[]> {
  const found = new Map<string, Twin[]>();
  for (const { practices, degree, decision } of pairs) {
    if (decision?.holds === true || degree === null) continue;
    const [one, other] = practices;
    found.set(one.id, [...(found.get(one.id) ?? []), { title: other.title, degree }]);
    found.set(other.id, [...(found.get(other.id) ?? []), { title: one.title, degree }]);
  }
  return found;
}
