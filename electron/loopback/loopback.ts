import { createInterface } from 'node:readline';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import { userFolders } from '#core/hosting/folders';
import { listPageFiles } from '#core/hosting/page-files';
import { parseProgramArguments, type ProgramArguments } from '#core/hosting/program-arguments';
import { programFiles } from '#core/hosting/program-files';
import { startCore } from '#core/hosting/start-core';
import { createLoopbackPlatform } from '#loopback/loopback-platform';
import { openBrowser } from '#loopback/open-browser';
import { noteLastPort, readLastPort } from '#loopback/last-port';
import { type LoopbackServer, type ServerParts, startServer } from '#loopback/server';
import { onShutDown } from '#loopback/shut-down';
import { openUploads } from '#loopback/uploads';
import type { EventData } from '#shared/contract/contract';
import { vi } from '#shared/messages/vi';

function fail(error: unknown): never {
  console.error(error instanceof TypeError ? error.message : error);
  process.exit(1);
}

/** On the port asked for, else on that of the last run if it is free, else on any. */
async function startOnLastPort(parts: ServerParts, wished: number, folder: string): Promise<LoopbackServer> {
  const last = wished === 0 ? await readLastPort(folder) : wished;
  const server = await startServer(parts, last).catch((error: unknown) => {
    if (wished !== 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startServer(parts, 0);
  });
  await noteLastPort(folder, server.port);
  return server;
}

/** One line with the address; Enter prints another one, for a second browser. */
function announce(server: LoopbackServer, wish: ProgramArguments): void {
  const address = server.newAddress();
  console.log(`Lan Tỏa: ${address}`);
  if (wish.open) openBrowser(address);
  if (!process.stdin.isTTY) return;
  createInterface(process.stdin).on('line', () => {
    console.log(`Lan Tỏa: ${server.newAddress()}`);
  });
}

/** The page is gone by then: the terminal says what the program waits for, and how to end without it. */
function tellOfBackup(core: Core): void {
  let isTold = false;
  core.subscribe((event, data) => {
    if (isTold || event !== 'job.changed') return;
    if ((data as EventData<'job.changed'>).kind !== 'closing-backup') return;
    isTold = true;
    console.log(`Lan Tỏa: ${vi.care.closing.terminal}`);
  });
}

async function start(): Promise<void> {
  const wish = parseProgramArguments(process.argv.slice(2));
  const program = programFiles(import.meta.url);
  const folders = userFolders(wish.profile);
  const uploads = await openUploads(folders.cache);
  const platform = createLoopbackPlatform(program, folders, uploads);
  const core = startCore(() => createCore(platform), wish, console.error);
  core.catch(fail);
  const pageFiles = await listPageFiles(program.page);
  const server = await startOnLastPort({ core, pageFiles, uploads }, wish.port, folders.cache);
  onShutDown(async () => {
    await server.close();
    tellOfBackup(await core);
    await (await core).close();
    await uploads.close();
  });
  announce(server, wish);
}

start().catch(fail);
