import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { recoverTransactions } from '#core/files/recovery';
import { inTransaction, Transaction } from '#core/files/transaction';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';

const seed = (root: string): void => {
  mkdirSync(join(root, 'a/deep'), { recursive: true });
  for (const [file, text] of Object.entries({ 'a/one': '1', 'a/deep/two': '2', three: '3' }))
    writeFileSync(join(root, file), text);
};

type Plan = { puts: Record<string, string>; moves: Record<string, string>; removes: string[] };
const plans: fc.Arbitrary<Plan> = fc.record({
  puts: fc.dictionary(fc.constantFrom('three', 'new/x', 'new/y', 'z'), fc.string()),
  moves: fc.constantFrom<Record<string, string>>(
    {},
    { a: 'moved/a' },
    { 'a/deep': 'moved/deep', 'a/one': 'moved/one' },
  ),
  removes: fc.constantFrom<string[]>([], ['nothing-there'], ['w']),
});

async function apply(
  root: string,
  fileSystem: typeof nodeFileSystem,
  { puts, moves, removes }: Plan,
): Promise<void> {
  await inTransaction(fileSystem, root, async (transaction) => {
    for (const [path, text] of Object.entries(puts)) await transaction.put(path, text);
    for (const [from, to] of Object.entries(moves)) transaction.move(from, to);
    for (const path of removes) transaction.remove(path);
  });
}

const busy = (): Error => Object.assign(new Error('busy'), { code: 'EBUSY' });

/** A file system whose n-th rename fails, and as many as `times` from there on. */
function failingFileSystem(failAt: number, times = 1): { fileSystem: FileSystem; renames: () => number } {
  let renames = 0;
  const rename = (from: string, to: string): Promise<void> => {
    renames += 1;
    return renames >= failAt && renames < failAt + times
      ? Promise.reject(busy())
      : nodeFileSystem.rename(from, to);
  };
  return { fileSystem: { ...nodeFileSystem, rename }, renames: () => renames };
}

