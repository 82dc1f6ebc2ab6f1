import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { createBuilder } from 'vite';
import * as electron from '#tests/support/electron-stand-in';
import type { Bridge } from '#shared/contract/answer';

interface Built {
  output: { fileName: string; code?: string }[];
}

/** Builds the preload script as `npm run build` does, without writing it. */
async function buildPreload(): Promise<{ fileName: string; code: string }[]> {
  const builder = await createBuilder({
    logLevel: 'error',
    environments: { preload: { build: { write: false, emptyOutDir: false } } },
  });
  const environment = builder.environments['preload'];
  if (!environment) throw new Error('vite.config.ts has no environment "preload"');
  const { output } = (await builder.build(environment)) as unknown as Built;
  return output.flatMap(({ fileName, code }) => (code === undefined ? [] : [{ fileName, code }]));
}

describe('the preload script', async () => {
  const chunks = await buildPreload();
  const code = chunks[0]?.code ?? '';

  /** As Electron runs it in the sandbox: with `require` for `electron` alone, without `process` or globals of Node. */
  const run = (): { bridge: Bridge<File>; required: string[] } => {
    electron.resetElectron();
    const required: string[] = [];
    const require = (name: string): unknown => {
      required.push(name);
      return electron;
    };
    runInNewContext(code, { require, module: { exports: {} }, exports: {} });
    return { bridge: electron.exposed.get('lanToa') as Bridge<File>, required };
  };

  test('is one CommonJS file that requires nothing but electron', () => {
    expect(chunks.map(({ fileName }) => fileName)).toEqual(['preload.cjs']);
    expect(run().required).toEqual(['electron']);
    expect(code).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(code.length).toBeLessThan(4_000);
  });

  test('gives the page exactly three functions and nothing else', () => {
    const { bridge } = run();
    expect([...electron.exposed.keys()]).toEqual(['lanToa']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'pathOf', 'subscribe']);
    expect(Object.values(bridge).map((part) => typeof part)).toEqual(['function', 'function', 'function']);
  });

  test('lets the page name an operation but never a channel', async () => {
    const { bridge } = run();
    const window = new electron.BrowserWindow({});
    await window.loadURL('app://lan-toa/');
    const invoked = vi.fn(() => ({ ok: true, value: 1 }));
    electron.ipcMain.handle('invoke', invoked);
    electron.ipcMain.handle('other', vi.fn());
    await bridge.invoke('other', { a: 1 });
    expect(invoked).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'other', { a: 1 });
  });

  test('tells of events without Electron’s own objects, each listener of its event, until it is taken off', async () => {
    const { bridge } = run();
    const window = new electron.BrowserWindow({});
    await window.loadURL('app://lan-toa/');
    const one = vi.fn();
    const other = vi.fn();
    const stop = bridge.subscribe('a', one);
    bridge.subscribe('b', other);
    window.webContents.send('event', 'a', { x: 1 });
    expect(one.mock.calls).toEqual([[{ x: 1 }]]);
    expect(other).not.toHaveBeenCalled();
    stop();
    window.webContents.send('event', 'a', { x: 2 });
    expect(one).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 30; count += 1) bridge.subscribe('a', vi.fn());
    expect(electron.ipcRenderer.listenerCount('event')).toBe(1);
  });

  test('tells the path of a file that the system gave', () => {
    const { bridge } = run();
    const file = new File([], 'a.zip');
    electron.filePaths.set(file, '/home/lan/a.zip');
    expect(bridge.pathOf(file)).toBe('/home/lan/a.zip');
    expect(bridge.pathOf(new File([], 'a.zip'))).toBe('');
  });
});
