import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { generateLibrary } from '#bench/generate-library';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { goTo, invoke, offices } from './steps';

const hits = (page: Page): Locator => page.getByRole('listbox', { name: 'Kết quả tra cứu' });
const chosen = (page: Page): Locator => hits(page).locator('[aria-selected=true]');
const cableId = '019b8bab-f0e0-7096-8b68-3190e32cd1e7';

test('hits are marked while searching on, compared side by side, and the search is still there', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const { page } = await start({ args: ['--sample'] });
  await page.getByRole('searchbox').fill('cáp viễn thông');
  await expect(hits(page).getByRole('option').first()).toBeVisible();
  await hits(page).focus();
  await page.keyboard.press(' ');
  const bar = page.getByRole('region', { name: 'Các bài chọn để so sánh' });
  await expect(bar.getByText('Chọn thêm ít nhất một bài nữa')).toBeVisible();
  await page.getByRole('searchbox').fill('hồ sơ trực tuyến');
  await expect(hits(page).getByRole('option').first()).not.toContainText('cáp viễn thông');
  const second = await hits(page).getByRole('option').first().locator('.title').textContent();
  // The reader follows.
  const read = page.getByRole('article').getByRole('heading', { level: 2 }).first();
  await expect(read).toHaveText(second?.trim() ?? '?');
  await page.getByRole('button', { name: /^So sánh: / }).click();
  await bar.getByRole('button', { name: 'So sánh (2/4)' }).click();

  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(3);
  await expect(table.getByRole('columnheader').nth(1)).toContainText('cáp viễn thông');
  await expect(table.getByRole('columnheader').nth(2)).toContainText(second?.trim().slice(0, 20) ?? '?');
  await expect(table.getByRole('rowheader', { name: 'Kỳ báo cáo' })).toBeVisible();

  expect(await accessFaults(page)).toEqual([]);

  // A narrow window scrolls inside the table; its heads stay in sight.
  await page.setViewportSize({ width: 700, height: 500 });
  const scroll = page.getByRole('region', { name: /^Bảng so sánh/ });
  await scroll.focus();
  await page.keyboard.press('End');
  await expect.poll(() => scroll.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await expect(table.getByRole('columnheader').nth(1)).toBeInViewport();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  const rows = await table.getByRole('rowheader').count();
  await page.getByLabel('Chỉ hiện chỗ khác nhau').check();
  expect(await table.getByRole('rowheader').count()).toBeLessThan(rows);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toHaveValue('hồ sơ trực tuyến');
  await expect(chosen(page)).toContainText(second?.trim().slice(0, 20) ?? '?');
  await bar
    .getByRole('button', { name: /^Bỏ khỏi so sánh/ })
    .first()
    .click();
  await expect(bar.getByRole('listitem')).toHaveCount(1);
});

test('a practice names similar ones, with the reason', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await page.evaluate((id) => (location.hash = `#/practice/${id}`), cableId);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.getByRole('main').press('End');
  await expect(page.getByRole('heading', { name: 'Tương tự' })).toBeVisible();
  await expect(page.getByText(/^Cùng nói về: /).first()).toBeVisible();
});

test('an office that describes its place is shown which practices come from places like it', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  await invoke(page, 'office.save', offices.laoCai);
  await goTo(page, 'Tra cứu');
  const filters = page.getByRole('region', { name: 'Lọc kết quả' });
  await filters.getByRole('link', { name: 'Khai điều kiện của nơi mình để so sánh' }).click();
  await page.getByRole('checkbox', { name: 'miền núi' }).check();
  await expect(page.getByText('Đã lưu', { exact: true })).toBeVisible();
  await goTo(page, 'Tra cứu');
  const alike = filters.getByRole('checkbox', { name: /^Cùng điều kiện \(miền núi\)/ });
  await alike.check();
  await expect(page.getByRole('strong')).toHaveText('9 kết quả');
  await expect(hits(page).getByRole('option').first()).toContainText('Kon Tum');
  await page.getByRole('button', { name: /^Bỏ lọc Cùng điều kiện/ }).click();
  await expect(alike).not.toBeChecked();
});

