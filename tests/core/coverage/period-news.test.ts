import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { Platform } from '#core/platform';
import { startCore, startOffice, writeApproved } from '#tests/support/office';

const period = '2026-Q3';

/** Another PC on a library, whose clock is wound by hand. */
async function colleague(path: string): Promise<{ core: Core; hears: () => Promise<boolean> }> {
  const due = new Set<() => void>();
  const after: Platform['after'] = (_, work) => {
    due.add(work);
    return () => due.delete(work);
  };
  const core = await startCore({ after });
  await core.invoke('library.open', { path });
  let told = 0;
  core.subscribe((event) => {
    if (event === 'coverage.changed') told += 1;
  });
  /** Whether the next looks tell anything. */
  const hears = async (): Promise<boolean> => {
    told = 0;
    for (let turn = 0; turn < 3 && told === 0; turn += 1) {
      for (const work of [...due]) {
        due.delete(work);
        work();
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return told > 0;
  };
  return { core, hears };
}

describe('a colleague on another PC', () => {
  it.each(['compilations.get', 'issue.get'] as const)(
    'who has looked at a period by %s is told of what is chosen and of each step of its issue',
    async (looks) => {
      const { core, path } = await startOffice();
      const { id } = (await writeApproved(core, 'Ngầm hóa cáp viễn thông')).summary;
      const other = await colleague(path);
      await other.core.invoke(looks, { period });
      expect(await other.hears()).toBe(false);
      await core.invoke('compilations.save', { period, base: null, foreword: '', items: [id] });
      expect(await other.hears()).toBe(true);
      const seen = async (): Promise<{ period: string; base: string | null }> => ({
        period,
        base: (await core.invoke('issue.get', { period })).hash,
      });
      await core.invoke('issue.freeze', await seen());
      expect(await other.hears()).toBe(true);
      await core.invoke('issue.submit', await seen());
      expect(await other.hears()).toBe(true);
      await core.invoke('issue.back', { ...(await seen()), to: 'freeze' });
      expect(await other.hears()).toBe(true);
      expect(await other.hears()).toBe(false);
    },
  );
});
