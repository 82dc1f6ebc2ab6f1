import type { Page } from '@playwright/test';
import { pastPeriods } from '#shared/model/past';
import { median, onLibrary } from './on-library';
import { ask, indexed, open } from './opened-page';

const rounds = 9;

/** Milliseconds until the page has the answer, the middle of some. */
async function took(page: Page, operation: string, input: unknown): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await ask(page, operation, input);
    times.push(performance.now() - began);
  }
  return median(times).toFixed(0);
}

/** How long periods side by side take, and the practices behind the largest figure. */
export async function run(args: string[]): Promise<void> {
  await onLibrary(args, async ({ browser, home, library, practices }) => {
    const { program, stop } = await open(browser, home, library);
    const { page } = program;
    await indexed(page, practices);
    const quarters = await took(page, 'lookingBack.compare', {
      periods: pastPeriods('2026-Q4', 'quarters', 20),
    });
    const years = await took(page, 'lookingBack.compare', { periods: pastPeriods('2026-Q4', 'Y', 4) });
    const figure = { of: 'all', key: '' };
    const behind = await took(page, 'lookingBack.practices', { period: '2026-Y', figure });
    await stop();
    console.log(
      `20 quarters ${quarters} ms, 4 years ${years} ms, behind a year ${behind} ms (${String(practices)} practices)`,
    );
  });
}
