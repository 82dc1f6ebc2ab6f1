import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { chromiumLaunch } from '../tests/e2e/chromium';
import { generateLibrary } from './generate-library';

/** What a benchmark of a large library runs on. */
export interface Trial {
  readonly browser: Browser;
  /** Folder of the machine: its profile keeps caches from one start to the next. */
  readonly home: string;
  readonly library: string;
  readonly practices: number;
}

/** Makes a library of `--practices`, starts a browser, measures, and removes all of it. */
export async function onLibrary(args: string[], measure: (trial: Trial) => Promise<void>): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { practices: { type: 'string', default: '2000' }, 'no-build': { type: 'boolean' } },
  });
  const practices = Number(values.practices);
  const home = mkdtempSync(join(tmpdir(), 'lantoa-bench-'));
  const library = join(home, 'library');
  generateLibrary(library, practices);
  const browser = await chromium.launch(chromiumLaunch());
  try {
    await measure({ browser, home, library, practices });
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The middle one; 0 of nothing. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
