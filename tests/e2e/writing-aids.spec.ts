import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './program';
import { invoke } from './steps';
import { box, openDraft, paste, practiceFile, practiceText } from './writing';

const steps = (page: Page): Locator => box(page, 'Các bước thực hiện');
const active = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
const asked =
  'Liệt kê từng bước theo thứ tự 1., 2., 3.: thành lập, tập huấn, ra quân, theo dõi; ai làm, trong bao lâu?';

test('what a template asks is shown while nothing is written, and is no part of the text', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page);
  const key = 'to-cong-nghe-so-cong-dong';
  const { summary } = await invoke(page, 'templates.start', { language: 'vi', key });
  await page.evaluate((made) => (location.hash = `#/write/${made}`), summary.id);
  await expect(steps(page)).toHaveAttribute('data-placeholder', asked);
  await expect(steps(page)).toHaveText('');
  await expect(steps(page)).toHaveClass(/blank/);
  await steps(page).click();
  await page.keyboard.type('Nhằm giúp người cao tuổi.');
  await expect(steps(page)).not.toHaveClass(/blank/);
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, summary.id)).toContain('\n\nNhằm giúp người cao tuổi.\n');
  }).toPass();
  expect(await practiceText(page, summary.id)).not.toMatch(/Liệt kê|Gợi ý/);
  await page.getByRole('link', { name: 'Xem bài' }).click();
  await expect(page.getByText('Nhằm giúp người cao tuổi.')).toBeVisible();
  await expect(page.getByText('Gợi ý')).toHaveCount(0);
});

test('a question that an earlier template wrote into the text is taken out of it', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { purpose: 'Đã viết.' });
  const file = await practiceFile(page, id);
  const was = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    `${was}\n## Các bước thực hiện\n\n> Gợi ý: ${asked.replace('ai làm', 'ai làBước một.m')}\n\n## Nguồn lực\n\n> Gợi ý: Mỗi tổ có bao nhiêu người, được hỗ trợ gì (kinh phí, điện thoại, tài liệu)?\n`,
  );
  await page.reload();
  await expect(steps(page)).toHaveText('Bước một.');
  await expect(box(page, 'Nguồn lực')).toHaveText('');
  await expect(box(page, 'Nguồn lực')).toHaveAttribute('data-placeholder', /^Mỗi tổ có bao nhiêu người/);
});

test('F6 goes round the parts, Alt and a digit to a section, and the title leads to the text', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, { before: 'Một', steps: 'Hai' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(steps(page)).toHaveText('Hai');
  const part = (): Promise<string> =>
    page.evaluate(() => {
      const names = {
        '.editor > header': 'header',
        '.fields': 'fields',
        '.sections': 'text',
        '#write-panel': 'panel',
      };
      return Object.entries(names).find(([name]) => document.activeElement?.closest(name))?.[1] ?? '';
    });
  await page.keyboard.press('Alt+4');
  expect(await active(page)).toBe('write-section.steps');
  await expect(page.getByRole('heading', { name: 'Các bước thực hiện' })).toBeInViewport();
  await page.keyboard.press('Alt+0');
  expect(await active(page)).toBe('write-section.sustainability');
  await page.keyboard.press('F6');
  expect(await part()).toBe('panel');
  await page.keyboard.press('F6');
  expect(await part()).toBe('header');
  await page.keyboard.press('F6');
  expect(await part()).toBe('fields');
  await page.keyboard.press('F6');
  expect(await active(page)).toBe('write-section.sustainability');
  await page.keyboard.press('Shift+F6');
  expect(await part()).toBe('fields');

  await box(page, 'Tên cách làm hay').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Đến phần Nội dung' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await active(page)).toBe('write-section.before');

  await page.setViewportSize({ width: 1093, height: 550 });
  await page.keyboard.press('F6');
  expect(await part()).toBe('header');
});

test('what a long paste dropped is told in sight, and the caret stays in the text', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, { before: 'Một' });
  await page.setViewportSize({ width: 1093, height: 550 });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  await section.click();
  const lines = Array.from({ length: 60 }, (_, at) => `<p style="color:red">Dòng ${String(at)}</p>`).join('');
  const table = '<table><tr><th>A<th>B</tr><tr><td>x<td align=right>52,8</tr></table>';
  await paste(section, { 'text/html': `${lines}<p>- một</p><p>- hai</p>${table}`, 'text/plain': 'Dòng' });
  const notice = page.locator('.paste-notice').filter({ hasText: 'Giữ 1 bảng, 1 danh sách' });
  await expect(notice).toBeInViewport({ ratio: 1 });
  await expect(notice).toContainText('màu chữ');
  await expect(section).toBeFocused();
  await expect(section.locator('li')).toHaveText(['một', 'hai']);
  expect(
    await section
      .locator('td')
      .last()
      .evaluate((cell) => getComputedStyle(cell).textAlign),
  ).toBe('right');
  await page.locator('.sections').evaluate((column) => {
    column.scrollTop = 0;
  });
  await expect(notice).toBeInViewport({ ratio: 1 });
  await notice.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(section).toBeFocused();
  await expect(section).toHaveText('Một');
});

test('"- " begins a list, and Ctrl+Z or Backspace takes that back', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, {});
  const section = box(page, 'Tình trạng trước khi áp dụng');
  await section.click();
  await page.keyboard.type('- ');
  await expect(section.locator('li')).toHaveCount(1);
  for (const key of ['Control+z', 'Backspace']) {
    await page.keyboard.press(key);
    await expect(section.locator('li')).toHaveCount(0);
    await expect(section.locator('p')).toHaveText('-');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('- ');
    await expect(section.locator('li')).toHaveCount(1);
  }
  // As UniKey types: letters go and come again under the hand.
  for (const [gone, come] of [
    [0, 'd'],
    [1, 'đ'],
    [0, 'uo'],
    [2, 'ươ'],
    [0, 'ng'],
    [4, 'ường'],
  ] as const) {
    for (let press = 0; press < gone; press += 1) await page.keyboard.press('Backspace');
    await page.keyboard.insertText(come);
  }
  await expect(section.locator('li')).toHaveText(['đường']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1. a');
  await expect(section.locator('ol li')).toHaveText(['a']);
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain('- đường\n\n1. a\n');
  }).toPass();

  await box(page, 'Mục đích').click();
  await paste(box(page, 'Mục đích'), { 'text/plain': 'Gồm:\n- một\n- hai' });
  await expect(box(page, 'Mục đích').locator('li')).toHaveText(['một', 'hai']);
});
