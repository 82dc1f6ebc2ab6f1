import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBackupName } from '#core/care/backup-name';
import { createBackup } from '#core/care/create-backup';
import { inTurn } from '#core/care/scheduled-backup';
import { verifyBackup } from '#core/care/verify-backup';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { FileSystem } from '#core/files/file-system';
import type { Platform, SettingsStore } from '#core/platform';
import type { Job } from '#shared/contract/application';
import type { BackupState } from '#shared/contract/care';
import { libraryId, libraryWith, now, quiet, sourceOf } from '#tests/core/care/library-on-trial';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';
import { killAtEachStep, type Run } from '#tests/support/kill-everywhere';
import { startCore, startOffice } from '#tests/support/office';

const hour = 3_600_000;

/** Time that goes on only when it is told to; timers run in their order, at their time. */
class Clock {
  #now: number;
  readonly #timers = new Set<{ readonly at: number; readonly work: () => void }>();

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  readonly ports: Pick<Platform, 'now' | 'after'> = {
    now: () => new Date(this.#now),
    after: (milliseconds, work) => {
      const timer = { at: this.#now + milliseconds, work };
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    },
  };

  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.work();
    }
    this.#now = end;
  }
}

function memoryStore(): SettingsStore {
  let value: unknown = {};
  return { get: () => value, set: (next) => (value = structuredClone(next)), setAside: null };
}

/** Waits until nothing runs any more, then says how things stand. */
async function settled(core: Core): Promise<BackupState> {
  await eventually(async () => {
    const jobs = await core.invoke('jobs.list', {});
    expect(jobs.filter(({ state }) => state === 'running')).toEqual([]);
  });
  return core.invoke('backup.state', {});
}

const backupsIn = (folder: string): string[] => readdirSync(folder).filter(isBackupName);

/** What `pass` sets off is looked at only after it came to its end. */
async function passAndSettle(clock: Clock, core: Core, milliseconds: number): Promise<BackupState> {
  clock.pass(milliseconds);
  return settled(core);
}

describe('the daily backup', () => {
  it('is made soon after the start, then a day later, never twice a day', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const { core } = await startOffice(undefined, undefined, clock.ports);
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 10 });
    expect((await passAndSettle(clock, core, 20_000)).made, 'not while the first screen is made').toEqual([]);
    expect((await passAndSettle(clock, core, 20_000)).made).toHaveLength(1);
    for (let time = 0; time < 19; time += 1) await passAndSettle(clock, core, hour);
    expect(backupsIn(folder)).toHaveLength(1);
    await passAndSettle(clock, core, 2 * hour);
    expect(backupsIn(folder)).toHaveLength(2);
  });

  it('that was missed while the program was off is made at the next start', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const { core, path } = await startOffice(undefined, undefined, clock.ports);
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'weekly', keep: 10 });
    await passAndSettle(clock, core, 60_000);
    await core.invoke('library.close', {});
    clock.pass(12 * 24 * hour);
    expect(backupsIn(folder), 'nobody was there').toHaveLength(1);
    await core.invoke('library.open', { path });
    expect((await core.invoke('backup.state', {})).overdue).toBe(true);
    expect((await passAndSettle(clock, core, 60_000)).overdue).toBe(false);
    expect(backupsIn(folder)).toHaveLength(2);
  });

  it('is said not to have been made where the folder is away, and is made once it is back', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const { core } = await startOffice(undefined, undefined, clock.ports);
    const folder = join(temporaryFolder(), 'E');
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 10 });
    const heard: string[] = [];
    core.subscribe((event, data) => {
      if (event === 'job.changed') heard.push((data as Job).state);
    });
    const failed = (await passAndSettle(clock, core, 60_000)).failed;
    expect(failed).toMatchObject({ code: 'backup-folder-missing', where: folder });
    expect(heard, 'screens hear of it').toContain('failed');
    mkdirSync(folder);
    const state = await passAndSettle(clock, core, 600_000);
    expect(state).toMatchObject({ failed: null, overdue: false });
    expect(backupsIn(folder)).toHaveLength(1);
  });

  it('is not tried again for an hour after a fault that may have cost hours', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const attempts = { count: 0 };
    const full: FileSystem = {
      ...nodeFileSystem,
      write: (path, data) => {
        if (!path.includes('SaoLuu_') || path.includes('.lock')) return nodeFileSystem.write(path, data);
        attempts.count += 1;
        return Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path }));
      },
    };
    const { core } = await startOffice(undefined, undefined, { ...clock.ports, fileSystem: full });
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 10 });
    expect((await passAndSettle(clock, core, 60_000)).failed?.code).toBe('disk-full');
    for (let look = 0; look < 5; look += 1) await passAndSettle(clock, core, 600_000);
    expect(attempts.count).toBe(1);
    await passAndSettle(clock, core, 600_000);
    expect(attempts.count).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes on where the clock was once years ahead', async () => {
    const clock = new Clock('2036-11-22T01:00:00Z');
    const settings = memoryStore();
    const { core, path } = await startOffice(undefined, undefined, { ...clock.ports, settings });
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 10 });
    await passAndSettle(clock, core, 60_000);
    const right = new Clock('2026-11-22T01:00:00Z');
    const next = await startCore({ ...right.ports, settings });
    await next.invoke('library.open', { path });
    await passAndSettle(right, next, 60_000);
    expect(backupsIn(folder)).toHaveLength(2);
  });
});

