import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { withLock } from '#core/files/lock';
import { nodeFileSystem } from '#core/files/node-file-system';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));
const newPath = (): string => join(temporaryFolder(), '.lock');
/** Nobody gives up but where a test is about that: a busy machine stands still for longer than the rest takes. */
const quick = { stale: 400, retryAfter: 5, giveUpAfter: 60_000, refreshEvery: 50 };
const ofDead = JSON.stringify({ ...nodeFileSystem.owner, process: 999_999_999, token: 'dead' });
const foreign = JSON.stringify({ host: 'other-pc', process: 1, token: 'foreign' });
const code = (name: string): Error => Object.assign(new Error(name), { code: name });

/** Work of which never two may run at once. */
function alone(takes = 5): () => Promise<void> {
  let inside = 0;
  return async () => {
    inside += 1;
    expect(inside).toBe(1);
    await pause(takes);
    inside -= 1;
  };
}

describe('withLock', () => {
  it('lets one in at a time and leaves nothing', async () => {
    const path = newPath();
    const work = alone();
    await Promise.all([1, 2, 3].map(() => withLock(nodeFileSystem, path, work)));
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('lets only one of many take over from a process that has ended', async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = newPath();
      writeFileSync(path, ofDead);
      const work = alone();
      await Promise.all([1, 2, 3, 4].map(() => withLock(nodeFileSystem, path, work, quick)));
      expect(readdirSync(dirname(path))).toEqual([]);
    }
  });

  it('puts a lock back that is another one than was judged', async () => {
    const path = newPath();
    writeFileSync(path, ofDead);
    let looks = 0;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      // Another waiter was faster between the look and the taking over.
      rename: async (from, to) => {
        looks += 1;
        if (looks === 1) writeFileSync(path, foreign);
        await nodeFileSystem.rename(from, to);
      },
    };
    const options = { ...quick, stale: 60_000, giveUpAfter: 200 };
    const failure = withLock(fileSystem, path, () => Promise.resolve(), options);
    await expect(failure).rejects.toMatchObject({ code: 'practice-locked' });
    expect(readFileSync(path, 'utf8')).toBe(foreign);
    expect(readdirSync(dirname(path))).toEqual(['.lock']);
  });

  it('does not touch the new lock of a waiter that took over while this one was about to', async () => {
    const path = newPath();
    writeFileSync(path, ofDead);
    let goOn = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (goOn = resolve));
    let about = (): void => undefined;
    const isAbout = new Promise<void>((resolve) => (about = resolve));
    const moved: string[] = [];
    // It has judged the dead one's lock, and then its machine is slow.
    const slow: FileSystem = {
      ...nodeFileSystem,
      create: async (file, data) => {
        if (file !== path) {
          about();
          await isHeld;
        }
        return nodeFileSystem.create(file, data);
      },
      rename: async (from, to) => {
        moved.push(readFileSync(from, 'utf8'));
        await nodeFileSystem.rename(from, to);
      },
    };
    const work = alone(60);
    const second = withLock(slow, path, work, quick);
    await isAbout;
    await withLock(
      nodeFileSystem,
      path,
      async () => {
        goOn();
        await work();
      },
      quick,
    );
    await second;
    expect(moved).toEqual([]);
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('goes on after a crash in the middle of taking over', async () => {
    const path = newPath();
    writeFileSync(path, ofDead);
    writeFileSync(`${path}.takeover.lantoa-tmp`, ofDead);
    expect(await withLock(nodeFileSystem, path, () => Promise.resolve('done'), quick)).toBe('done');
    writeFileSync(path, foreign);
    writeFileSync(`${path}.takeover.lantoa-tmp`, foreign);
    expect(await withLock(nodeFileSystem, path, () => Promise.resolve('done'), quick)).toBe('done');
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('tells of a long wait and of the machine, then that it is over or was taken over; of short ones nothing', async () => {
    const path = newPath();
    const news: unknown[] = [];
    const told = (item: unknown): void => void news.push(item);
    writeFileSync(path, foreign);
    await withLock(nodeFileSystem, path, () => Promise.resolve(), { ...quick, tellAfter: 50, told });
    expect(news.splice(0)).toEqual([
      { state: 'waiting', host: 'other-pc' },
      { state: 'taken-over', host: 'other-pc' },
    ]);
    const long = withLock(nodeFileSystem, path, () => pause(150), quick);
    await pause(20);
    await withLock(nodeFileSystem, path, () => Promise.resolve(), { ...quick, tellAfter: 50, told });
    await long;
    expect(news.splice(0)).toEqual([
      { state: 'waiting', host: hostname() },
      { state: 'over', host: hostname() },
    ]);
    writeFileSync(path, ofDead);
    await withLock(nodeFileSystem, path, () => Promise.resolve(), { ...quick, told });
    expect(news).toEqual([]);
  });

  it('takes over at once only from a process of this very installation, not of a machine of the same name', async () => {
    for (const machine of ['0123456789abcdef', undefined]) {
      const path = newPath();
      const ofNamesake = JSON.stringify({ ...nodeFileSystem.owner, process: 999_999_999, machine });
      writeFileSync(path, ofNamesake);
      const started = performance.now();
      await withLock(nodeFileSystem, path, () => Promise.resolve(), quick);
      expect(performance.now() - started, machine).toBeGreaterThan(quick.stale);
    }
    const path = newPath();
    writeFileSync(path, ofDead);
    const started = performance.now();
    await withLock(nodeFileSystem, path, () => Promise.resolve(), { ...quick, stale: 60_000 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('notices that it was taken over, and nothing that was being written comes up', async () => {
    const path = newPath();
    const file = join(dirname(path), 'text');
    writeFileSync(file, 'old');
    const write = withLock(
      nodeFileSystem,
      path,
      async (held) => {
        await held.confirm();
        writeFileSync(path, foreign);
        await writeAtomically(nodeFileSystem, file, 'new', held);
      },
      quick,
    );
    await expect(write).rejects.toMatchObject({ code: 'lock-lost' });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(dirname(path)).sort()).toEqual(['.lock', 'text']);
  });

  it('is not lost by being refreshed, nor by a folder that went away, which is another failure', async () => {
    const path = newPath();
    await withLock(
      nodeFileSystem,
      path,
      async (held) => {
        for (let look = 0; look < 200; look += 1) await held.confirm();
        renameSync(dirname(path), `${dirname(path)}-away`);
        await expect(held.confirm()).rejects.toMatchObject({ code: 'not-found' });
        renameSync(`${dirname(path)}-away`, dirname(path));
        await held.confirm();
      },
      { ...quick, refreshEvery: 1 },
    );
  });

  it('lets nobody begin while somebody still stops what was done under the last lock', async () => {
    const path = newPath();
    writeFileSync(path, ofDead);
    const staged = join(dirname(path), 'text.deadbeef.lantoa-tmp');
    writeFileSync(
      path,
      JSON.stringify({ ...nodeFileSystem.owner, process: 999_999_999, token: 'deadbeef-1' }),
    );
    writeFileSync(staged, 'half');
    let begun = false;
    let early = false;
    const slow: FileSystem = {
      ...nodeFileSystem,
      remove: async (file) => {
        if (file === staged) await pause(100);
        early ||= file === staged && begun;
        await nodeFileSystem.remove(file);
      },
    };
    const work = (): Promise<void> => {
      begun = true;
      return Promise.resolve();
    };
    await Promise.all([withLock(slow, path, work, quick), withLock(nodeFileSystem, path, work, quick)]);
    expect(early).toBe(false);
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('takes over what nobody refreshes, whatever the clock of the disk says', async () => {
    const path = newPath();
    writeFileSync(path, foreign);
    const shifted = (by: number): FileSystem => ({
      ...nodeFileSystem,
      information: async (asked) => {
        const found = await nodeFileSystem.information(asked);
        return found && { ...found, changedAt: found.changedAt + by };
      },
    });
    const started = performance.now();
    await withLock(shifted(-3_600_000), path, () => Promise.resolve(), quick);
    expect(performance.now() - started).toBeGreaterThan(quick.stale);
    writeFileSync(path, foreign);
    await withLock(shifted(3_600_000), path, () => Promise.resolve(), quick);
  });

  it('stays with a holder whose work takes long, and gives up with a code', async () => {
    const path = newPath();
    // However long the machine stands still: the holder lives, and is done after the other one has given up.
    const hasty = { ...quick, stale: 60_000, giveUpAfter: 300 };
    let finish = (): void => undefined;
    const long = withLock(nodeFileSystem, path, () => new Promise<void>((done) => (finish = done)), hasty);
    await eventually(() => {
      expect(readdirSync(dirname(path))).toEqual(['.lock']);
    });
    const failure = withLock(nodeFileSystem, path, () => Promise.resolve(), hasty);
    await expect(failure).rejects.toMatchObject({ code: 'practice-locked' });
    // Its note may be just being written anew.
    await eventually(() => {
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ process: process.pid });
    });
    finish();
    await long;
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('does not remove a lock that is not its own any more', async () => {
    const path = newPath();
    await withLock(
      nodeFileSystem,
      path,
      () => {
        writeFileSync(path, foreign);
        return pause(120);
      },
      quick,
    );
    expect(readFileSync(path, 'utf8')).toBe(foreign);
  });

  it('does not make a failure of finished work when the lock cannot be removed', async () => {
    const path = newPath();
    const fileSystem: FileSystem = { ...nodeFileSystem, remove: () => Promise.reject(code('EBUSY')) };
    expect(await withLock(fileSystem, path, () => Promise.resolve('saved'), quick)).toBe('saved');
  });

  it('waits on Windows while the last lock is being removed, and fails elsewhere at once', async () => {
    const path = newPath();
    const refusing = (): FileSystem => {
      let attempts = 0;
      return {
        ...nodeFileSystem,
        create: (...input) => {
          attempts += 1;
          return attempts < 4 ? Promise.reject(code('EPERM')) : nodeFileSystem.create(...input);
        },
      };
    };
    const run = (windows: boolean): Promise<string> =>
      withLock(refusing(), path, () => Promise.resolve('done'), { ...quick, windows });
    expect(await run(true)).toBe('done');
    await expect(run(false)).rejects.toMatchObject({ code: 'EPERM' });
  });

  it('leaves no empty lock where its note could not be written, as on a full disk', async () => {
    const path = newPath();
    const full = new Uint8Array(1);
    Object.defineProperty(full, 'byteLength', {
      get: () => {
        throw code('ENOSPC');
      },
    });
    await expect(nodeFileSystem.create(path, full)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('passes on the failure of the work and is free again', async () => {
    const path = newPath();
    onTestFinished(() => {
      expect(readdirSync(dirname(path))).toEqual([]);
    });
    await expect(withLock(nodeFileSystem, path, () => Promise.reject(code('X')))).rejects.toThrow('X');
    expect(readdirSync(dirname(path))).toEqual([]);
  });
});
