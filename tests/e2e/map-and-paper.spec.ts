import { join } from 'node:path';
import type { Page } from '@playwright/test';
import mammoth from 'mammoth';
import { expect, test } from './program';
import { goTo } from './steps';

const cableId = '019b8bab-f0e0-7096-8b68-3190e32cd1e7';
const chosen = (page: Page) => page.getByRole('option', { selected: true });

test('a province is chosen on the map by mouse and by keys, and the list shows the same', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  await goTo(page, 'Tra cứu');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('button', { name: 'Bản đồ', exact: true }).click();
  const map = page.getByRole('listbox', { name: /^Bản đồ tỉnh/ });
  await expect(map.getByRole('option')).toHaveCount(34);
  expect(requests.some((url) => url.endsWith('/reference.map'))).toBe(true);
  await expect(map.getByText('Hoàng Sa')).toBeVisible();
  await expect(map.getByText('Quần đảo Trường Sa')).toBeVisible();

  await map.getByRole('option', { name: /^Hải Phòng/ }).click();
  await expect(page.getByRole('button', { name: 'Bỏ lọc Hải Phòng' })).toBeVisible();
  await expect(map.locator(chosen(page))).toHaveCount(1);
  // From the toggle one Tab leads to the map, one more out of it.
  await page.getByRole('button', { name: 'Bản đồ', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(map).toBeFocused();
  await page.keyboard.press('Home');
  for (let step = 0; step < 34; step += 1) {
    const at = await map.getAttribute('aria-activedescendant');
    if (at === 'map-01@2008-08-01') break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Bỏ lọc Hà Nội' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(map).not.toBeFocused();

  await page.getByRole('button', { name: 'Danh sách', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: /^Hải Phòng/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^Hà Nội/ })).toBeChecked();
});

test('on paper stands the practice alone: A4, its source, no buttons', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await page.evaluate((id) => (location.hash = `#/practice/${id}`), cableId);
  const title = page.getByRole('heading', { level: 2, name: /^Ngầm hóa, chỉnh trang cáp/ });
  await expect(title).toBeVisible();
  await expect(page.getByText(/^Nguồn: Sở Thông tin và Truyền thông tỉnh Bình Dương/)).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(title).toBeVisible();
  await expect(page.getByText(/^Nguồn: Sở Thông tin và Truyền thông tỉnh Bình Dương/)).toBeVisible();
  await expect(page.locator('button:visible, nav:visible, input:visible')).toHaveCount(0);
  const type = await title.evaluate((element) => getComputedStyle(element).fontFamily);
  expect(type).toContain('Times New Roman');
  await page.emulateMedia({ media: null });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  // A4 in points.
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
});

test('what is copied for Word is formatted and plain text at once', async ({ start }) => {
  const { page, context } = await start({ args: ['--sample'] });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((id) => (location.hash = `#/practice/${id}`), cableId);
  await page.getByRole('button', { name: 'Chép sang Word' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã chép' })).toHaveCount(1);
  const [html, text] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> => (await item?.getType(type))?.text() ?? '';
    return [await read('text/html'), await read('text/plain')];
  });
  expect(html).toMatch(/<h1[^>]*Times New Roman/);
  expect(html).toMatch(/<table[^>]*border="1"/);
  expect(html).toContain('Nguồn: Sở Thông tin và Truyền thông tỉnh Bình Dương');
  expect(text).toContain('Ngầm hóa, chỉnh trang cáp viễn thông');
});

test('a practice is saved as a Word file that other programs read', async ({ start }) => {
  const { page, home } = await start({ args: ['--sample'] });
  await page.evaluate((id) => (location.hash = `#/practice/${id}`), cableId);
  const save = page.getByRole('button', { name: 'Lưu thành tệp Word' });
  // The first screen has headings, too.
  await expect(save).toBeVisible();
  const title = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  const downloaded = page.waitForEvent('download');
  await save.click();
  const file = await downloaded;
  expect(file.suggestedFilename()).toMatch(/^[A-Za-z0-9]+\.docx$/);
  await expect(page.getByRole('status').filter({ hasText: 'Đã tạo tệp' })).toContainText(
    file.suggestedFilename(),
  );
  const path = join(home, 'bai.docx');
  await file.saveAs(path);
  const { value } = await mammoth.convertToHtml({ path });
  expect(value).toContain(`${title}</h1>`);
  expect(value).toMatch(/<table>.*<\/table>/);
});
