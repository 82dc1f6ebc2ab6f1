import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withLock } from '#core/files/lock';
import { nodeFileSystem } from '#core/files/node-file-system';
import { inTransaction, recoverTransactions, Transaction } from '#core/files/transaction';
import { crashingFileSystem, Killed } from '#tests/support/crashing-file-system';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';

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

describe('Transaction', () => {
  it('happens whole or not at all, wherever the process is killed (property)', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const original = temporaryFolder();
        seed(original);
        const finished = copyOf(original);
        const counted = crashingFileSystem(nodeFileSystem);
        await apply(finished, counted.fileSystem, plan);
        for (let killAt = 1; killAt <= counted.steps(); killAt += 1) {
          const root = copyOf(original);
          const { fileSystem } = crashingFileSystem(nodeFileSystem, killAt);
          await expect(apply(root, fileSystem, plan)).rejects.toBeInstanceOf(Killed);
          await recoverTransactions(nodeFileSystem, root);
          expect([treeOf(original), treeOf(finished)]).toContainEqual(treeOf(root));
          // Finishing twice is finishing once.
          const before = treeOf(root);
          await recoverTransactions(nodeFileSystem, root);
          expect(treeOf(root)).toEqual(before);
        }
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

  it('refuses a plan from disk that leads outside', async () => {
    const root = temporaryFolder();
    const folder = join(root, '.transactions', `${encodeURIComponent(hostname())}_999999999_x`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'plan.json'),
      '{"format":"1.0","steps":[{"type":"remove","path":"../outside"}]}',
    );
    await expect(recoverTransactions(nodeFileSystem, root)).rejects.toMatchObject({
      code: 'library-damaged',
    });
  });

  it('leaves alone what another machine has just begun, and finishes it once it is old', async () => {
    const root = temporaryFolder();
    seed(root);
    const folder = join(root, '.transactions', 'other-pc_17_x');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '0'), 'new');
    writeFileSync(
      join(folder, 'plan.json'),
      '{"format":"1.0","steps":[{"type":"put","staged":"0","to":"three"}]}',
    );
    expect(await recoverTransactions(nodeFileSystem, root)).toBe(0);
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('3');
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(folder, longAgo, longAgo);
    expect(await recoverTransactions(nodeFileSystem, root)).toBe(1);
    expect(readFileSync(join(root, 'three'), 'utf8')).toBe('new');
  });
});

describe('withLock', () => {
  it('lets one in at a time and takes over from the dead and the old', async () => {
    const path = join(temporaryFolder(), '.lock');
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(nodeFileSystem, path, work)));
    writeFileSync(path, JSON.stringify({ host: hostname(), process: 999_999_999 }));
    await withLock(nodeFileSystem, path, work);
    writeFileSync(path, JSON.stringify({ host: 'other-pc', process: 1 }));
    const longAgo = new Date(Date.now() - 31_000);
    utimesSync(path, longAgo, longAgo);
    await withLock(nodeFileSystem, path, work);
  });

  it('gives up with a code when a living holder keeps it', { timeout: 20_000 }, async () => {
    const path = join(temporaryFolder(), '.lock');
    writeFileSync(path, JSON.stringify({ host: 'other-pc', process: 1 }));
    await expect(withLock(nodeFileSystem, path, () => Promise.resolve())).rejects.toMatchObject({
      code: 'practice-locked',
    });
  });
});
