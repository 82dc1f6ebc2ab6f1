import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkerName } from '#core/platform';

/** The program's own files, wherever it is installed. */
export interface ProgramFiles {
  readonly version: string;
  readonly page: string;
  readonly preload: string;
  readonly resources: string;
  worker(name: WorkerName): URL;
}

/**
 * Finds the program's files from the address of a built entry in dist/node/. In an installed desktop program that is
 * inside an archive; workers and resources are opened by others than Electron's `fs` and lie unpacked beside it
 * (`asarUnpack` in electron-builder.yml).
 */
export function programFiles(entry: string): ProgramFiles {
  const program = new URL('../../', entry);
  const unpacked = new URL(program.href.replace(/\/app\.asar\/$/, '/app.asar.unpacked/'));
  const { version } = JSON.parse(readFileSync(new URL('package.json', program), 'utf8')) as {
    version: string;
  };
  return {
    version,
    page: fileURLToPath(new URL('dist/renderer', program)),
    preload: fileURLToPath(new URL('dist/preload/preload.cjs', program)),
    resources: fileURLToPath(new URL('resources', unpacked)),
    worker: (name) => new URL(`dist/node/${name}.js`, unpacked),
  };
}
