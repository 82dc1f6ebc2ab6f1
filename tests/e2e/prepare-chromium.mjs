/*
 * Makes sure that there is a browser for the end-to-end tests: an installed one is used as it is, otherwise the
 * headless Chromium inside the npm package @sparticuz/chromium is unpacked once into node_modules/.cache.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedBrowser, packagedBrowser } from './find-browser.mjs';

async function unpack(home) {
  const work = `${home}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  process.env.TMPDIR = work; // the package inflates into os.tmpdir()
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'; // ...and adds its own nss, nspr and expat
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  // Without a font the browser ends at once; the package brings Open Sans, which covers Vietnamese.
  const fonts = `<dir>${home}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${home}/fc</cachedir>`;
  writeFileSync(
    join(work, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${fonts}</fontconfig>`,
  );
  rmSync(home, { recursive: true, force: true });
  renameSync(work, home);
}

const found = installedBrowser();
const { home } = packagedBrowser();
if (found !== undefined) {
  console.log(`Browser for the tests: ${found}`);
} else if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('No browser for the tests: install Chromium or Chrome, or name one in CHROMIUM_PATH.');
  process.exitCode = 1;
} else {
  if (!existsSync(join(home, 'chromium'))) await unpack(home);
  console.log(`Browser for the tests: ${join(home, 'chromium')}`);
}
