import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPageFiles } from '#core/hosting/page-files';
import { type LoopbackServer, startServer } from '#loopback/server';
import { openUploads, type Uploads } from '#loopback/uploads';
import { createFakeCore, type FakeCore } from '#tests/support/fake-core';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Wish {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A running loopback server over a fake core, a small page in a real folder, and ways to talk to it. */
export interface ServerOnTrial {
  readonly core: FakeCore;
  readonly server: LoopbackServer;
  readonly uploads: Uploads;
  readonly folder: string;
  readonly port: number;
  readonly cookie: string;
  /** Sends exactly these headers beside Host and Connection; the path goes over the wire as it stands. */
  ask(path: string, wish?: Wish): Promise<Answered>;
  /** As the page asks: with cookie and Origin. */
  askAsPage(path: string, wish?: Wish): Promise<Answered>;
  /** Sends bytes as they stand and resolves with everything that came back until the end. */
  sendRaw(text: string): Promise<string>;
  close(): Promise<void>;
}

async function makePage(folder: string): Promise<string> {
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(page, 'assets', 'main-Ab12_-9z.js'), 'export {};');
  await writeFile(join(page, 'assets', 'empty-Ab12_-9z.css'), '');
  await writeFile(join(folder, 'secret.txt'), 'the secret');
  return page;
}

function ask(port: number, path: string, wish: Wish): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = wish;
    const request = httpRequest(
      { port, host: '127.0.0.1', path, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers: found } = response;
          resolve({ status, headers: found, body: Buffer.concat(chunks).toString('utf8') });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(30_000, () => socket.destroy());
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(received);
    });
  });
}

function portOf(address: string): number {
  return Number(new URL(address).port);
}

/** Lets a browser in with a fresh token and returns the cookie it is given. */
export async function comeIn(server: LoopbackServer): Promise<string> {
  const { pathname, search, port } = new URL(server.newAddress());
  const { headers } = await ask(Number(port), pathname + search, {});
  const [cookie = ''] = headers['set-cookie'] ?? [];
  return cookie.split(';', 1)[0] ?? '';
}

export async function putServerOnTrial(core: FakeCore = createFakeCore()): Promise<ServerOnTrial> {
  const folder = await mkdtemp(join(tmpdir(), 'lan-toa-loopback-'));
  const uploads = await openUploads(join(folder, 'cache'), 1_000_000);
  const pageFiles = await listPageFiles(await makePage(folder));
  const server = await startServer({ core: Promise.resolve(core), pageFiles, uploads }, 0);
  const port = portOf(server.newAddress());
  const cookie = await comeIn(server);
  const own = { Cookie: cookie, Origin: `http://127.0.0.1:${String(port)}` };
  return {
    core,
    server,
    uploads,
    folder,
    port,
    cookie,
    ask: (path, wish = {}) => ask(port, path, wish),
    askAsPage: (path, wish = {}) => ask(port, path, { ...wish, headers: { ...own, ...wish.headers } }),
    sendRaw: (text) => sendRaw(port, text),
    async close() {
      await server.close();
      await uploads.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
