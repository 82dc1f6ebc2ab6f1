import { type FileHandle, open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { pageHeaders, servedFileHeaders } from '#shared/security';
import type { Core } from '#core/core';
import { readAddress } from '#core/hosting/address';
import { type ByteRange, rangeAnswer, readRange } from '#core/hosting/byte-range';
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

/** Ends the file when all was read or the page wants no more. */
function bodyOf(file: FileHandle, part: ByteRange): ReadableStream<Uint8Array> {
  return Readable.toWeb(file.createReadStream({ ...part })) as ReadableStream<Uint8Array>;
}

async function serveFile(core: Promise<Core>, address: string, range: string | null): Promise<Response> {
  const found = await (await core).servedFile(address);
  if (!found) return nothingHere();
  const file = await open(found.path);
  const information = await file.stat();
  const { status, headers, part } = rangeAnswer(readRange(range, information.size), information.size);
  if (part === null || !information.isFile()) await file.close();
  if (!information.isFile()) return nothingHere();
  const body = part === null ? null : bodyOf(file, part);
  return new Response(body, { status, headers: { ...servedFileHeaders(found), ...headers } });
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
      ? await serveFile(core, address.slice('files/'.length), request.headers.get('range'))
      : await servePage(files, address);
  } catch {
    // The file went away, or the library did; the page asks for the reason by an operation.
    return nothingHere();
  }
}

export function handleScheme(core: Promise<Core>, files: PageFiles): void {
  protocol.handle(scheme, (request) => serve(core, files, request));
}
