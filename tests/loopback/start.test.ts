import { chmodSync, cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/folders';
import { installProgram, type RunningScript, runScript } from '#tests/loopback/program-on-trial';

const root = fileURLToPath(new URL('../../', import.meta.url));
const address = /^Lan Tỏa: http:\/\/127\.0\.0\.1:\d+\/\?token=/m;
const instead = /^Chưa chạy được Electron .* \(Electron cannot run here: .*\)$/m;
const nowhere = 'http://127.0.0.1:9/';

/** An installed program with start.mjs, an electron package without runtime, and a bundler that says it ran. */
function installWithStart(): string {
  const folder = installProgram();
  mkdirSync(join(folder, 'electron'));
  const scripts = ['start.mjs', 'find-runtime.mjs'];
  for (const name of scripts) cpSync(join(root, 'electron', name), join(folder, 'electron', name));
  const old = new Date('2020-01-01');
  for (const path of [...scripts.map((name) => `electron/${name}`), 'electron'])
    utimesSync(join(folder, path), old, old);
  const packages = {
    'electron/package.json': '{"name":"electron","version":"45.4.1"}',
    'electron/install.js': 'console.log("fetched");',
    'vite/bin/vite.js': 'console.log("built", process.argv.slice(2).join(" "));',
  };
  for (const [name, text] of Object.entries(packages)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  // The resources are the project's own, by a link: nothing of them is newer than what is built.
  const soon = new Date(Date.now() + 60_000);
  for (const product of ['renderer/index.html', 'node/main.js', 'node/loopback.js', 'preload/preload.cjs']) {
    utimesSync(join(folder, 'dist', product), soon, soon);
  }
  return folder;
}

function start(folder: string, args: string[], environment: Record<string, string> = {}): RunningScript {
  const script = join(folder, 'electron', 'start.mjs');
  const profile = join(temporaryFolder(), 'profile');
  return runScript(script, ['--no-open', '--profile', profile, ...args], {
    ELECTRON_MIRROR: nowhere,
    ...environment,
  });
}

/** A stand-in for the runtime: a program that tells its arguments and ends with `code`. */
function fakeRuntime(code: number): string {
  const folder = temporaryFolder();
  const path = join(folder, 'electron');
  writeFileSync(path, `#!/bin/sh\necho "electron: $*"\nexit ${String(code)}\n`);
  chmodSync(path, 0o755);
  return folder;
}

describe('npm start', () => {
  test('without the Electron runtime says so in one line and serves the page', async () => {
    const program = start(installWithStart(), []);
    await program.until(address);
    expect(program.output()).toMatch(instead);
    expect(program.output().trim().split('\n')).toHaveLength(2);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  test('where the place of the runtime never answers it does not wait for it', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = silent.address() as { port: number };
      const began = Date.now();
      // A runtime may only be fetched where windows can be shown at all.
      const screen = { DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: join(temporaryFolder(), 'none') };
      const mirror = { ELECTRON_MIRROR: `http://127.0.0.1:${String(port)}/` };
      const program = start(installWithStart(), [], { ...screen, ...mirror });
      await program.until(address);
      expect(Date.now() - began).toBeGreaterThan(2_000);
      expect(program.output()).not.toContain('fetched');
    } finally {
      silent.close();
    }
  });

  test('--browser asks for the page and says nothing about Electron', async () => {
    const program = start(installWithStart(), ['--browser']);
    await program.until(address);
    expect(program.output()).not.toMatch(instead);
  });

  test('builds only when something is newer than what was built', async () => {
    const folder = installWithStart();
    const fresh = start(folder, ['--browser']);
    await fresh.until(address);
    expect(fresh.output()).not.toContain('built');
    const old = new Date('2021-01-01');
    utimesSync(join(folder, 'dist', 'node', 'main.js'), old, old);
    const stale = start(folder, ['--browser']);
    await stale.until(address);
    expect(stale.output()).toContain('built build --app --logLevel error');
  });

  test('--library is passed on', async () => {
    const program = start(installWithStart(), ['--browser', '--library', temporaryFolder()]);
    const [line] = await program.until(/^Lan Tỏa: .*$/m);
    const { headers } = await fetch(line.slice('Lan Tỏa: '.length), { redirect: 'manual' });
    const { origin } = new URL(line.slice('Lan Tỏa: '.length));
    const cookie = (headers.get('Set-Cookie') ?? '').split(';', 1)[0] ?? '';
    const response = await fetch(`${origin}/invoke/library.state`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(await response.json()).toMatchObject({ value: { type: 'not-a-library' } });
  });
});

describe.skipIf(process.platform === 'win32')('npm start with a runtime', () => {
  test('runs it with the program’s folder and ends as it ends', async () => {
    const folder = installWithStart();
    const program = start(folder, ['--library', 'kho'], { ELECTRON_OVERRIDE_DIST_PATH: fakeRuntime(0) });
    expect(await program.ended).toBe(0);
    expect(program.output()).toMatch(/^electron: \S+ --sample --no-open --profile \S+ --library kho$/m);
    expect(program.output()).not.toMatch(address);
  });

  test('that ends at once with an error serves the page instead', async () => {
    const program = start(installWithStart(), [], { ELECTRON_OVERRIDE_DIST_PATH: fakeRuntime(127) });
    await program.until(address);
    expect(program.output()).toMatch(instead);
  });
});
