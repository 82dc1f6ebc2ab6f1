import { writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure, type FailureCode } from '#shared/failure';
import { contentSecurityPolicy } from '#shared/security';
import type { ServedFile } from '#core/core';
import { createFakeCore, type FakeCore } from '#tests/support/fake-core';
import { NodeEventSource } from '#tests/support/node-event-source';
import { type Answered, putServerOnTrial, type ServerOnTrial } from '#tests/loopback/server-on-trial';
import { eventually } from '#tests/support/eventually';

let trial: ServerOnTrial;
const served: Record<string, ServedFile> = {};
let fault: Failure;
beforeEach(async () => {
  trial = await putServerOnTrial(createFakeCore({ 'library.state': () => Promise.reject(fault) }, served));
  const path = join(trial.folder, 'secret.txt');
  const file = { path, bytes: 10, mediaType: 'text/html', name: 'Báo cáo.html' };
  served['attachments/a/page.html'] = file;
  served['attachments/a/ảnh 1.png'] = { ...file, mediaType: 'image/png', name: 'ảnh 1.png' };
  served['attachments/a/gone.pdf'] = { ...file, path: `${path}-gone` };
  served['attachments/a/folder'] = { ...file, path: trial.folder };
  await writeFile(join(trial.folder, 'empty'), '');
  served['attachments/a/empty'] = { ...file, path: join(trial.folder, 'empty') };
});
afterEach(async () => {
  await trial.close();
});

const post = (path: string, body: string | Buffer, type = 'application/json'): Promise<Answered> =>
  trial.askAsPage(path, { method: 'POST', body, headers: { 'Content-Type': type } });

describe('answers', () => {
  const everywhere = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };

  test.each(['/', '/assets/main-Ab12_-9z.js', '/nowhere', '/%2e%2e', '/files/nowhere'])(
    '%s has every header',
    async (path) => {
      const { headers } = await trial.askAsPage(path);
      expect(headers).toMatchObject({ ...everywhere, 'content-security-policy': contentSecurityPolicy });
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  test('the policy allows nothing inline, no eval and no other place', () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; /);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|data:|blob:|wasm/);
    for (const part of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) {
      expect(contentSecurityPolicy).toContain(part);
    }
  });

  test('what has a hash in its name is kept by the browser, the rest is not', async () => {
    const cached = async (path: string): Promise<unknown> =>
      (await trial.askAsPage(path)).headers['cache-control'];
    expect(await cached('/assets/main-Ab12_-9z.js')).toBe('private, max-age=31536000, immutable');
    expect(await cached('/')).toBe('no-store');
    expect(await cached('/files/attachments/a/page.html')).toBe('no-store');
  });

  test('HEAD tells without sending, empty files are empty', async () => {
    const head = await trial.askAsPage('/assets/main-Ab12_-9z.js', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': '10' } });
    expect(await trial.askAsPage('/assets/empty-Ab12_-9z.css')).toMatchObject({ status: 200, body: '' });
    expect(await trial.askAsPage('/files/attachments/a/empty')).toMatchObject({ status: 200, body: '' });
  });

  test('a part of a file of the library is sent alone, of the page always all', async () => {
    const part = { headers: { Range: 'bytes=4-' } };
    const sent = await trial.askAsPage('/files/attachments/a/page.html', part);
    expect(sent).toMatchObject({ status: 206, body: 'secret', headers: { 'content-range': 'bytes 4-9/10' } });
    const beyond = await trial.askAsPage('/files/attachments/a/empty', part);
    expect(beyond).toMatchObject({ status: 416, body: '', headers: { 'content-range': 'bytes */0' } });
    expect(await trial.askAsPage('/assets/main-Ab12_-9z.js', part)).toMatchObject({ status: 200 });
  });

  test.each<[FailureCode, number]>([
    ['bad-input', 400],
    ['unauthorised', 401],
    ['no-permission', 403],
    ['not-found', 404],
    ['no-library', 409],
    ['practice-locked', 409],
    ['internal', 500],
    ['unsupported', 501],
    ['disk-full', 507],
  ])('failure %s has status %i and says all in its body', async (code, status) => {
    fault = new Failure(code, { where: 'ở đây', rule: 'r', detail: 'd' });
    const answered = await post('/invoke/library.state', '{}');
    expect(answered.status).toBe(status);
    expect(JSON.parse(answered.body)).toEqual({
      ok: false,
      failure: { code, where: 'ở đây', rule: 'r', detail: 'd' },
    });
  });
});

