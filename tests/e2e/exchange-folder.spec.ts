import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { onlyClerk, settle } from './between-offices';
import { exportToSend } from './parcels';
import { expectForClerk } from './plain';
import { expect, test } from './program';
import { invoke, offices, writeApproved } from './steps';

const title = 'Phòng họp không giấy tại 100% xã, phường';
const partner = 'Sở Khoa học và Công nghệ tỉnh Lào Cai';
const passphrase = 'cay-da-ben-nuoc-san-dinh';

/** A parcel with one recipient, on its page. */
async function readyToSend(page: Page): Promise<void> {
  const recipient = {
    ...{ id: '0193e4a0-0000-7000-8000-0000000000b1', name: partner, office: null, government: true },
    ...{ groups: [], channel: 'other' as const, address: '' },
  };
  await invoke(page, 'sending.saveRecipients', { base: null, recipients: [recipient] });
  await writeApproved(page, title);
  await page.reload();
  await exportToSend(page, [title], 1);
  await page.getByRole('button', { name: 'Thêm nơi nhận' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chọn nơi nhận' });
  await dialog.getByRole('checkbox', { name: partner }).check();
  await dialog.getByRole('button', { name: 'Thêm 1 nơi' }).click();
}

test('a parcel lies in a partner’s folder until it is fetched, and both see that', async ({ start }) => {
  test.setTimeout(180_000);
  const [sender, receiver] = [await start(), await start()];
  const drive = join(sender.home, 'o-mang');
  const [folder, other] = [join(drive, 'tu-hai-phong'), join(drive, 'khac')];
  for (const path of [folder, other]) mkdirSync(path, { recursive: true });
  await settle(sender, offices.haiPhong, onlyClerk);
  await settle(receiver, offices.laoCai, onlyClerk);
  const { page } = sender;
  await test.step('the parcel is laid into the folder', async () => {
    await readyToSend(page);
    const part = page.getByRole('region', { name: 'Gửi qua thư mục trao đổi' });
    await part.getByText('Dùng thư mục trao đổi', { exact: true }).click();
    await part.getByLabel('Nơi nhận').selectOption(partner);
    await part.getByLabel('Thư mục', { exact: true }).fill(join(drive, 'khong-co'));
    await part.getByRole('button', { name: 'Dùng thư mục này' }).click();
    await expect(part.getByText('Không thấy thư mục này.')).toBeVisible();
    await expectForClerk(page);
    await part.getByLabel('Thư mục', { exact: true }).fill(folder);
    await part.getByRole('button', { name: 'Dùng thư mục này' }).click();
    await part.getByRole('button', { name: `Chép gói vào thư mục của ${partner}` }).click();
    await expect(part.getByText('nơi nhận chưa lấy')).toBeVisible();
    await expect(page.getByText('Đã gửi đủ 1 nơi')).toBeVisible();
    await expectForClerk(page);
  });
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  await test.step('the partner’s program fetches it, and the sender sees that without asking', async () => {
    await invoke(receiver.page, 'desk.watchFolder', { path: folder });
    await receiver.page.evaluate(() => (location.hash = '#/exchange'));
    await expect(receiver.page.getByText(/Sở Khoa học và Công nghệ thành phố Hải Phòng · /)).toBeVisible();
    expect(existsSync(join(folder, 'da-nhan', file))).toBe(true);
    await expect(page.getByText('Nơi nhận đã lấy')).toBeVisible({ timeout: 40_000 });
  });
  await test.step('a locked copy in another watched folder waits for its passphrase', async () => {
    const [departure] = await invoke(page, 'sending.departures', {});
    const asked = { id: departure?.departure.id ?? '', files: [file], passphrase };
    await invoke(page, 'sending.lock', asked);
    const locked = file.replace('.zip', '.lantoa');
    const at = join(sender.home, 'kho/compilations', departure?.departure.period ?? '', 'bundles', locked);
    await expect(() => {
      expect(existsSync(at)).toBe(true);
    }).toPass();
    const clerk = receiver.page;
    await invoke(clerk, 'desk.watchFolder', { path: other });
    copyFileSync(at, join(other, locked));
    await expect(clerk.getByText(`“${locked}” cần mật khẩu để mở`)).toBeVisible({ timeout: 30_000 });
    await expectForClerk(clerk);
    await clerk.getByRole('button', { name: `Mở “${locked}” bằng mật khẩu` }).click();
    await expect(clerk.getByLabel('Mật khẩu')).toBeFocused();
    await clerk.keyboard.type('không phải mật khẩu này');
    await clerk.keyboard.press('Enter');
    await expect(clerk.getByText('Mật khẩu này không mở được tệp.')).toBeVisible();
    await expect(clerk.getByLabel('Mật khẩu')).toBeFocused();
    await clerk.keyboard.type('Cây đa bến nước sân đình');
    await clerk.keyboard.press('Enter');
    await expect(clerk.getByText(`“${locked}” cần mật khẩu để mở`)).toBeHidden({ timeout: 30_000 });
    // It is the parcel that waits already: there is no second one.
    await expect(clerk.getByText(/Sở Khoa học và Công nghệ thành phố Hải Phòng · /)).toHaveCount(1);
  });
  await test.step('and can be laid into the partner’s folder in the place of the plain one', async () => {
    await page.reload();
    const part = page.getByRole('region', { name: 'Gửi qua thư mục trao đổi' });
    await part.getByRole('radio', { name: 'Bản chỉ nơi nhận mở được' }).check();
    await part.getByRole('button', { name: `Chép gói vào thư mục của ${partner}` }).click();
    await expect(part.getByText('nơi nhận chưa lấy')).toBeVisible();
    expect(readdirSync(folder)).toContain(file.replace('.zip', '.lantoa'));
    await expectForClerk(page);
  });
});
