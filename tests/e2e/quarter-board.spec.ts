import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { boardPeriod, boardPractice, generateBoard } from '#tests/support/board-library';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { invoke, readPractice, takeStep } from './steps';

const columnOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: new RegExp(`^${name}: `) });
const cardIn = (page: Page, column: string, title: string): Locator =>
  columnOf(page, column).getByRole('link', { name: title, exact: true });
const lineOf = (page: Page, unit: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: unit }) });

/** Titles as the generated library gives them. */
const [draft, submitted] = [
  'Trợ lý ảo hỗ trợ người dân nộp hồ sơ trực tuyến (8)',
  'Tổ công nghệ số cộng đồng đi từng ngõ (2)',
];

function library(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'lantoa-board-')), 'kho');
  generateBoard(folder, 24);
  return folder;
}

async function openBoard(page: Page): Promise<void> {
  await page.evaluate((period) => (location.hash = `#/quarter/${period}/board`), boardPeriod);
  await expect(page.getByRole('heading', { name: 'Các bài của kỳ' })).toBeVisible();
}

test('cards are moved by keys, only where the step exists, and back to the writer with a reason', async ({
  start,
}) => {
  const { page } = await start({ args: ['--library', library()] });
  await openBoard(page);
  await cardIn(page, 'Dự thảo', draft).focus();
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Bài chưa được trình nên chưa trả lại hay duyệt được.')).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(cardIn(page, 'Trình duyệt', draft)).toBeFocused();
  await expect.poll(async () => (await readPractice(page, boardPractice(8))).work?.status).toBe('submitted');
  await page.keyboard.press('Control+ArrowRight');
  const dialog = page.getByRole('dialog', { name: 'Trả lại để hoàn thiện' });
  await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(dialog.getByText('Hãy ghi lý do')).toBeVisible();
  await dialog.getByLabel('Lý do trả lại').fill('Thiếu số liệu');
  await dialog.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(cardIn(page, 'Trả lại', draft)).toBeFocused();
  await expect
    .poll(async () => (await readPractice(page, boardPractice(8))).work?.log.at(-1)?.reason)
    .toBe('Thiếu số liệu');
});

test('what is approved is dragged into the compilation, and two people lose nothing of each other', async ({
  start,
}) => {
  const { page, context } = await start({ args: ['--library', library()] });
  await openBoard(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(cardIn(other, 'Trình duyệt', submitted)).toBeVisible();
  await cardIn(page, 'Trình duyệt', submitted).focus();
  await page.keyboard.press('Alt+4');
  await expect(cardIn(other, 'Đã duyệt', submitted)).toBeVisible();
  // A page that scrolls between press and move begins no drag: the place to drop is in view first.
  const into = columnOf(other, 'Đưa vào bản tổng hợp').getByText('Chưa có bài');
  await into.scrollIntoViewIfNeeded();
  await cardIn(other, 'Đã duyệt', submitted).dragTo(into);
  await expect(cardIn(other, 'Đưa vào bản tổng hợp', submitted)).toBeVisible();
  // This page has not heard of it: its own change is made on top of the other.
  const second = columnOf(page, 'Đã duyệt').getByRole('link').filter({ hasNotText: submitted }).first();
  await second.focus();
  await page.keyboard.press('Alt+5');
  await expect
    .poll(async () => {
      const { compilation } = await invoke(page, 'compilations.get', { period: boardPeriod });
      return compilation.items.length;
    })
    .toBe(2);
  await expect(cardIn(page, 'Đưa vào bản tổng hợp', submitted)).toBeVisible();
});

test('a step that somebody else was faster with is told, and nothing is changed', async ({ start }) => {
  const { page } = await start({ args: ['--library', library()] });
  await openBoard(page);
  await cardIn(page, 'Trình duyệt', submitted).focus();
  // The page does not hear of it before its own step.
  await page.route('**/invoke/practices.list', (route) => route.abort());
  await takeStep(page, boardPractice(2), 'reopen');
  await page.keyboard.press('Alt+4');
  await expect(page.getByText(/^Người khác vừa chuyển .* sang Dự thảo\./)).toBeVisible();
  expect((await readPractice(page, boardPractice(2))).work?.status).toBe('draft');
});

test('the matrix tells who is late, notes nil in one click with undo, and filters the board', async ({
  start,
}) => {
  const { page } = await start({ args: ['--library', library()] });
  await openBoard(page);
  const line = lineOf(page, 'Phòng Chuyển đổi số');
  await expect(line.getByText('Quá hạn')).toBeVisible();
  await line.getByRole('button', { name: /^Ghi “Không phát sinh”/ }).click();
  await expect(page.getByText('Đã ghi “Không phát sinh”: Phòng Chuyển đổi số.')).toBeVisible();
  await line.getByRole('button', { name: /^Bỏ ghi/ }).click();
  await expect(line.getByText('Quá hạn')).toBeVisible();
  const unit = columnOf(page, 'Dự thảo').getByText(/^Xã /).first();
  const name = (await unit.textContent()) ?? '';
  await lineOf(page, name).getByRole('rowheader').getByRole('button', { name }).click();
  await expect(page.getByText(/^Đang lọc: Xã/)).toContainText(name);
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await page.getByLabel('Theo dõi', { exact: true }).selectOption({ label: 'Các tỉnh, thành phố' });
  await expect(columnOf(page, 'Đã tiếp nhận')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Tỉnh, thành phố' })).toBeVisible();
});

test('the board has no fault that axe knows of, in light and dark', async ({ start }) => {
  const { page } = await start({ args: ['--library', library()] });
  await openBoard(page);
  for (const theme of ['light', 'dark'] as const) {
    await invoke(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await accessFaults(page), theme).toEqual([]);
  }
});
