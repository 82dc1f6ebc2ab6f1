import type { Browser, Page } from '@playwright/test';
import * as z from 'zod';
import { indexStateSchema } from '#shared/model/search';
import { type Program, startProgram } from '../tests/e2e/program';

/** Milliseconds that building the index of 20,000 practices may take on a slow machine. */
const patience = 900_000;

/** Asks the host as the page does. */
export async function ask(page: Page, operation: string, input: unknown = {}): Promise<unknown> {
  const text = await page.evaluate(
    async ([name, body]) => {
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(`invoke/${name}`, { method: 'POST', headers, body })).text();
    },
    [operation, JSON.stringify(input)] as const,
  );
  return z.object({ value: z.unknown() }).parse(JSON.parse(text)).value;
}

/** Launches the host and opens the search screen; resolves when practices are listed, with the milliseconds this took. */
export async function open(
  browser: Browser,
  home: string,
  library: string,
): Promise<{ program: Program; stop: () => Promise<void>; took: number }> {
  const began = performance.now();
  const { program, stop } = await startProgram(browser, { home, args: ['--library', library] });
  await program.page.evaluate(() => (location.hash = '#/search'));
  const first = program.page.getByRole('listbox').getByRole('option').first();
  await first.waitFor({ timeout: patience });
  return { program, stop, took: performance.now() - began };
}

/** Waits until every practice can be found by all its words, and nothing is under way for some seconds. */
export async function indexed(page: Page, practices: number): Promise<void> {
  const until = performance.now() + patience;
  for (let calm = 0; calm < 4;) {
    if (performance.now() > until) throw new Error('the index is not ready');
    const { ready, total } = indexStateSchema.parse(await ask(page, 'search.state'));
    calm = ready && total === practices ? calm + 1 : 0;
    await page.waitForTimeout(1_000);
  }
}
