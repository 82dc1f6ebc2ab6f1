import type { Locator, Page } from '@playwright/test';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { invoke } from './steps';

/** Types as hands do: a text that is put in at once has no states in between. */
async function type(page: Page, text: string): Promise<void> {
  const box = page.getByRole('searchbox');
  await box.fill('');
  await box.pressSequentially(text, { delay: 15 });
}

/** Not the choices of how to sort. */
function hits(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Kết quả tra cứu' }).getByRole('option');
}

test('a typed filter is a chip, counts like a chosen one, and leaves the text with it', async ({ start }) => {
  const { page } = await start({ args: ['--sample'], viewport: { width: 1093, height: 550 } });
  const count = page.getByRole('status').filter({ hasText: /kết quả|cách làm hay/ });
  await type(page, 'tỉnh:"Bình Dương" năm:2024');
  const province = page.getByRole('button', { name: 'Bỏ lọc Bình Dương (nay: TP. Hồ Chí Minh)' });
  await expect(province).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bỏ lọc Năm 2024' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Bình Dương/ })).toBeChecked();
  await expect(count).toHaveText(/^1 kết quả/);
  await expect(hits(page)).toContainText('Ngầm hóa, chỉnh trang cáp viễn thông');

  await province.click();
  await expect(page.getByRole('searchbox')).toHaveValue('năm:2024');
  await expect(count).not.toHaveText(/^1 kết quả/);
  // The first of two: a topic has the same name. A box that is ticked is the same thing: it is unticked, and what was typed goes.
  await type(page, 'cáp lĩnh vực:"hạ tầng số"');
  const field = page.getByRole('checkbox', { name: /^Hạ tầng số/ }).first();
  await expect(field).toBeChecked();
  await field.click();
  await expect(page.getByRole('searchbox')).toHaveValue('cáp ');
  await expect(field).not.toBeChecked();
});

test('what is not understood is said, its words are searched, and the right name is one press away', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'], viewport: { width: 1440, height: 900 } });
  await type(page, 'cáp viễn thông tỉnh:"Quảng Ngã"');
  await expect(
    page.getByText('Không hiểu “tỉnh:Quảng Ngã” là tỉnh nào; đã tìm như chữ thường.'),
  ).toBeVisible();
  await expect(hits(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Quảng Ngãi', exact: true }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('cáp viễn thông tỉnh:"Quảng Ngãi"');
  await expect(page.getByRole('button', { name: 'Bỏ lọc Quảng Ngãi' })).toBeVisible();
  await expect(page.getByText(/^Không hiểu/)).toBeHidden();
});

test('the help beside the box is used with keys alone', async ({ start }) => {
  const { page } = await start({ args: ['--sample'], viewport: { width: 1093, height: 550 } });
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Tab');
  const help = page.getByRole('button', { name: 'Cách tìm' });
  await expect(help).toBeFocused();
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', { name: 'Gõ thế nào để tìm đúng' });
  await expect(title).toBeVisible();
  expect(await accessFaults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(title).toBeHidden();
  await expect(help).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox')).toHaveValue('"ngầm hóa"');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(hits(page).first()).toContainText('Ngầm hóa');
});

test('what is sought besides is said, and just what was typed is one press away', async ({ start }) => {
  const { page } = await start({ args: ['--sample'], viewport: { width: 1093, height: 550 } });
  await expect.poll(async () => (await invoke(page, 'search.state', {})).ready).toBe(true);
  const question = { text: 'CĐS', facets: {}, sort: 'relevance', limit: 10 } as const;
  const { total } = await invoke(page, 'search.query', question);
  const { total: fewer } = await invoke(page, 'search.query', { ...question, literal: true });
  expect(fewer).toBeLessThan(total);
  const says = (count: number): Locator => page.getByText(`${String(count)} kết quả`, { exact: true });

  await type(page, question.text);
  const also = page.getByRole('status').filter({ hasText: 'Tìm cả:' });
  await expect(also).toContainText('chuyển đổi số');
  await expect(says(total)).toBeVisible();
  expect(await accessFaults(page)).toEqual([]);
  const literal = page.getByRole('button', { name: 'Chỉ tìm đúng chữ đã gõ', exact: true });
  await literal.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đang tìm đúng chữ đã gõ.')).toBeVisible();
  await expect(also).toBeHidden();
  await expect(says(fewer)).toBeVisible();
  // A reload asks the same.
  await page.reload();
  await expect(page.getByText('Đang tìm đúng chữ đã gõ.')).toBeVisible();
  await expect(says(fewer)).toBeVisible();

  await page.getByRole('button', { name: 'Tìm cả chuyển đổi số' }).click();
  await expect(also).toContainText('chuyển đổi số');
  await expect(says(total)).toBeVisible();
  // Another text is another question: what stands for it is sought besides.
  await literal.click();
  await type(page, 'ngầm hóa');
  await expect(also).toContainText('hạ ngầm');
});
