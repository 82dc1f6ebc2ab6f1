import { accessFaults } from './accessible';
import { expect, test } from './program';
import { createLibrary, invoke, setUpOffice } from './steps';

test('units are pasted, asked by a call, and reminded; the first screen tells of the deadline', async ({
  start,
}) => {
  const { page } = await start();
  await createLibrary(page, 'Kho đôn đốc');
  await setUpOffice(
    page,
    { name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN', province: 'hai phong' },
    'Trần Thị Lan',
  );
  await page.evaluate(() => (location.hash = '#/settings/units'));
  await page.getByRole('button', { name: 'Dán nhiều dòng' }).click();
  await page
    .getByLabel('Tên đơn vị, mỗi dòng một tên')
    .fill('1. Phòng Bưu chính, Viễn thông\n2. Xã Tân Phú\n3. Phường Hồng Bàng\nXÃ TÂN PHÚ');
  await expect(page.getByText('Sẽ thêm 3 đơn vị')).toBeVisible();
  await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
  await expect(page.getByText('1 phòng, đơn vị trực thuộc · 2 xã, phường, đặc khu')).toBeVisible();
  await page.getByRole('button', { name: 'Xóa: Phường Hồng Bàng' }).click();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('button', { name: 'Sửa Phường Hồng Bàng' })).toBeVisible();
  expect(await accessFaults(page)).toEqual([]);

  // A deadline that is near whenever this runs: some working days before a briefing soon.
  const briefing = new Date(Date.now() + 10 * 86_400_000);
  const period = '2026-Q3';
  await page.evaluate((path) => (location.hash = path), `#/quarter/${period}/call`);
  // The settings, still shown for a moment, have a field of a like name.
  await expect(page.getByRole('heading', { name: 'Đề nghị và đôn đốc · Quý III/2026' })).toBeVisible();
  await page.getByLabel('Ngày giao ban').fill(briefing.toLocaleDateString('en-GB'));
  await page.getByLabel('Nội dung đề nghị').fill('Việc đã làm, kết quả bằng số liệu.');
  await page.getByRole('checkbox', { name: 'Phường Hồng Bàng' }).first().uncheck();
  await expect(page.getByText('2/3 đơn vị')).toBeVisible();
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await expect(page.getByText('2 đơn vị chưa gửi bài')).toBeVisible();
  const { call } = await invoke(page, 'call.get', { period });
  expect(call).toMatchObject({ wanted: 'Việc đã làm, kết quả bằng số liệu.' });
  expect(call?.units).toHaveLength(2);
  for (const name of [
    'Lưu công văn đề nghị',
    'Lưu Phiếu đăng ký trống',
    'Lưu công văn đôn đốc',
    'Lưu công văn đề nghị (PDF)',
    'Lưu công văn đôn đốc (PDF)',
  ]) {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    expect((await saved).suggestedFilename()).toMatch(name.endsWith('(PDF)') ? /\.pdf$/ : /\.docx$/);
  }
  await page.getByRole('button', { name: 'Gửi kèm gói chia sẻ' }).click();
  await expect(page.getByText('Đã xếp để đi cùng gói chia sẻ kế tiếp')).toBeVisible();
  expect(await accessFaults(page)).toEqual([]);

  await page.evaluate(() => (location.hash = '#/today'));
  await page
    .getByRole('link', { name: /ngày làm việc đến hạn gửi Quý III\/2026; 2 đơn vị chưa gửi/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Đề nghị và đôn đốc · Quý III/2026' })).toBeVisible();
  await page.evaluate(() => (location.hash = '#/settings/calendar'));
  await page.getByLabel('Ngày nghỉ').fill('30/4\n31/2/2026');
  await page.getByLabel('Ngày nghỉ').blur();
  await expect(page.getByText('Không hiểu dòng “31/2/2026”')).toBeVisible();
  await page.getByLabel('Ngày nghỉ').fill('30/4\n17/02/2026');
  await page.getByLabel('Ngày nghỉ').blur();
  await expect(page.getByRole('button', { name: 'Thêm ngày lễ cố định hằng năm' })).toBeVisible();
  await page.getByRole('radio', { name: /Hai cấp/ }).check();
  await expect
    .poll(async () => (await invoke(page, 'calendar.get', {})).calendar)
    .toMatchObject({
      levels: 2,
      holidays: ['--04-30', '2026-02-17'],
    });
  expect(await accessFaults(page)).toEqual([]);
});
