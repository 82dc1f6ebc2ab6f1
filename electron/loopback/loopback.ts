import { createInterface } from 'node:readline';
import { createCore } from '#core/create-core';
import { userFolders } from '#core/hosting/folders';
import { listPageFiles } from '#core/hosting/page-files';
import { parseProgramArguments, type ProgramArguments } from '#core/hosting/program-arguments';
import { programFiles } from '#core/hosting/program-files';
import { startCore } from '#core/hosting/start-core';
import { createLoopbackPlatform } from '#loopback/loopback-platform';
import { openBrowser } from '#loopback/open-browser';
import { type LoopbackServer, startServer } from '#loopback/server';
import { onShutDown } from '#loopback/shut-down';
import { openUploads } from '#loopback/uploads';

function fail(error: unknown): never {
  console.error(error instanceof TypeError ? error.message : error);
  process.exit(1);
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

async function start(): Promise<void> {
  const wish = parseProgramArguments(process.argv.slice(2));
  const program = programFiles(import.meta.url);
  const folders = userFolders(wish.profile);
  const uploads = await openUploads(folders.cache);
  const platform = createLoopbackPlatform(program, folders, uploads);
  const core = startCore(() => createCore(platform), wish, console.error);
  core.catch(fail);
  const pageFiles = await listPageFiles(program.page);
  const server = await startServer({ core, pageFiles, uploads }, wish.port);
  onShutDown(async () => {
    await server.close();
    await (await core).close();
    await uploads.close();
  });
  announce(server, wish);
}

start().catch(fail);
