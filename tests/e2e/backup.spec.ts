import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './program';
import { invoke, offices } from './steps';

test('a library is backed up, checked, repaired and restored', async ({ start }) => {
  const { page, home } = await start();
  const path = join(home, 'kho');
  const state = await invoke(page, 'library.create', { path, name: 'Kho Hải Phòng' });
  expect(state.type).toBe('open');
  await invoke(page, 'office.save', offices.haiPhong);
  const created = await invoke(page, 'practices.create', { language: 'vi', title: 'Ngầm hóa cáp' });
  const { id } = created.summary;
  await invoke(page, 'practices.mint', { id });
  const backups = join(home, 'o-usb');
  mkdirSync(backups);
  await page.reload();
  await page.evaluate(() => (location.hash = '#/settings/backup'));
  await page.getByLabel('Thư mục sao lưu', { exact: true }).fill(backups);
  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
  await expect(page.getByText(/Đã sao lưu và kiểm tra: SaoLuu_KhoHaiPhong_/)).toBeVisible();
  await expect(page.getByText(/Sao lưu gần nhất: .* đã kiểm tra\./)).toBeVisible();
  expect(readdirSync(backups)).toHaveLength(1);

  await page.getByRole('button', { name: 'Kiểm tra kho' }).click();
  await expect(page.getByText('Đã kiểm tra 1 bài: kho toàn vẹn.')).toBeVisible();
  rmSync(join(path, 'practices', id, 'practice.md'));
  await page.getByRole('button', { name: 'Kiểm tra kho' }).click();
  await expect(page.getByText(/^Mất nội dung bài/)).toBeVisible();
  await page.getByRole('button', { name: 'Khôi phục 1 mục từ bản đã lưu' }).click();
  await expect(page.getByText('Đã kiểm tra 1 bài: kho toàn vẹn.')).toBeVisible();

  for (const lost of ['practice.md', 'history', 'record.sha256'])
    rmSync(join(path, 'practices', id, lost), { recursive: true });
  await page.getByRole('button', { name: 'Kiểm tra kho' }).click();
  await expect(page.getByText(/không còn bản tốt nào/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Tìm trong bản sao lưu' }).click();
  await expect(page.getByText(/Từ bản sao lưu lúc/)).toBeVisible();
  await expect(page.getByText(/Ngầm hóa cáp: nội dung bài, bản ghi kiểm chứng/)).toBeVisible();
  expect(existsSync(join(path, 'practices', id, 'practice.md')), 'shown before it is taken').toBe(false);
  await page.getByRole('button', { name: 'Lấy lại 1 mục' }).click();
  await expect(page.getByText(/Đã lấy lại \d+ tệp từ bản sao lưu/)).toBeVisible();
  await expect(page.getByText('Đã kiểm tra 1 bài: kho toàn vẹn.')).toBeVisible();
  expect(await invoke(page, 'practices.get', { id })).toMatchObject({ type: 'practice' });

  await page.getByRole('button', { name: 'Lấy lại từ bản sao lưu' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio').first(), 'the newest is chosen').toBeChecked();
  await expect(dialog.getByLabel('Lấy ra thư mục')).toHaveValue(/[\\/]kho_\d{4}-\d{2}-\d{2}$/);
  await dialog.getByLabel('Lấy ra thư mục').fill(join(home, 'kho-lay-lai'));
  await dialog.getByRole('button', { name: 'Lấy lại', exact: true }).click();
  await dialog.getByRole('button', { name: 'Mở thư viện vừa lấy lại' }).click();
  // The libraries are switched meanwhile.
  await expect(async () => {
    const restored = await invoke(page, 'library.state', {});
    expect(restored).toMatchObject({ type: 'open', path: join(home, 'kho-lay-lai'), practices: 1 });
  }).toPass();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('after each action the focus is on its result, which is in sight', async ({ start }) => {
  const { page, home } = await start();
  const path = join(home, 'kho');
  await invoke(page, 'library.create', { path, name: 'Kho Hải Phòng' });
  await invoke(page, 'office.save', offices.haiPhong);
  const ids: string[] = [];
  for (let number = 1; number <= 30; number += 1) {
    const title = `Bài số ${String(number)}`;
    const { summary } = await invoke(page, 'practices.create', { language: 'vi', title });
    await invoke(page, 'practices.mint', { id: summary.id });
    ids.push(summary.id);
  }
  const backups = join(home, 'o-usb');
  mkdirSync(backups);
  await page.reload();
  await page.evaluate(() => (location.hash = '#/settings/backup'));
  const focused = page.locator(':focus');
  await page.getByLabel('Thư mục sao lưu', { exact: true }).fill(join(path, 'bin'));
  await page.getByLabel('Thư mục sao lưu', { exact: true }).press('Tab');
  await expect(page.getByText(/nằm trong chính thư viện này/)).toBeVisible();
  await page.getByLabel('Thư mục sao lưu', { exact: true }).fill(backups);
  await page.getByRole('button', { name: 'Sao lưu ngay' }).press('Enter');
  await expect(focused).toHaveText(/Đã sao lưu và kiểm tra/);
  await expect(focused).toBeInViewport();

  const act = async (name: RegExp | string, result: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).press('Enter');
    await expect(focused).toHaveText(result);
    await expect(focused).toBeInViewport();
  };
  for (const id of ids) rmSync(join(path, 'practices', id, 'practice.md'));
  await act('Kiểm tra kho', /thấy 30 điểm cần xem/);
  await act('Khôi phục 30 mục từ bản đã lưu', /kho toàn vẹn/);

  for (const id of ids) rmSync(join(path, 'practices', id), { recursive: true });
  await act('Kiểm tra kho', /thấy 30 điểm cần xem/);
  await expect(page.getByText('Bài số 7', { exact: true })).toBeVisible();
  await expect(page.getByText(/Cả bài không còn trong kho/).first()).toBeVisible();
  await expect(page.getByText(/practices\//).first(), 'no path outside the details').toBeHidden();
  await act('Tìm trong bản sao lưu', /Từ bản sao lưu lúc/);
  await act('Lấy lại 30 mục', /kho toàn vẹn/);
  expect(await invoke(page, 'practices.get', { id: ids[6] ?? '' })).toMatchObject({ type: 'practice' });
});

test('settings are saved as they are changed, and the office’s details fill a contact', async ({ start }) => {
  const { page, home } = await start();
  await invoke(page, 'library.create', { path: join(home, 'kho'), name: 'Kho Hải Phòng' });
  await invoke(page, 'office.save', offices.haiPhong);
  const created = await invoke(page, 'practices.create', { language: 'vi', title: 'Ngầm hóa cáp' });
  const backups = join(home, 'o-usb');
  mkdirSync(backups);
  await page.reload();
  await page.evaluate(() => (location.hash = '#/settings/office'));
  const saved = page.getByRole('status').filter({ hasText: /^Đã lưu$/ });
  await page.getByLabel(/Điện thoại cơ quan/).fill('0225 3822 616');
  await page.getByLabel(/Thư điện tử cơ quan/).fill('skhcn@haiphong');
  await expect(saved).toBeVisible();
  await page.getByLabel(/Thư điện tử cơ quan/).blur();
  const office = async (): Promise<unknown> => {
    const state = await invoke(page, 'library.state', {});
    return state.type === 'open' ? state.office : null;
  };
  await expect.poll(office).toMatchObject({
    phone: '0225 3822 616',
    email: 'skhcn@haiphong',
  });
  await page.getByLabel('Tên cơ quan').fill('');
  await page.getByLabel('Tên cơ quan').blur();
  await expect(page.getByText('Hãy ghi tên cơ quan')).toBeVisible();
  expect(await office()).toMatchObject({ names: [{ name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng' }] });

  await page.getByLabel('Tự động sao lưu').selectOption('weekly');
  await expect(page.getByText('Hãy chọn thư mục sao lưu')).toBeVisible();
  await page.getByLabel('Thư mục sao lưu', { exact: true }).fill(backups);
  await page.getByLabel('Thư mục sao lưu', { exact: true }).blur();
  await expect(saved).toBeVisible();
  expect(await invoke(page, 'backup.state', {})).toMatchObject({
    folder: backups,
    every: 'weekly',
    keep: 10,
  });

  await page.evaluate((id) => (location.hash = `#/write/${id}`), created.summary.id);
  await page.getByRole('button', { name: 'Lấy từ thông tin cơ quan' }).click();
  await expect
    .poll(async () => {
      const got = await invoke(page, 'practices.get', { id: created.summary.id });
      return got.type === 'practice' ? got.practice.frontMatter.contact : null;
    })
    .toMatchObject({ officePhone: '0225 3822 616', email: 'skhcn@haiphong' });
});
