import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, type Program, test } from './program';
import { invoke, readPractice, takeStep } from './steps';
import { box, holdSaves, openDraft, practiceFile, practiceText } from './writing';

const hung = '0193e4a0-0000-7000-8000-00000000000c';

/** Nguyễn Văn Hùng at another computer, in the same library. */
async function join(first: Page, start: () => Promise<Program>): Promise<Page> {
  const { page } = await start();
  const state = await invoke(first, 'library.state', {});
  await invoke(page, 'library.open', { path: state.type === 'open' ? state.path : '' });
  await invoke(page, 'people.save', { id: hung, name: 'Nguyễn Văn Hùng', post: '', division: '', roles: [] });
  await invoke(page, 'people.setMe', { id: hung });
  return page;
}

async function writeElsewhere(page: Page, id: string, purpose: string): Promise<void> {
  const { hash } = await readPractice(page, id);
  await invoke(page, 'presence.enter', { id });
  const change = { id, base: hash, fields: {}, sections: { purpose } };
  await invoke(page, 'practices.save', change);
}

/** Another computer's writes are seen when the folder is looked at. */
const look = (page: Page): Promise<unknown> => invoke(page, 'library.refresh', {});

/** Types at the end of a text; before that can be saved, somebody else does something. */
async function typeTooLate(
  page: Page,
  text: Locator,
  typed: string,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await text.click();
  const saves = await holdSaves(page);
  await page.keyboard.press('End');
  await page.keyboard.type(typed);
  await saves.asked();
  await meanwhile();
  saves.release();
}

test('last words typed while it is submitted elsewhere are kept, told of, and taken back', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { purpose: 'Cũ.' });
  const other = await join(page, start);
  const purpose = box(page, 'Mục đích');
  await typeTooLate(page, purpose, ' Những chữ cuối.', () => takeStep(other, id, 'submit'));
  await look(page);
  await expect(page.getByText(/^Nguyễn Văn Hùng đã trình duyệt bài này lúc/)).toBeVisible();
  await expect(page.getByText('Chưa lưu phần vừa gõ')).toBeVisible();
  await page.getByRole('link', { name: 'Danh sách bài' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click();
  await page.getByRole('button', { name: 'Mở lại để sửa' }).click();
  await page.getByRole('button', { name: 'Lấy lại nội dung đó' }).click();
  await expect(purpose).toHaveText('Cũ. Những chữ cuối.');
  await expect(page.getByText(/^Đã lưu/)).toBeVisible();
  await expect(page.locator('body')).not.toBeFocused();
});

test('an open conflict holds back its own section only, and leaving asks', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await page.setViewportSize({ width: 1093, height: 550 });
  const id = await openDraft(page, { purpose: 'Cũ.' });
  const other = await join(page, start);
  const purpose = box(page, 'Mục đích');
  await typeTooLate(page, purpose, ' LAN viết.', () => writeElsewhere(other, id, 'HÙNG viết.'));
  await look(page);
  const take = page.getByRole('button', { name: 'Lấy của Nguyễn Văn Hùng: Mục đích' });
  await expect(take).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.conflict del')).toHaveCount(0);
  await box(page, 'Tóm tắt').fill('Mục khác vẫn lưu.');
  await expect(async () => {
    expect(readFileSync(await practiceFile(page, id), 'utf8')).toContain('Mục khác vẫn lưu.');
  }).toPass();
  await expect(page.getByText('Chưa lưu 1 phần: chờ bạn chọn')).toBeVisible();
  await page.getByRole('link', { name: 'Danh sách bài' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click();
  await page.getByRole('button', { name: 'Giữ của tôi: Mục đích' }).click();
  await expect(async () => {
    expect(readFileSync(await practiceFile(page, id), 'utf8')).toContain('LAN viết.');
  }).toPass();
  await expect(page.locator('body')).not.toBeFocused();
});

test('a practice that is deleted elsewhere is taken back with what was typed', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { purpose: 'Cũ.' });
  const other = await join(page, start);
  const purpose = box(page, 'Mục đích');
  await typeTooLate(page, purpose, ' Gõ thêm.', async () => {
    const got = await invoke(other, 'practices.get', { id });
    const base = got.type === 'practice' ? got.practice.hash : '';
    await invoke(other, 'practices.delete', { id, base, despiteOthers: true });
  });
  await expect(page.getByText(/^Nguyễn Văn Hùng đã chuyển bài này vào thùng rác lúc/)).toBeVisible();
  // The notice grows by this line: a button that moves between press and release is not clicked.
  await expect(page.getByText(/^Chữ bạn vừa gõ vẫn ở đây/)).toBeVisible();
  await page.getByRole('button', { name: 'Lấy lại từ thùng rác' }).click();
  await expect(async () => {
    expect(readFileSync(await practiceFile(page, id), 'utf8')).toContain('Cũ. Gõ thêm.');
  }).toPass();
  await expect(page.getByText(/^Đã lưu/)).toBeVisible();
});

test('a double click on a step takes one step, and submitting tells what is missing', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await page.setViewportSize({ width: 1440, height: 900 });
  const id = await openDraft(page);
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Bài còn thiếu mục bắt buộc' });
  await expect(dialog.getByRole('listitem').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Vẫn trình' }).click();
  await expect(
    page.getByText('Bài đang trình duyệt nên không sửa trực tiếp.', { exact: false }),
  ).toBeVisible();
  await expect(box(page, 'Mục đích')).toHaveCount(0);
  await page.getByRole('button', { name: 'Mở lại để sửa' }).dblclick();
  await expect(page.getByRole('button', { name: 'Trình duyệt', exact: true })).toBeEnabled();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const got = await invoke(page, 'practices.get', { id });
  expect(got.type === 'practice' && got.practice.work?.status).toBe('draft');
});

test('the header keeps its height, whatever it says', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await page.setViewportSize({ width: 1093, height: 550 });
  const id = await openDraft(page);
  const header = page.locator('#main header').first();
  const height = async (): Promise<number> => (await header.boundingBox())?.height ?? 0;
  await expect(box(page, 'Mục đích')).toBeVisible();
  const before = await height();
  await box(page, 'Tóm tắt').fill('Đã gõ.');
  await expect.poll(() => practiceText(page, id)).toContain('Đã gõ.');
  await box(page, 'Rà soát lại trước ngày').fill('31/02/');
  await expect(page.getByText('Đã lưu, trừ 1 ô chưa đọc được')).toBeVisible();
  expect(await height()).toBe(before);
  await takeStep(page, id, 'submit');
  await expect(page.getByRole('button', { name: 'Trả lại để hoàn thiện' })).toBeVisible();
  expect(await height()).toBe(before);
});

test('an edit of the file by hand is told of quietly', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { purpose: 'Cũ.' });
  await expect(box(page, 'Mục đích')).toHaveText('Cũ.');
  const file = await practiceFile(page, id);
  writeFileSync(file, readFileSync(file, 'utf8').replace('Cũ.', 'Sửa bằng tay.'));
  await look(page);
  await expect(box(page, 'Mục đích')).toHaveText('Sửa bằng tay.');
  await expect(page.getByText('Đã cập nhật theo tệp vừa được sửa bên ngoài')).toBeVisible();
  await page.getByRole('link', { name: 'Xem thay đổi' }).click();
  await expect(page.getByRole('main').getByText('Sửa bằng tay.').first()).toBeVisible();
});
