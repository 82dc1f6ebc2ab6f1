// A stand-in for the `electron` module, faithful where the program relies on it: what crosses ipc or the context
// bridge is cloned as structured data, a failing handler rejects as Electron lets it reject, events carry
// `preventDefault`, frames and senders are objects of their own. Use: vi.mock('electron', () => import('#tests/support/electron-stand-in')).
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';

type Handler = (...args: never[]) => unknown;

/** An event that remembers whether it was refused. */
export class StandInEvent {
  defaultPrevented = false;
  readonly [key: string]: unknown;
  constructor(details: Record<string, unknown> = {}) {
    Object.assign(this, details);
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export interface Frame {
  url: string;
}

export class WebContents extends EventEmitter {
  mainFrame: Frame = { url: '' };
  destroyed = false;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;
  /** What was sent to the page, after its trip. */
  readonly sent: { channel: string; args: unknown[] }[] = [];

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    const arrived = structuredClone(args);
    this.sent.push({ channel, args: arrived });
    ipcRenderer.emit(channel, new StandInEvent({ sender: ipcRenderer }), ...arrived);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  /** Emits a navigation event as Electron does and returns whether it was refused. */
  attempt(event: string, details: Record<string, unknown> = {}): boolean {
    const happening = new StandInEvent(details);
    this.emit(event, happening);
    return happening.defaultPrevented;
  }
}

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }
  readonly webContents = new WebContents();
  readonly calls: string[] = [];
  bounds: Bounds = { x: 10, y: 20, width: 1000, height: 700 };
  minimised = false;
  maximised = false;

  readonly options: Record<string, unknown>;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', new StandInEvent(), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.calls.push(`load ${url}`);
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  show(): void {
    this.calls.push('show');
  }
  focus(): void {
    this.calls.push('focus');
  }
  restore(): void {
    this.calls.push('restore');
  }
  maximize(): void {
    this.maximised = true;
  }
  isMinimized(): boolean {
    return this.minimised;
  }
  isMaximized(): boolean {
    return this.maximised;
  }
  getNormalBounds(): Bounds {
    return this.bounds;
  }
  /** As when the person closes the window. */
  close(): void {
    this.emit('close', new StandInEvent());
    this.webContents.destroyed = true;
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
}

class App extends EventEmitter {
  isPackaged = true;
  /** What the next request for the single instance is answered. */
  isFirst = true;
  readonly calls: string[] = [];
  readonly paths = new Map<string, string>();
  readonly exitCodes: number[] = [];
  #ready: (() => void) | undefined;
  #whenReady = new Promise<void>((resolve) => (this.#ready = resolve));

  setPath(name: string, path: string): void {
    this.calls.push(`setPath ${name}`);
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? `/${name}`;
  }
  getVersion(): string {
    return '0.0.0-test';
  }
  enableSandbox(): void {
    this.calls.push('enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock');
    return this.isFirst;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  becomeReady(): void {
    this.calls.push('ready');
    this.#ready?.();
  }
  quit(): void {
    this.calls.push('quit');
    const event = new StandInEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.calls.push('gone');
  }
  exit(code: number): void {
    this.exitCodes.push(code);
  }
  reset(): void {
    this.removeAllListeners();
    this.isPackaged = true;
    this.isFirst = true;
    this.calls.length = 0;
    this.exitCodes.length = 0;
    this.paths.clear();
    this.#whenReady = new Promise<void>((resolve) => (this.#ready = resolve));
  }
}
export const app = new App();

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }
}
export const ipcMain = new IpcMain();

/** Sends as the page of `sender` would, from `frame`; both ways the data are cloned. */
export async function invokeFrom(
  sender: WebContents,
  frame: Frame | null,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = ipcMain.handlers.get(channel) as ((...all: unknown[]) => unknown) | undefined;
  if (!handler) throw new Error(`Error invoking remote method '${channel}': Error: No handler registered`);
  const event = new StandInEvent({ sender, senderFrame: frame });
  try {
    return structuredClone(await handler(event, ...structuredClone(args)));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
  }
}

class IpcRenderer extends EventEmitter {
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const [window] = BrowserWindow.all;
    if (!window) throw new Error('no window');
    return invokeFrom(window.webContents, window.webContents.mainFrame, channel, args);
  }
}
export const ipcRenderer = new IpcRenderer();

/** What preload scripts have put into the page's world. */
export const exposed = new Map<string, unknown>();

/** The bridge clones data and wraps functions; a page never holds an object of the preload script. */
function acrossBridge(value: unknown): unknown {
  if (typeof value === 'function') {
    const callee = value as (...args: unknown[]) => unknown;
    return (...args: unknown[]) => {
      const result = callee(...args.map(acrossBridge));
      return result instanceof Promise ? result.then(acrossBridge) : acrossBridge(result);
    };
  }
  if (value instanceof File) return value;
  if (typeof value !== 'object' || value === null) return value;
  // A plain object may come from another realm, as preload scripts' do.
  const prototype: unknown = Object.getPrototypeOf(Object.getPrototypeOf(value));
  if (prototype !== null) return structuredClone(value);
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, acrossBridge(part)])),
  );
}

export const contextBridge = {
  exposeInMainWorld(name: string, api: unknown): void {
    exposed.set(name, acrossBridge(api));
  },
};

/** Paths of files that the system gave to the page; the page's own files have none. */
export const filePaths = new Map<File, string>();
export const webUtils = { getPathForFile: (file: File): string => filePaths.get(file) ?? '' };

