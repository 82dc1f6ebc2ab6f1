import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { removeFolder } from '#core/files/folder';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { hasUnfinishedTransactions, recoverTransactions } from '#core/files/recovery';
import { Transaction } from '#core/files/transaction';
import { prepareLibrary } from '#core/library/open-library';
import { temporaryFolder, treeOf } from '#tests/support/folders';

const { host, machine } = nodeFileSystem.owner;
const ownedBy = (process: number, id = machine): string =>
  `${encodeURIComponent(host)}_${String(process)}_${id}-x`;
const dead = ownedBy(999_999_999);
const markOf = (text: string): { bytes: number; sha256: string } => ({
  bytes: Buffer.byteLength(text),
  sha256: sha256(text),
});

/** A library with a file `three` and a transaction that would make 'new' of '3'. */
function left(name = dead, step: Record<string, unknown> = {}): { root: string; folder: string } {
  const root = temporaryFolder();
  writeFileSync(join(root, 'three'), '3');
  const folder = join(root, '.transactions', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0'), 'new');
  const put = { type: 'put', staged: '0', content: markOf('new'), to: 'three', replaces: markOf('3') };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ format: '1.0', steps: [{ ...put, ...step }] }));
  return { root, folder };
}
const three = (root: string): string => readFileSync(join(root, 'three'), 'utf8');
const damaged = { code: 'library-damaged' };

