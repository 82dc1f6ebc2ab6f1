import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { lockBundle } from '#core/sending/lock-bundle';
import { chosenOpeners, openersOfDeparture } from '#core/sending/openers';
import type { closedParcelOperations as operations } from '#shared/contract/closed-parcels';
import type { HandlersOf } from '#shared/contract/contract';

interface ClosedParcelDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** Parcels that only certain offices can open. */
export function closedParcelOperations({
  platform,
  library,
  jobs,
  me,
}: ClosedParcelDependencies): HandlersOf<typeof operations> {
  return {
    'sending.openers': ({ id }) => openersOfDeparture(library, id),
    'sending.lockFor': async ({ id, files, recipients }) => {
      requireWritable(library);
      const way = { offices: await chosenOpeners(library, id, recipients) };
      const [by, now] = [me(), platform.now()];
      return jobs.start('export', (control) => lockBundle({ library, id, way, files, by, now, control }));
    },
  };
}
