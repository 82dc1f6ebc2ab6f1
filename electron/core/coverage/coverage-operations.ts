import { coverageOfOffices } from '#core/coverage/coverage-of-offices';
import { coverageOfUnits } from '#core/coverage/coverage-of-units';
import { coverageSource } from '#core/coverage/coverage-source';
import { noteNil, undoNil } from '#core/coverage/nil-records';
import { PeriodWatch } from '#core/coverage/period-watch';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { HandlersOf } from '#shared/contract/contract';
import type { coverageOperations as operations } from '#shared/contract/coverage';
import type { Reference } from '#shared/contract/library';
import type { Period } from '#shared/model/period';

interface CoverageDependencies {
  readonly platform: Pick<Platform, 'now' | 'after'>;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  readonly coverageChanged: () => void;
}

interface Coverage {
  readonly handlers: HandlersOf<typeof operations>;
  /** `coverage.changed` tells of what others change of this period from now on. */
  readonly follow: (period: Period) => void;
  close(): Promise<void>;
}

/** Who has reported what for a period. */
export function createCoverage(deps: CoverageDependencies): Coverage {
  const { platform, library, reference, me, coverageChanged } = deps;
  const watch = new PeriodWatch({ platform, library, changed: coverageChanged });
  const author = (): { by: string; now: Date } => ({ by: me(), now: platform.now() });
  return {
    handlers: {
      'coverage.get': async ({ period, scope = 'units' }) => {
        watch.follow(period);
        const source = await coverageSource({ library, reference, now: platform.now() }, period);
        const rows = scope === 'units' ? coverageOfUnits(source) : coverageOfOffices(source);
        const { before, deadline, time } = source;
        return { period, scope, before, deadline, time, rows };
      },
      'coverage.nil': async ({ period, scope = 'units', unit }) => {
        const { id } = await noteNil(library, { period, scope, unit }, author());
        watch.tell();
        return { id };
      },
      'coverage.undo': async (input) => {
        await undoNil(library, input, author());
        watch.tell();
        return {};
      },
    },
    follow: (period) => {
      watch.follow(period);
    },
    close: () => watch.stop(),
  };
}
