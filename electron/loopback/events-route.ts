import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from '#shared/security';
import type { Core } from '#core/core';

/** Milliseconds: shorter than the patience of anything between two programs on one machine. */
const heartbeat = 15_000;
/** A page that does not read is let go before it costs memory; its browser connects again and catches up. */
const waitingLimit = 4 * 1024 * 1024;

/** `GET /events`: every event of the core as a server-sent event named after it. */
export async function eventsRoute(
  core: Promise<Core>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ready = await core;
  if (request.socket.destroyed) return;
  response.writeHead(200, {
    ...pageHeaders,
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  // Milliseconds after which a browser tries again.
  response.write('retry: 1000\n\n');
  const write = (text: string): void => {
    if (response.writableLength > waitingLimit) response.destroy();
    else response.write(text);
  };
  const stop = ready.subscribe((event, data) => {
    write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  const timer = setInterval(() => {
    write(': still here\n\n');
  }, heartbeat);
  response.once('close', () => {
    clearInterval(timer);
    stop();
  });
}
