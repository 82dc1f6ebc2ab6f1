import { readdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '#shared/security';
import { inputLimit } from '#loopback/invoke-route';
import { createFakeCore } from '#tests/support/fake-core';
import { type Answered, comeIn, putServerOnTrial, type ServerOnTrial } from '#tests/loopback/server-on-trial';

let trial: ServerOnTrial;
beforeEach(async () => {
  trial = await putServerOnTrial();
});
afterEach(async () => {
  await trial.close();
});

const json = { 'Content-Type': 'application/json' };
const origin = (): string => `http://127.0.0.1:${String(trial.port)}`;
const invoke = (headers: Record<string, string>): Promise<Answered> =>
  trial.ask('/invoke/settings.get', { method: 'POST', body: '{}', headers: { ...json, ...headers } });

/** Nothing reached the core, and nothing of the library, the page or the cookie came back. */
function expectRefused(answered: Answered, status: number): void {
  expect(answered.status).toBe(status);
  expect(answered.headers['set-cookie']).toBeUndefined();
  expect(answered.body).not.toContain('<title>page</title>');
  expect(answered.body).not.toContain('the secret');
  expect(trial.core.asked).toEqual([]);
}

async function uploaded(): Promise<string[]> {
  const parent = join(trial.folder, 'cache', 'uploads');
  const [folder = ''] = await readdir(parent);
  return readdir(join(parent, folder));
}

test('the page itself is let in (or all refusals below would prove nothing)', async () => {
  const answered = await invoke({ Cookie: trial.cookie, Origin: origin() });
  expect(answered.status).toBe(200);
  expect(JSON.parse(answered.body)).toMatchObject({ ok: true, value: { language: 'vi' } });
  expect((await trial.askAsPage('/')).body).toContain('<title>page</title>');
});

describe('the token', () => {
  test('without one there is a page that says what to do', async () => {
    const answered = await trial.ask('/');
    expectRefused(answered, 401);
    expect(answered.body).toContain('Hãy mở đúng địa chỉ đầy đủ');
    expect(answered.headers['content-security-policy']).toBe(contentSecurityPolicy);
  });

  test('a wrong one is refused, also one of the right length', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), '__proto__', encodeURIComponent('ọ')]) {
      expectRefused(await trial.ask(`/?token=${token}`), 401);
    }
  });

  test('a good one is exchanged once for a cookie of this port, and never again', async () => {
    const { pathname, search } = new URL(trial.server.newAddress());
    const first = await trial.ask(pathname + search);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(
      new RegExp(`^lan-toa-${String(trial.port)}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/; `),
    );
    const second = await trial.ask(pathname + search);
    expectRefused(second, 401);
    expect(second.body).toContain('Địa chỉ này đã được sử dụng');
  });

  test('a used address opens the page in the browser that has the cookie', async () => {
    const { pathname, search } = new URL(trial.server.newAddress());
    await trial.ask(pathname + search);
    expect((await trial.askAsPage(pathname + search)).body).toContain('<title>page</title>');
  });

  test('it counts at / and for GET only', async () => {
    const { search } = new URL(trial.server.newAddress());
    expectRefused(await trial.ask(`/index.html${search}`), 401);
    expectRefused(
      await trial.ask(`/invoke/settings.get${search}`, { method: 'POST', headers: { Origin: origin() } }),
      401,
    );
    expectRefused(await trial.ask(`/${search}`, { method: 'HEAD' }), 401);
    expect((await trial.ask(`/${search}`)).status).toBe(303);
  });
});

