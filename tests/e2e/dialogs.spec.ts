import type { Page } from '@playwright/test';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { makePng } from '#tests/support/png';
import { accessFaults } from './accessible';
import { expect, type Program, test } from './program';
import { invoke, takeStep } from './steps';
import { box, openDraft } from './writing';

/*
 * Every dialog and notice of the editor: axe finds nothing, and whoever answers it by keyboard does not end up at the
 * top of the window.
 */

async function isWell(page: Page, name: string): Promise<void> {
  expect.soft(await accessFaults(page), name).toEqual([]);
}

/** Presses a button by keyboard and waits for `after`; the focus is somewhere then. */
async function answer(page: Page, name: string | RegExp, after: () => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  const place = (await dialog.count()) > 0 ? dialog : page.getByRole('main');
  const button = place.getByRole('button', { name, exact: typeof name === 'string' }).first();
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
  await after();
  await expect(page.locator('body'), `after ${String(name)}`).not.toBeFocused();
}

const gone = (page: Page) => async (): Promise<void> => expect(page.getByRole('dialog')).toHaveCount(0);

async function hash(page: Page, id: string): Promise<string> {
  const got = await invoke(page, 'practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  return got.practice.hash;
}

/** What is typed reaches the library only after what a colleague does. */
async function typeBefore(page: Page, text: string, work: () => Promise<unknown>): Promise<void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const saves = '**/invoke/practices.save';
  await page.route(saves, async (route) => {
    await held;
    await route.continue();
  });
  await box(page, 'Mục đích').click();
  await page.keyboard.press('End');
  await page.keyboard.type(text);
  await work();
  release();
  await invoke(page, 'library.refresh', {});
  await page.unroute(saves);
}

/** Nguyễn Văn Hùng at another computer, in the same library. */
async function colleague(first: Page, start: () => Promise<Program>): Promise<Page> {
  const { page } = await start();
  const state = await invoke(first, 'library.state', {});
  await invoke(page, 'library.open', { path: state.type === 'open' ? state.path : '' });
  const id = '0193e4a0-0000-7000-8000-00000000000c';
  await invoke(page, 'people.save', { id, name: 'Nguyễn Văn Hùng', post: '', division: '', roles: [] });
  await invoke(page, 'people.setMe', { id });
  return page;
}

test('files that are held back, made smaller or taken off', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page);
  const files = page.getByRole('group', { name: 'Kéo tệp vào đây' }).locator('input[type=file]');
  const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  await files.setInputFiles([text('TỐI MẬT.txt'), text('Cài đặt.exe')]);
  await expect(page.getByText('“TỐI MẬT.txt” có dấu hiệu tài liệu mật')).toBeVisible();
  await expect(page.getByText('“Cài đặt.exe” là tệp chương trình', { exact: false })).toBeVisible();
  await isWell(page, 'held back');
  await answer(page, 'Bỏ tệp', () => expect(page.getByText('“TỐI MẬT.txt”')).toHaveCount(0));
  await answer(page, 'Vẫn giữ', () =>
    expect(page.getByRole('button', { name: 'Gỡ “Cài đặt.exe”' })).toBeVisible(),
  );
  await files.setInputFiles({
    name: 'ảnh.png',
    mimeType: 'image/png',
    buffer: makePng(2_400, 1_600),
  });
  await answer(page, 'Thu nhỏ 1 ảnh lớn', () =>
    expect(page.getByText(/^Thu nhỏ được/)).toBeVisible({ timeout: 60_000 }),
  );
  await isWell(page, 'made smaller');
  await answer(page, 'Dùng ảnh thu nhỏ', () => expect(page.getByText('Đã dùng ảnh thu nhỏ.')).toBeVisible());
  await page.keyboard.press('Escape');
  await gone(page)();
  await expect(page.locator('body')).not.toBeFocused();
  await answer(page, 'Gỡ “ảnh.png”', () => expect(page.getByRole('dialog')).toBeVisible());
  await isWell(page, 'taken off');
  await answer(page, 'Gỡ', gone(page));
});

