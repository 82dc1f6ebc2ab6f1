import * as z from 'zod';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PaperShelf } from '#core/papers/paper-shelf';
import { reportSource } from '#core/papers/report-source';
import type { HostServices } from '#core/platform';
import { practiceWord } from '#core/papers/practice-word';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { AboutPractice } from '#shared/contract/statements';
import type { papersOperations as operations } from '#shared/contract/papers';
import { Failure } from '#shared/failure';

/** A hundred practices with pictures take a few seconds of it. Somebody waits for it. */
const limits = { milliseconds: 120_000, megabytes: 1_500, urgent: true };
const writtenSchema = z.number();

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
      return deps.shelf.fill(`BaoCao_${asked.period}.${asked.as}`, async (to) => {
        const outcome = await host.runIsolated('paper-worker', { input, as: asked.as, to }, limits);
        if (outcome.type === 'ended') throw new Failure('internal', { detail: `report: ${outcome.because}` });
        return writtenSchema.parse(outcome.output);
      });
    },
  };
}
