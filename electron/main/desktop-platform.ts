import { app } from 'electron';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { UserFolders } from '#core/hosting/folders';
import type { ProgramFiles } from '#core/hosting/program-files';
import type { Platform, SettingsStore } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import { createHostServices } from '#main/host-services';

export function createDesktopPlatform(
  program: ProgramFiles,
  folders: UserFolders,
  store: SettingsStore,
  settings: UserSettings,
): Platform {
  return {
    version: app.getVersion(),
    profileFolder: folders.cache,
    documentsFolder: folders.documents,
    resourcesFolder: program.resources,
    settings: store,
    host: createHostServices(() => (settings.get().language === 'vi' ? vi : en).host),
    fileSystem: nodeFileSystem,
    workerScript: (name) => program.worker(name),
    now: () => new Date(),
  };
}
