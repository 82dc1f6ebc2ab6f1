import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#shared/failure';
import { sendAnswer, sendFailure, stopListening } from '#loopback/responses';
import { uploadLimit, type Uploads } from '#loopback/uploads';

/** Milliseconds without a byte after which a stuck upload is given up. */
const patience = 60_000;

function readName(query: string): string {
  const name = new URLSearchParams(query).get('name') ?? '';
  if (name === '' || name.length > 255) throw new Failure('bad-input', { where: 'name' });
  return name;
}

function checkHeaders(request: IncomingMessage): void {
  const type = request.headers['content-type'] ?? '';
  if (type !== 'application/octet-stream') throw new Failure('bad-input', { rule: 'content-type' });
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit) {
    throw new Failure('bad-input', { rule: 'upload-size', where: String(uploadLimit) });
  }
}

/** `POST /uploads?name=...`: the bytes of a file; answers the reference under which operations know it. */
export async function uploadRoute(
  uploads: Uploads,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    checkHeaders(request);
    request.setTimeout(patience, () => request.destroy());
    sendAnswer(response, { ok: true, value: await uploads.receive(request, readName(query)) });
  } catch (error) {
    stopListening(request, response);
    sendFailure(response, error);
  }
}