describe('recoverTransactions', () => {
  it('never overwrites what was written after the plan: that is kept aside', async () => {
    const { root } = left();
    writeFileSync(join(root, 'three'), 'newer');
    expect(await recoverTransactions(nodeFileSystem, root)).toEqual({ finished: 1, left: 0 });
    expect(three(root)).toBe('new');
    const kept = join(root, '.transactions-kept');
    const [name = ''] = readdirSync(kept);
    expect(treeOf(join(kept, name))).toEqual({ three: sha256('newer') });
  });

  it('knows a big file by its size and time', async () => {
    const big = Buffer.alloc(1_500_000, 'b');
    for (const [shift, kept] of [
      [0, false],
      [1_000, true],
    ] as const) {
      const { root } = left(dead, { replaces: { bytes: big.length, changedAt: 1_700_000_000_000 + shift } });
      writeFileSync(join(root, 'three'), big);
      utimesSync(join(root, 'three'), 1_700_000_000, 1_700_000_000);
      await recoverTransactions(nodeFileSystem, root);
      expect(three(root)).toBe('new');
      expect(existsSync(join(root, '.transactions-kept'))).toBe(kept);
    }
  });

  it('never removes what was written after the plan', async () => {
    const removal = { type: 'remove', path: 'three', replaces: markOf('3') };
    const known = left(dead, removal);
    await recoverTransactions(nodeFileSystem, known.root);
    expect(Object.keys(treeOf(known.root))).toEqual([]);
    const newer = left(dead, removal);
    writeFileSync(join(newer.root, 'three'), 'newer');
    await recoverTransactions(nodeFileSystem, newer.root);
    expect(Object.values(treeOf(newer.root))).toEqual([sha256('newer')]);
  });

  it('lets the library open while a file is in use, and finishes it the next time', async () => {
    const { root } = left();
    const rename = (from: string, to: string): Promise<void> =>
      to.endsWith('three')
        ? Promise.reject(Object.assign(new Error('in use'), { code: 'EPERM' }))
        : nodeFileSystem.rename(from, to);
    const inUse: FileSystem = { ...nodeFileSystem, rename };
    expect(await prepareLibrary(inUse, root)).toBeUndefined();
    expect(await recoverTransactions(inUse, root)).toEqual({ finished: 0, left: 1 });
    expect(await hasUnfinishedTransactions(nodeFileSystem, root)).toBe(true);
    expect(three(root)).toBe('3');
    expect(await prepareLibrary(nodeFileSystem, root)).toBeUndefined();
    expect(await hasUnfinishedTransactions(nodeFileSystem, root)).toBe(false);
    expect(three(root)).toBe('new');
  });

  it('never touches the transaction of a living process on this machine, however old', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    onTestFinished(() => {
      other.kill();
    });
    const { root, folder } = left(ownedBy(other.pid ?? 0));
    // As old as a living process of this machine can be: an hour may lie before the machine was started.
    const start = new Date(Date.now() - uptime() * 1_000);
    utimesSync(folder, start, start);
    expect(await recoverTransactions(nodeFileSystem, root)).toEqual({ finished: 0, left: 0 });
    expect(three(root)).toBe('3');
  });

  it('leaves alone what this very process is staging', async () => {
    const root = temporaryFolder();
    const transaction = new Transaction(nodeFileSystem, root);
    await transaction.put('z', 'z');
    await recoverTransactions(nodeFileSystem, root);
    await transaction.commit();
    expect(readFileSync(join(root, 'z'), 'utf8')).toBe('z');
  });

  it('waits for another machine while it gives signs of life, by the clock of the disk', async () => {
    const { root, folder } = left('other-pc_17_x');
    const alive = join(folder, 'alive');
    writeFileSync(alive, '9');
    const aged = new Date(Date.now() - 120_000);
    utimesSync(folder, aged, aged);
    // The disk's clock is an hour behind ours.
    const behind: FileSystem = {
      ...nodeFileSystem,
      information: async (path) => {
        const found = await nodeFileSystem.information(path);
        return found && { ...found, changedAt: found.changedAt - 3_600_000 };
      },
    };
    expect(await recoverTransactions(behind, root)).toEqual({ finished: 0, left: 0 });
    expect(three(root)).toBe('3');
    utimesSync(alive, aged, aged);
    expect(await recoverTransactions(behind, root)).toEqual({ finished: 1, left: 0 });
    expect(three(root)).toBe('new');
    expect(readdirSync(join(root, '.transactions'))).toEqual([]);
  });

  it.each(['_1_x', 'x', 'constructor', '%E0%A4%A_1_x', 'pc_0_x', 'pc_1_', `pc_${'9'.repeat(200)}_x`])(
    'does not touch a folder of another name: %s',
    async (name) => {
      const { root, folder } = left(name);
      const aged = new Date(0);
      utimesSync(folder, aged, aged);
      const before = treeOf(root);
      expect(await recoverTransactions(nodeFileSystem, root)).toEqual({ finished: 0, left: 0 });
      expect(treeOf(root)).toEqual(before);
    },
  );

  it('does not follow a link in place of the folder of transactions', async () => {
    const { root, folder } = left();
    rmSync(join(folder, 'plan.json'));
    const library = temporaryFolder();
    symlinkSync(join(root, '.transactions'), join(library, '.transactions'), 'junction');
    await expect(recoverTransactions(nodeFileSystem, library)).rejects.toMatchObject(damaged);
    await expect(new Transaction(nodeFileSystem, library).put('z', 'z')).rejects.toMatchObject(damaged);
    expect(existsSync(join(folder, '0'))).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['put', { to: 'out/three' }],
    ['move to', { type: 'move', from: 'three', to: 'out/deep/x' }],
    ['move from', { type: 'move', from: 'out/three', to: 'x' }],
    ['remove', { type: 'remove', path: 'out/three' }],
  ])('does not write, move or remove through a link: %s', async (_name, step) => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'three'), '3');
    const { root } = left(dead, step);
    symlinkSync(outside, join(root, 'out'), 'junction');
    await expect(recoverTransactions(nodeFileSystem, root)).rejects.toMatchObject(damaged);
    expect(treeOf(outside)).toEqual({ three: sha256('3') });
    expect(await prepareLibrary(nodeFileSystem, root)).toMatchObject({ type: 'damaged' });
  });

  it.each([
    '../outside',
    'a/../../x',
    '/etc/x',
    'C:/x',
    'a\\..\\x',
    '.transactions/x',
    '',
    '.',
    'a//b',
    'a\0b',
  ])('refuses a plan that leads outside, and does the others first: %j', async (path) => {
    const { root } = left(dead, { type: 'remove', path });
    const good = join(root, '.transactions', `${dead}y`);
    mkdirSync(good);
    await expect(recoverTransactions(nodeFileSystem, root)).rejects.toMatchObject(damaged);
    expect(existsSync(good)).toBe(false);
  });
});

describe('removeFolder', () => {
  it('removes a link in place of the folder and nothing behind it', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'x'), 'x');
    const link = join(temporaryFolder(), 'link');
    symlinkSync(outside, link, 'junction');
    await removeFolder(nodeFileSystem, link);
    expect(existsSync(link)).toBe(false);
    expect(existsSync(join(outside, 'x'))).toBe(true);
  });
});
