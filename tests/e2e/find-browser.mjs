import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...programFiles.filter(Boolean).map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
];

/** The browser named by CHROMIUM_PATH, else an installed Chromium or Chrome; undefined when there is none. */
export function installedBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    return named;
  }
  return installed.find((path) => existsSync(path));
}

/** Folder of the package @sparticuz/chromium and where its browser is unpacked to. */
export function packagedBrowser() {
  const require = createRequire(import.meta.url);
  const folder = dirname(dirname(dirname(require.resolve('@sparticuz/chromium')))); // build/cjs/index.js
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  return { home: join(cache, `chromium-${version}`) };
}