describe('files of the library', () => {
  test('are saved and have no right', async () => {
    const answered = await trial.askAsPage('/files/attachments/a/page.html');
    expect(answered).toMatchObject({ status: 200, body: 'the secret' });
    expect(answered.headers).toMatchObject({
      'content-disposition':
        'attachment; filename="B_o c_o.html"; filename*=UTF-8\'\'B%C3%A1o%20c%C3%A1o.html',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-length': '10',
    });
  });

  test('pictures are shown, and have no right either', async () => {
    const answered = await trial.askAsPage(`/files/attachments/a/${encodeURIComponent('ảnh 1.png')}`);
    expect(answered.status).toBe(200);
    expect(answered.headers['content-disposition']).toMatch(/^inline; /);
    expect(answered.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  });

  test('a file that went away or is a folder is not found', async () => {
    expect((await trial.askAsPage('/files/attachments/a/gone.pdf')).status).toBe(404);
    expect((await trial.askAsPage('/files/attachments/a/folder')).status).toBe(404);
    expect((await trial.askAsPage('/files/attachments/a/none')).status).toBe(404);
  });
});

describe('uploads', () => {
  test('a file arrives with its bytes and can be taken once', async () => {
    const bytes = Buffer.alloc(900_000, 7);
    const answered = await post(
      `/uploads?name=${encodeURIComponent('gói quý.zip')}`,
      bytes,
      'application/octet-stream',
    );
    expect(answered.status).toBe(200);
    const { value } = JSON.parse(answered.body) as { value: { type: 'upload'; token: string; name: string } };
    expect(value.name).toBe('gói quý.zip');
    const { path, release } = await trial.uploads.take(value);
    const { readFile } = await import('node:fs/promises');
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
    await release();
    await release();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  test('an empty file is a file', async () => {
    expect((await post('/uploads?name=a', '', 'application/octet-stream')).status).toBe(200);
  });

  test('one that nobody takes is removed after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const answered = await post('/uploads?name=a', 'x', 'application/octet-stream');
      const { value } = JSON.parse(answered.body) as {
        value: { type: 'upload'; token: string; name: string };
      };
      vi.advanceTimersByTime(2 * 60 * 60 * 1000);
      await expect(trial.uploads.take(value)).rejects.toMatchObject({ code: 'bad-input' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('events', () => {
  const follow = (): NodeEventSource =>
    new NodeEventSource(`http://127.0.0.1:${String(trial.port)}/events`, { Cookie: trial.cookie });
  const connected = async (core: FakeCore, count: number): Promise<void> =>
    eventually(() => {
      expect(core.subscribers()).toBe(count);
    });

  test('every page hears, one that leaves is forgotten and the host stays', async () => {
    const pages = [follow(), follow()];
    const heard = pages.map((page) => {
      const listener = vi.fn();
      page.addEventListener('search.changed', (event) => {
        listener(JSON.parse((event as MessageEvent<string>).data));
      });
      return listener;
    });
    await connected(trial.core, 2);
    trial.core.emit('search.changed', { ready: true, done: 1, total: 1 });
    for (const listener of heard) {
      await eventually(() => {
        expect(listener).toHaveBeenCalledExactlyOnceWith({ ready: true, done: 1, total: 1 });
      });
    }
    for (const page of pages) page.close();
    await connected(trial.core, 0);
    expect((await post('/invoke/settings.get', '{}')).status).toBe(200);
    expect(trial.core.closed()).toBe(false);
  });

  test('a page that does not read is let go before it costs memory', async () => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: trial.port,
      path: '/events',
      headers: { Cookie: trial.cookie },
    });
    request.on('response', (response) => response.pause());
    request.on('error', () => undefined);
    request.end();
    await connected(trial.core, 1);
    const ids = Array.from({ length: 20_000 }, (_, place) => `practice-${String(place)}`);
    for (let turn = 0; turn < 100 && trial.core.subscribers() > 0; turn += 1) {
      trial.core.emit('practices.changed', { ids });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await connected(trial.core, 0);
    request.destroy();
  });
});

test('closing ends pages that listen, and frees the port', async () => {
  const page = new NodeEventSource(`http://127.0.0.1:${String(trial.port)}/events`, { Cookie: trial.cookie });
  await eventually(() => {
    expect(trial.core.subscribers()).toBe(1);
  });
  page.close();
  await trial.server.close();
  await expect(trial.ask('/')).rejects.toThrow('ECONNREFUSED');
});
