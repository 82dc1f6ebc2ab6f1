import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#shared/failure';
import type { Core } from '#core/core';
import { answer } from '#core/hosting/answer';
import { sendAnswer, sendFailure, stopListening } from '#loopback/responses';

/** Bytes of one operation's input; files travel as uploads. */
export const inputLimit = 4 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const tooLarge = new Failure('bad-input', { rule: 'input-size', where: String(inputLimit) });
  if (Number(request.headers['content-length'] ?? 0) > inputLimit) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > inputLimit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The content type is required because it is one that a foreign page cannot send without asking first (CORS
 * preflight, which this host never grants).
 */
async function readInput(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(?:; ?charset=utf-8)?$/i.test(type)) {
    throw new Failure('bad-input', { rule: 'content-type', where: type.slice(0, 100) });
  }
  const body = await readBody(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new Failure('bad-input', { rule: 'json', detail: String(error) });
  }
}

/** `POST /invoke/<operation>`: the input as JSON; answers an `Answer` with a status that fits. */
export async function invokeRoute(
  core: Promise<Core>,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let input: unknown;
  try {
    input = await readInput(request);
  } catch (error) {
    stopListening(request, response);
    sendFailure(response, error);
    return;
  }
  sendAnswer(response, await answer(core, name, input));
}
