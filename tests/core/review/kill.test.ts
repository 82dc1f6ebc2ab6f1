import { describe, it } from 'vitest';
import type { OpenedLibrary } from '#core/library/opened-library';
import { applyReview } from '#core/review/apply-review';
import { undoChange } from '#core/bulk/undo-change';
import type { ReviewDecision } from '#shared/model/review';
import { standingOf } from '#shared/model/review';
import { control, now } from '#tests/core/bulk/library-of-many';
import { period, reviewOffice, submitted } from '#tests/core/review/review-office';
import { copyOf } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

/** A library with two complete practices that wait. */
async function original(): Promise<{ root: string; ids: readonly string[] }> {
  const { core, path } = await reviewOffice();
  const ids = [await submitted(core, 'Một'), await submitted(core, 'Hai')];
  await core.invoke('review.list', { period });
  return { root: copyOf(path), ids };
}

async function apply(
  library: OpenedLibrary,
  ids: readonly string[],
  decision: ReviewDecision,
): Promise<string> {
  const items = await Promise.all(
    ids.map(async (id) => ({ id, base: (await library.store.read(id)).hash, decision, reason: 'Lời' })),
  );
  const who = { by: 'Lan', roles: [], levels: 2 as const, now, control: control() };
  return (await applyReview({ library, items, ...who })).undoId;
}

async function stateOf(root: string, ids: readonly string[]): Promise<string> {
  const library = await openedLibrary(root);
  const lines: string[] = [];
  for (const id of ids) {
    const work = await library.store.work(id);
    if (!work) throw new Error('work.json is gone');
    await library.revisions.last(id);
    const { status, passed, returned } = standingOf(work);
    lines.push([status, passed?.by, returned?.reason, work.log.length].join(' '));
  }
  return lines.join('\n');
}

describe('a process killed at any file-system step of decisions about many', () => {
  it.each(['pass', 'approve', 'return', 'opinion'] as const)(
    'has decided on all or none: %s',
    async (decision) => {
      const { root, ids } = await original();
      await expectOldOrNew({
        original: root,
        run: async (folder, fileSystem) => apply(await openedLibrary(folder, fileSystem), ids, decision),
        stateOf: (folder) => stateOf(folder, ids),
      });
    },
    120_000,
  );

  it('has put back all or none', async () => {
    const { root, ids } = await original();
    const undoId = await apply(await openedLibrary(root), ids, 'approve');
    const later = new Date(now.getTime() + 60_000);
    await expectOldOrNew({
      original: root,
      run: async (folder, fileSystem) => {
        const library = await openedLibrary(folder, fileSystem);
        await undoChange({ library, undoId, by: 'Lan', now: later, control: control() });
      },
      stateOf: (folder) => stateOf(folder, ids),
    });
  }, 120_000);
});
