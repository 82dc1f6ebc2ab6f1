import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './program';
import { invoke } from './steps';

test('a library is backed up, checked, repaired and restored', async ({ start }) => {
  const { page, home } = await start();
  const path = join(home, 'kho');
  const state = await invoke(page, 'library.create', { path, name: 'Kho Hải Phòng' });
  expect(state.type).toBe('open');
  await invoke(page, 'office.save', {
    name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
    symbol: 'SKHCN',
    level: 'province',
    province: '31@2025-07-01',
  });
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
  await expect(page.getByText('Mất nội dung bài: Ngầm hóa cáp')).toBeVisible();
  await page.getByRole('button', { name: 'Khôi phục 1 mục từ bản đã lưu' }).click();
  await expect(page.getByText('Đã kiểm tra 1 bài: kho toàn vẹn.')).toBeVisible();

  await page.getByRole('button', { name: 'Lấy lại từ bản sao lưu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
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