describe('Transaction', () => {
  it('happens whole or not at all, wherever the process is killed (property)', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const original = temporaryFolder();
        seed(original);
        const finished = copyOf(original);
        await apply(finished, nodeFileSystem, plan);
        await killAtEachStep({
          folder: () => copyOf(original),
          run: (root, fileSystem) => apply(root, fileSystem, plan),
          look: async (root) => {
            await recoverTransactions(nodeFileSystem, root);
            expect([treeOf(original), treeOf(finished)]).toContainEqual(treeOf(root));
            // Finishing twice is finishing once.
            const before = treeOf(root);
            await recoverTransactions(nodeFileSystem, root);
            expect(treeOf(root)).toEqual(before);
          },
          // Nothing is asked for now and then.
          moreThan: -1,
        });
      }),
      { numRuns: 15 },
    );
  });

  it.each(['../x', 'a/../../x', '/etc/passwd', 'C:/x', 'a\\..\\..\\x', '\\\\host\\x'])(
    'never leaves its folder: %s',
    async (path) => {
      const root = temporaryFolder();
      const transaction = new Transaction(nodeFileSystem, root);
      await expect(transaction.put(path, 'x')).rejects.toMatchObject({ code: 'internal' });
      expect(() => {
        transaction.move('a', path);
      }).toThrow();
      expect(() => {
        transaction.remove(path);
      }).toThrow();
    },
  );

  it('makes everything as it was when a step fails, whichever it is, and may be tried again', async () => {
    const original = temporaryFolder();
    seed(original);
    const big = Buffer.alloc(2_000_000, 'b');
    writeFileSync(join(original, 'big'), big);
    const plan = {
      puts: { three: 'new', big: 'small now', 'new/deep/x': 'x' },
      moves: { a: 'moved/a' },
      removes: ['four', 'moved/a/one'],
    };
    writeFileSync(join(original, 'four'), '4');
    const finished = copyOf(original);
    const counted = failingFileSystem(Infinity);
    await apply(finished, counted.fileSystem, plan);
    expect(counted.renames()).toBeGreaterThan(6);
    let failed = 0;
    for (let failAt = 1; failAt <= counted.renames(); failAt += 1) {
      const root = copyOf(original);
      const error = await apply(root, failingFileSystem(failAt).fileSystem, plan).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'EBUSY' });
      failed += 1;
      expect(treeOf(root)).toEqual(treeOf(original));
      expect(readdirSync(root).sort()).toEqual(['.transactions', 'a', 'big', 'four', 'three']);
      // What is written now is not overwritten by anything later.
      writeFileSync(join(root, 'three'), 'newer');
      expect(await recoverTransactions(nodeFileSystem, root)).toEqual({ finished: 0, left: 0 });
      expect(readFileSync(join(root, 'three'), 'utf8')).toBe('newer');
    }
    expect(failed).toBe(counted.renames());
    expect(treeOf(finished)).toHaveProperty('moved/a/deep/two');
    expect(existsSync(join(finished, 'moved/a/one'))).toBe(false);
  });

  it('happens whole or not at all with big files, which are not copied first', async () => {
    const original = temporaryFolder();
    seed(original);
    writeFileSync(join(original, 'big'), Buffer.alloc(1_500_000, 'b'));
    writeFileSync(join(original, 'w'), Buffer.alloc(1_500_000, 'w'));
    const plan = { puts: { big: 'B'.repeat(1_500_000), three: 'new' }, moves: {}, removes: ['w'] };
    const finished = copyOf(original);
    await apply(finished, nodeFileSystem, plan);
    await killAtEachStep({
      folder: () => copyOf(original),
      run: (root, fileSystem) => apply(root, fileSystem, plan),
      look: async (root) => {
        await recoverTransactions(nodeFileSystem, root);
        expect([treeOf(original), treeOf(finished)]).toContainEqual(treeOf(root));
      },
    });
  });

  it('keeps the plan when even the undoing fails, and the next recovery finishes it', async () => {
    const root = temporaryFolder();
    seed(root);
    const plan = { puts: { three: 'new' }, moves: { a: 'moved/a' }, removes: [] };
    // Renamed are the plan, then `three`, then `a`.
    await expect(apply(root, failingFileSystem(3, Infinity).fileSystem, plan)).rejects.toMatchObject({
      code: 'EBUSY',
    });
    expect(await recoverTransactions(failingFileSystem(2).fileSystem, root)).toEqual({
      finished: 0,
      left: 1,
    });
    expect(await recoverTransactions(nodeFileSystem, root)).toEqual({ finished: 1, left: 0 });
    expect(Object.keys(treeOf(root))).toEqual(['moved/a/deep/two', 'moved/a/one', 'three']);
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('new');
    expect(readdirSync(join(root, '.transactions'))).toEqual([]);
  });

  it('is no failure when all is done but its folder cannot be cleared', async () => {
    const root = temporaryFolder();
    seed(root);
    const fileSystem: FileSystem = { ...nodeFileSystem, remove: () => Promise.reject(busy()) };
    await inTransaction(fileSystem, root, (transaction) => transaction.put('three', 'new'));
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('new');
    writeFileSync(join(root, 'three'), 'newer');
    await recoverTransactions(nodeFileSystem, root);
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('newer');
    expect(readdirSync(join(root, '.transactions'))).toEqual([]);
  });

  it('fails, and changes nothing, when a staged file was thrown away meanwhile', async () => {
    const root = temporaryFolder();
    seed(root);
    const before = treeOf(root);
    const transaction = new Transaction(nodeFileSystem, root);
    await transaction.put('z', 'z');
    await transaction.put('three', 'new');
    const [name = ''] = readdirSync(join(root, '.transactions'));
    rmSync(join(root, '.transactions', name, '1'));
    await expect(transaction.commit()).rejects.toMatchObject({ rule: 'source is gone' });
    expect(treeOf(root)).toEqual(before);
  });

  it('decides only when the disk has everything that was staged', async () => {
    const root = temporaryFolder();
    seed(root);
    const before = treeOf(root);
    const told: string[] = [];
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async force(path) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await nodeFileSystem.force(path);
        told.push('forced');
      },
      async rename(from, to) {
        if (to.endsWith('plan.json')) told.push('decided');
        await nodeFileSystem.rename(from, to);
      },
    };
    await apply(root, fileSystem, { puts: { three: 'new', z: 'z', 'new/x': 'x' }, moves: {}, removes: [] });
    expect(told).toEqual(['forced', 'forced', 'forced', 'decided']);
    const changed = treeOf(root);
    expect(changed).not.toEqual(before);
    const full: FileSystem = { ...nodeFileSystem, force: () => Promise.reject(busy()) };
    await expect(
      apply(root, full, { puts: { three: 'newer' }, moves: {}, removes: [] }),
    ).rejects.toMatchObject({ code: 'EBUSY' });
    expect(treeOf(root)).toEqual(changed);
    expect(readdirSync(join(root, '.transactions'))).toEqual([]);
  });

  it('writes over nothing that others put there while the machine slept between two steps', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const root = temporaryFolder();
    seed(root);
    const write = (path: string, text: string): void => {
      writeFileSync(join(root, path), text);
    };
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      rename: async (from, to) => {
        await nodeFileSystem.rename(from, to);
        if (to !== join(root, 'a/one')) return;
        vi.setSystemTime(Date.now() + 45_000);
        write('a/one', 'theirs, over our first step');
        write('three', 'theirs, before our second');
      },
    };
    const change = inTransaction(fileSystem, root, async (transaction) => {
      await transaction.put('z', 'new');
      await transaction.put('a/one', 'new');
      await transaction.put('three', 'new');
    });
    await expect(change).rejects.toMatchObject({ code: 'lock-lost' });
    expect(readFileSync(join(root, 'a/one'), 'utf8')).toBe('theirs, over our first step');
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('theirs, before our second');
    expect(existsSync(join(root, 'z'))).toBe(false);
    expect(readdirSync(join(root, '.transactions'))).toEqual([]);
  });

  it('keeps a sign of life in its folder, and only until it ends', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const root = temporaryFolder();
    const transaction = new Transaction(nodeFileSystem, root);
    await transaction.put('z', 'z');
    const [name = ''] = readdirSync(join(root, '.transactions'));
    const alive = join(root, '.transactions', name, 'alive');
    expect(readFileSync(alive, 'utf8')).toBe('1\n');
    vi.advanceTimersByTime(10_000);
    await expect.poll(() => readFileSync(alive, 'utf8')).toBe('2\n');
    await transaction.commit();
    expect(vi.getTimerCount()).toBe(0);
  });
});
