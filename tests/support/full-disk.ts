import { expect } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { toFailure } from '#shared/failure';
import { type ExchangeOffice, openOffice } from '#tests/support/exchange';
import { failingFileSystem } from '#tests/support/failing-file-system';
import { copyOf, treeOf } from '#tests/support/folders';

type Work = (office: ExchangeOffice) => Promise<unknown>;

/** Runs the work on a disk that fills up at each of its writes in turn, or says so when it forces a file. */
export async function onFullDisk(original: string, work: Work): Promise<void> {
  const before = treeOf(original);
  const run = async (failAt: number): Promise<{ code: string; root: string; steps: number }> => {
    const root = copyOf(original);
    const failing = failingFileSystem(nodeFileSystem, 'ENOSPC', ['write', 'force'], failAt);
    const code = await work(await openOffice(root, { fileSystem: failing.fileSystem })).then(
      () => 'done',
      (error: unknown) => toFailure(error).code,
    );
    return { code, root, steps: failing.steps() };
  };
  const whole = await run(Infinity);
  expect(whole.code).toBe('done');
  expect(whole.steps).toBeGreaterThan(2);
  for (let failAt = 1; failAt <= whole.steps; failAt += 1) {
    const { code, root } = await run(failAt);
    const at = `full at write ${String(failAt)} of ${String(whole.steps)}`;
    // Of a lock that nobody could note the work may not need to know.
    if (code === 'done') expect(Object.keys(treeOf(root)), at).toEqual(Object.keys(treeOf(whole.root)));
    else {
      expect(code, at).toBe('disk-full');
      expect(treeOf(root), at).toEqual(before);
    }
  }
}
