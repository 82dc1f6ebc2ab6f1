import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The names that the electron package itself gives to the executable. */
const executables = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** The electron package's folder, found without importing it: an import downloads its runtime. */
export function electronFolder() {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

/** Path of the Electron runtime if there is one, looked for in the same places as the electron package does. */
export function findRuntime() {
  const folder = electronFolder();
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const noted = join(folder, 'path.txt');
  const name = existsSync(noted) ? readFileSync(noted, 'utf8').trim() : undefined;
  const path = override
    ? join(override, name ?? executables[process.platform] ?? 'electron')
    : name && join(folder, 'dist', name);
  return path && existsSync(path) ? path : undefined;
}