describe('two hosts on one library', () => {
  it('of one person make it once', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const settings = memoryStore();
    const { core, path } = await startOffice(undefined, undefined, { ...clock.ports, settings });
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'daily', keep: 10 });
    const other = await startCore({ ...clock.ports, settings });
    await other.invoke('library.open', { path });
    clock.pass(60_000);
    const states = [await settled(core), await settled(other)];
    expect(backupsIn(folder)).toHaveLength(1);
    expect(states.map(({ made, failed }) => [made.length, failed])).toEqual([
      [1, null],
      [1, null],
    ]);
    for (let time = 0; time < 3; time += 1) {
      clock.pass(22 * hour);
      await settled(core);
      await settled(other);
    }
    expect(backupsIn(folder)).toHaveLength(4);
  });

  it('of two colleagues with one folder make it once, and both know of it', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const { core, path } = await startOffice(undefined, undefined, clock.ports);
    const folder = temporaryFolder();
    const other = await startCore(clock.ports);
    await other.invoke('library.open', { path });
    for (const one of [core, other]) await one.invoke('backup.plan', { folder, every: 'daily', keep: 1 });
    clock.pass(60_000);
    const states = [await settled(core), await settled(other)];
    expect(backupsIn(folder)).toHaveLength(1);
    expect(readdirSync(folder), 'no mark stays').toHaveLength(1);
    expect(states.filter(({ others }) => others !== undefined)).toHaveLength(1);
    expect(states.map(({ failed, overdue }) => [failed, overdue])).toEqual([
      [null, false],
      [null, false],
    ]);
  });

  it('each make it where their folders are not the same, and a backup of another library does not count', async () => {
    const clock = new Clock('2026-11-22T01:00:00Z');
    const { core, path } = await startOffice(undefined, undefined, clock.ports);
    const stranger = await startOffice(undefined, undefined, clock.ports);
    const folders = [temporaryFolder(), temporaryFolder()];
    const other = await startCore(clock.ports);
    await other.invoke('library.open', { path });
    await core.invoke('backup.plan', { folder: folders[0] ?? '', every: 'daily', keep: 1 });
    await other.invoke('backup.plan', { folder: folders[1] ?? '', every: 'daily', keep: 1 });
    await stranger.core.invoke('backup.plan', { folder: folders[1] ?? '', every: 'daily', keep: 1 });
    writeFileSync(join(folders[0] ?? '', 'SaoLuu_Kho_2026-11-22_0800.zip'), 'no archive');
    clock.pass(60_000);
    for (const one of [core, other, stranger.core]) expect((await settled(one)).made).toHaveLength(1);
    expect(backupsIn(folders[1] ?? '')).toHaveLength(2);
  });
});

describe('a scheduled backup that is killed at any file-system step', () => {
  it('leaves nothing under the name of one that is not whole, and the next one is made', async () => {
    const root = libraryWith({ 'practices/0193e4a0-0000-7000-8000-000000000001/practice.md': 'text' });
    const run: Run = (folder, fileSystem) =>
      inTurn(fileSystem, folder, libraryId, () =>
        createBackup(sourceOf(root, fileSystem), folder, now, quiet),
      );
    await killAtEachStep({
      folder: () => temporaryFolder(),
      run,
      look: async (folder, at) => {
        // The lock of a process that has ended is taken over; this process is still there.
        rmSync(join(folder, `.SaoLuu_${libraryId}.lock`), { force: true });
        for (const name of backupsIn(folder)) await verifyBackup(nodeFileSystem, join(folder, name), quiet);
        const before = backupsIn(folder).length;
        await run(folder, nodeFileSystem);
        expect(backupsIn(folder), at).toHaveLength(before + 1);
      },
      moreThan: 6,
    });
  });
});
