import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import { listPageFiles, type PageFiles } from '#core/hosting/page-files';
import { contentSecurityPolicy } from '#shared/security';
import * as electron from '#tests/support/electron-stand-in';
import { makePdf } from '#tests/support/pdf';
import { makePng } from '#tests/support/png';
import { testPlatform } from '#tests/support/test-platform';

vi.mock('electron', () => import('#tests/support/electron-stand-in'));
const { handleScheme } = await import('#main/scheme');

const folder = mkdtempSync(join(tmpdir(), 'lantoa-scheme-'));
const otherId = '0193e4a0-0000-7000-8000-0000000000ff';
const png = makePng(40, 30);
const pdf = makePdf({ pages: ['one', 'two'] });
let core: Core;
let files: PageFiles;
let id: string;

const ask = async (address: string, headers: Record<string, string> = {}): Promise<Response> => {
  const handler = electron.protocol.handlers.get('app');
  if (!handler) throw new Error('no handler');
  return handler(new Request(`app://lan-toa/${address}`, { headers }));
};
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

async function give(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { type } = await core.invoke('practices.attach', { id, file: { type: 'path', path, name } });
  expect(type).toBe('saved');
}

/** The real core with a library of its own, and another library beside it that is not open. */
beforeAll(async () => {
  core = await createCore(testPlatform({ home: folder }));
  for (const name of ['khac', 'kho']) {
    await core.invoke('library.create', { path: join(folder, name), name });
    const office = { name: 'Sở', symbol: 'S', level: 'province' as const, province: '31@2025-07-01' };
    await core.invoke('office.save', office);
    id = (await core.invoke('practices.create', { language: 'vi', title: name })).summary.id;
    await give('anh.png', png);
  }
  await give('bao-cao.pdf', pdf);
  await give('trang.html', Buffer.from('<script>alert(1)</script>'));
  await give('hinh.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await give('trong.txt', Buffer.from(''));
  files = await listPageFiles(fileURLToPath(new URL('../../dist/renderer', import.meta.url)));
  handleScheme(Promise.resolve(core), files);
}, 60_000);
afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('attachments over app://', () => {
  test.each([
    ['anh.png', 'image/png', 'inline', png],
    ['bao-cao.pdf', 'application/pdf', 'attachment', pdf],
    ['trang.html', 'text/html', 'attachment', Buffer.from('<script>alert(1)</script>')],
    ['hinh.svg', 'image/svg+xml', 'attachment', null],
    ['trong.txt', 'text/plain', 'attachment', Buffer.from('')],
  ])('%s comes whole as %s, %s, without any right', async (file, type, kind, bytes) => {
    const response = await ask(`files/attachments/${id}/${file}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
    });
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${kind};`));
    const got = await bytesOf(response);
    if (bytes) expect(got.equals(bytes)).toBe(true);
    // The page shows how much has arrived.
    expect(response.headers.get('content-length')).toBe(String(got.length));
  });

  test.each([
    ['bytes=0-3', 0, 4],
    ['bytes=100-', 100, undefined],
    ['bytes=-7', -7, undefined],
    ['bytes=5-99999999', 5, undefined],
  ])('%s comes as that part', async (range, start, end) => {
    const response = await ask(`files/attachments/${id}/bao-cao.pdf`, { range });
    const part = pdf.subarray(start, end);
    const from = pdf.indexOf(part);
    expect(response.status).toBe(206);
    expect((await bytesOf(response)).equals(part)).toBe(true);
    expect(response.headers.get('content-range')).toBe(
      `bytes ${String(from)}-${String(from + part.length - 1)}/${String(pdf.length)}`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a part that is not there is said so, what is no range is not heard', async () => {
    const beyond = await ask(`files/attachments/${id}/anh.png`, { range: `bytes=${String(png.length)}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${String(png.length)}`,
    ]);
    expect((await bytesOf(beyond)).length).toBe(0);
    for (const range of ['bytes=9-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-', 'bytes=a-b', 'bytes=1'])
      expect((await ask(`files/attachments/${id}/anh.png`, { range })).status, range).toBe(200);
    expect((await ask(`files/attachments/${id}/trong.txt`, { range: 'bytes=0-' })).status).toBe(416);
  });

  test('many that are given up half way leave no file open', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { body } = await ask(`files/attachments/${id}/bao-cao.pdf`);
      await body?.cancel();
    }
    expect((await ask(`files/attachments/${id}/bao-cao.pdf`)).status).toBe(200);
  });
});

describe('app:// has nothing', () => {
  test.each([
    'files/attachments/ID/../practice.md',
    'files/attachments/ID/%2e%2e%2fpractice.md',
    'files/attachments/ID/..%5cpractice.md',
    'files/attachments/ID/practice.md',
    'files/attachments/../practices/ID/practice.md',
    'files/practices/ID/practice.md',
    'files/library.json',
    'files/attachments/ID/history/1/record.json',
    'files/attachments/ID/',
    'files/attachments/ID',
    'files/attachments/ID/.hidden',
    'files/attachments/ID/anh.png%00.txt',
    'files/attachments/ID/constructor',
    'files/attachments/constructor/anh.png',
    'files/bundles/2026-Q3/a.exe',
    'files/bundles/..%2f2026-Q3/a.zip',
    'files//attachments/ID/anh.png',
    'files/attachments/ID/Ảnh.png',
  ])('at %s', async (address) => {
    const response = await ask(address.replace('ID', id));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  test('of another library, of another practice, of what only looks like a file', async () => {
    const others = readdirSync(join(folder, 'khac', 'practices'));
    expect(others).toHaveLength(1);
    for (const other of [...others, otherId])
      expect((await ask(`files/attachments/${other}/anh.png`)).status).toBe(404);
    const attachments = join(folder, 'kho', 'practices', id, 'attachments');
    mkdirSync(join(attachments, 'thu-muc.png'));
    symlinkSync(join(folder, 'khac', 'library.json'), join(attachments, 'lien-ket.png'));
    for (const file of ['thu-muc.png', 'lien-ket.png'])
      expect((await ask(`files/attachments/${id}/${file}`)).status, file).toBe(404);
  });
});

describe('the page over app://', () => {
  test('gives pdf.js its worker as a script under the page’s policy', async () => {
    const worker = [...files.keys()].filter((address) => /pdf\.worker.*\.mjs$/.test(address));
    expect(worker).toHaveLength(1);
    const response = await ask(worker[0] ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    const bytes = readFileSync(files.get(worker[0] ?? '')?.path ?? '');
    expect((await bytesOf(response)).equals(bytes)).toBe(true);
  });

  test('lets workers, pictures and connections come from itself only', () => {
    for (const part of ["script-src 'self'", "img-src 'self'", "connect-src 'self'", "default-src 'none'"])
      expect(contentSecurityPolicy.split('; ')).toContain(part);
    // Workers fall back to script-src.
    expect(contentSecurityPolicy).not.toMatch(/worker-src|child-src/);
  });
});
