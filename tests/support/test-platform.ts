import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { FileSystem } from '#core/files/file-system';
import { after } from '#core/hosting/timer';
import { createKeySafe } from '#core/hosting/key-safe';
import type { KeySafe, Platform, SettingsStore } from '#core/platform';
import { forkIsolated } from '#loopback/fork-isolated';
import { Failure } from '#shared/failure';
import { temporaryFolder } from '#tests/support/folders';

const root = new URL('../../', import.meta.url);

/** A machine in temporary folders: real files, real workers, no windows. Files are given by path. */
export function testPlatform(
  options: {
    home?: string;
    fileSystem?: FileSystem;
    now?: () => Date;
    after?: Platform['after'];
    settings?: SettingsStore;
    keySafe?: KeySafe;
  } = {},
): Platform {
  const home = options.home ?? temporaryFolder();
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const documentsFolder = join(home, 'documents');
  mkdirSync(documentsFolder, { recursive: true });
  let settings: unknown = {};
  const workerScript: Platform['workerScript'] = (name) =>
    new URL(`dist/node/${name}.js`, pathToFileURL(fileURLToPath(root)));
  return {
    version: '0.0.0-test',
    // Where a host that is started with `--profile` has it: it is then the same installation.
    profileFolder: join(home, 'cache'),
    documentsFolder,
    resourcesFolder: fileURLToPath(new URL('resources', root)),
    fileSystem,
    keySafe: options.keySafe ?? createKeySafe(fileSystem, join(home, 'keys')),
    settings: options.settings ?? {
      get: () => settings,
      set: (value) => (settings = structuredClone(value)),
      setAside: null,
    },
    host: {
      can: { chooseFolder: false, reveal: false, openOutside: false },
      chooseFolder: () => Promise.resolve({ type: 'unsupported' }),
      reveal: () => Promise.resolve('unsupported'),
      openLink: () => Promise.resolve('unsupported'),
      openFile: () => Promise.resolve('unsupported'),
      keepBytes: () => Promise.resolve('unsupported'),
      fileOf: (reference) =>
        reference.type === 'path'
          ? Promise.resolve({ path: reference.path, release: () => Promise.resolve() })
          : Promise.reject(new Failure('bad-input', { where: reference.token })),
      runIsolated: forkIsolated(workerScript),
    },
    workerScript,
    now: options.now ?? (() => new Date()),
    after: options.after ?? after,
  };
}
