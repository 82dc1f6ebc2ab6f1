import type { Page } from '@playwright/test';
import { expect, test } from './program';
import { createLibrary, goTo, invoke, setUpOffice } from './steps';

async function office(page: Page): Promise<void> {
  await createLibrary(page, 'Kho đổi nhiều bài');
  await setUpOffice(
    page,
    { name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN', province: 'hai phong' },
    'Trần Thị Lan',
  );
}

async function write(page: Page, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    ids.push((await invoke(page, 'practices.create', { language: 'vi', title })).summary.id);
  }
  return ids;
}

test('many practices change after a preview, and change back', async ({ start }) => {
  const { page } = await start();
  await office(page);
  await write(page, ['Ngầm hóa cáp', 'Trợ lý ảo', 'Tổ công nghệ số', 'Kho dữ liệu mở']);
  await goTo(page, 'Soạn thảo');
  const box = (title: string) => page.getByRole('checkbox', { name: `Chọn “${title}”` });
  await box('Ngầm hóa cáp').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('group', { name: 'Việc làm với các bài đã chọn' });
  await expect(bar).toContainText('Đã chọn 4 bài');
  await bar.getByRole('button', { name: 'Bỏ chọn' }).click();
  await page.getByRole('textbox', { name: 'Lọc theo tên bài' }).fill('o');
  await box('Trợ lý ảo').check();
  await bar.getByRole('button', { name: 'Chọn tất cả 4 bài đang lọc' }).click();
  await bar.getByRole('button', { name: 'Đổi lĩnh vực…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Hạ tầng số').check();
  await expect(dialog.getByRole('row', { name: 'Trợ lý ảo (chưa có) Hạ tầng số' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Đổi 4 bài' }).click();
  await expect(page.getByText('Đã đổi 4 bài.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trợ lý ảo' })).toContainText('Hạ tầng số');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác, 4 bài trở lại như trước.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Trợ lý ảo' })).not.toContainText('Hạ tầng số');

  await box('Trợ lý ảo').check();
  await box('Kho dữ liệu mở').check();
  await bar.getByRole('button', { name: 'Xóa' }).click();
  await dialog.getByRole('button', { name: 'Xóa 2 bài' }).click();
  await expect(page.getByText('Đã chuyển 2 bài vào thùng rác.')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/settings/bin'));
  await expect(page.getByText('Trần Thị Lan xóa ngày').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Tìm trong thùng rác' }).fill('tro ly');
  await page.getByRole('checkbox', { name: /Trợ lý ảo/ }).check();
  await page.getByRole('button', { name: 'Lấy lại 1 bài' }).click();
  await expect(page.getByText('Đã lấy lại 1 bài.')).toBeVisible();
  await goTo(page, 'Soạn thảo');
  await expect(page.getByRole('link', { name: 'Trợ lý ảo' })).toBeVisible();
});

test('a practice begins from a template, and likenesses are shown', async ({ start }) => {
  const { page } = await start();
  await office(page);
  const [source] = await write(page, ['Ngầm hóa cáp viễn thông đô thị']);
  await invoke(page, 'practices.create', { language: 'vi', title: 'Học theo Ngầm hóa', basedOn: source });
  await goTo(page, 'Soạn thảo');
  await page.getByRole('link', { name: 'Viết từ mẫu, bài có sẵn' }).click();
  await page.getByRole('button', { name: 'Hạ tầng số' }).click();
  const aside = page.getByRole('complementary', { name: 'Kiểm tra' });
  await expect(aside).toContainText('Mục đích');
  await page
    .getByRole('textbox', { name: 'Tên cách làm hay' })
    .fill('Ngầm hoá cáp viễn thông đô thị'.normalize('NFD'));
  await expect(aside).toContainText('Nơi đã thực hiện tương tự');
  await page.getByRole('textbox', { name: 'Tên cách làm hay' }).fill('ngầm hóa cáp viễn thông đô thị');
  await expect(page.getByText('Đã có bài cùng tên:')).toBeVisible();
  await page.evaluate((id) => (location.hash = `#/practice/${String(id)}`), source);
  const adaptations = page.locator('.relation', { hasText: 'Bài của đơn vị soạn dựa trên bài này' });
  await adaptations.getByRole('link', { name: 'Học theo Ngầm hóa' }).click();
  await expect(page.getByText('Dựa trên: Ngầm hóa cáp viễn thông đô thị')).toBeVisible();
});
