import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { Core } from '#core/core';
import type { ProgramFiles } from '#core/hosting/program-files';
import type { Platform } from '#core/platform';
import * as electron from '#tests/support/electron-stand-in';
import { createFakeCore, type FakeCore } from '#tests/support/fake-core';
import { eventually } from '#tests/support/eventually';

export interface RunningProgram {
  readonly core: FakeCore;
  readonly folder: string;
  /** Brings Electron to `ready` and waits until the window is there. */
  becomeReady(): Promise<electron.BrowserWindow>;
  /** What the program offered to the core; fails if no core was created. */
  platform(): Platform;
  close(): Promise<void>;
}

const present: { folder: string; create: (platform: Platform) => Promise<Core> } = {
  folder: '',
  create: () => Promise.reject(new Error('no program runs')),
};

const files: ProgramFiles = {
  version: '0',
  get page() {
    return join(present.folder, 'page');
  },
  get preload() {
    return join(present.folder, 'preload.cjs');
  },
  get resources() {
    return present.folder;
  },
  worker: () => new URL('file:///worker.js'),
};

// What a built program brings by itself: Electron, its own files, and here a core without a library.
vi.doMock('electron', () => electron);
vi.doMock('#core/create-core', () => ({ createCore: (platform: Platform) => present.create(platform) }));
vi.doMock('#core/hosting/program-files', () => ({ programFiles: () => files }));

let runs = 0;

/** Evaluates main.ts anew, as each start of the program does; the modules that it uses hold no state. */
async function evaluateMain(args: readonly string[]): Promise<void> {
  const argv = process.argv;
  process.argv = ['lan-toa', ...args];
  runs += 1;
  const main = `${fileURLToPath(new URL('../../electron/main/main.ts', import.meta.url))}?run=${String(runs)}`;
  try {
    await import(main);
  } finally {
    process.argv = argv;
  }
}

/** Runs electron/main/main.ts over the stand-in, with `args` on the command line and a folder of its own. */
export async function runProgram(
  args: readonly string[] = [],
  core: FakeCore = createFakeCore(),
  create: () => Promise<Core> = () => Promise.resolve(core),
): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'lan-toa-main-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'secret.txt'), 'the secret');
  let offered: Platform | undefined;
  Object.assign(present, {
    folder,
    create(platform: Platform) {
      offered = platform;
      return create();
    },
  });
  await evaluateMain(['--profile', join(folder, 'profile'), ...args]);
  return {
    core,
    folder,
    async becomeReady() {
      electron.app.becomeReady();
      await eventually(() => {
        if (core.subscribers() === 0) throw new Error('not started yet');
      });
      const [window] = electron.BrowserWindow.all;
      if (!window) throw new Error('no window');
      return window;
    },
    platform() {
      if (!offered) throw new Error('no core was created');
      return offered;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
