import { expect, test } from './program';

const screens = [
  'today',
  'search',
  'compare',
  'write',
  'quarter',
  'quarter/2026-Q3/forms',
  'quarter/2026-Q3/duplicates',
  'quarter/2026-Q3/looking-back',
  'exchange',
  'settings',
  'help',
];

test('a screen at rest asks nothing of the host', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  let asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/invoke/')) asked.push(request.url());
  });
  for (const screen of screens) {
    await page.evaluate((name) => (location.hash = `#/${name}`), screen);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // What is asked once may come late on a busy machine, and the index may just have become ready: it ends, however.
    await expect(async () => {
      asked = [];
      await page.waitForTimeout(3_000);
      expect(asked, screen).toEqual([]);
    }).toPass({ timeout: 20_000 });
  }
});
