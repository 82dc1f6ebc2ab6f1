import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isBackupName } from '#core/care/backup-name';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { FileSystem } from '#core/files/file-system';
import type { Job } from '#shared/contract/application';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';

/** Timers that end when the test says that so much time has passed. */
class Timers {
  readonly #waiting = new Set<{ readonly milliseconds: number; readonly work: () => void }>();

  readonly after = (milliseconds: number, work: () => void): (() => void) => {
    const timer = { milliseconds, work };
    this.#waiting.add(timer);
    return () => this.#waiting.delete(timer);
  };

  pass(milliseconds: number): void {
    for (const timer of [...this.#waiting]) {
      if (timer.milliseconds > milliseconds) continue;
      this.#waiting.delete(timer);
      timer.work();
    }
  }
}

interface Trial {
  readonly core: Core;
  readonly path: string;
  readonly folder: string;
  readonly timers: Timers;
  readonly heard: Job[];
}

/** A library that is backed up at closing; `write` stands for the drive of the backups. */
async function closingOffice(write?: FileSystem['write']): Promise<Trial> {
  const folder = temporaryFolder();
  const timers = new Timers();
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    write: (path, data) =>
      write && path.startsWith(folder) ? write(path, data) : nodeFileSystem.write(path, data),
  };
  const { core, path } = await startOffice(undefined, undefined, { fileSystem, after: timers.after });
  await core.invoke('backup.plan', { folder, every: 'closing', keep: 3 });
  const heard: Job[] = [];
  core.subscribe((event, data) => {
    if (event === 'job.changed' && (data as Job).kind === 'closing-backup') heard.push(data as Job);
  });
  return { core, path, folder, timers, heard };
}

/** A drive that answers only when it is let go, and then fails. */
function deadDrive(): FileSystem['write'] {
  let answer: (error: Error) => void = () => undefined;
  const answered = new Promise<never>((_resolve, reject) => (answer = reject));
  answered.catch(() => undefined);
  onTestFinished(() => {
    answer(new Error('the drive is back'));
  });
  return () => answered;
}

describe('a backup at closing', () => {
  it('is a job that tells how far it is', async () => {
    const { core, folder, heard } = await closingOffice();
    await core.invoke('library.close', {});
    expect(readdirSync(folder).filter(isBackupName)).toHaveLength(1);
    expect(heard.at(0)).toMatchObject({ state: 'running' });
    expect(heard.some(({ total, done }) => total > 0 && done <= total)).toBe(true);
    expect(heard.at(-1)).toMatchObject({ state: 'done' });
  });

  it('can be skipped, also while its drive does not answer at all', async () => {
    const { core, folder, timers, heard } = await closingOffice(deadDrive());
    let isClosed = false;
    const closed = core.invoke('library.close', {}).then(() => (isClosed = true));
    const jobId = await eventually(() => {
      const job = heard.find(({ state }) => state === 'running');
      expect(job).toBeDefined();
      return Promise.resolve(job?.jobId ?? '');
    });
    await core.invoke('jobs.cancel', { jobId });
    expect(isClosed, 'it may still clear away what it has begun').toBe(false);
    timers.pass(3_000);
    await closed;
    expect(await core.invoke('library.state', {})).toEqual({ type: 'none' });
    expect(heard.at(-1)).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(folder).filter(isBackupName)).toEqual([]);
  });

  it('is given up where nobody is there and its drive does not answer, and is said not to have been made', async () => {
    const { core, path, folder, timers, heard } = await closingOffice(deadDrive());
    const closed = core.invoke('library.close', {});
    await eventually(() => {
      expect(heard.some(({ state }) => state === 'running')).toBe(true);
      return Promise.resolve();
    });
    await eventually(async () => {
      timers.pass(600_000);
      await Promise.race([
        closed,
        new Promise((_resolve, reject) => setImmediate(reject, new Error('not closed yet'))),
      ]);
    });
    await core.invoke('library.open', { path });
    const { failed } = await core.invoke('backup.state', {});
    expect(failed).toMatchObject({ code: 'backup-folder-missing', where: folder });
    await core.invoke('backup.plan', { folder, every: 'off', keep: 3 });
  });
});

describe('a backup that was asked for', () => {
  it('ends when it is stopped, also while its drive does not answer', async () => {
    const { core, folder, timers } = await closingOffice(deadDrive());
    await core.invoke('backup.plan', { folder, every: 'off', keep: 3 });
    const { jobId } = await core.invoke('backup.create', { folder });
    const stateOf = async (): Promise<string | undefined> =>
      (await core.invoke('jobs.list', {})).find((job) => job.jobId === jobId)?.state;
    await core.invoke('jobs.cancel', { jobId });
    await eventually(async () => {
      timers.pass(3_000);
      expect(await stateOf()).toBe('cancelled');
    });
  });
});
