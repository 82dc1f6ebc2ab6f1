import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  type Rectangle,
  screen,
} from 'electron';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Settings } from '#shared/model/settings';
import type { UserSettings } from '#core/settings/settings';
import { pageAddress } from '#main/page-address';

type WindowState = NonNullable<Settings['window']>;

/** The smallest size that the screens are designed for. */
const smallest = { minWidth: 800, minHeight: 500 };
const usual = { width: 1280, height: 800 };

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Where the window was, unless that screen is no longer connected. */
function placeOf(state: WindowState | null): Partial<Rectangle> {
  if (!state) return usual;
  const { width, height, x, y } = state;
  if (x === undefined || y === undefined) return { width, height };
  const place = { width, height, x, y };
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, place));
  return visible ? place : { width, height };
}

function windowOptions(preload: string, state: WindowState | null): BrowserWindowConstructorOptions {
  return {
    ...smallest,
    ...placeOf(state),
    title: 'Lan Tỏa',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  };
}

function rememberState(window: BrowserWindow, settings: UserSettings): void {
  window.on('close', () => {
    const { width, height, x, y } = window.getNormalBounds();
    try {
      settings.change({ window: { width, height, x, y, maximised: window.isMaximized() } });
    } catch {
      // A full disk must not keep the window from closing.
    }
  });
}

/** A page that holds text which is not stored yet, or files on their way, asks before it goes: so does the program. */
function askBeforeClosing(window: BrowserWindow, settings: UserSettings): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const words = (settings.get().language === 'vi' ? vi : en).safety;
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      title: words.closeTitle,
      message: words.closeTitle,
      detail: words.closeText,
      buttons: [words.stay, words.closeAnyway],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // Electron takes this for leave to go.
    if (answer === 1) event.preventDefault();
  });
}

/** Opens the program's window; it is shown once there is something to see. */
export function openWindow(preload: string, settings: UserSettings): BrowserWindow {
  const state = settings.get().window;
  const window = new BrowserWindow(windowOptions(preload, state));
  rememberState(window, settings);
  askBeforeClosing(window, settings);
  window.once('ready-to-show', () => {
    if (state?.maximised) window.maximize();
    window.show();
  });
  void window.loadURL(pageAddress);
  return window;
}

/** The program has one window; none while it starts and ends. */
export const ourWindow = () => BrowserWindow.getAllWindows().at(0);

export function bringToFront(): void {
  const window = ourWindow();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
