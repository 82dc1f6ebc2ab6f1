import { nodeFileSystem } from '#core/files/node-file-system';
import { after } from '#core/hosting/timer';
import { createKeySafe } from '#core/hosting/key-safe';
import type { UserFolders } from '#core/hosting/folders';
import type { ProgramFiles } from '#core/hosting/program-files';
import type { HostServices, Platform } from '#core/platform';
import { forkIsolated } from '#loopback/fork-isolated';
import { openSettingsStore } from '#loopback/settings-store';
import type { Uploads } from '#loopback/uploads';

/** A browser has its own ways for what is `unsupported` here: a text field, a download, a link. */
function hostServices(uploads: Uploads, workerScript: Platform['workerScript']): HostServices {
  return {
    can: { chooseFolder: false, reveal: false, openOutside: false },
    chooseFolder: () => Promise.resolve({ type: 'unsupported' }),
    reveal: () => Promise.resolve('unsupported'),
    openLink: () => Promise.resolve('unsupported'),
    openFile: () => Promise.resolve('unsupported'),
    keepBytes: () => Promise.resolve('unsupported'),
    fileOf: (reference) => uploads.take(reference),
    runIsolated: forkIsolated(workerScript),
  };
}

export function createLoopbackPlatform(
  program: ProgramFiles,
  folders: UserFolders,
  uploads: Uploads,
): Platform {
  return {
    version: program.version,
    profileFolder: folders.cache,
    documentsFolder: folders.documents,
    resourcesFolder: program.resources,
    keySafe: createKeySafe(nodeFileSystem, folders.keys),
    settings: openSettingsStore(folders.settings, new Date()),
    host: hostServices(uploads, (name) => program.worker(name)),
    fileSystem: nodeFileSystem,
    workerScript: (name) => program.worker(name),
    now: () => new Date(),
    after,
  };
}
