import { join } from 'node:path';
import { app, dialog, Menu, session } from 'electron';
import { toFailure } from '#shared/failure';
import { createCore } from '#core/create-core';
import { type UserFolders, userFolders } from '#core/hosting/folders';
import { listPageFiles } from '#core/hosting/page-files';
import { programFiles } from '#core/hosting/program-files';
import { startCore } from '#core/hosting/start-core';
import { createSettings } from '#core/settings/settings';
import { createDesktopPlatform } from '#main/desktop-platform';
import { guardAllContents, guardSession } from '#main/guards';
import { answerInvocations, tellPage } from '#main/ipc';
import { createOpenedFiles, followOpenFile } from '#main/opened-files';
import { closeBeforeQuitting } from '#main/quit';
import { handleScheme, registerScheme } from '#main/scheme';
import { openSettingsStore } from '#main/settings-store';
import { becomeOnlyInstance, readArguments } from '#main/single-instance';
import { openWindow } from '#main/window';

const wish = readArguments(process.argv);
const folders = userFolders(wish.profile);
const opened = createOpenedFiles();

/** Both hosts keep settings in one folder; what Chromium writes is a cache. */
function setFolders({ settings, cache }: UserFolders): void {
  app.setPath('userData', settings);
  app.setPath('sessionData', join(cache, 'browser'));
}

/** Only macOS needs a menu for the editing keys to work. */
function setMenu(): void {
  const roles = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] as const;
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([...roles]) : null);
}

function fail(error: unknown): void {
  dialog.showErrorBox('Lan Tỏa', toFailure(error).message);
  app.exit(1);
}

async function start(): Promise<void> {
  setMenu();
  guardSession(session.defaultSession);
  const program = programFiles(import.meta.url);
  const store = openSettingsStore(folders.settings, new Date());
  const platform = createDesktopPlatform(program, folders, store);
  const core = startCore(() => createCore(platform), wish, console.error);
  core.catch(fail);
  handleScheme(core, await listPageFiles(program.page));
  answerInvocations(core);
  closeBeforeQuitting(core);
  const { webContents } = openWindow(
    program.preload,
    createSettings(store, () => undefined),
  );
  opened.tell(webContents);
  (await core).subscribe((event, data) => {
    tellPage(webContents, event, data);
  });
}

setFolders(folders);
registerScheme();
app.enableSandbox();
guardAllContents();
followOpenFile(opened);
if (becomeOnlyInstance(opened)) {
  opened.add(wish.files, process.cwd());
  // Never awaited here: `ready` waits for this module to end (electron#40719).
  void app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}
