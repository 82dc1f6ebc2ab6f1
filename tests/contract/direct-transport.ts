import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { answer } from '#core/hosting/answer';
import type { Core } from '#core/core';
import type { Backend } from '#renderer/backend/backend';
import { fileAddress } from '#renderer/backend/file-address';
import { Listeners } from '#renderer/backend/listeners';
import { readAnswer } from '#renderer/backend/read-answer';
import type { Output } from '#shared/contract/contract';
import type { Transport } from '#tests/contract/transport';

/** No host at all: the core behind the edge that every host has. */
export async function openDirectTransport(): Promise<Transport> {
  const folder = await mkdtemp(join(tmpdir(), 'lan-toa-direct-'));
  const paths = new Map<File, string>();
  let served: Core['servedFile'] | undefined;
  return {
    host: {
      fileOf: (reference) =>
        Promise.resolve({
          path: reference.type === 'path' ? reference.path : '',
          release: () => Promise.resolve(),
        }),
    },
    connect(core) {
      served = (address) => core.servedFile(address);
      const listeners = new Listeners();
      const stop = core.subscribe((event, data) => {
        listeners.tell(event, data);
      });
      const backend: Backend = {
        fileAddress,
        invoke: async (name, input) => readAnswer(await answer(core, name, input)) as Output<typeof name>,
        subscribe: (event, listener) => listeners.add(event, listener),
        give(file, progress) {
          progress?.(1);
          return Promise.resolve({ type: 'path', path: paths.get(file) ?? '', name: file.name });
        },
      };
      return Promise.resolve({
        backend,
        close() {
          stop();
          return Promise.resolve();
        },
      });
    },
    async makeFile(name, bytes) {
      const file = new File([bytes], name);
      paths.set(file, join(folder, String(paths.size)));
      await writeFile(paths.get(file) ?? '', bytes);
      return file;
    },
    async fetchFile(address) {
      const file = await served?.(decodeURIComponent(address.slice('files/'.length)));
      return file
        ? new Response(new Uint8Array(await readFile(file.path)), { headers: { name: basename(file.path) } })
        : new Response('', { status: 404 });
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
