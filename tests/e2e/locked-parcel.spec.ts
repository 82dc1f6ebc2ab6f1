import type { Page } from '@playwright/test';
import { makePng } from '#tests/support/png';
import { onlyClerk, settle } from './between-offices';
import { download, drop, type ParcelFile } from './parcels';
import { expectForClerk } from './plain';
import { expect, test } from './program';
import { completeAndApprove, goTo, invoke, offices } from './steps';

const title = 'Tổ hỗ trợ chữ viết cho người cao tuổi';
const passphrase = 'Cây đa bến nước sân đình';
const indiscretion = 'Liên hệ bà Nguyễn Thị Bé, điện thoại 0912 345 678, để mượn tài liệu.';
const picture = 'Buổi hướng dẫn ở nhà văn hóa';

/** A practice that says more than may be said: a person's telephone, a mark of secrecy, a picture of unknown origin. */
async function writeIndiscreet(page: Page): Promise<void> {
  const { summary } = await invoke(page, 'practices.create', { language: 'vi', title });
  const base64 = makePng(320, 200).toString('base64');
  const file = await page.evaluate(async (text) => {
    const body = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await fetch('/uploads?name=anh.png', { method: 'POST', headers, body });
    return ((await response.json()) as { value: { type: 'upload'; token: string; name: string } }).value;
  }, base64);
  await invoke(page, 'practices.attach', { id: summary.id, file, title: picture });
  await completeAndApprove(page, summary.id, {
    lessons: indiscretion,
    limitations: 'Phụ lục kèm theo ghi Độ mật: Mật.',
  });
}

/** Chooses and exports it; the marks of secrecy are asked about before anything is written. */
async function exportMarked(page: Page): Promise<void> {
  await goTo(page, 'Tổng hợp quý');
  await page.getByRole('button', { name: `Chọn “${title}”` }).click();
  await page.getByRole('button', { name: 'Xuất gói chia sẻ' }).click();
  const warning = page.getByRole('dialog', { name: 'Có dấu hiệu tài liệu mật' });
  await expect(warning.getByText(`${title}: MẬT`)).toBeVisible();
  await expectForClerk(page);
  await warning.getByRole('button', { name: 'Đã kiểm tra, vẫn xuất' }).click();
  await page.getByRole('link', { name: 'Gửi gói này' }).click();
}

/** Nothing is marked as sent before somebody has looked at what was found, and says why it is sent. */
async function answerWarnings(page: Page): Promise<void> {
  await expect(page.getByText('Có 3 chỗ nên xem lại trước khi gửi')).toBeVisible();
  const checks = page.getByRole('region', { name: 'Kiểm tra trước khi gửi' });
  for (const kind of ['Dấu hiệu bí mật nhà nước', 'Số điện thoại cá nhân', 'Ảnh chưa ghi nguồn'])
    await expect(checks.getByText(kind)).toBeVisible();
  await expect(checks).toContainText(indiscretion);
  await expect(checks).toContainText(picture);
  await expectForClerk(page);
  const send = checks.getByRole('button', { name: 'Vẫn gửi' });
  await checks.getByLabel('Lý do vẫn gửi').fill('Số điện thoại đã được đồng ý công khai.');
  await expect(send).toBeDisabled();
  await checks.getByRole('checkbox', { name: /^Người có thẩm quyền đã xem/ }).check();
  await send.click();
  await expect(checks.getByText(/^Đã xem 3 chỗ và vẫn gửi: Nguyễn Thị Hoa/)).toBeVisible();
}

/** Makes the copy that opens with a passphrase. */
async function lock(page: Page): Promise<ParcelFile> {
  await page.getByRole('button', { name: 'Chỉ nơi nhận mở được' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chỉ nơi nhận mở được' });
  await dialog.getByRole('radio', { name: 'Người biết mật khẩu' }).check();
  // One is proposed; whoever likes takes another.
  await expect(dialog.getByRole('textbox', { name: 'Mật khẩu' })).toHaveValue(/^[a-z]+(?:-[a-z]+){7}$/);
  await expectForClerk(page);
  await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(dialog.getByText('Đã đặt mật khẩu cho 1 tệp.')).toBeVisible();
  await expect(dialog.getByText('cay-da-ben-nuoc-san-dinh')).toBeVisible();
  await expectForClerk(page);
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await expect(page.getByRole('row', { name: /Có mật khẩu/ })).toBeVisible();
  return download(page, /^Tải về .*\.lantoa$/);
}

test('what is sent under a passphrase was looked at before, and opens for whoever is told it', async ({
  start,
}) => {
  test.setTimeout(180_000);
  const [sender, receiver] = [await start(), await start()];
  await settle(sender, offices.haiPhong, onlyClerk);
  await settle(receiver, offices.laoCai, onlyClerk);
  await writeIndiscreet(sender.page);
  await test.step('warnings of the content stand in front of sending', async () => {
    await exportMarked(sender.page);
    await answerWarnings(sender.page);
  });
  const parcel = await test.step('a locked copy is made', () => lock(sender.page));
  await test.step('the receiver is asked for the passphrase, and types it in a way of its own', async () => {
    const { page } = receiver;
    const typed = 'Cây đa Bến nước san dinh';
    await drop(page, parcel);
    await expect(page.getByText(`“${parcel.name}” cần mật khẩu`)).toBeVisible();
    await expectForClerk(page);
    // Whoever was asked writes on.
    await expect(page.getByLabel('Mật khẩu')).toBeFocused();
    await page.keyboard.type('không phải mật khẩu này');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Mật khẩu này không mở được tệp.')).toBeVisible();
    await expect(page.getByLabel('Mật khẩu')).toBeFocused();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Vào sổ đăng ký văn bản đến' })).toBeVisible();
    await expect(
      page.getByText(`Còn nguyên niêm phong, chưa đối chiếu với ${offices.haiPhong.name}`),
    ).toBeVisible();
    await expectForClerk(page);
  });
});
