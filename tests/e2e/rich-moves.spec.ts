import type { Locator, Page } from '@playwright/test';
import { makePng } from '#tests/support/png';
import { expect, test } from './program';
import { box, openDraft, paste, practiceText } from './writing';

const before = (page: Page): Locator => box(page, 'Tình trạng trước khi áp dụng');
const purpose = (page: Page): Locator => box(page, 'Mục đích');

/** Distance of the caret from the left edge of the window, and its height in it. */
const caret = (page: Page): Promise<{ x: number; y: number }> =>
  page.evaluate(() => {
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
    return { x: box?.left ?? 0, y: box?.top ?? 0 };
  });

test('arrows lead from section to section in the same column, PgUp and PgDn through all of them', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const long = Array.from({ length: 60 }, (_, line) => `Dòng số ${String(line)} của mục này`).join('\n\n');
  await openDraft(page, { before: 'Một dòng khá dài', purpose: 'Dòng khác cũng dài', novelty: long });
  await before(page).click();
  await page.keyboard.press('Home');
  for (let press = 0; press < 9; press += 1) await page.keyboard.press('ArrowRight');
  const column = (await caret(page)).x;
  const offset = async (): Promise<number> => Math.abs((await caret(page)).x - column);
  await page.keyboard.press('ArrowDown');
  await expect(purpose(page)).toBeFocused();
  await expect.poll(offset).toBeLessThan(12);
  await page.keyboard.press('ArrowUp');
  await expect(before(page)).toBeFocused();
  await expect.poll(offset).toBeLessThan(12);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('!');
  await expect(purpose(page)).toHaveText('!Dòng khác cũng dài');
  // A caret at the start of a text that has just got the focus is put back: some browsers lose it there.
  await page.waitForTimeout(300);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(before(page)).toBeFocused();

  const seen: string[] = [];
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('PageDown');
    const focused = await page.evaluate(() => document.activeElement?.id ?? '');
    if (seen.at(-1) !== focused) seen.push(focused);
  }
  expect(seen.at(-1)).toBe('write-section.sustainability');
  expect(seen).toContain('write-section.novelty');
  for (let press = 0; press < 14; press += 1) await page.keyboard.press('PageUp');
  await expect(before(page)).toBeFocused();
});

test('Ctrl+A takes the section, then all of them for copying; a key leads back', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, { before: 'Một **hai**', purpose: 'Ba' });
  await before(page).click();
  await page.keyboard.press('Control+a');
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('Một hai');
  await page.keyboard.press('Control+a');
  const all = await page.evaluate(() => getSelection()?.toString() ?? '');
  expect(all).toContain('Một hai');
  expect(all).toContain('Mục đích');
  expect(all).toContain('Ba');
  await page.keyboard.press('x');
  await page.keyboard.press('Delete');
  await expect(before(page)).toHaveText('Một hai');
  await page.keyboard.press('Escape');
  await expect(before(page)).toBeFocused();
  await page.keyboard.type('!');
  await expect(before(page)).toHaveText('Một hai!');
});

