import { renameSync } from 'node:fs';
import { expect, test } from './program';
import { invoke } from './steps';
import { openDraft } from './writing';

test('a library folder that goes away is waited for: every screen stays, and what is typed meanwhile is saved by itself', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  const id = await openDraft(page);
  const state = await invoke(page, 'library.state', {});
  const path = state.type === 'open' ? state.path : '';
  const told = page.getByText('Không thấy thư mục thư viện');
  const move = async (from: string, to: string): Promise<void> => {
    renameSync(from, to);
    await invoke(page, 'library.refresh', {});
  };
  let shown = '';
  for (const hash of ['#/today', '#/search', '#/quarter', '#/exchange', '#/settings', `#/write/${id}`]) {
    await page.evaluate((address) => (location.hash = address), hash);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveCount(1);
    await expect(heading).not.toHaveText(shown);
    shown = await heading.innerText();
    const text = page.getByRole('textbox', { name: 'Mục đích' });
    if (hash.startsWith('#/write/')) await text.pressSequentially('Gõ trước, ');
    await move(path, `${path}-away`);
    await expect(told).toHaveCount(1);
    await expect(heading).toHaveText(shown);
    if (hash.startsWith('#/write/')) {
      await expect(page.getByText('Chữ bạn gõ được giữ trên máy này')).toBeVisible();
      await page.keyboard.type('gõ lúc mất.');
      await expect(text).toHaveText('Gõ trước, gõ lúc mất.');
      await expect(text).toBeFocused();
      await expect(page.getByText('Chưa lưu: không thấy thư viện')).toBeVisible();
      await expect(told).toHaveCount(1);
    }
    await move(`${path}-away`, path);
    await expect(told).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await expect(async () => {
    const got = await invoke(page, 'practices.get', { id });
    const stored = got.type === 'practice' ? (got.practice.sections[0]?.body ?? '') : '';
    expect(stored).toBe('Gõ trước, gõ lúc mất.');
  }).toPass({ timeout: 5_000 });
  // Caret and undo are as they were.
  await page.keyboard.type(' Xong.');
  await expect(page.getByRole('textbox', { name: 'Mục đích' })).toHaveText('Gõ trước, gõ lúc mất. Xong.');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Mục đích' })).not.toContainText('Xong.');
  expect(problems).toEqual([]);
});

test('leaving while the folder is away asks first, and the text is offered afterwards', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page);
  const state = await invoke(page, 'library.state', {});
  const path = state.type === 'open' ? state.path : '';
  const text = page.getByRole('textbox', { name: 'Mục đích' });
  await expect(text).toBeVisible();
  renameSync(path, `${path}-away`);
  await invoke(page, 'library.refresh', {});
  await text.pressSequentially('Chưa lưu được.');
  await expect(page.getByText('Chưa lưu: không thấy thư viện')).toBeVisible();
  await page.getByRole('link', { name: 'Danh sách bài' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rời bài này?' });
  await dialog.getByRole('button', { name: 'Ở lại' }).click();
  await expect(text).toHaveText('Chưa lưu được.');
  expect(await page.evaluate(() => location.hash)).toBe(`#/write/${id}`);
  await page.getByRole('link', { name: 'Danh sách bài' }).click();
  await dialog.getByRole('button', { name: 'Vẫn rời đi' }).click();
  await expect(text).toHaveCount(0);
  renameSync(`${path}-away`, path);
  await invoke(page, 'library.refresh', {});
  await expect(page.getByText('Máy này còn giữ nội dung chưa lưu')).toBeVisible();
  await page.evaluate((practice) => (location.hash = `#/write/${practice}`), id);
  await page.getByText('Xem nội dung chưa lưu').click();
  await expect(page.locator('dd').getByText('Chưa lưu được.')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ', exact: true }).click();
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
  await page.getByRole('button', { name: 'Lấy lại nội dung đó' }).click();
  await expect(text).toHaveText('Chưa lưu được.');
  await expect(page.getByText(/^Đã lưu/)).toBeVisible();
});
