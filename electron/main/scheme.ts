import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { pageHeaders, servedFileHeaders } from '#shared/security';
import type { Core } from '#core/core';
import { readAddress } from '#core/hosting/address';
import type { PageFiles } from '#core/hosting/page-files';
import { isOwnAddress, scheme } from '#main/page-address';

/** Must run before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const nothingHere = (): Response => new Response('', { status: 404, headers: pageHeaders });

async function servePage(files: PageFiles, address: string): Promise<Response> {
  const file = files.get(address === '' ? 'index.html' : address);
  if (!file) return nothingHere();
  const headers = { ...pageHeaders, 'Content-Type': file.mediaType };
  return new Response(new Uint8Array(await readFile(file.path)), { headers });
}

async function serveFile(core: Promise<Core>, address: string): Promise<Response> {
  const file = await (await core).servedFile(address);
  if (!file) return nothingHere();
  const body = Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: servedFileHeaders(file) });
}

/**
 * Answers app://lan-toa/: the files of the built page, and below files/ what the core finds in the open library. Only
 * GET, only our host, only addresses that say plainly where they lead.
 */
async function serve(core: Promise<Core>, files: PageFiles, request: Request): Promise<Response> {
  const address = readAddress(new URL(request.url).pathname);
  if (request.method !== 'GET' || !isOwnAddress(request.url) || address === undefined) return nothingHere();
  try {
    return address.startsWith('files/')
      ? await serveFile(core, address.slice('files/'.length))
      : await servePage(files, address);
  } catch {
    // The file went away, or the library did; the page asks for the reason by an operation.
    return nothingHere();
  }
}

export function handleScheme(core: Promise<Core>, files: PageFiles): void {
  protocol.handle(scheme, (request) => serve(core, files, request));
}
