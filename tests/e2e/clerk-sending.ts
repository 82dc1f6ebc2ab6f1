import type { Page } from '@playwright/test';
import { download, exportToSend } from './parcels';
import { expectForClerk } from './plain';
import { expect } from './program';

const places = [
  'Sở Khoa học và Công nghệ tỉnh Lào Cai; skhcn@laocai.gov.vn; Phía Bắc',
  'Sở Khoa học và Công nghệ tỉnh Bắc Ninh; skhcn@bacninh.gov.vn; Phía Bắc',
  'Sở Khoa học và Công nghệ tỉnh Cà Mau; skhcn@camau.gov.vn; Phía Nam',
];
const mailLimit = 18_000_000;

/** The list of recipients, pasted once from wherever the office keeps it. */
export async function listRecipients(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Danh sách nơi nhận' }).click();
  await expectForClerk(page);
  await page.getByRole('button', { name: 'Dán nhiều nơi' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dán nhiều nơi' });
  await dialog.getByRole('textbox').fill(places.join('\n'));
  await dialog.getByRole('button', { name: 'Thêm 3 nơi' }).click();
  await page.getByRole('button', { name: 'Lưu danh sách' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await expectForClerk(page);
  await page.getByRole('link', { name: 'Sổ gói đi' }).click();
}

/** The parcel of the quarter is too big for mail: it is divided, and every part is downloaded. */
export async function divideForMail(page: Page, titles: readonly string[]): Promise<void> {
  await exportToSend(page, titles, 1);
  await expect(page.getByText('Quá cỡ gửi thư điện tử.')).toBeVisible();
  await expect(page.getByText('Không thấy gì cần xem lại.')).toBeVisible();
  await expectForClerk(page);
  await page.getByRole('button', { name: 'Chia thành các phần' }).click();
  await expect(page.getByText('Đã chia 2 phần, phần nào cũng vừa để gửi thư điện tử.')).toBeVisible();
  const parts = [await download(page, /^Tải về /, 0), await download(page, /^Tải về /, 1)];
  for (const { bytes } of parts) expect(bytes.byteLength).toBeLessThan(mailLimit);
  expect(new Set(parts.map(({ name }) => name)).size).toBe(2);
  await expectForClerk(page);
}

/** The register of departures is filled in; one place is left for tomorrow. */
export async function noteDepartures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Thêm nơi nhận' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chọn nơi nhận' });
  await dialog.getByRole('checkbox', { name: 'Phía Bắc (2)' }).check();
  await dialog.getByRole('checkbox', { name: /Cà Mau/ }).check();
  await expectForClerk(page);
  await dialog.getByRole('button', { name: 'Thêm 3 nơi' }).click();
  await expect(page.getByText('Còn 3 nơi chưa gửi')).toBeVisible();
  await page.getByRole('button', { name: 'Chép các địa chỉ thư' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('skhcn@camau.gov.vn');
  for (const place of ['Lào Cai', 'Bắc Ninh'])
    await page.getByRole('button', { name: new RegExp(`^Đánh dấu đã gửi cho .*${place}`) }).click();
  await expect(page.getByText('Còn 1 nơi chưa gửi')).toBeVisible();
  await expectForClerk(page);
  await page.getByRole('link', { name: 'Sổ gói đi' }).click();
  await expect(page.getByRole('row', { name: /Quý III\/2026|Quý IV\/2026/ })).toContainText(
    'Còn 1 nơi chưa gửi',
  );
  await expectForClerk(page);
}
