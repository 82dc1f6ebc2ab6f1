import { gzipSync } from 'node:zlib';
import { expect, startProgram, test } from './program';

test('the first screen loads less than 350 kB of compressed JavaScript', async ({ browser }) => {
  const { program, stop } = await startProgram(browser, { args: ['--sample'] });
  const { page } = program;
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    scripts.push(response.body().then((body) => gzipSync(body).byteLength));
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const sizes = await Promise.all(scripts);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
  await stop();
});
