import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';
import { installedBrowser, packagedBrowser } from './find-browser.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** How Playwright starts the browser that `prepare-chromium.mjs` found. */
export function chromiumLaunch(): LaunchOptions {
  const found = installedBrowser();
  if (found !== undefined) return { executablePath: found, args };
  const { home } = packagedBrowser();
  if (!existsSync(join(home, 'chromium'))) {
    throw new Error('No browser for the tests: run `npm run pretest:e2e`, or install Chromium or Chrome.');
  }
  return {
    executablePath: join(home, 'chromium'),
    args,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  };
}
