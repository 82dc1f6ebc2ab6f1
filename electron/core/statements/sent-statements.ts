import { listCompilations, readCompilation } from '#core/compilation/compilation-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import { Failure } from '#shared/failure';

/** Ids of our statements that an export took along: they may be in other hands. */
export async function sentStatements(library: OpenedLibrary): Promise<Set<string>> {
  const sent = new Set<string>();
  for (const { period, exports } of await listCompilations(library)) {
    if (exports === 0) continue;
    try {
      const { compilation } = await readCompilation(library, period);
      for (const { statements = [] } of compilation.exports) for (const id of statements) sent.add(id);
    } catch (error) {
      // A compilation that cannot be read tells nothing of what went with it; it is shown as damaged elsewhere.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return sent;
}
