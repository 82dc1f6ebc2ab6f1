import type { OpenedLibrary } from '#core/library/opened-library';
import { makePaper } from '#core/papers/make-paper';
import type { PaperShelf } from '#core/papers/paper-shelf';
import { reportSource } from '#core/papers/report-source';
import type { HostServices } from '#core/platform';
import { practiceWord } from '#core/papers/practice-word';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { AboutPractice } from '#shared/contract/statements';
import type { papersOperations as operations } from '#shared/contract/papers';

/** Papers that leave the program as files. */
export function papersOperations(deps: {
  readonly shelf: PaperShelf;
  readonly reference: Reference;
  readonly host: Pick<HostServices, 'runIsolated'>;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** What offices have said about a practice of it. */
  said(practice: string): Promise<AboutPractice>;
}): HandlersOf<typeof operations> {
  return {
    async 'papers.practice'(input) {
      const said = await deps.said(input.id);
      const { file, bytes } = await practiceWord(deps.library(), deps.reference, input, said);
      return deps.shelf.put(file, bytes);
    },
    async 'papers.report'(asked) {
      const { reference, host } = deps;
      const input = await reportSource(
        { library: deps.library(), reference, said: (id) => deps.said(id) },
        asked,
      );
      return deps.shelf.fill(`BaoCao_${asked.period}.${asked.as}`, (to) =>
        makePaper(host, { input, as: asked.as, to }),
      );
    },
  };
}
