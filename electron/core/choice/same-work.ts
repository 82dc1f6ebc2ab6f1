import type { OpenedLibrary } from '#core/library/opened-library';
import { readDecisions } from '#core/near-duplicates/decision-files';
import { TextChanges } from '#core/near-duplicates/text-change';

/**
 * Groups of these practices of which somebody said that they tell of one work, and whose texts are still the ones that this was
 * said of. The practice that stands for the others comes first.
 */
export async function sameWork(library: OpenedLibrary, ids: readonly string[]): Promise<string[][]> {
  const among = new Set(ids);
  const changes = new TextChanges(library);
  const links: { main: string; copy: string }[] = [];
  for (const file of (await readDecisions(library)).values()) {
    const { practices, type, main } = file;
    const copy = practices.find((id) => id !== main);
    if (type !== 'same' || main === undefined || copy === undefined) continue;
    if (!practices.every((id) => among.has(id)) || !(await changes.holds(practices, file))) continue;
    links.push({ main, copy });
  }
  return groupsOf(links);
}

/** Practices that hang together, also by way of others; those that are nobody's copy first. */
function groupsOf(links: readonly { readonly main: string; readonly copy: string }[]): string[][] {
  const groups = new Map<string, Set<string>>();
  for (const { main, copy } of links) {
    const together = new Set([...(groups.get(main) ?? [main]), ...(groups.get(copy) ?? [copy])]);
    for (const id of together) groups.set(id, together);
  }
  const copies = new Set(links.map(({ copy }) => copy));
  const rank = (id: string): number => Number(copies.has(id));
  return [...new Set(groups.values())].map((group) =>
    [...group].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)),
  );
}
