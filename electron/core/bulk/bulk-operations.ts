import { applyChange } from '#core/bulk/apply-change';
import { lastChange, readChange, toResult } from '#core/bulk/change-records';
import { planChange } from '#core/bulk/plan-change';
import { undoChange } from '#core/bulk/undo-change';
import { Serial } from '#core/files/serial';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { restoreManyFromBin } from '#core/practices/bin';
import type { PlannedChange } from '#shared/contract/bulk';
import type { bulkOperations } from '#shared/contract/bulk';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { BulkChange } from '#shared/model/bulk';

interface BulkDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** Changes of many practices at once: looked at first, made as one, undone as one. */
export function createBulk(deps: BulkDependencies): HandlersOf<typeof bulkOperations> {
  const { platform, library, jobs, me } = deps;
  const serial = new Serial();
  const note = async (id: string): Promise<string> => {
    const { done } = await readChange(library, id);
    if (done.length > 0) await library.catalogue.note(...done.map((one) => one.id));
    return id;
  };
  return {
    'bulk.preview': async ({ ids, change }) => {
      requireReason(change);
      const plans: PlannedChange[] = [];
      for (const given of new Set(ids)) {
        const { id, title, base, before, after, reason } = await planChange(library, given, change);
        plans.push({ id, title, base, before, after, reason });
      }
      return plans;
    },
    'bulk.apply': (input) => {
      requireWritable(library);
      requireReason(input.change);
      const by = me();
      return Promise.resolve(
        jobs.start('bulk', (control) =>
          serial.run('change', async () =>
            note(await applyChange({ ...input, library, by, now: platform.now(), control })),
          ),
        ),
      );
    },
    'bulk.result': async ({ undoId }) => toResult(await readChange(library, undoId)),
    'bulk.last': async () => {
      const record = await lastChange(library);
      return record ? toResult(record) : null;
    },
    'bulk.undo': async ({ undoId }) => {
      requireWritable(library);
      await readChange(library, undoId);
      const by = me();
      return jobs.start('bulk', (control) =>
        serial.run('change', async () =>
          note(await undoChange({ library, undoId, by, now: platform.now(), control })),
        ),
      );
    },
    'bulk.restore': async ({ ids }) => {
      requireWritable(library);
      const outcome = await restoreManyFromBin(library, [...new Set(ids)]);
      if (outcome.restored.length > 0) await library.catalogue.note(...outcome.restored);
      return outcome;
    },
  };
}

function requireReason(change: BulkChange): void {
  if (change.type === 'step' && change.step === 'return' && (change.reason ?? '').trim() === '')
    throw new Failure('bad-input', { where: 'reason' });
}
