import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readAttachment, readingLimits } from '#core/extraction/read-attachment';
import type { HostServices, Platform } from '#core/platform';
import { forkIsolated } from '#loopback/fork-isolated';
import * as electron from '#tests/support/electron-stand-in';
import { temporaryFolder } from '#tests/support/folders';

vi.doMock('electron', () => electron);
const { utilityIsolated } = await import('#main/utility-isolated');

const workerScript: Platform['workerScript'] = (name) =>
  new URL(`../../dist/node/${name}.js`, pathToFileURL(fileURLToPath(import.meta.url)));
const limits = { milliseconds: 20_000, megabytes: 512 };

/** A host whose isolated process does what this code says with its task. */
function hostRunning(
  make: (workerScript: Platform['workerScript']) => HostServices['runIsolated'],
  code: string,
): HostServices['runIsolated'] {
  const script = join(temporaryFolder(), 'work.mjs');
  const worker = workerScript('extract-worker').href;
  // The real entry is there as well, for its protocol; the listener comes before it.
  writeFileSync(
    script,
    `import { isMainThread } from 'node:worker_threads';
     const port = process.parentPort;
     if (isMainThread) (port ?? process).on('message', (message) => { const { input } = port ? message.data : message; ${code} });
     await import(${JSON.stringify(worker)});`,
  );
  return make(() => pathToFileURL(script));
}

describe.each([
  { host: 'the loopback host', make: forkIsolated },
  { host: 'the desktop host', make: utilityIsolated },
])('isolated work in $host', ({ make }) => {
  beforeEach(() => {
    electron.resetElectron();
  });

  test('reads a file', async () => {
    const path = join(temporaryFolder(), 'a.txt');
    writeFileSync(path, 'Hồ sơ đất đai');
    const sha256 = createHash('sha256').update('Hồ sơ đất đai').digest('hex');
    const host = { runIsolated: make(workerScript) };
    const { signal } = new AbortController();
    expect(await readAttachment(host, { path, name: 'a.txt', sha256 }, readingLimits, signal)).toEqual({
      type: 'text',
      text: 'Hồ sơ đất đai',
      note: null,
    });
  });

  test('is killed when it grows beyond its memory, outside the heap too', async () => {
    const run = hostRunning(make, 'const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 5);');
    expect(
      await run('extract-worker', { path: '/dev/null', name: 'a' }, { ...limits, megabytes: 200 }),
    ).toMatchObject({
      type: expect.stringMatching(/ended|done/) as string,
    });
  });

  test('tells how far it is, also while it leaves its thread no time', async () => {
    const tell = (told: string): string =>
      `const said = { type: 'progress', told: ${told} }; if (port) port.postMessage(said); else process.send(said);`;
    const busy = 'const end = Date.now() + 300; while (Date.now() < end);';
    const run = hostRunning(make, `{ ${tell('1')} } ${busy} { ${tell('{ done: 2 }')} }`);
    const told: unknown[] = [];
    const stop = new AbortController();
    await run('extract-worker', { path: '/dev/null', name: 'a' }, limits, stop.signal, (one) =>
      told.push(one),
    );
    expect(told).toEqual([1, { done: 2 }]);
  });

  test('ends with a crash where somebody kills it', async () => {
    const run = hostRunning(make, "process.kill(process.pid, 'SIGKILL');");
    expect(await run('extract-worker', {}, limits)).toEqual({ type: 'ended', because: 'crash' });
  });

  test('fails where it cannot be started, which is not the fault of what it was to read', async () => {
    const run = make(() => pathToFileURL(join(temporaryFolder(), 'missing.js')));
    await expect(run('extract-worker', {}, limits)).rejects.toMatchObject({ code: 'internal' });
  });

  test('is stopped at once, before and while it works', async () => {
    const run = hostRunning(make, 'for (;;);');
    const stop = new AbortController();
    const running = run('extract-worker', {}, limits, stop.signal);
    setTimeout(() => {
      stop.abort();
    }, 300);
    expect(await running).toEqual({ type: 'ended', because: 'stopped' });
    expect(await run('extract-worker', {}, limits, stop.signal)).toEqual({
      type: 'ended',
      because: 'stopped',
    });
  });
});

describe('isolated work that hangs', () => {
  test('is killed by its processor time by a thread of its own', async () => {
    const run = hostRunning(forkIsolated, 'setTimeout(() => { for (;;); }, 400);');
    const outcome = await run(
      'extract-worker',
      { path: '/', name: 'a' },
      { milliseconds: 1_500, megabytes: 512 },
    );
    expect(['time', undefined]).toContain(outcome.type === 'ended' ? outcome.because : undefined);
  });
});
