import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { createIpcBackend } from '#renderer/backend/ipc-backend';
import type { Bridge } from '#shared/contract/answer';
import * as electron from '#tests/support/electron-stand-in';
import type { Transport } from '#tests/contract/transport';

vi.doMock('electron', () => electron);
let pages = 0;

/** Runs the preload script as for a new page. */
async function evaluatePreload(): Promise<Bridge<File>> {
  pages += 1;
  const preload = fileURLToPath(new URL('../../electron/preload/preload.ts', import.meta.url));
  await import(`${preload}?page=${String(pages)}`);
  return electron.exposed.get('lanToa') as Bridge<File>;
}

/** The desktop host's ipc, preload script and scheme, over the stand-in for Electron. */
export async function openIpcTransport(): Promise<Transport> {
  electron.resetElectron();
  const { answerInvocations, tellPage } = await import('#main/ipc');
  const { createHostServices } = await import('#main/host-services');
  const { handleScheme } = await import('#main/scheme');
  const { vi: messages } = await import('#shared/messages/vi');
  const folder = await mkdtemp(join(tmpdir(), 'lan-toa-ipc-'));
  return {
    host: createHostServices(
      () => messages.host,
      (name) => new URL(`../../dist/node/${name}.js`, import.meta.url),
    ),
    async connect(core) {
      const window = new electron.BrowserWindow({});
      await window.loadURL('app://lan-toa/');
      const { webContents } = window;
      answerInvocations(Promise.resolve(core));
      handleScheme(Promise.resolve(core), new Map());
      const stop = core.subscribe((event, data) => {
        tellPage(webContents as never, event, data);
      });
      const backend = createIpcBackend(await evaluatePreload());
      return {
        backend,
        close() {
          stop();
          electron.resetElectron();
          return Promise.resolve();
        },
      };
    },
    async makeFile(name, bytes) {
      const file = new File([bytes], name);
      const path = join(folder, String(electron.filePaths.size));
      await writeFile(path, bytes);
      electron.filePaths.set(file, path);
      return file;
    },
    async fetchFile(address) {
      const handler = electron.protocol.handlers.get('app');
      if (!handler) throw new Error('the scheme is not handled');
      return handler(new Request(new URL(address, 'app://lan-toa/')));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
