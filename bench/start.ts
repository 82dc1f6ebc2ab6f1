import { type Browser, expect } from '@playwright/test';
import { startProgram } from '../tests/e2e/program';
import { onLibrary } from './on-library';
import { residentMegabytes } from './process-figures';

/** Times in milliseconds from the start of the host process; memory in megabytes, resident, of the host with its workers. */
interface Start {
  usable: number;
  answered: number;
  memory: number;
}

/** Launches the host, opens the search screen, waits until practices are listed, and asks a first question. */
async function measure(browser: Browser, home: string, library: string): Promise<Start> {
  const began = performance.now();
  const { program, stop } = await startProgram(browser, { home, args: ['--library', library] });
  const { page, host } = program;
  await page.evaluate(() => (location.hash = '#/search'));
  const box = page.getByRole('searchbox');
  await box.waitFor();
  await page.getByRole('listbox').getByRole('option').first().waitFor({ timeout: 120_000 });
  const usable = performance.now() - began;
  await box.fill('hạ tầng viễn thông');
  await page.getByRole('listbox').locator('mark').first().waitFor({ timeout: 120_000 });
  const answered = performance.now() - began;
  const memory = residentMegabytes(host.pid);
  // The index cache is written after the build; the warm start needs it.
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });
  await page.waitForTimeout(1_000);
  await stop();
  return { usable: Math.round(usable), answered: Math.round(answered), memory };
}

function line({ usable, answered, memory }: Start, practices: number, kind: string): string {
  return `usable ${String(usable)} ms, answered ${String(answered)} ms, memory ${String(memory)} MB (${String(practices)} practices, ${kind})`;
}

export async function run(args: string[]): Promise<void> {
  await onLibrary(args, async ({ browser, home, library, practices }) => {
    console.log(line(await measure(browser, home, library), practices, 'cold'));
    const warm = [];
    for (let round = 0; round < 3; round += 1) warm.push(await measure(browser, home, library));
    warm.sort((a, b) => a.answered - b.answered);
    const [, median] = warm;
    if (median) console.log(line(median, practices, 'warm'));
  });
}
