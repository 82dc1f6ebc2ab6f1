import { gzipSync } from 'node:zlib';
import { expect, startProgram, test } from './program';

test('the first screen loads less than 350 kB of compressed JavaScript', async ({ browser }) => {
  const { program, stop } = await startProgram(browser, { args: ['--sample'] });
  const { page } = program;
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // What the page loaded is read from the page, and each script asked for again: a body cannot be
  // had of a response that a reload has overtaken.
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => new URL(name).pathname.endsWith('.js')),
  );
  expect(scripts.length).toBeGreaterThan(1);
  const sizes = await Promise.all(
    scripts.map(async (script) => gzipSync(await (await page.request.get(script)).body()).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
  await stop();
});
