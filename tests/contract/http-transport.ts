import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackServer, startServer } from '#loopback/server';
import { openUploads } from '#loopback/uploads';
import { type BrowserMeans, createHttpBackend } from '#renderer/backend/http-backend';
import type { Transport } from '#tests/contract/transport';
import { NodeEventSource } from '#tests/support/node-event-source';

interface Visitor {
  readonly origin: string;
  readonly headers: Record<string, string>;
}

async function comeIn(server: LoopbackServer): Promise<Visitor> {
  const address = server.newAddress();
  const { headers } = await fetch(address, { redirect: 'manual' });
  const { origin } = new URL(address);
  return {
    origin,
    headers: { Cookie: (headers.get('Set-Cookie') ?? '').split(';', 1)[0] ?? '', Origin: origin },
  };
}

/** What a browser does by itself: relative addresses, the cookie, the Origin of a change. */
function browserMeans({ origin, headers }: Visitor): BrowserMeans {
  const send: BrowserMeans['fetch'] = (address, init) =>
    fetch(new URL(address as string, origin), {
      ...init,
      headers: { ...headers, ...(init?.headers as Record<string, string>) },
    });
  return {
    fetch: send,
    openEvents: (address) =>
      new NodeEventSource(new URL(address, origin).href, {
        Cookie: headers['Cookie'] ?? '',
      }) as unknown as EventSource,
    async upload(address, file, progress) {
      const type = { 'Content-Type': 'application/octet-stream' };
      const response = await send(address, { method: 'POST', headers: type, body: file });
      progress?.(1);
      return response.text();
    },
  };
}

/** The loopback host's server and the page's own backend, over real connections. */
export async function openHttpTransport(): Promise<Transport> {
  const folder = await mkdtemp(join(tmpdir(), 'lan-toa-http-'));
  const uploads = await openUploads(folder);
  let visitor: Visitor = { origin: '', headers: {} };
  return {
    host: { fileOf: (reference) => uploads.take(reference) },
    async connect(core) {
      const server = await startServer({ core: Promise.resolve(core), pageFiles: new Map(), uploads }, 0);
      visitor = await comeIn(server);
      const backend = createHttpBackend(browserMeans(visitor));
      return {
        backend,
        async close() {
          backend.close();
          await server.close();
        },
      };
    },
    makeFile: (name, bytes) => Promise.resolve(new File([bytes], name)),
    fetchFile: (address) => fetch(new URL(address, visitor.origin), { headers: visitor.headers }),
    async close() {
      await uploads.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
