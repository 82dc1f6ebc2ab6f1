import { app } from 'electron';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { nodeFileSystem } from '#core/files/node-file-system';
import { after } from '#core/hosting/timer';
import { createKeySafe } from '#core/hosting/key-safe';
import type { UserFolders } from '#core/hosting/folders';
import type { ProgramFiles } from '#core/hosting/program-files';
import type { Platform, SettingsStore } from '#core/platform';
import { readSettings } from '#core/settings/settings';
import { createHostServices } from '#main/host-services';
import { keychain } from '#main/keychain';

const catalogues = { vi, en };

export function createDesktopPlatform(
  program: ProgramFiles,
  folders: UserFolders,
  settings: SettingsStore,
): Platform {
  return {
    version: app.getVersion(),
    profileFolder: folders.cache,
    documentsFolder: folders.documents,
    resourcesFolder: program.resources,
    settings,
    keySafe: createKeySafe(nodeFileSystem, folders.keys, keychain),
    host: createHostServices(
      () => catalogues[readSettings(settings).language].host,
      (name) => program.worker(name),
    ),
    fileSystem: nodeFileSystem,
    workerScript: (name) => program.worker(name),
    now: () => new Date(),
    after,
  };
}