test('steps, and what a practice goes through', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page);
  const opened = (): Promise<void> => expect(page.getByRole('dialog')).toBeVisible();
  await answer(page, 'Nhật ký', opened);
  await isWell(page, 'log');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Nhật ký' })).toBeFocused();
  await answer(page, 'Trình duyệt', opened);
  await isWell(page, 'submit');
  await answer(page, 'Vẫn trình', () => expect(page.getByText('Bài đang trình duyệt nên')).toBeVisible());
  await answer(page, 'Trả lại để hoàn thiện', opened);
  await page.getByRole('dialog').getByRole('textbox').fill('Thiếu số liệu.');
  await isWell(page, 'return');
  await answer(page, 'Trả lại để hoàn thiện', () => expect(page.getByText('Thiếu số liệu.')).toBeVisible());
  await isWell(page, 'returned');
  const sections = { ...completeSections, limitations: 'Không.' };
  await invoke(page, 'practices.save', { id, base: await hash(page, id), fields: completeFields, sections });
  await takeStep(page, id, 'submit');
  await answer(page, 'Duyệt', opened);
  await isWell(page, 'approve');
  await answer(page, 'Vẫn duyệt', () =>
    expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0),
  );
  await takeStep(page, id, 'reopen');
  await answer(page, 'Xóa bài', () => expect(page.getByText(/vào thùng rác/).first()).toBeVisible());
  await page.evaluate(() => (location.hash = '#/settings/bin'));
  await isWell(page, 'bin');
  await answer(page, 'Lấy lại “Một”', () => expect(page.getByText('Đã lấy lại 1 bài.')).toBeVisible());
});

test('what colleagues do meanwhile', async ({ start }) => {
  test.setTimeout(120_000);
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { purpose: 'Cũ.' });
  const other = await colleague(page, start);
  await invoke(other, 'presence.enter', { id });
  await invoke(page, 'library.refresh', {});
  await answer(page, 'Xóa bài', () =>
    expect(page.getByRole('dialog', { name: 'Có người đang soạn bài này' })).toBeVisible(),
  );
  await isWell(page, 'delete');
  await answer(page, 'Bỏ qua', gone(page));
  await typeBefore(page, ' LAN viết.', async () => {
    const change = { fields: {}, sections: { purpose: 'HÙNG viết.' } };
    await invoke(other, 'practices.save', { id, base: await hash(other, id), ...change });
  });
  await expect(page.getByRole('heading', { name: 'Nguyễn Văn Hùng cũng vừa sửa' })).toBeVisible();
  await isWell(page, 'conflict');
  await answer(page, /^Lấy của Nguyễn Văn Hùng/, () =>
    expect(page.getByRole('heading', { name: 'Nguyễn Văn Hùng cũng vừa sửa' })).toHaveCount(0),
  );
  await typeBefore(page, ' Thêm.', () => takeStep(other, id, 'submit'));
  await expect(page.getByText(/^Nguyễn Văn Hùng đã trình duyệt bài này lúc/)).toBeVisible();
  await isWell(page, 'closed meanwhile');
  await answer(page, 'Mở lại để sửa', () =>
    expect(page.getByRole('button', { name: 'Lấy lại nội dung đó' })).toBeVisible(),
  );
  await isWell(page, 'kept');
  await answer(page, 'Bỏ', () =>
    expect(page.getByRole('button', { name: 'Hoàn tác' }).first()).toBeVisible(),
  );
  await invoke(other, 'practices.delete', { id, base: await hash(other, id), despiteOthers: true });
  await invoke(page, 'library.refresh', {});
  await expect(page.getByRole('button', { name: 'Lấy lại từ thùng rác' })).toBeVisible();
  await isWell(page, 'gone');
  await expect(page.getByRole('button', { name: 'Trình duyệt', exact: true })).toBeDisabled();
  await answer(page, 'Lấy lại từ thùng rác', () =>
    expect(page.getByRole('button', { name: 'Lấy lại từ thùng rác' })).toHaveCount(0),
  );
});
