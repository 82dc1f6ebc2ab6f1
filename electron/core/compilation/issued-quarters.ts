import { listCompilations, readCompilation } from '#core/compilation/compilation-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Output } from '#shared/contract/contract';
import { issuedItems } from '#shared/model/compilation';
import type { Period } from '#shared/model/period';
import { builtFrom } from '#shared/model/reporting-calendar';

/** What a running sum is built from. A quarter that cannot be read counts as not issued. */
export async function issuedQuarters(
  library: OpenedLibrary,
  period: Period,
): Promise<Output<'compilations.ofQuarters'>> {
  const { issued, open } = builtFrom(period, await listCompilations(library));
  const items = new Set<string>();
  for (const quarter of issued) {
    const { compilation } = await readCompilation(library, quarter);
    for (const id of issuedItems(compilation)) {
      const practice = library.catalogue.get(id);
      if (practice && !practice.sample && practice.damaged === null) items.add(id);
    }
  }
  return { issued, open, items: [...items] };
}
