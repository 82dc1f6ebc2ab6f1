// `npm start`: builds what is out of date, then opens the desktop program, or the page in a browser where the Electron
// runtime is not there. Plain JavaScript without dependencies: it runs before anything is built. It never imports
// 'electron', because that package downloads its runtime when it is imported.
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { electronFolder, findRuntime } from './find-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = [
  'electron',
  'shared',
  'renderer',
  'resources',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];
const products = ['renderer/index.html', 'node/main.js', 'node/loopback.js', 'preload/preload.cjs'];
/** Milliseconds to wait for the host that offers the runtime, and in which a runtime that cannot run here ends. */
const patience = 2500;

const lines = {
  building: 'Đang chuẩn bị chương trình... (Building the program...)',
  fetching: 'Đang tải Electron, chỉ một lần... (Fetching Electron, once...)',
  instead:
    'Chưa chạy được Electron trên máy này nên Lan Tỏa mở trong trình duyệt. (Electron cannot run here: Lan Tỏa opens in the browser instead.)',
};

/** Milliseconds since 1970 of the last change in a file or folder; folders count too, since files may be removed. */
async function newest(path) {
  const information = await stat(path);
  if (!information.isDirectory()) return information.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))));
  return Math.max(information.mtimeMs, ...inside);
}

async function isBuilt() {
  const built = products.map(
    (file) => statSync(join(root, 'dist', file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const changed = await Promise.all(sources.map((source) => newest(join(root, source)).catch(() => 0)));
  return Math.min(...built) > Math.max(...changed);
}

function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
      resolve(code ?? 1);
    });
  });
}

/** In a process of its own: the loopback host would otherwise carry the bundler's memory along. */
async function build() {
  if (await isBuilt()) return;
  console.log(lines.building);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(process.execPath, [vite, 'build', '--app', '--logLevel', 'error']);
  if (code !== 0) process.exit(code);
}

/**
 * Chromium's sandbox does not run as root, and we do not run without the sandbox; Linux may have no screen at all. Who
 * names a runtime wants it tried all the same.
 */
function canShowWindows() {
  if (process.platform !== 'linux' || process.env.ELECTRON_OVERRIDE_DIST_PATH) return true;
  return process.getuid?.() !== 0 && Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** Whether the place that the electron package downloads from answers in time. */
async function canFetch() {
  const { version } = JSON.parse(readFileSync(join(electronFolder(), 'package.json'), 'utf8'));
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  const file = `v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    const signal = AbortSignal.timeout(patience);
    const { status } = await fetch(new URL(file, mirror), { method: 'HEAD', redirect: 'manual', signal });
    return status < 400;
  } catch {
    return false;
  }
}

async function fetchRuntime() {
  if (!(await canFetch())) return undefined;
  console.log(lines.fetching);
  await run(process.execPath, [join(electronFolder(), 'install.js')]);
  return findRuntime();
}

/** Path of an Electron that can be tried, or undefined after saying so in one line. */
async function desktopRuntime() {
  const runtime = canShowWindows() ? (findRuntime() ?? (await fetchRuntime())) : undefined;
  if (!runtime) console.log(lines.instead);
  return runtime;
}

/** Whether the desktop program ran; one that ends at once with an error lacks something of this system. */
async function runDesktop(runtime, args) {
  const began = Date.now();
  const code = await run(runtime, [root, ...args]);
  if (code !== 0 && Date.now() - began < patience) {
    console.log(lines.instead);
    return false;
  }
  process.exitCode = code;
  return true;
}

async function runLoopback(args) {
  const entry = join(root, 'dist', 'node', 'loopback.js');
  process.argv.splice(1, Infinity, entry, ...args);
  await import(pathToFileURL(entry).href);
}

const wanted = process.argv.slice(2);
const inBrowser = wanted.includes('--browser');
const args = ['--sample', ...wanted.filter((argument) => argument !== '--browser')];
const [runtime] = await Promise.all([inBrowser ? undefined : desktopRuntime(), build()]);
if (!runtime || !(await runDesktop(runtime, args))) await runLoopback(args);
