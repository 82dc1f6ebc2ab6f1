import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readAddress } from '#core/hosting/address';
import { userFolders } from '#core/hosting/folders';
import { listPageFiles } from '#core/hosting/page-files';
import { parseProgramArguments } from '#core/hosting/program-arguments';
import { programFiles } from '#core/hosting/program-files';
import { startCore } from '#core/hosting/start-core';
import { Failure } from '#shared/failure';
import { defaultSettings } from '#shared/model/settings';
import { servedFileHeaders } from '#shared/security';
import { createFakeCore } from '#tests/support/fake-core';
import { temporaryFolder } from '#tests/support/folders';

describe('where things of one user lie', () => {
  const home = resolve('/home/lan');

  test.each([
    ['linux', {}, join(home, '.config/lan-toa'), join(home, '.cache/lan-toa')],
    ['linux', { XDG_CONFIG_HOME: '/c', XDG_CACHE_HOME: '/k' }, '/c/lan-toa', '/k/lan-toa'],
    [
      'linux',
      { XDG_CONFIG_HOME: 'relative', XDG_CACHE_HOME: '' },
      join(home, '.config/lan-toa'),
      join(home, '.cache/lan-toa'),
    ],
    [
      'darwin',
      { XDG_CONFIG_HOME: '/c' },
      join(home, 'Library/Application Support/lan-toa'),
      join(home, 'Library/Caches/lan-toa'),
    ],
    ['win32', { APPDATA: '/r', LOCALAPPDATA: '/l' }, '/r/lan-toa', '/l/lan-toa/cache'],
    ['win32', {}, join(home, 'AppData/Roaming/lan-toa'), join(home, 'AppData/Local/lan-toa/cache')],
  ] as const)('%s with %j', (platform, environment, settings, cache) => {
    const folders = userFolders(undefined, { platform, environment, home });
    expect(folders).toEqual({
      settings,
      keys: join(settings, 'keys'),
      cache,
      documents: join(home, 'Documents'),
    });
  });

  test('the documents folder of a Vietnamese desktop has its own name', () => {
    const config = temporaryFolder();
    writeFileSync(
      join(config, 'user-dirs.dirs'),
      '# x\nXDG_DESKTOP_DIR="$HOME/Màn hình"\nXDG_DOCUMENTS_DIR="$HOME/Tài liệu"\n',
    );
    const environment = { XDG_CONFIG_HOME: config };
    expect(userFolders(undefined, { platform: 'linux', environment, home }).documents).toBe(
      join(home, 'Tài liệu'),
    );
  });

  test('with a profile all of it lies there', () => {
    const surroundings = { platform: 'linux', environment: { XDG_CONFIG_HOME: '/c' }, home } as const;
    const root = resolve('p');
    expect(userFolders('p', surroundings)).toEqual({
      settings: root,
      keys: join(root, 'keys'),
      cache: join(root, 'cache'),
      documents: join(root, 'documents'),
    });
  });
});

describe('the command line', () => {
  test('is read', () => {
    expect(
      parseProgramArguments(['--library', 'kho', '--no-open', '--port=8080', 'gói.lantoa', '--profile', 'p']),
    ).toEqual({
      library: 'kho',
      sample: false,
      profile: 'p',
      open: false,
      port: 8080,
      files: ['gói.lantoa'],
    });
  });

  test.each([
    ['--port', 'x'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '8 0'],
    ['--libary', 'x'],
    ['--library'],
    ['--no-open=1'],
  ])('%s %s is refused with a sentence', (...args) => {
    expect(() => parseProgramArguments(args)).toThrow(TypeError);
  });

  test('the desktop passes over Chromium’s switches', () => {
    const wish = parseProgramArguments(
      ['--no-sandbox', '--enable-features=a,b', '--sample', 'a.lantoa', '--library='],
      true,
    );
    expect(wish).toMatchObject({ sample: true, library: undefined, files: ['a.lantoa'] });
  });
});

describe('addresses', () => {
  test.each([
    ['/', ''],
    ['/index.html', 'index.html'],
    ['/files/attachments/a/b%20c.pdf', 'files/attachments/a/b c.pdf'],
    ['/%C4%91', 'đ'],
    ['/..a/b..', '..a/b..'],
  ])('%s leads to "%s"', (path, address) => {
    expect(readAddress(path)).toBe(address);
  });

  test.each([
    '',
    'index.html',
    '/..',
    '/a/../b',
    '/a//b',
    '/a/',
    '/./a',
    '/%2e%2e',
    '/%2E/a',
    '/a%2fb',
    '/a%5cb',
    '/a\\b',
    '/a%00',
    '/%',
    '/%ff',
    '*',
  ])('%s leads nowhere', (path) => {
    expect(readAddress(path)).toBeUndefined();
  });
});

