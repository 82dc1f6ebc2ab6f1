import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract';
import { download, drop, exportToSend, takeIn } from './parcels';
import { expectForClerk } from './plain';
import { expect, type Program, restart, test } from './program';
import { goTo, invoke, offices, writeApproved } from './steps';

const bacNinh: Input<'office.save'> = {
  ...offices.laoCai,
  name: 'Sở Khoa học và Công nghệ tỉnh Bắc Ninh',
  province: '24@2025-07-01',
};
const title = 'Trợ lý ảo trả lời thủ tục hành chính';
const theirs = 'Ngầm hóa cáp viễn thông ở trung tâm';
const passphrase = 'mật khẩu của sở';

/** An office with a library and a profile of its own, one person at the keyboard, and one practice. */
async function settle(
  { page, home }: Program,
  office: Input<'office.save'>,
  practice = title,
): Promise<void> {
  await invoke(page, 'library.create', { path: join(home, 'kho'), name: 'Kho' });
  await invoke(page, 'office.save', office);
  const id = '0193e4a0-0000-7000-8000-0000000000a1';
  await invoke(page, 'people.save', { id, name: 'Trần Thị Lan', post: '', division: '', roles: ['writer'] });
  await invoke(page, 'people.setMe', { id });
  await writeApproved(page, practice);
  await page.reload();
}

/** A office's seal comes with its parcel, and its digits are compared; gives the office's id. */
async function know(page: Page, other: Page): Promise<string> {
  await exportToSend(other, [theirs], 1);
  await drop(page, await download(other, /^Tải về /));
  await takeIn(page, 1);
  const [office] = (await invoke(page, 'offices.list', {})).offices;
  const { id: officeId = '', keys = [] } = office ?? {};
  await invoke(page, 'offices.compare', { officeId, key: keys[0]?.key ?? '', phone: '' });
  return officeId;
}

async function listRecipients(page: Page, known: string): Promise<void> {
  const list = [
    { name: offices.laoCai.name, office: known },
    { name: bacNinh.name, office: null },
  ];
  const rest = { government: true, groups: [], channel: 'mail' as const, address: '' };
  const recipients = list.map((one, at) => ({
    ...{ id: `0193e4a0-0000-7000-8000-0000000000c${String(at)}` },
    ...one,
    ...rest,
  }));
  const saved = await invoke(page, 'sending.saveRecipients', { base: null, recipients });
  expect(saved.type).toBe('saved');
}

test('a parcel goes to one office alone, which opens it without a question', async ({ start }) => {
  test.setTimeout(240_000);
  const [a, b, c] = [await start(), await start(), await start()];
  await settle(a, offices.haiPhong);
  await settle(b, offices.laoCai, theirs);
  await settle(c, bacNinh);
  await listRecipients(a.page, await know(a.page, b.page));

  await exportToSend(a.page, [title], 1);
  await a.page.getByRole('button', { name: 'Chỉ nơi nhận mở được' }).click();
  const dialog = a.page.getByRole('dialog', { name: 'Chỉ nơi nhận mở được' });
  await expect(dialog.getByRole('radio', { name: 'Các cơ quan được chọn' })).toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Chọn nơi nhận' })).toBeDisabled();
  await dialog.getByText('Chưa chọn được (1)').click();
  await expect(dialog.getByText(/Bắc Ninh: chưa có gói nào của nơi này đến/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: offices.laoCai.name }).check();
  await expectForClerk(a.page);
  await dialog.getByRole('button', { name: 'Làm tệp cho 1 nơi' }).click();
  await expect(dialog.getByText(`Chỉ những nơi này mở được: ${offices.laoCai.name}.`)).toBeVisible();
  await expectForClerk(a.page);
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  const row = a.page.getByRole('row', { name: /GuiKin-.*\.lantoa/ });
  await expect(row).toContainText(`Chỉ ${offices.laoCai.name} mở được`);
  await expectForClerk(a.page);
  const parcel = await download(a.page, /^Tải về .*GuiKin/);
  expect(parcel.bytes.includes('practice.md')).toBe(false);

  await drop(b.page, parcel);
  await takeIn(b.page, 1);

  await drop(c.page, parcel);
  await expect(c.page.getByText(/chỉ nơi nhận khác mở được\./)).toBeVisible();
  await expectForClerk(c.page);
});

test('a seal with a passphrase is opened once a session, when something is sealed', async ({ start }) => {
  test.setTimeout(240_000);
  const first = await start();
  await settle(first, offices.haiPhong);
  await goTo(first.page, 'Cài đặt');
  const part = first.page.getByRole('region', { name: 'Mật khẩu của niêm phong' });
  await part.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await part.getByLabel('Mật khẩu mới', { exact: true }).fill(passphrase);
  await part.getByLabel('Nhập lại mật khẩu mới').fill(passphrase);
  await expectForClerk(first.page);
  await part.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(part.getByText('Đã đặt mật khẩu.')).toBeVisible();
  await expectForClerk(first.page);

  first.host.kill('SIGTERM');
  const { page } = await restart(first);
  await goTo(page, 'Tổng hợp quý');
  await page.getByRole('button', { name: `Chọn “${title}”` }).click();
  await page.getByRole('button', { name: 'Xuất gói chia sẻ' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nhập mật khẩu của niêm phong' });
  const box = dialog.getByLabel('Mật khẩu', { exact: true });
  await expect(box).toBeFocused();
  await page.keyboard.type('đoán thử');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Mật khẩu này không đúng.')).toBeVisible();
  await expect(box).toBeFocused();
  await expectForClerk(page);
  await box.fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã xuất gói số 1')).toBeVisible();
  await expect(page.getByText('Gói đã niêm phong.')).toBeVisible();
  await goTo(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Xem và in phiếu' }).click();
  await expect(page.getByRole('article').getByRole('listitem').locator('b')).toHaveCount(32);
});