interface Scheme {
  scheme: string;
  privileges: Record<string, boolean>;
}
export const protocol = {
  schemes: [] as Scheme[],
  handlers: new Map<string, (request: Request) => Promise<Response> | Response>(),
  registerSchemesAsPrivileged(schemes: Scheme[]): void {
    app.calls.push('registerSchemesAsPrivileged');
    protocol.schemes = schemes;
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response> | Response): void {
    protocol.handlers.set(scheme, handler);
  },
};

type Decide<T> = (answer: T) => void;
export class Session extends EventEmitter {
  permissionRequest:
    ((contents: WebContents, permission: string, decide: Decide<boolean>) => void) | undefined;
  permissionCheck: ((contents: WebContents | null, permission: string) => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  spellChecker = true;
  blocked:
    | { urls: string[]; listener: (details: unknown, decide: Decide<{ cancel?: boolean }>) => void }
    | undefined;
  readonly webRequest = {
    onBeforeRequest: (
      { urls }: { urls: string[] },
      listener: (details: unknown, decide: Decide<{ cancel?: boolean }>) => void,
    ): void => {
      this.blocked = { urls, listener };
    },
  };
  setPermissionRequestHandler(handler: Session['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Session['permissionCheck']): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Session['devicePermission']): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}
export const session = { defaultSession: new Session() };

export const dialog = {
  /** What the person answers next. */
  folder: { canceled: true, filePaths: [] as string[] },
  button: 0,
  asked: [] as unknown[],
  errors: [] as string[],
  showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    dialog.asked.push(args.at(-1));
    return Promise.resolve(dialog.folder);
  },
  showMessageBox(...args: unknown[]): Promise<{ response: number }> {
    dialog.asked.push(args.at(-1));
    return Promise.resolve({ response: dialog.button });
  },
  showMessageBoxSync(...args: unknown[]): number {
    dialog.asked.push(args.at(-1));
    return dialog.button;
  },
  showErrorBox(title: string, content: string): void {
    dialog.errors.push(`${title}: ${content}`);
  },
};

export const shell = {
  opened: [] as string[],
  shown: [] as string[],
  openExternal(url: string): Promise<void> {
    shell.opened.push(url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    shell.opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder(path: string): void {
    shell.shown.push(path);
  },
};

/** A keychain that marks what it encrypts; locked and strange ones refuse as Electron's do. */
export const safeStorage = {
  available: true,
  mark: 'v11',
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(safeStorage.available),
  encryptStringAsync(text: string): Promise<Buffer> {
    if (!safeStorage.available) return Promise.reject(new Error('Encryption is not available.'));
    return Promise.resolve(Buffer.from(safeStorage.mark + Buffer.from(text).toString('hex')));
  },
  decryptStringAsync(bytes: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    const { available, mark } = safeStorage;
    const text = bytes.toString();
    if (!available || !text.startsWith(mark))
      return Promise.reject(new Error('Error while decrypting the ciphertext provided to safeStorage.'));
    const result = Buffer.from(text.slice(mark.length), 'hex').toString();
    return Promise.resolve({ shouldReEncrypt: false, result });
  },
};

export const screen = {
  displays: [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }],
  getAllDisplays: (): { workArea: Bounds }[] => screen.displays,
};

export const Menu = {
  menu: undefined as unknown,
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu(menu: unknown): void {
    Menu.menu = menu;
  },
};

/** What a utility process has instead of `process.send`: defined in the child before its script runs. */
const parentPort = `
import { EventEmitter } from 'node:events';
process.parentPort = Object.assign(new EventEmitter(), { postMessage: (data) => process.send(data) });
process.on('message', (data) => process.parentPort.emit('message', { data, ports: [] }));
const { send } = process; process.send = undefined;
process.parentPort.postMessage = (data) => send.call(process, data);`;

/** A utility process as a child process: messages are cloned, it has no number before it is spawned and after its end. */
class UtilityProcess extends EventEmitter {
  readonly stdout = null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  pid: number | undefined;

  constructor(script: string, args: string[], options: { execArgv?: string[] }) {
    super();
    const port = `data:text/javascript,${encodeURIComponent(parentPort)}`;
    this.#child = fork(script, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [...(options.execArgv ?? []), '--import', port],
    });
    this.stderr = this.#child.stderr;
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      this.pid = undefined;
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: object): void {
    this.#child.send(message, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  forked: [] as { script: string; options: Record<string, unknown> }[],
  fork(script: string, args: string[], options: Record<string, unknown>): UtilityProcess {
    utilityProcess.forked.push({ script, options });
    return new UtilityProcess(script, args, options);
  },
};

/** The state at the start of a program. */
export function resetElectron(): void {
  app.reset();
  BrowserWindow.all.length = 0;
  ipcMain.removeAllListeners();
  ipcMain.handlers.clear();
  ipcRenderer.removeAllListeners();
  exposed.clear();
  filePaths.clear();
  protocol.schemes = [];
  protocol.handlers.clear();
  session.defaultSession = new Session();
  Object.assign(dialog, { folder: { canceled: true, filePaths: [] }, button: 0, asked: [], errors: [] });
  Object.assign(shell, { opened: [], shown: [] });
  utilityProcess.forked = [];
  Object.assign(safeStorage, { available: true, mark: 'v11' });
  screen.displays = [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }];
  Menu.menu = undefined;
}

export default { app, BrowserWindow, ipcMain, ipcRenderer, shell };
