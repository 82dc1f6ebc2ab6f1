import { expect, test } from './program';
import { invoke, offices } from './steps';

test('the letterhead: the sheet follows what is typed, doubts stand where they are, nothing typed is lost', async ({
  start,
}) => {
  const { page, home } = await start();
  await invoke(page, 'library.create', { path: `${home}/kho`, name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  await page.reload();
  await page.evaluate(() => (location.hash = '#/settings/letterhead/edit'));
  const sheet = page.getByRole('figure', { name: 'Trang đầu của báo cáo' });
  const part = (name: string) => sheet.locator(`[data-part='${name}']`);
  await expect(part('office')).toHaveText('SỞ KHOA HỌC VÀ CÔNG NGHỆ THÀNH PHỐ HẢI PHÒNG');
  await expect(part('place')).toContainText('Hải Phòng, ngày');

  const place = page.getByLabel('Địa danh', { exact: true });
  await place.pressSequentially('Tỉnh Đồng Nai');
  await expect(part('place')).toContainText('Tỉnh Đồng Nai, ngày');
  await expect(part('place').locator('.doubtful')).toBeVisible();
  await expect(place).toHaveAccessibleDescription(/không ghi “Tỉnh”/);

  const office = page.getByLabel('Cơ quan ban hành');
  await office.fill('Ban Quản lý khu công nghệ cao và các khu công nghiệp Thành phố Hồ Chí Minh');
  await expect(office).toHaveAccessibleDescription(/dài 4 dòng/);
  await office.fill('Ban Quản lý các khu công nghiệp');
  await expect(office).not.toHaveAccessibleDescription(/dòng/);

  // A colleague saves another field, and the same one.
  await place.blur();
  await expect
    .poll(async () => (await invoke(page, 'letterhead.get', {})).letterhead.place)
    .toBe('Tỉnh Đồng Nai');
  const { hash, letterhead } = await invoke(page, 'letterhead.get', {});
  await invoke(page, 'letterhead.save', {
    base: hash,
    letterhead: { ...letterhead, symbol: 'SKH', place: 'Biên Hòa' },
  });
  await place.fill('Đồng Nai');
  await place.blur();
  await expect(page.getByText('Người khác cũng vừa sửa: Địa danh')).toBeVisible();
  await expect(place).toHaveValue('Đồng Nai');
  await expect(part('number')).toContainText('BC-SKH');
  await page.getByRole('button', { name: 'Lưu nội dung trên màn hình' }).click();
  await expect
    .poll(async () => (await invoke(page, 'letterhead.get', {})).letterhead)
    .toMatchObject({ place: 'Đồng Nai', symbol: 'SKH', office: 'Ban Quản lý các khu công nghiệp' });

  // The sheet is that of the paper whose words are typed.
  const opening = page.getByLabel('Công văn: lời mở đầu');
  await opening.fill('Sở trân trọng gửi Quý cơ quan.');
  const letter = page.getByRole('figure', { name: 'Trang đầu của công văn' });
  await expect(letter).toContainText('Sở trân trọng gửi Quý cơ quan.');

  // Leaving by the address leaves no field first.
  await page.getByLabel('Chữ viết tắt của đơn vị soạn thảo').fill('CĐS');
  await page.evaluate(() => (location.hash = '#/help'));
  await expect.poll(async () => (await invoke(page, 'letterhead.get', {})).letterhead.drafter).toBe('CĐS');
});