test('the page’s files are listed with their types, and only names with a hash are kept for ever', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets', 'deep'), { recursive: true });
  for (const name of [
    'index.html',
    'assets/main-AbCd_-12.js',
    'assets/plain.css',
    'assets/deep/font-AAAAAAAA.woff2',
    'x.bin',
  ]) {
    writeFileSync(join(folder, name), '');
  }
  const files = await listPageFiles(folder);
  expect([...files].map(([address, { mediaType, hashed }]) => [address, mediaType, hashed]).sort()).toEqual([
    ['assets/deep/font-AAAAAAAA.woff2', 'font/woff2', true],
    ['assets/main-AbCd_-12.js', 'text/javascript; charset=utf-8', true],
    ['assets/plain.css', 'text/css; charset=utf-8', false],
    ['index.html', 'text/html; charset=utf-8', false],
    ['x.bin', 'application/octet-stream', false],
  ]);
});

test('an installed program finds workers and resources beside its archive', () => {
  const program = temporaryFolder();
  const archive = join(program, 'app.asar');
  mkdirSync(join(archive, 'dist', 'node'), { recursive: true });
  writeFileSync(join(archive, 'package.json'), '{"version":"1.2.3"}');
  const files = programFiles(new URL(`file://${join(archive, 'dist/node/main.js')}`).href);
  expect(files).toMatchObject({
    version: '1.2.3',
    page: join(archive, 'dist/renderer'),
    preload: join(archive, 'dist/preload/preload.cjs'),
    resources: join(program, 'app.asar.unpacked/resources'),
  });
  expect(fileURLToPath(files.worker('search-worker'))).toBe(
    join(program, 'app.asar.unpacked/dist/node/search-worker.js'),
  );
});

describe('the first library', () => {
  const start = async (
    wish: { library?: string; sample: boolean },
    lastLibrary: string | null = null,
  ): Promise<{ opened: string[]; told: string[] }> => {
    const opened: string[] = [];
    const told: string[] = [];
    const core = createFakeCore({
      'settings.get': () => Promise.resolve({ ...defaultSettings, language: 'en', lastLibrary }),
      'library.open'({ path }) {
        opened.push(path);
        if (path.endsWith('gone')) return Promise.reject(new Failure('library-missing', { where: path }));
        return Promise.resolve({ type: 'none' });
      },
      'library.openSample'({ language }) {
        opened.push(`sample ${language}`);
        return Promise.resolve({ type: 'none' });
      },
    });
    const { library, sample } = wish;
    await startCore(
      () => Promise.resolve(core),
      { library, sample },
      (sentence) => told.push(sentence),
    );
    return { opened, told };
  };

  test('is the one that was named, else the last one, else the sample if asked for, else none', async () => {
    expect((await start({ library: 'a', sample: true }, '/last')).opened).toEqual([resolve('a')]);
    expect((await start({ sample: true }, '/last')).opened).toEqual(['/last']);
    expect((await start({ sample: true })).opened).toEqual(['sample en']);
    expect((await start({ sample: false })).opened).toEqual([]);
  });

  test('that cannot be opened is told and leaves the program running', async () => {
    expect(await start({ library: '/gone', sample: true })).toEqual({
      opened: ['/gone'],
      told: ['library-missing: /gone'],
    });
  });
});

describe('files of others', () => {
  test.each([
    ['image/png', 'inline', 'image/png'],
    ['IMAGE/PNG', 'inline', 'image/png'],
    ['image/svg+xml', 'attachment', 'image/svg+xml'],
    ['text/html', 'attachment', 'text/html'],
    ['application/pdf', 'attachment', 'application/pdf'],
    ['text/html; charset=utf-8', 'attachment', 'application/octet-stream'],
    ['image/png\r\nX: 1', 'attachment', 'application/octet-stream'],
    ['', 'attachment', 'application/octet-stream'],
    ['constructor', 'attachment', 'application/octet-stream'],
  ])('%j is served as %s of type %s', (mediaType, kind, type) => {
    const headers = servedFileHeaders({ mediaType, name: 'a.b' });
    expect(headers['Content-Disposition']).toBe(`${kind}; filename="a.b"; filename*=UTF-8''a.b`);
    expect(headers['Content-Type']).toBe(type);
  });

  test.each([
    'a"; filename="b.exe',
    'a\r\nSet-Cookie: x',
    'a\\',
    'e\u0302\u0323',
    '\ud800',
    "Báo cáo (1)*'.docx",
    '%0d%0a',
  ])('the name %j cannot leave its header', (name) => {
    const value = servedFileHeaders({ mediaType: 'a/b', name })['Content-Disposition'] ?? '';
    expect(value).toMatch(/^attachment; filename="[\w .()-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
    const encoded = /UTF-8''(.*)$/.exec(value)?.[1] ?? '';
    expect(decodeURIComponent(encoded)).toBe(name.replace('\ud800', '_'));
  });
});
