import { listCompilations, readCompilation, saveCompilation } from '#core/compilation/compilation-file';
import { exportBundle } from '#core/compilation/export-bundle';
import { Serial } from '#core/files/serial';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { quarterOperations } from '#shared/contract/quarter';

interface CompilationsDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** What an office chooses for a period, and the bundle that becomes of it. */
export function createCompilations(deps: CompilationsDependencies): HandlersOf<typeof quarterOperations> {
  const { platform, library, reference, jobs, me } = deps;
  // Two exports of a period at once would pack the same twice, or overtake each other.
  const serial = new Serial();
  return {
    'compilations.list': () => listCompilations(library),
    'compilations.get': ({ period }) => readCompilation(library, period),
    'compilations.save': async (input) => {
      requireWritable(library);
      return saveCompilation(library, input);
    },
    'compilations.export': async ({ period, number }) => {
      requireWritable(library);
      ourOffice(library);
      const by = me();
      return Promise.resolve(
        jobs.start('export', (control) =>
          serial.run(period, async () => {
            control.check();
            return exportBundle({ library, reference, period, number, by, now: platform.now(), control });
          }),
        ),
      );
    },
  };
}
