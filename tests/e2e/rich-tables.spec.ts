import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './program';
import { box, openDraft, paste, practiceText } from './writing';

const table = '| Chỉ tiêu | 2025 |\n|:--|--:|\n| Số tuyến | 31 |';
/** As Excel puts cells on the clipboard. */
const excel = (rows: readonly (readonly string[])[]): string =>
  `<html><head><meta name=ProgId content=Excel.Sheet></head><body><table>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</table></body></html>`;

async function written(page: Page, id: string, ...parts: string[]): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(async () => {
    const text = await practiceText(page, id);
    for (const part of parts) expect(text).toContain(part);
  }).toPass();
}

test('cells are walked, rows and columns come and go by keyboard, and the table is left', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: table });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  const at = (row: number, column: number): Locator =>
    section.locator('tr').nth(row).locator('th, td').nth(column);
  await at(0, 0).click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('32');
  await expect(at(1, 1)).toHaveText('32');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('2026');
  await expect(at(0, 1)).toHaveText('2026');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Số thuê bao');
  await expect(at(2, 0)).toHaveText('Số thuê bao');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('mới');
  await expect(at(1, 2)).toHaveText('mới');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(section.locator('tr')).toHaveCount(4);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(at(1, 2)).toHaveText('mới');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(at(1, 2)).toHaveText('mới');
  await expect(at(2, 1)).toHaveCSS('text-align', 'right');
  await page.keyboard.press('Alt+Shift+Backspace');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('Sau bảng');
  await written(
    page,
    id,
    '| Chỉ tiêu | 2026 |\n| :- | -: |\n| Số tuyến | 32 |\n| | |\n| Số thuê bao | |\n\nSau bảng\n',
  );

  await at(0, 0).click();
  await page.keyboard.press('Control+a');
  // The tools of a table come with the first press and move nothing: the next ones meet the same cell.
  const before = await at(0, 0).boundingBox();
  await at(0, 0).click({ clickCount: 3 });
  await expect(page.getByRole('button', { name: 'Xóa hàng' })).toBeVisible();
  expect((await at(0, 0).boundingBox())?.y).toBe(before?.y);
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(section.locator('tr')).toHaveCount(4);
  await page.keyboard.press('Alt+Shift+Delete');
  await expect(section.locator('tr').first().locator('th').first()).toHaveText('Số tuyến');
  await expect(section.locator('tr')).toHaveCount(3);
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('Control+z');
  }
  await expect(section.locator('tr').first().locator('th').first()).toHaveText('Chỉ tiêu');
});

test('cells from Excel fill cells, other text comes in as one line, and one undo takes either back', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: table });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  await section.locator('td').nth(1).click();
  await page.keyboard.type('x');
  const cells = [
    ['40', '52,8'],
    ['41', '60'],
    ['42', ''],
  ];
  await paste(section, {
    'text/html': excel(cells),
    'text/plain': cells.map((row) => row.join('\t')).join('\n'),
  });
  await expect(section.locator('tr')).toHaveCount(4);
  await expect(section.locator('tr').nth(1)).toHaveText('Số tuyến4052,8');
  await expect(section.locator('th')).toHaveCount(3);
  await written(
    page,
    id,
    '| Chỉ tiêu | 2025 | |\n| :- | -: | - |\n| Số tuyến | 40 | 52,8 |\n| | 41 | 60 |\n| | 42 | |',
  );
  await page.keyboard.press('Control+z');
  await expect(section.locator('tr')).toHaveCount(2);
  await expect(section.locator('td').nth(1)).toHaveText(/x/);

  await section.locator('td').first().click();
  await page.keyboard.press('End');
  await paste(section, { 'text/plain': ' một\nhai\n\nba' });
  await expect(section.locator('td').first()).toHaveText('Số tuyến một hai ba');
  await page.keyboard.press('Control+z');
  await paste(section, { 'text/html': '<ul><li>một</li><li><b>hai</b></li></ul>', 'text/plain': 'một hai' });
  await expect(section.locator('td').first()).toHaveText('Số tuyếnmột hai');
  await expect(section.locator('td').first().locator('strong')).toHaveText('hai');
  await expect(section.locator('tr')).toHaveCount(2);
});

test('an empty header cell is no header, and the page is accessible', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, {
    before: '| | 2025 |\n| - | - |\n| Số tuyến | 31 |',
    steps: '- [ ] một\n- [x] hai',
  });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  await expect(section.getByRole('cell', { name: 'Ô tiêu đề trống' })).toBeVisible();
  await section.locator('th').first().click();
  await page.keyboard.type('A');
  await expect(section.getByRole('columnheader', { name: 'A' })).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(section.getByRole('columnheader')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).include('.sections').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('boxes are ticked by mouse and keyboard; no other byte of the list changes', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const list = '* [ ] một\n*   [X]  __hai__\n    1) [ ] trong\n\n\nsau';
  const id = await openDraft(page, { before: list });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  const item = section.locator('li').first();
  const place = await item.boundingBox();
  await page.mouse.click((place?.x ?? 0) - 10, (place?.y ?? 0) + 12);
  await expect(item).toHaveAttribute('data-checked', 'true');
  await section.getByText('trong').click();
  await page.keyboard.press('Control+Enter');
  await written(page, id, '* [x] một\n*   [X]  __hai__\n    1) [x] trong\n\n\nsau\n');
  await page.keyboard.press('Control+Enter');
  await section.getByText('hai').click();
  await page.keyboard.press('Control+Enter');
  await written(page, id, '* [x] một\n*   [ ]  __hai__\n    1) [ ] trong\n\n\nsau\n');
  // What was just saved may still be drawn when the click comes: the keys wait until the caret is there.
  await expect(async () => {
    await item.click();
    expect(await item.evaluate((node) => node.contains(getSelection()?.anchorNode ?? null))).toBe(true);
  }).toPass();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('việc mới');
  await expect(section.locator('li').nth(1)).toHaveAttribute('data-checked', 'false');
  await section.getByText('sau').click();
  await page.getByRole('button', { name: 'Việc cần làm' }).click();
  await written(page, id, '- [x] một\n- [ ] việc mới\n', '- [ ] sau\n');
});