/** A program with a library of many practices. */
async function openMany(page: Page, home: string, count: number): Promise<string> {
  const folder = join(home, 'kho nhiều');
  mkdirSync(folder);
  generateLibrary(folder, count);
  await invoke(page, 'library.open', { path: folder });
  await expect
    .poll(async () => (await invoke(page, 'search.state', {})).ready, { timeout: 60_000 })
    .toBe(true);
  return folder;
}

test('a list of 700 hits goes on to its end by keys and by scrolling, and is found again as it was left', async ({
  start,
}) => {
  test.setTimeout(180_000);
  const { page, home } = await start();
  await openMany(page, home, 700);
  await goTo(page, 'Tra cứu');
  await expect(page.getByRole('strong')).toHaveText('700 cách làm hay');
  await hits(page).focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(chosen(page)).toHaveAttribute('aria-posinset', '700', { timeout: 250 });
  }).toPass({ intervals: [50], timeout: 60_000 });
  await expect(chosen(page)).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  const title = (await chosen(page).locator('.title').textContent())?.trim() ?? '?';
  // The reader follows.
  await expect(page.getByRole('article').getByRole('heading', { level: 2 }).first()).toHaveText(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Quay lại tra cứu' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveAttribute('aria-posinset', '699');
  await expect(chosen(page)).toBeInViewport();

  // A new question begins at the top; scrolling by hand is never thrown back when more hits come.
  await page.getByLabel('Sắp xếp').selectOption({ label: 'Mới nhất' });
  await expect(chosen(page)).toHaveAttribute('aria-posinset', '1');
  await expect(chosen(page)).toBeInViewport();
  await hits(page).hover();
  let before = 0;
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 1_500);
    const now = await hits(page).evaluate((element) => element.scrollTop);
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
  }
  const last = await hits(page).getByRole('option').last().getAttribute('aria-posinset');
  expect(Number(last)).toBeGreaterThan(260);
  await expect(chosen(page)).toHaveCount(0);
});

test('a saved search marks what is new, also on the first screen, and can be renamed and removed', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const { page, home } = await start();
  const folder = await openMany(page, home, 30);
  await page.getByRole('searchbox').fill('cáp viễn thông ');
  await page.getByRole('button', { name: 'Lưu tìm kiếm' }).click();
  await expect(page.getByRole('dialog').getByLabel('Tên')).toHaveValue('cáp viễn thông');
  await page.getByRole('dialog').getByLabel('Tên').fill('Cáp ngầm');
  await page.keyboard.press('Enter');
  const strip = page.getByRole('navigation', { name: 'Tìm kiếm đã lưu' });
  await expect(strip.getByRole('button', { name: 'Cáp ngầm' })).toBeVisible();
  await expect(page.getByText('Đã lưu', { exact: true })).toBeVisible();

  // A colleague takes in a practice at another machine.
  const from = join(import.meta.dirname, '../../resources/sample-library/vi/practices', cableId);
  await page.getByRole('searchbox').fill('');
  await goTo(page, 'Hôm nay');
  cpSync(from, join(folder, 'practices', cableId), { recursive: true });
  const line = page.getByRole('main').getByRole('button', { name: /Cáp ngầm/ });
  await expect(line).toContainText('1 mới', { timeout: 20_000 });
  await line.click();
  await expect(page.getByRole('searchbox')).toHaveValue('cáp viễn thông ');
  await expect(hits(page).getByRole('option').filter({ hasText: 'Ngầm hóa, chỉnh trang' })).toContainText(
    'Mới',
  );
  await expect(strip.getByText('1 mới')).toHaveCount(0);

  await strip.getByRole('button', { name: 'Quản lý' }).click();
  const dialog = page.getByRole('dialog');
  expect(await accessFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Đổi tên: Cáp ngầm' }).click();
  await dialog.getByLabel('Tên').fill('Hạ ngầm cáp');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Hạ ngầm cáp', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Xóa: Hạ ngầm cáp' }).click();
  await expect(dialog.getByText('Chưa lưu tìm kiếm nào.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Hoàn tác' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Hạ ngầm cáp', { exact: true })).toBeVisible();
  await page.reload();
  await expect(strip.getByRole('button', { name: 'Hạ ngầm cáp' })).toBeVisible();
});
