import { applyChange } from '#core/bulk/apply-change';
import { lastChange, readChange, toResult } from '#core/bulk/change-records';
import { previewChange } from '#core/bulk/plan-change';
import { undoChange } from '#core/bulk/undo-change';
import { inParallel } from '#core/files/in-parallel';
import { Serial } from '#core/files/serial';
import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { restoreManyFromBin } from '#core/practices/bin';
import { requireReason } from '#core/practices/status';
import type { bulkOperations } from '#shared/contract/bulk';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { BulkRecord } from '#shared/model/bulk';

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
  /** Changes in which nothing could be done: of these no record is kept. */
  const futile = new Map<string, BulkRecord>();
  const note = async (record: BulkRecord): Promise<string> => {
    if (record.done.length > 0) await library.catalogue.note(...record.done.map((one) => one.id));
    else futile.set(record.id, record);
    return record.id;
  };
  return {
    'bulk.preview': async ({ ids, change }) => {
      if (change.type === 'step') requireReason(change);
      return inParallel([...new Set(ids)], (id) => previewChange(library, id, change));
    },
    'bulk.apply': (input) => {
      requireWritable(library);
      if (input.change.type === 'step') requireReason(input.change);
      const by = me();
      return Promise.resolve(
        jobs.start('bulk', (control) =>
          serial.run('change', async () =>
            note(await applyChange({ ...input, library, by, now: platform.now(), control })),
          ),
        ),
      );
    },
    'bulk.result': async ({ undoId }) => toResult(futile.get(undoId) ?? (await readChange(library, undoId))),
    'bulk.last': async () => {
      const record = await lastChange(library);
      return record ? toResult(record) : null;
    },
    'bulk.undo': async ({ undoId }) => {
      requireWritable(library);
      if (futile.has(undoId)) throw new Failure('not-found', { where: undoId });
      await readChange(library, undoId);
      const by = me();
      return jobs.start('bulk', (control) =>
        serial.run('change', async () =>
          note(await undoChange({ library, undoId, by, now: platform.now(), control })),
        ),
      );
    },
    'bulk.restore': async ({ entries }) => {
      requireWritable(library);
      const outcome = await restoreManyFromBin(library, [...new Set(entries)]);
      if (outcome.restored.length > 0) await library.catalogue.note(...outcome.restored);
      return outcome;
    },
  };
}
