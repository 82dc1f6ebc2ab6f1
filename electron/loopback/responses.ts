import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '#shared/contract/answer';
import { type FailureCode, serialiseFailure } from '#shared/failure';
import { pageHeaders } from '#shared/security';

const statuses: Partial<Record<FailureCode, number>> = {
  'bad-input': 400,
  unauthorised: 401,
  'no-permission': 403,
  'not-found': 404,
  'disk-full': 507,
  unsupported: 501,
  internal: 500,
};
/** All other faults say that the library is not in the state that the operation needs. */
const otherStatus = 409;

export function send(
  response: ServerResponse,
  status: number,
  mediaType: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Type': mediaType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const status = answer.ok ? 200 : (statuses[answer.failure.code] ?? otherStatus);
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(answer));
}

export function sendFailure(response: ServerResponse, error: unknown): void {
  sendAnswer(response, { ok: false, failure: serialiseFailure(error) });
}

/**
 * Ends the conversation with a sender whose body is not wanted: what is under way is read and dropped for a moment,
 * so that the answer arrives, then the connection is closed.
 */
export function stopListening(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Connection', 'close');
  // It is gone where the sender has hung up already, and the request may have let go of it by the end.
  const { socket } = response;
  response.once('finish', () => {
    setTimeout(() => socket?.destroy(), 500).unref();
  });
  request.resume();
}
