import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress, isOwnPage } from '#main/page-address';

/** The page copies text at a click; everything else that a page may ask for is refused. */
const permitted = 'clipboard-sanitized-write';

/**
 * A window shows the program's own page and never anything else: no navigation, no redirect, no second window, no
 * embedded page. Links to the outside go through `host.openLink`, which asks.
 */
function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
}

/** Refuses permissions, devices, every request to a network, downloads from elsewhere, and dictionaries. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(permission === permitted && isOwnPage(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (contents, permission) => permission === permitted && contents !== null && isOwnPage(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] },
    (_details, decide) => {
      decide({ cancel: true });
    },
  );
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL())) event.preventDefault();
  });
}
