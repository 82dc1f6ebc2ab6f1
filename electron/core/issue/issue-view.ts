import { listCompilations, readCompilation } from '#core/compilation/compilation-file';
import { choiceDigest } from '#core/issue/choice-digest';
import { lookAtChoice } from '#core/issue/hindrances';
import { signedPath } from '#core/issue/signed-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { IssueView } from '#shared/contract/issue';
import { Failure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import { lastIssue } from '#shared/model/issue';
import type { Period } from '#shared/model/period';

/** How far the issue of a period is, and what stands in its way. */
export async function issueView(library: OpenedLibrary, period: Period): Promise<IssueView> {
  const { compilation, hash } = await readCompilation(library, period);
  const last = lastIssue(compilation.issues);
  // What was issued is over: whatever became of its practices since.
  const isOver = last?.issued !== undefined;
  const { hindrances } = isOver ? { hindrances: [] } : await lookAtChoice(library, compilation);
  return {
    ...{ compilation, hash, hindrances: [...hindrances] },
    choiceChanged: last?.frozen !== undefined && !isOver && choiceDigest(compilation) !== last.frozen.choice,
    used: await usedNumbers(library),
    lost: await lostFiles(library, compilation),
  };
}

async function lostFiles(
  library: OpenedLibrary,
  { period, issues }: Compilation,
): Promise<IssueView['lost']> {
  const { store } = library;
  const lost: IssueView['lost'] = [];
  for (const { type, file } of lastIssue(issues)?.papers ?? []) {
    const found = await store.fileSystem.information(store.at(signedPath(period, file)));
    if (found?.kind !== 'file' || found.bytes !== file.bytes) lost.push(type);
  }
  return lost;
}

/** Of all periods. One that cannot be read has none: its own page says what is wrong with it. */
async function usedNumbers(library: OpenedLibrary): Promise<IssueView['used']> {
  const used: IssueView['used'] = [];
  for (const { period } of await listCompilations(library)) {
    try {
      const { compilation } = await readCompilation(library, period);
      for (const { papers } of compilation.issues ?? [])
        for (const { type, number, symbol, date } of papers)
          used.push({ type, number, symbol, date, period });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return used;
}
