import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ServedFile } from '#core/core';
import { contentSecurityPolicy } from '#shared/security';
import * as electron from '#tests/support/electron-stand-in';
import { createFakeCore, type FakeCore } from '#tests/support/fake-core';
import { type RunningProgram, runProgram } from '#tests/main/running-program';
import { eventually } from '#tests/support/eventually';

const page = 'app://lan-toa/';
let program: RunningProgram;

async function run(args: string[] = [], core?: FakeCore): Promise<electron.BrowserWindow> {
  program = await runProgram(args, core);
  return program.becomeReady();
}

beforeEach(() => {
  electron.resetElectron();
});
afterEach(async () => {
  await program.close();
});

describe('starting', () => {
  test('everything that must precede `ready` has happened when the module has run, and nothing else', async () => {
    program = await runProgram();
    expect(electron.app.calls).toEqual([
      'setPath userData',
      'setPath sessionData',
      'registerSchemesAsPrivileged',
      'enableSandbox',
      'requestSingleInstanceLock',
    ]);
    expect(electron.BrowserWindow.all).toEqual([]);
    expect(electron.protocol.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  test('settings lie in the folder of the profile, what Chromium writes in its cache', async () => {
    await run();
    expect(electron.app.getPath('userData')).toBe(join(program.folder, 'profile'));
    expect(electron.app.getPath('sessionData')).toBe(join(program.folder, 'profile', 'cache', 'browser'));
  });

  test('the window is a sandboxed page with a preload script and no Node', async () => {
    const { options, calls } = await run();
    expect(options['show']).toBe(false);
    expect(options['webPreferences']).toEqual({
      preload: join(program.folder, 'preload.cjs'),
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
    });
    expect(calls).toEqual([`load ${page}`]);
    expect(electron.BrowserWindow.all).toHaveLength(1);
  });

  test('the window is shown once there is something to see', async () => {
    const window = await run();
    window.emit('ready-to-show');
    expect(window.calls).toContain('show');
  });

  test('a core that cannot start is told in a native dialog and ends the program', async () => {
    program = await runProgram([], undefined, () => Promise.reject(new Error('broken')));
    electron.app.becomeReady();
    await eventually(() => {
      expect(electron.app.exitCodes).toContain(1);
    });
    expect(electron.dialog.errors[0]).toContain('broken');
  });

  test('--library opens that one, also when it is given relative to where we are', async () => {
    let opened = '';
    const core = createFakeCore({
      'library.open': ({ path }) => {
        opened = path;
        return Promise.resolve({ type: 'none' });
      },
    });
    await run(['--library', 'somewhere'], core);
    expect(opened).toBe(resolve('somewhere'));
  });

  test('the first run opens nothing: the page offers the choice', async () => {
    await run();
    expect(program.core.asked).toEqual(['settings.get']);
  });
});

describe('closing the window over unsaved text', () => {
  test.each([
    { button: 0, goes: false },
    { button: 1, goes: true },
  ])('asks: button $button', async ({ button, goes }) => {
    const window = await run();
    electron.dialog.button = button;
    const event = new electron.StandInEvent();
    window.webContents.emit('will-prevent-unload', event);
    expect(electron.dialog.asked.at(-1)).toMatchObject({
      buttons: ['Ở lại', 'Vẫn đóng'],
      defaultId: 0,
      cancelId: 0,
    });
    expect(event.defaultPrevented).toBe(goes);
  });
});

describe('the window’s place', () => {
  const stored = { width: 900, height: 600, x: 100, y: 50, maximised: true };
  const store = async (window: object): Promise<void> => {
    const profile = join(program.folder, 'profile');
    await mkdir(profile, { recursive: true });
    await writeFile(join(profile, 'settings.json'), JSON.stringify({ window }));
  };

  test('is kept when it closes', async () => {
    const window = await run();
    window.bounds = { x: 5, y: 6, width: 1024, height: 640 };
    window.close();
    const text = await readFile(join(program.folder, 'profile', 'settings.json'), 'utf8');
    expect((JSON.parse(text) as { window: unknown }).window).toEqual({
      x: 5,
      y: 6,
      width: 1024,
      height: 640,
      maximised: false,
    });
  });

  test('is taken up again', async () => {
    program = await runProgram();
    await store(stored);
    const window = await program.becomeReady();
    expect(window.options).toMatchObject({ width: 900, height: 600, x: 100, y: 50 });
    window.emit('ready-to-show');
    expect(window.maximised).toBe(true);
  });

  test('is not taken up on a screen that is gone', async () => {
    program = await runProgram();
    await store({ ...stored, x: 5000 });
    const { options } = await program.becomeReady();
    expect(options).toMatchObject({ width: 900, height: 600 });
    expect(options['x']).toBeUndefined();
  });

  test('damaged settings are set aside before the window opens', async () => {
    program = await runProgram();
    await store({ width: 'wide' });
    const { options } = await program.becomeReady();
    expect(options).toMatchObject({ width: 1280, height: 800 });
    expect(program.platform().settings.setAside).toMatch(/^settings\.damaged-/);
  });
});

describe('ipc', () => {
  const invoke = (
    window: electron.BrowserWindow,
    frame: electron.Frame | null,
    ...args: unknown[]
  ): Promise<unknown> => electron.invokeFrom(window.webContents, frame, 'invoke', args);
  const refused = { ok: false, failure: { code: 'unauthorised', rule: 'sender' } };

  test('the page is answered', async () => {
    const window = await run();
    const answered = await invoke(window, window.webContents.mainFrame, 'settings.get', {});
    expect(answered).toMatchObject({ ok: true, value: { language: 'vi' } });
  });

  test('there is one channel, and electron-store’s own is closed', async () => {
    program = await runProgram();
    electron.ipcMain.on('electron-store-get-data', () => undefined);
    await program.becomeReady();
    expect([...electron.ipcMain.handlers.keys()]).toEqual(['invoke']);
    expect(electron.ipcMain.eventNames()).toEqual([]);
  });

  test.each([
    'https://evil.example/',
    'http://lan-toa/',
    'app://evil/',
    'app://lan-toa.evil.example/',
    'app://lan-toa',
    'app://lan-toa/files/attachments/a/b.html',
    'app://lan-toa/index.html?x',
    'file:///app://lan-toa/',
    'about:blank',
    'data:text/html,x',
    'devtools://devtools/bundled/inspector.html',
    '',
  ])('a main frame at "%s" is not', async (url) => {
    const window = await run();
    window.webContents.mainFrame.url = url;
    program.core.asked.length = 0;
    expect(await invoke(window, window.webContents.mainFrame, 'settings.get', {})).toEqual(refused);
    expect(program.core.asked).toEqual([]);
  });

  test('a frame inside the page is not, even at our address; nor is a frame that is gone', async () => {
    const window = await run();
    program.core.asked.length = 0;
    expect(await invoke(window, { url: page }, 'settings.get', {})).toEqual(refused);
    expect(await invoke(window, null, 'settings.get', {})).toEqual(refused);
    expect(program.core.asked).toEqual([]);
  });

  test.each([['constructor'], ['__proto__'], ['nothing.here'], [undefined], [null], [{}], [42]])(
    'operation %j does not exist',
    async (name) => {
      const window = await run();
      program.core.asked.length = 0;
      const answered = await invoke(window, window.webContents.mainFrame, name, {});
      expect(answered).toMatchObject({ ok: false, failure: { code: 'not-found', rule: 'operation' } });
      expect(program.core.asked).toEqual([]);
    },
  );

  test('an input that the contract does not allow does not reach the core', async () => {
    const window = await run();
    program.core.asked.length = 0;
    const frame = window.webContents.mainFrame;
    for (const input of [undefined, null, 'x', { path: 1 }, { path: '' }, { path: 'x'.repeat(5000) }]) {
      expect(await invoke(window, frame, 'library.open', input)).toMatchObject({
        failure: { code: 'bad-input' },
      });
    }
    expect(program.core.asked).toEqual([]);
  });

  test('events reach our page, and no other page in its window', async () => {
    const { webContents } = await run();
    program.core.emit('practices.changed', { ids: ['a'] });
    expect(webContents.sent).toEqual([{ channel: 'event', args: ['practices.changed', { ids: ['a'] }] }]);
    webContents.mainFrame.url = 'https://evil.example/';
    program.core.emit('practices.changed', { ids: ['b'] });
    expect(webContents.sent).toHaveLength(1);
  });

  test('an event after the window has gone does no harm', async () => {
    const window = await run();
    window.close();
    program.core.emit('practices.changed', { ids: ['a'] });
    expect(window.webContents.sent).toEqual([]);
  });
});

describe('leaving the page', () => {
  const places = [
    'https://evil.example/',
    'file:///etc/passwd',
    'app://evil/',
    `${page}files/attachments/a/b.html`,
  ];

  test.each(places)('navigation to %s is refused', async (url) => {
    const { webContents } = await run();
    expect(webContents.attempt('will-navigate', { url })).toBe(true);
    expect(webContents.attempt('will-redirect', { url })).toBe(true);
    expect(webContents.attempt('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(webContents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  });

  test('reloading and moving within the page is not', async () => {
    const { webContents } = await run();
    expect(webContents.attempt('will-navigate', { url: page })).toBe(false);
    expect(webContents.attempt('will-navigate', { url: `${page}#/search` })).toBe(false);
  });

  test('pages cannot be embedded', async () => {
    const { webContents } = await run();
    expect(webContents.attempt('will-attach-webview')).toBe(true);
  });

  test('contents that appear later are guarded too', async () => {
    await run();
    const contents = new electron.WebContents();
    electron.app.emit('web-contents-created', {}, contents);
    expect(contents.attempt('will-navigate', { url: 'https://evil.example/' })).toBe(true);
    expect(contents.windowOpenHandler?.({ url: page })).toEqual({ action: 'deny' });
  });
});

describe('what a page may ask of the system', () => {
  const permissions = [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'idle-detection',
    'window-management',
    'fileSystem',
    'unknown',
  ];

  test.each(permissions)('%s is refused', async (permission) => {
    const { webContents } = await run();
    const { permissionCheck, permissionRequest } = electron.session.defaultSession;
    expect(permissionCheck?.(webContents, permission)).toBe(false);
    const decide = vi.fn();
    permissionRequest?.(webContents, permission, decide);
    expect(decide).toHaveBeenCalledExactlyOnceWith(false);
  });

  test('copying text is allowed to our page only', async () => {
    const { webContents } = await run();
    const { permissionCheck } = electron.session.defaultSession;
    expect(permissionCheck?.(webContents, 'clipboard-sanitized-write')).toBe(true);
    expect(permissionCheck?.(null, 'clipboard-sanitized-write')).toBe(false);
    webContents.mainFrame.url = 'https://evil.example/';
    expect(permissionCheck?.(webContents, 'clipboard-sanitized-write')).toBe(false);
  });

  test('devices are refused, dictionaries not fetched', async () => {
    await run();
    expect(electron.session.defaultSession.devicePermission?.()).toBe(false);
    expect(electron.session.defaultSession.spellChecker).toBe(false);
  });

  test('nothing is fetched from a network or from the disk', async () => {
    await run();
    const { blocked } = electron.session.defaultSession;
    expect(blocked?.urls).toEqual(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']);
    const decide = vi.fn();
    blocked?.listener({}, decide);
    expect(decide).toHaveBeenCalledWith({ cancel: true });
  });

  test('only the program’s own files are saved', async () => {
    await run();
    const download = (url: string): boolean => {
      const event = new electron.StandInEvent();
      electron.session.defaultSession.emit('will-download', event, { getURL: () => url });
      return !event.defaultPrevented;
    };
    expect(download(`${page}files/bundles/2026-Q3/a.zip`)).toBe(true);
    expect(download('https://evil.example/a.exe')).toBe(false);
    expect(download('data:text/html,x')).toBe(false);
  });
});

describe('app://', () => {
  const ask = async (url: string, init?: RequestInit): Promise<Response> => {
    const handler = electron.protocol.handlers.get('app');
    if (!handler) throw new Error('no handler');
    return handler(new Request(url, init));
  };

  test('serves the page under its policy', async () => {
    await run();
    for (const address of [page, `${page}index.html`]) {
      const response = await ask(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(await response.text()).toContain('<title>page</title>');
    }
  });

  test.each([
    'app://lan-toa/../secret.txt',
    'app://lan-toa/%2e%2e/secret.txt',
    'app://lan-toa/..%2fsecret.txt',
    'app://lan-toa/..%5csecret.txt',
    'app://lan-toa/assets/..%2f..%2fsecret.txt',
    'app://lan-toa/secret.txt%00.html',
    'app://lan-toa//index.html',
    'app://lan-toa/files/../secret.txt',
    'app://lan-toa/files/attachments/%2e%2e/secret.txt',
    'app://lan-toa/constructor',
    'app://lan-toa/%ff',
    'app://evil/index.html',
    'app://lan-toa.evil.example/',
  ])('%s is nothing', async (url) => {
    await run();
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  test('only GET', async () => {
    await run();
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD'])
      expect((await ask(page, { method })).status).toBe(404);
  });

  test('files of the library are saved and not shown, pictures are shown, neither has any right', async () => {
    const files: Record<string, ServedFile> = {};
    await run([], createFakeCore({}, files));
    const path = join(program.folder, 'secret.txt');
    const served = { path, bytes: 10, mediaType: 'text/html', name: 'Báo cáo "quý"\r\nX: 1.html' };
    Object.assign(files, {
      'attachments/a/page.html': served,
      'attachments/a/picture.png': { ...served, mediaType: 'image/png', name: 'ảnh.png' },
      'attachments/a/drawing.svg': { ...served, mediaType: 'image/svg+xml', name: 'drawing.svg' },
    });
    const html = await ask(`${page}files/attachments/a/page.html`);
    expect(await html.text()).toBe('the secret');
    expect(html.headers.get('Content-Disposition')).toBe(
      `attachment; filename="B_o c_o _qu____X_ 1.html"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22qu%C3%BD%22%0D%0AX%3A%201.html`,
    );
    expect(html.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    expect(html.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const picture = await ask(`${page}files/attachments/a/picture.png`);
    expect(picture.headers.get('Content-Disposition')).toMatch(/^inline;/);
    expect(picture.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    const drawing = await ask(`${page}files/attachments/a/drawing.svg`);
    expect(drawing.headers.get('Content-Disposition')).toMatch(/^attachment;/);
    expect((await ask(`${page}files/attachments/a/none.pdf`)).status).toBe(404);
  });
});

describe('one instance', () => {
  test('a second one ends at once and opens nothing', async () => {
    electron.app.isFirst = false;
    program = await runProgram();
    electron.app.becomeReady();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(electron.app.calls).toContain('quit');
    expect(electron.BrowserWindow.all).toEqual([]);
    expect(() => program.platform()).toThrow('no core');
  });

  test('the first one comes to the front and takes the second one’s files', async () => {
    const window = await run();
    window.webContents.emit('did-finish-load');
    window.minimised = true;
    const argv = ['lan-toa', '--no-sandbox', 'gói.lantoa', '/abs/b.ZIP', 'c.docx', '--library=/evil'];
    electron.app.emit('second-instance', {}, argv, '/home/lan');
    expect(window.calls.slice(1)).toEqual(['restore', 'show', 'focus']);
    expect(window.webContents.sent).toEqual([
      {
        channel: 'event',
        args: [
          'files.opened',
          {
            files: [
              { type: 'path', path: resolve('/home/lan/gói.lantoa'), name: 'gói.lantoa' },
              { type: 'path', path: resolve('/abs/b.ZIP'), name: 'b.ZIP' },
            ],
          },
        ],
      },
    ]);
    expect(program.core.asked).toEqual(['settings.get']);
  });

  test('a second start after the window has gone does no harm', async () => {
    (await run()).close();
    expect(() => electron.app.emit('second-instance', {}, ['lan-toa'], '/')).not.toThrow();
  });
});

describe('files that the system opens', () => {
  const told = (window: electron.BrowserWindow): unknown => window.webContents.sent.map(({ args }) => args);
  const opening = (...paths: string[]): unknown[] => [
    'files.opened',
    { files: paths.map((path) => ({ type: 'path', path, name: path.split('/').at(-1) })) },
  ];

  test('those on the command line are told once the page has loaded', async () => {
    const window = await run(['/tmp/a.lantoa', '/tmp/readme.txt']);
    expect(told(window)).toEqual([]);
    window.webContents.emit('did-finish-load');
    expect(told(window)).toEqual([opening('/tmp/a.lantoa')]);
    window.webContents.emit('did-finish-load');
    expect(told(window)).toHaveLength(1);
  });

  test('macOS may open one before `ready` and any time after', async () => {
    program = await runProgram();
    const event = new electron.StandInEvent();
    electron.app.emit('open-file', event, '/Users/lan/early.lantoa');
    expect(event.defaultPrevented).toBe(true);
    const window = await program.becomeReady();
    window.webContents.emit('did-finish-load');
    electron.app.emit('open-file', new electron.StandInEvent(), '/Users/lan/late.lantoa');
    expect(told(window)).toEqual([opening('/Users/lan/early.lantoa'), opening('/Users/lan/late.lantoa')]);
  });
});

describe('host services', () => {
  test('a link is opened only if it is https and the person agrees', async () => {
    await run();
    const { host } = program.platform();
    const url = 'https://vbpl.vn/a?b=%20c';
    electron.dialog.button = 0;
    expect(await host.openLink(url)).toBe('cancelled');
    expect(electron.shell.opened).toEqual([]);
    electron.dialog.button = 1;
    expect(await host.openLink(url)).toBe('opened');
    expect(electron.shell.opened).toEqual([url]);
    expect(electron.dialog.asked[0]).toMatchObject({
      defaultId: 0,
      cancelId: 0,
      detail: expect.stringContaining(url) as string,
    });
  });

  test('a file is copied and opened only after the person has read what it is and agreed', async () => {
    await run();
    const { host } = program.platform();
    const question = { title: 'Mẫu đơn', file: 'mau-don.docx', bytes: 1_234_000, office: 'Sở Y tế' };
    const copy = vi.fn(() => Promise.resolve('/profile/opened/mau-don.docx'));
    electron.dialog.button = 0;
    expect(await host.openFile(question, copy)).toBe('cancelled');
    expect(copy).not.toHaveBeenCalled();
    electron.dialog.button = 1;
    expect(await host.openFile(question, copy)).toBe('opened');
    expect(electron.shell.opened).toEqual(['/profile/opened/mau-don.docx']);
    const { message, detail } = electron.dialog.asked[0] as { message: string; detail: string };
    expect(message).toContain('Mẫu đơn');
    expect(detail).toContain('mau-don.docx (1.234 kB)');
    expect(detail).toContain('Sở Y tế');
  });

  test('bytes of the page are kept until they are taken', async () => {
    await run();
    const { host } = program.platform();
    const given = await host.keepBytes('ảnh.png', Buffer.from('picture'));
    if (given === 'unsupported') throw new Error(given);
    const { path, release } = await host.fileOf(given);
    expect(await readFile(path, 'utf8')).toBe('picture');
    await release();
    await expect(host.fileOf(given)).rejects.toThrow();
  });

  test.each([
    'http://a.vn',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/x',
    'smb://a/b',
    'C:\\a.exe',
    '',
  ])('link "%s" is refused without a question', async (url) => {
    await run();
    electron.dialog.button = 1;
    await expect(program.platform().host.openLink(url)).rejects.toThrow();
    expect(electron.dialog.asked).toEqual([]);
    expect(electron.shell.opened).toEqual([]);
  });

  test('the question is in the person’s language', async () => {
    await run();
    const { host, settings } = program.platform();
    await host.openLink('https://a.vn');
    settings.set({ ...(settings.get() as object), language: 'en' });
    await host.openLink('https://a.vn');
    expect(electron.dialog.asked).toMatchObject([
      { message: 'Mở liên kết này bằng trình duyệt?' },
      { message: 'Open this link in the browser?' },
    ]);
  });

  test('a folder is chosen, or not', async () => {
    await run();
    const { host } = program.platform();
    expect(await host.chooseFolder('Mở thư viện')).toEqual({ type: 'cancelled' });
    electron.dialog.folder = { canceled: false, filePaths: ['/a/b'] };
    expect(await host.chooseFolder('Mở thư viện')).toEqual({ type: 'chosen', path: '/a/b' });
    expect(electron.dialog.asked[0]).toEqual({
      title: 'Mở thư viện',
      properties: ['openDirectory', 'createDirectory'],
    });
  });

  test('a given file is a regular file that is there; a link leads to its target', async () => {
    await run();
    const { host } = program.platform();
    const path = join(program.folder, 'secret.txt');
    const link = join(program.folder, 'link.txt');
    await symlink(path, link);
    expect((await host.fileOf({ type: 'path', path, name: 'x' })).path).toBe(path);
    expect((await host.fileOf({ type: 'path', path: link, name: 'x' })).path).toBe(path);
    for (const bad of [program.folder, 'secret.txt', '', `${path}\0`, '/dev/null', '..']) {
      await expect(host.fileOf({ type: 'path', path: bad, name: 'x' }), bad).rejects.toMatchObject({
        code: 'bad-input',
      });
    }
    await expect(host.fileOf({ type: 'path', path: `${path}-gone`, name: 'x' })).rejects.toThrow('ENOENT');
    const upload = { type: 'upload', token: '0'.repeat(32), name: 'x' } as const;
    await expect(host.fileOf(upload)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('ending', () => {
  test('a backup at closing is said, and can be skipped', async () => {
    const cancelled: string[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const core = createFakeCore({
      'jobs.cancel': ({ jobId }) => {
        cancelled.push(jobId);
        end();
        return Promise.resolve({});
      },
    });
    const close = (): Promise<void> => {
      const job = { jobId: 'j', state: 'running', done: 0, total: 9, label: '' } as const;
      core.emit('job.changed', { ...job, kind: 'closing-backup', subject: null, failure: null });
      core.emit('job.changed', { ...job, kind: 'closing-backup', done: 1, subject: null, failure: null });
      return ended;
    };
    const window = await run([], Object.assign(core, { close }));
    electron.dialog.button = 1;
    window.close();
    await eventually(() => {
      expect(electron.app.calls.at(-1)).toBe('gone');
    });
    expect(electron.dialog.asked).toMatchObject([
      {
        message: 'Đang sao lưu trước khi đóng',
        buttons: ['Tiếp tục sao lưu', 'Bỏ qua, đóng ngay'],
        cancelId: 0,
      },
    ]);
    expect(cancelled).toEqual(['j']);
  });

  test('closing the window ends the program, after running work has ended', async () => {
    let end: (() => void) | undefined;
    const core = createFakeCore();
    const ended = new Promise<void>((resolve) => (end = resolve));
    const window = await run([], Object.assign(core, { close: () => ended }));
    window.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(electron.app.calls).not.toContain('gone');
    end?.();
    await eventually(() => {
      expect(electron.app.calls.at(-1)).toBe('gone');
    });
  });
});

describe('secrets', () => {
  const keys = (): string => join(program.folder, 'profile', 'keys', 'a-1.key');

  test('lie beside the settings, encrypted by the keychain', async () => {
    await run();
    const { keySafe } = program.platform();
    await keySafe.keep('a-1', 'secret');
    expect(await readFile(keys(), 'utf8')).toMatch(/^lantoa-encrypted 1\n[A-Za-z0-9+/=]+\n$/);
    expect(await keySafe.read('a-1')).toBe('secret');
    electron.safeStorage.mark = 'of another user';
    expect(await keySafe.read('a-1')).toBeUndefined();
  });

  test('are private files where there is no keychain', async () => {
    await run();
    electron.safeStorage.available = false;
    const { keySafe } = program.platform();
    await keySafe.keep('a-1', 'secret');
    expect(await readFile(keys(), 'utf8')).toBe('secret');
    electron.safeStorage.available = true;
    expect(await keySafe.read('a-1')).toBe('secret');
  });
});
