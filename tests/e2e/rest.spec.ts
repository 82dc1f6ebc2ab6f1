import { expect, test } from './program';

const screens = ['today', 'search', 'write', 'quarter', 'exchange', 'settings', 'help'];

test('a screen at rest asks nothing of the host', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  let asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/invoke/')) asked.push(request.url());
  });
  for (const screen of screens) {
    await page.evaluate((name) => (location.hash = `#/${name}`), screen);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // The index may just have become ready, which is asked about once.
    await page.waitForTimeout(1_500);
    asked = [];
    await page.waitForTimeout(1_500);
    expect(asked, screen).toEqual([]);
  }
});