describe('the cookie', () => {
  const places = [
    '/',
    '/index.html',
    '/assets/main-Ab12_-9z.js',
    '/events',
    '/files/attachments/a/b',
    '/nowhere',
  ];

  test('nothing is served without it', async () => {
    for (const path of places) expectRefused(await trial.ask(path), 401);
    expectRefused(await invoke({ Origin: origin() }), 401);
    expectRefused(await trial.ask('/uploads?name=a', { method: 'POST', headers: { Origin: origin() } }), 401);
    expect(await uploaded()).toEqual([]);
  });

  test('a wrong value, a similar name or the cookie of a server on another port is refused', async () => {
    const other = await putServerOnTrial();
    try {
      const name = `lan-toa-${String(trial.port)}`;
      const value = other.cookie.split('=', 2)[1] ?? '';
      for (const cookie of [
        other.cookie,
        `${name}=${value}`,
        `${name}=`,
        `x${trial.cookie}`,
        `${name}x=${value}`,
      ]) {
        expectRefused(await invoke({ Origin: origin(), Cookie: cookie }), 401);
      }
    } finally {
      await other.close();
    }
  });

  test('the page of another port is refused although the browser sends our cookie along', async () => {
    const headers = { Cookie: trial.cookie, Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' };
    expectRefused(await invoke(headers), 403);
  });
});

describe('where the request comes from', () => {
  test.each([
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example',
    'localhost',
    '0.0.0.0:PORT',
    '[::1]:PORT',
    'evil.example:PORT',
    '127.0.0.1:PORT.evil.example',
    '127.0.0.1:PORT@evil.example',
    'LOCALHOST.:PORT',
    ' ',
  ])('Host "%s" is refused (a name rebound to 127.0.0.1)', async (name) => {
    const host = name.replace('PORT', String(trial.port));
    expectRefused(await trial.ask('/', { headers: { Host: host, Cookie: trial.cookie } }), 403);
    const { pathname, search } = new URL(trial.server.newAddress());
    expectRefused(await trial.ask(pathname + search, { headers: { Host: host } }), 403);
  });

  test.each(['HTTP/1.0', 'HTTP/1.1'])('no Host at all is refused (%s)', async (version) => {
    const received = await trial.sendRaw(`GET / ${version}\r\nCookie: ${trial.cookie}\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(received).not.toContain('<title>page');
  });

  test.each([
    'http://evil.example',
    'null',
    '',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:PORT',
    'http://127.0.0.1:PORT.evil.example',
    'http://127.0.0.1:PORT/',
    'file://',
  ])('Origin "%s" is refused', async (name) => {
    const headers = { Cookie: trial.cookie, Origin: name.replace('PORT', String(trial.port)) };
    expectRefused(await invoke(headers), 403);
    expectRefused(await trial.ask('/', { headers }), 403);
  });

  test('a change without Origin is refused', async () => {
    expectRefused(await invoke({ Cookie: trial.cookie }), 403);
  });

  test.each(['cross-site', 'same-site', 'nonsense', ''])('Sec-Fetch-Site "%s" is refused', async (site) => {
    expectRefused(await invoke({ Cookie: trial.cookie, Origin: origin(), 'Sec-Fetch-Site': site }), 403);
    const headers = { Cookie: trial.cookie, 'Sec-Fetch-Site': site };
    expectRefused(await trial.ask('/files/attachments/a/b', { headers }), 403);
  });

  test('no answer ever allows another origin (CORS), and a preflight is not answered', async () => {
    const headers = {
      Cookie: trial.cookie,
      Origin: 'http://evil.example',
      'Access-Control-Request-Method': 'POST',
    };
    expectRefused(await trial.ask('/invoke/settings.get', { method: 'OPTIONS', headers }), 403);
    const own = await trial.askAsPage('/invoke/settings.get', { method: 'OPTIONS' });
    expect(own.status).toBe(404);
    for (const path of ['/', '/nowhere', '/assets/main-Ab12_-9z.js']) {
      const answered = await trial.askAsPage(path);
      expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('only this machine can connect', async () => {
    const { networkInterfaces } = await import('node:os');
    const others = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
    for (const { address, family } of others.filter(({ internal }) => !internal)) {
      if (family !== 'IPv4') continue;
      const refused = await new Promise<boolean>((resolve) => {
        const socket = connect(trial.port, address, () => {
          socket.destroy();
          resolve(false);
        });
        socket.on('error', () => {
          resolve(true);
        });
      });
      expect(refused, address).toBe(true);
    }
  });
});

describe('addresses that lead elsewhere', () => {
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/assets/..%5C..%5Csecret.txt',
    '/%252e%252e/secret.txt',
    '/secret.txt%00.js',
    '/index.html%00',
    '/./index.html',
    '//index.html',
    '/assets//main-Ab12_-9z.js',
    '/assets/',
    '/assets',
    '/%ff',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
    '/．．/secret.txt',
    '/constructor',
    '/__proto__',
    '/files/../secret.txt',
    '/files/attachments/../../secret.txt',
    '/files/attachments/%2e%2e/%2e%2e/secret.txt',
    '/files/attachments/..%2f..%2fsecret.txt',
    '/files/attachments/id/..%5c..%5csecret.txt',
    '/files/attachments/id/a%00b',
    '/files/constructor',
    '/files//etc/passwd',
    '/C:/Windows/win.ini',
    '/file:///etc/passwd',
    'http://evil.example/',
    'file:///etc/passwd',
    '*',
  ];

  test.each(paths)('%s', async (path) => {
    const bytes = Buffer.from(path).toString('latin1');
    const lines = [
      `GET ${bytes} HTTP/1.1`,
      `Host: 127.0.0.1:${String(trial.port)}`,
      `Cookie: ${trial.cookie}`,
    ];
    const received = await trial.sendRaw(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(received).not.toMatch(/the secret|<title>page|export/);
  });

  test('the page and its parts are found (or the refusals above would prove nothing)', async () => {
    for (const path of ['/', '/index.html', '/assets/main-Ab12_-9z.js', '/assets/%6dain-Ab12_-9z.js']) {
      expect((await trial.askAsPage(path)).status).toBe(200);
    }
  });

  test('a file that appears after the start is not served', async () => {
    await writeFile(join(trial.folder, 'page', 'late.html'), 'late');
    expect((await trial.askAsPage('/late.html')).status).toBe(404);
  });
});

describe('operations', () => {
  const post = (path: string, body: string, headers: Record<string, string> = json): Promise<Answered> =>
    trial.askAsPage(path, { method: 'POST', body, headers });

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'nothing.here',
    'settings',
    '',
    'SETTINGS.GET',
  ])('"%s" is none', async (name) => {
    const answered = await post(`/invoke/${name}`, '{}');
    expect([400, 404]).toContain(answered.status);
    expect(JSON.parse(answered.body)).toMatchObject({ ok: false });
    expect(trial.core.asked).toEqual([]);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'text/plain; application/json',
    'application/jsonx',
    '',
  ])('content type "%s" is refused', async (type) => {
    expectRefused(await post('/invoke/settings.get', '{}', { 'Content-Type': type }), 400);
  });

  test.each(['', '{', 'null', '[]', '"text"', '{"a":1}x', '\u0000', 'NaN'])(
    'body %j is refused',
    async (body) => {
      expectRefused(await post('/invoke/library.open', body), 400);
    },
  );

  test('a body that is not UTF-8 is refused', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    expectRefused(
      await trial.askAsPage('/invoke/settings.get', { method: 'POST', body, headers: json }),
      400,
    );
  });

  test('an input that the contract does not allow does not reach the core', async () => {
    const inputs = [{ language: 'fr' }, { textSize: '100' }, { textSize: 1e9 }, { textSize: null }];
    for (const input of inputs) {
      const answered = await post('/invoke/settings.change', JSON.stringify(input));
      expectRefused(answered, 400);
      expect(JSON.parse(answered.body)).toMatchObject({ failure: { code: 'bad-input' } });
    }
  });

  test('keys that the contract does not name do not reach the core', async () => {
    let received: unknown;
    await trial.close();
    trial = await putServerOnTrial(
      createFakeCore({
        'library.open': (input) => {
          received = input;
          return Promise.resolve({ type: 'none' });
        },
      }),
    );
    await post(
      '/invoke/library.open',
      '{"path":"/a","__proto__":{"polluted":true},"constructor":1,"extra":2}',
    );
    expect(received).toEqual({ path: '/a' });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('an oversized body is refused by its announced length before it is read', async () => {
    const length = { 'Content-Length': String(inputLimit + 1) };
    const lines = Object.entries({ ...json, ...length, Cookie: trial.cookie, Origin: origin() });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    const host = `Host: 127.0.0.1:${String(trial.port)}`;
    const received = await trial.sendRaw(`POST /invoke/settings.get HTTP/1.1\r\n${host}\r\n${head}\r\n\r\n{`);
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).toContain('input-size');
    expect(trial.core.asked).toEqual([]);
  });

  test('an oversized body without an announced length is cut off', async () => {
    const outcome = await new Promise<string>((resolve) => {
      const headers = { ...json, Cookie: trial.cookie, Origin: origin(), 'Transfer-Encoding': 'chunked' };
      const request = httpRequest(
        { port: trial.port, host: '127.0.0.1', path: '/invoke/settings.get', method: 'POST', headers },
        (response) => {
          resolve(String(response.statusCode));
          response.resume();
        },
      );
      request.on('error', () => {
        resolve('closed');
      });
      // An input that would be good but for its size.
      request.write('{"unknown":"');
      request.write(Buffer.alloc(inputLimit + 100_000, 0x61));
      request.end('"}');
    });
    expect(['400', 'closed']).toContain(outcome);
    expect(trial.core.asked).toEqual([]);
  });

  test('a deeply nested body neither breaks the host nor reaches the core', async () => {
    const answered = await post(
      '/invoke/settings.change',
      `{"language":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    );
    expect([400, 500]).toContain(answered.status);
    expect((await post('/invoke/settings.get', '{}')).status).toBe(200);
  });

  test('a file reference by path is data for the core, and its host refuses it', async () => {
    const { createLoopbackPlatform } = await import('#loopback/loopback-platform');
    const { programFiles } = await import('#core/hosting/program-files');
    const program = programFiles(new URL('../../dist/node/x.js', import.meta.url).href);
    const folders = {
      settings: trial.folder,
      keys: trial.folder,
      cache: trial.folder,
      documents: trial.folder,
    };
    const { host } = createLoopbackPlatform(program, folders, trial.uploads);
    const reference = { type: 'path', path: join(trial.folder, 'secret.txt'), name: 'secret.txt' } as const;
    await expect(host.fileOf(reference)).rejects.toMatchObject({ code: 'bad-input', rule: 'file-reference' });
  });
});

describe('requests that are meant to wear the host out', () => {
  test('oversized headers are refused', async () => {
    const received = await trial.sendRaw(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${String(trial.port)}\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('two lengths, or a length beside chunks, are refused (request smuggling)', async () => {
    const head = `POST /invoke/settings.get HTTP/1.1\r\nHost: 127.0.0.1:${String(trial.port)}\r\nCookie: ${trial.cookie}\r\n`;
    for (const lines of [
      'Content-Length: 2\r\nContent-Length: 3',
      'Content-Length: 2\r\nTransfer-Encoding: chunked',
    ]) {
      expect(await trial.sendRaw(`${head}${lines}\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(trial.core.asked).toEqual([]);
  });

  test('an event stream without the cookie is refused and holds no subscription', async () => {
    expectRefused(await trial.ask('/events', { headers: { Accept: 'text/event-stream' } }), 401);
    expect(trial.core.subscribers()).toBe(0);
  });
});

describe('uploads', () => {
  const octets = { 'Content-Type': 'application/octet-stream' };
  const post = (path: string, body: Buffer, headers: Record<string, string> = octets): Promise<Answered> =>
    trial.askAsPage(path, { method: 'POST', body, headers });

  test('a name that climbs is a name and not a place', async () => {
    const answered = await post(
      `/uploads?name=${encodeURIComponent('../../secret.txt')}`,
      Buffer.from('hello'),
    );
    const { value } = JSON.parse(answered.body) as { value: { token: string; name: string } };
    expect(value).toMatchObject({ type: 'upload', name: '../../secret.txt' });
    expect(await uploaded()).toEqual([value.token]);
  });

  test('a token works once, and an invented one never', async () => {
    const { value } = JSON.parse((await post('/uploads?name=a', Buffer.from('hello'))).body) as {
      value: { type: 'upload'; token: string; name: string };
    };
    const file = await trial.uploads.take(value);
    await expect(trial.uploads.take(value)).rejects.toMatchObject({ code: 'bad-input' });
    await file.release();
    expect(await uploaded()).toEqual([]);
    const invented = { type: 'upload', token: '0'.repeat(32), name: 'a' } as const;
    await expect(trial.uploads.take(invented)).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('without a name, with an endless one or as a form it is refused', async () => {
    expectRefused(await post('/uploads', Buffer.from('x')), 400);
    expectRefused(await post(`/uploads?name=${'x'.repeat(256)}`, Buffer.from('x')), 400);
    expectRefused(await post('/uploads?name=a', Buffer.from('x'), { 'Content-Type': 'text/plain' }), 400);
    expect(await uploaded()).toEqual([]);
  });

  test('what grows beyond the limit is cut off and removed', async () => {
    const answered = await post('/uploads?name=a', Buffer.alloc(1_000_001)).catch(() => undefined);
    if (answered) expect(answered.status).toBe(400);
    await expect.poll(uploaded).toEqual([]);
  });

  test('what is broken off leaves nothing behind', async () => {
    const request = httpRequest({
      port: trial.port,
      host: '127.0.0.1',
      path: '/uploads?name=a',
      method: 'POST',
      headers: { ...octets, Cookie: trial.cookie, Origin: origin(), 'Content-Length': '500000' },
    });
    request.on('error', () => undefined);
    request.write(Buffer.alloc(100_000));
    await expect.poll(uploaded).toHaveLength(1);
    request.destroy();
    await expect.poll(uploaded).toEqual([]);
  });
});

test('a second browser is let in with a new address', async () => {
  const cookie = await comeIn(trial.server);
  expect((await invoke({ Cookie: cookie, Origin: origin() })).status).toBe(200);
});
