import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '#shared/failure';
import type { Core } from '#core/core';
import { readAddress } from '#core/hosting/address';
import type { PageFiles } from '#core/hosting/page-files';
import { eventsRoute } from '#loopback/events-route';
import { pageRoute, servedFileRoute } from '#loopback/file-routes';
import { createGate, type Gate } from '#loopback/gate';
import { invokeRoute } from '#loopback/invoke-route';
import { refusalPage } from '#loopback/refusal-page';
import { send, sendFailure, stopListening } from '#loopback/responses';
import { uploadRoute } from '#loopback/upload-route';
import type { Uploads } from '#loopback/uploads';

export interface ServerParts {
  /** May still be starting: requests that need it wait. */
  readonly core: Promise<Core>;
  readonly pageFiles: PageFiles;
  readonly uploads: Uploads;
}

export interface LoopbackServer {
  readonly port: number;
  /** An address with a fresh token that lets one browser in. */
  newAddress(): string;
  /** Ends every connection, event streams included. */
  close(): Promise<void>;
}

const limits = {
  /** Milliseconds for the headers, and for a whole request: 4 GiB from a slow disk need their time. */
  headersTimeout: 10_000,
  requestTimeout: 60 * 60 * 1000,
  maxHeaderSize: 16 * 1024,
};
const maxConnections = 128;

async function get(
  parts: ServerParts,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (address === 'events') await eventsRoute(parts.core, request, response);
  else if (address.startsWith('files/'))
    await servedFileRoute(parts.core, address.slice('files/'.length), response);
  else await pageRoute(parts.pageFiles, address, response);
}

async function post(
  parts: ServerParts,
  address: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (address.startsWith('invoke/'))
    await invokeRoute(parts.core, address.slice('invoke/'.length), request, response);
  else if (address === 'uploads') await uploadRoute(parts.uploads, query, request, response);
  else throw new Failure('not-found');
}

async function route(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const address = readAddress(path);
  if (address === undefined) throw new Failure('bad-input', { rule: 'address' });
  if (request.method === 'POST') await post(parts, address, query, request, response);
  else if (request.method === 'GET' || request.method === 'HEAD')
    await get(parts, address, request, response);
  else throw new Failure('not-found');
}

async function handle(
  gate: Gate,
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const verdict = gate.check(request);
  if (verdict.type === 'allowed') {
    await route(parts, request, response);
  } else if (verdict.type === 'welcome') {
    send(response, 303, 'text/plain', '', { Location: '/', 'Set-Cookie': verdict.cookie });
  } else {
    const { status, html } = refusalPage(verdict.reason);
    stopListening(request, response);
    send(response, status, 'text/html; charset=utf-8', html);
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
  } else {
    stopListening(request, response);
    sendFailure(response, error);
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Never 0.0.0.0 and never a name: nobody else on the network may reach this.
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Serves the page and the core to browsers on this machine; `port` 0 lets the system choose. */
export async function startServer(parts: ServerParts, port: number): Promise<LoopbackServer> {
  const server = createServer(limits);
  server.maxConnections = maxConnections;
  const listening = await listen(server, port);
  const gate = createGate(listening);
  server.on('request', (request, response) => {
    handle(gate, parts, request, response).catch((error: unknown) => {
      refuse(request, response, error);
    });
  });
  return {
    port: listening,
    newAddress: () => gate.newAddress(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
