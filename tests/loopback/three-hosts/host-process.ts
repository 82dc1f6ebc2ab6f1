import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Backend } from '#renderer/backend/backend';
import { createHttpBackend } from '#renderer/backend/http-backend';
import { NodeEventSource } from '#tests/support/node-event-source';

/** A real host process with a page's own backend on it. */
export interface HostProcess {
  readonly backend: Backend;
  readonly process: ChildProcess;
  /** SIGKILL, as a power cut: nothing is finished, the page hears nothing more. */
  kill(): Promise<void>;
}

async function addressOf(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const [found] = /http:\/\/\S+/.exec(chunk.toString()) ?? [];
      if (found !== undefined) resolve(new URL(found));
    });
    child.once('exit', () => {
      reject(new Error('the host ended before it was ready'));
    });
  });
}

/** Starts an installed program with a profile of its own on a library. */
export async function startHost(program: string, profile: string, library: string): Promise<HostProcess> {
  const child = spawn(
    process.execPath,
    [join(program, 'dist/node/loopback.js'), '--no-open', '--profile', profile, '--library', library],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const address = await addressOf(child);
  const welcome = await fetch(address, { redirect: 'manual' });
  const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, origin: address.origin };
  const backend = createHttpBackend({
    fetch: (path, init) =>
      fetch(new URL(path as string, address.origin), {
        ...init,
        headers: { ...headers, 'content-type': 'application/json' },
      }),
    openEvents: (path) =>
      new NodeEventSource(new URL(path, address.origin).href, headers) as unknown as EventSource,
    upload: () => Promise.reject(new Error('no uploads here')),
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  return {
    backend,
    process: child,
    async kill() {
      child.kill('SIGKILL');
      backend.close();
      await ended;
    },
  };
}