test('blocks, list items and pictures move; a picture is reached, captioned and dragged', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: 'Một\n\n* hai\n* ba\n\n__bốn__' });
  const section = before(page);
  const order = (): Promise<string[]> =>
    section.evaluate((element) =>
      [...element.children].map((child) => `${child.tagName} ${child.textContent}`),
    );
  await section.getByText('ba', { exact: true }).click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(section.locator('li')).toHaveText(['ba', 'hai']);
  await section.getByText('bốn').click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['P Một', 'P bốn', 'UL bahai']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['P bốn', 'P Một', 'UL bahai']);
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain('__bốn__\n\nMột\n\n');
  }).toPass();

  await section.getByText('Một').click();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Ảnh', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const file = { name: 'tuyến.png', mimeType: 'image/png', buffer: makePng(200, 120) };
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Chèn' }).click();
  const figure = section.locator('figure');
  await expect(figure.locator('img')).toBeVisible();
  expect(await order()).toEqual(['P bốn', 'P Một', 'FIGURE ', 'UL bahai']);
  await figure.locator('figcaption').click();
  await dialog.getByLabel('Chú thích dưới ảnh').fill('Tuyến đã ngầm hóa');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(figure.locator('figcaption')).toHaveText('Tuyến đã ngầm hóa');
  await section.getByText('Một').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expect(figure).toHaveClass(/selectednode/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Chú thích dưới ảnh')).toHaveValue('Tuyến đã ngầm hóa');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await order()).toEqual(['P bốn', 'FIGURE Tuyến đã ngầm hóa', 'P Một', 'UL bahai']);
  await expect(figure).toHaveClass(/selectednode/);
  await figure
    .locator('img')
    .dragTo(section.getByText('hai', { exact: true }), { targetPosition: { x: 2, y: 20 } });
  await expect.poll(async () => (await order()).indexOf('FIGURE Tuyến đã ngầm hóa')).not.toBe(1);
  expect(await section.locator('figure').count()).toBe(1);
  await page.keyboard.press('Control+z');
  expect(await order()).toEqual(['P bốn', 'FIGURE Tuyến đã ngầm hóa', 'P Một', 'UL bahai']);
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toMatch(/__bốn__\n\n!\[Tuyến đã ngầm hóa\]\(tuyen\.png\)\n\nMột\n/);
  }).toPass();
});

test('links are made of pasted addresses, changed, opened after a question, and taken away', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: 'Xem ' });
  const section = before(page);
  await section.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' trang và ');
  await paste(section, { 'text/plain': 'tại https://lantoa.vn/a_b, mục 2' });
  await expect(section.locator('a')).toHaveAttribute('href', 'https://lantoa.vn/a_b');
  await expect(section.locator('a')).toHaveText('https://lantoa.vn/a_b');
  await section
    .locator('p')
    .first()
    .click({ position: { x: 2, y: 10 } });
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await paste(section, { 'text/plain': 'https://lantoa.vn/xem' });
  await expect(section.locator('a').first()).toHaveText(/^Xem/);
  await section
    .locator('a')
    .first()
    .click({ modifiers: ['Control'] });
  const question = page.getByRole('dialog');
  await expect(question).toContainText('https://lantoa.vn/xem');
  await question.getByRole('button', { name: 'Bỏ qua' }).click();
  await expect(section).toBeFocused();
  await section.locator('a').last().click();
  await page.keyboard.press('Control+Shift+k');
  await question.getByRole('button', { name: 'Mở trang…' }).click();
  await expect(question).toContainText('https://lantoa.vn/a_b');
  await question.getByRole('button', { name: 'Bỏ qua' }).click();
  await section.locator('a').last().click();
  await page.keyboard.press('Control+Shift+k');
  await question.getByRole('button', { name: 'Bỏ liên kết' }).click();
  await expect(section.locator('a')).toHaveCount(1);
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain('[Xem](https://lantoa.vn/xem)');
  }).toPass();
});

test('undo stays in the section with the focus; going to plain text and back begins anew', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, { before: 'Một', purpose: 'Hai' });
  await before(page).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' a');
  await purpose(page).click();
  await page.keyboard.press('End');
  // In one piece: letters that come more than half a second apart are undone one by one.
  await page.keyboard.insertText(' b');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(purpose(page)).toHaveText('Hai');
  await expect(before(page)).toHaveText('Một a');
  await page.keyboard.press('Control+y');
  await expect(purpose(page)).toHaveText('Hai b');
  await page.getByRole('button', { name: 'Sửa dạng văn bản', exact: true }).click();
  await expect(purpose(page)).toHaveValue('Hai b');
  await purpose(page).press('Control+End');
  await page.keyboard.type(' c');
  await page.getByRole('button', { name: 'Sửa dạng trình bày: Mục đích' }).click();
  await purpose(page).click();
  await page.keyboard.press('Control+z');
  await expect(purpose(page)).toHaveText('Hai b c');
});
