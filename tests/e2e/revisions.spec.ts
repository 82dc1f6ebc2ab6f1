import { expect, test } from './program';
import { createLibrary, goTo, setUpOffice } from './steps';

const office = { name: 'Sở Khoa học và Công nghệ', symbol: 'SKHCN', province: 'hai phong' };

test('versions are compared, restored and brought back; comments are made and dealt with', async ({
  start,
}) => {
  const { page } = await start();
  await createLibrary(page, 'Cách làm hay');
  await setUpOffice(page, office, 'Trần Thị Lan');
  await goTo(page, 'Soạn thảo');
  await page.getByRole('button', { name: 'Viết bài mới' }).first().click();
  const summary = page.getByRole('textbox', { name: 'Tóm tắt', exact: true });
  await page.getByRole('textbox', { name: 'Tên cách làm hay', exact: true }).fill('Hạ ngầm cáp viễn thông');
  await summary.fill('Hạ ngầm 21 tuyến đường.');
  const versions = page.getByRole('link', { name: 'Các bản đã lưu' });
  const list = page.getByRole('navigation', { name: 'Danh sách các bản' });

  await versions.click();
  await expect(list.getByRole('button', { name: /Bản 1.*Trần Thị Lan/ })).toBeVisible();
  await page.getByRole('link', { name: 'Về bài đang soạn' }).click();
  await summary.fill('Hạ ngầm 25 tuyến đường.');
  await versions.click();
  await expect(list.getByRole('button', { name: /Bản 2.*1 mục thay đổi/ })).toBeVisible();
  await list.getByRole('button', { name: /Bản 1/ }).click();
  await expect(page.getByText('Hạ ngầm 21 tuyến đường.')).toBeVisible();
  await list.getByRole('button', { name: /Bản 2/ }).click();
  await page.getByRole('button', { name: 'Nội dung thay đổi' }).click();
  const row = page.getByRole('row', { name: /Tóm tắt/ });
  await expect(row.locator('del')).toContainText('21');
  await expect(row.locator('ins')).toContainText('25');

  await list.getByRole('button', { name: /Bản 1/ }).click();
  // By keyboard alone: the focus is never lost on the way.
  await page.getByRole('button', { name: 'Khôi phục bản này' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Khôi phục bản này' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nội dung trước đó được giữ ở Bản 2.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Đã khôi phục Bản 1' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã trở lại bản trước khi khôi phục')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Đã trở lại bản trước' })).toBeFocused();
  await page.getByRole('link', { name: 'Về bài đang soạn' }).click();
  await expect(summary).toHaveValue('Hạ ngầm 25 tuyến đường.');

  await page.getByRole('button', { name: 'Thêm ý kiến' }).click();
  await page.getByLabel('Ý kiến', { exact: true }).fill('Cần nêu số liệu trước khi hạ ngầm.');
  await page.getByLabel('Về mục').selectOption({ label: 'Tình trạng trước khi áp dụng' });
  await page.getByRole('button', { name: 'Gửi ý kiến' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Ý kiến (1)' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thêm ý kiến' })).toBeFocused();

  // In a small window the panel stands where the fields are, beside the section that a comment is about.
  await page.setViewportSize({ width: 1093, height: 550 });
  await expect(page.getByRole('button', { name: 'Đến mục: Tình trạng trước khi áp dụng' })).toBeHidden();
  await page.getByRole('button', { name: 'Ý kiến (1)' }).click();
  await expect(summary).toBeHidden();
  await page.getByRole('button', { name: 'Thêm ý kiến' }).click();
  await expect(page.getByRole('button', { name: 'Gửi ý kiến' })).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  await page.getByRole('button', { name: /^Đến mục:/ }).click();
  await expect(page.getByRole('textbox', { name: 'Tình trạng trước khi áp dụng' })).toBeFocused();
  await page.getByRole('button', { name: /^Đến mục:/ }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Ý kiến (1)' })).toBeFocused();
  await expect(summary).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Đến mục:/ }).click();
  await expect(page.locator('#write-comments')).not.toBeFocused();

  // A leader reads what was submitted, and says something too.
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Vẫn trình' }).click();
  await page.getByRole('link', { name: 'Xem bài' }).click();
  await expect(page.getByRole('link', { name: 'Về bài đang soạn' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ý kiến (1)' })).toBeVisible();
  await page.getByRole('button', { name: 'Thêm ý kiến' }).click();
  await page.getByLabel('Ý kiến', { exact: true }).fill('Đồng ý trình.');
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  await expect(page.getByRole('heading', { name: 'Ý kiến (2)' })).toBeVisible();
  await page.getByRole('button', { name: 'Đánh dấu đã xử lý: Đồng ý trình.' }).click();
  await expect(page.getByRole('heading', { name: 'Ý kiến (1)' })).toBeVisible();
  await page.getByRole('link', { name: 'Các bản đã lưu' }).click();
  await list.getByRole('button', { name: /Bản 1/ }).click();
  await expect(page.getByText(/Hãy mở lại để sửa trước/)).toBeVisible();
});
