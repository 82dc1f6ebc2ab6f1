import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createPackage, extractFile, listPackage, statFile } from '@electron/asar';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'lan-toa-package-'));
const packed = join(folder, 'release', 'linux-unpacked');
const archive = join(packed, 'resources', 'app.asar');
const unpacked = `${archive}.unpacked`;

/** Where the fuses stand in Electron's executable: a mark, the version, their number, one character each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolExtraPrivileges',
  'wasmTrapHandlers',
] as const;

/** What electron-builder needs of an Electron distribution; the executable is a stub that holds the fuses. */
async function makeDistribution(): Promise<string> {
  const distribution = join(folder, 'electron-dist');
  mkdirSync(join(distribution, 'resources'), { recursive: true });
  mkdirSync(join(distribution, 'locales'));
  mkdirSync(join(folder, 'default'));
  writeFileSync(join(folder, 'default', 'package.json'), '{}');
  await createPackage(join(folder, 'default'), join(distribution, 'resources', 'default_app.asar'));
  const fuses = `${sentinel}\u0001${String.fromCharCode(fuseNames.length)}${'1'.repeat(fuseNames.length)}`;
  writeFileSync(join(distribution, 'electron'), `\u007fELF stub ${fuses} end`, {
    mode: 0o755,
    encoding: 'latin1',
  });
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/vi.pak']) {
    writeFileSync(join(distribution, name), '45.4.1');
  }
  return distribution;
}

/** The project as it is after a build; page and preload script are stood in for, so that only dist/node must be there. */
function makeProject(): void {
  for (const name of ['package.json', 'electron-builder.yml', 'LICENSE', 'resources', 'dist/node']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['dist/renderer/index.html', 'dist/renderer/assets/a.js', 'dist/preload/preload.cjs']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, `${name}.map`), '{}');
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

function readFuses(): Record<string, string> {
  const executable = readFileSync(join(packed, 'lan-toa'), 'latin1');
  const start = executable.indexOf(sentinel) + sentinel.length + 2;
  return Object.fromEntries(fuseNames.map((name, place) => [name, executable[start + place] ?? '']));
}

describe.skipIf(process.platform !== 'linux')('the package for Linux', () => {
  beforeAll(async () => {
    makeProject();
    const manifest = require.resolve('electron-builder/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
    const script = join(dirname(manifest), bin['electron-builder'] ?? '');
    const args = ['--linux', '--dir', `-c.electronDist=${await makeDistribution()}`];
    await promisify(execFile)(process.execPath, [script, ...args], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    });
    return () => {
      rmSync(folder, { recursive: true, force: true });
    };
  }, 120_000);

  test('holds the built program and no package of others', () => {
    const entries = listPackage(archive, { isPack: false });
    for (const entry of [
      '/package.json',
      '/LICENSE',
      '/dist/node/main.js',
      '/dist/preload/preload.cjs',
      '/dist/renderer/index.html',
    ]) {
      expect(entries).toContain(entry);
    }
    const strange = entries.filter(
      (entry) => !/^\/(?:package\.json|LICENSE|(?:dist|resources)(?:\/.*)?)$/.test(entry),
    );
    expect(strange).toEqual([]);
    expect(entries.filter((entry) => /\.map$|loopback|node_modules|icons|\.ts$/.test(entry))).toEqual([]);
    const { main } = JSON.parse(extractFile(archive, 'package.json').toString()) as { main: string };
    expect(entries).toContain(`/${main}`);
  });

  test('has workers and resources beside the archive, because others than Electron open them', () => {
    for (const entry of [
      'dist/node/search-worker.js',
      'dist/node/index-worker.js',
      'dist/node/extract-worker.js',
      'dist/node/form-worker.js',
      'dist/node/paper-worker.js',
      'dist/node/look-worker.js',
      'resources/provinces.json',
    ]) {
      expect(statFile(archive, entry)).toMatchObject({ unpacked: true });
      expect(readFileSync(join(unpacked, entry))).toEqual(readFileSync(join(folder, entry)));
    }
    // Without it the workers would be taken for CommonJS.
    expect(JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))).toMatchObject({
      type: 'module',
    });
    for (const entry of ['dist/node/main.js', 'dist/renderer/index.html', 'dist/preload/preload.cjs']) {
      expect(statFile(archive, entry)).not.toHaveProperty('unpacked');
    }
  });

  test('has workers that load from there with all that they import', async () => {
    const names = readdirSync(join(unpacked, 'dist', 'node')).filter((name) => name.endsWith('-worker.js'));
    expect(names).toEqual(expect.arrayContaining(['search-worker.js', 'index-worker.js', 'look-worker.js']));
    for (const name of names) {
      const worker = new Worker(join(unpacked, 'dist', 'node', name));
      await new Promise((resolve, reject) => {
        worker.once('error', reject);
        // A part that is missing is an error within this time.
        worker.once('online', () => setTimeout(resolve, 300));
      });
      await worker.terminate();
    }
  });

  test('has its fuses set', () => {
    expect(readFuses()).toEqual({
      runAsNode: '0',
      cookieEncryption: '1',
      nodeOptions: '0',
      nodeCliInspect: '0',
      embeddedAsarIntegrityValidation: '1',
      onlyLoadAppFromAsar: '1',
      browserSnapshot: '1',
      fileProtocolExtraPrivileges: '0',
      wasmTrapHandlers: '1',
    });
  });
});
