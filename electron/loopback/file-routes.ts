import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Failure } from '#shared/failure';
import { pageHeaders, servedFileHeaders } from '#shared/security';
import type { Core } from '#core/core';
import { rangeAnswer, readRange } from '#core/hosting/byte-range';
import type { PageFiles } from '#core/hosting/page-files';
import { sendFailure } from '#loopback/responses';

/** `range`: the header of that name; null sends the whole file whatever was asked for. */
async function sendFile(
  response: ServerResponse,
  path: string,
  headers: Record<string, string>,
  range: string | null,
): Promise<void> {
  const file = await open(path);
  try {
    const information = await file.stat();
    if (!information.isFile()) throw new Failure('not-found');
    const answer = rangeAnswer(readRange(range, information.size), information.size);
    response.writeHead(answer.status, { ...headers, ...answer.headers });
    if (response.req.method === 'HEAD' || answer.part === null) response.end();
    // No further than was announced, should the file grow meanwhile.
    else await pipeline(file.createReadStream({ autoClose: false, ...answer.part }), response);
  } finally {
    await file.close();
  }
}

/** A file of the built page. An address with a hash is kept by the browser for ever, all else never. */
export async function pageRoute(files: PageFiles, address: string, response: ServerResponse): Promise<void> {
  const file = files.get(address === '' ? 'index.html' : address);
  if (!file) {
    sendFailure(response, new Failure('not-found'));
    return;
  }
  const headers = {
    ...pageHeaders,
    'Content-Type': file.mediaType,
    'Cache-Control': file.hashed ? 'private, max-age=31536000, immutable' : 'no-store',
  };
  await sendFile(response, file.path, headers, null);
}

/** `GET /files/...`: an attachment or bundle of the open library, found and checked by the core. */
export async function servedFileRoute(
  core: Promise<Core>,
  address: string,
  response: ServerResponse,
): Promise<void> {
  const file = await (await core).servedFile(address);
  if (!file) {
    sendFailure(response, new Failure('not-found'));
    return;
  }
  await sendFile(response, file.path, servedFileHeaders(file), response.req.headers.range ?? null);
}
