import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bagOf } from '#tests/support/desk-parcels';
import { bundle } from '#tests/support/bag-builder';
import { issued, officeOfClerk, openLibrary, people, recoveryWords, restoreSeal } from './clerk-office';
import { divideForMail, listRecipients, noteDepartures } from './clerk-sending';
import { give } from './parcels';
import { expectForClerk, technicalWords } from './plain';
import { ended, expect, test } from './program';
import { goTo, invoke } from './steps';

/** From the parcel on the screen to its line: only by the keyboard. */
async function enterInRegister(page: Page, number: number): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Vào sổ đăng ký văn bản đến' })).toBeVisible();
  await expect(page.getByLabel('Số đến')).toHaveValue(String(number));
  const isFirst = number === 1;
  if (isFirst) await expectForClerk(page);
  await page.getByLabel('Số, ký hiệu văn bản').focus();
  await page.keyboard.type('15/SKHCN-CĐS');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Báo nhận' })).toBeVisible();
  await expect(page.getByText(`Số: ${String(number)}`)).toBeVisible();
  // The same screens as before: their words alone.
  if (isFirst) await expectForClerk(page);
  else expect(await technicalWords(page)).toEqual([]);
}

test('a clerk sets up a new PC, takes in what comes on the last day of the quarter and sends ours', async ({
  start,
}) => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-clerk-'));
  const old = await start();
  const library = await officeOfClerk(old);
  const program = await start();
  const { page, context } = program;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);

  await test.step('the old PC gives the recovery page, and the new one the seal for it', async () => {
    const words = await recoveryWords(old);
    old.host.kill('SIGTERM');
    await ended(old.host);
    await openLibrary(program, library);
    await restoreSeal(program, words);
  });

  const first = bundle(bagOf());
  const second = bundle(bagOf({ number: 7 }));

  await test.step('a parcel is dropped, registered, acknowledged and passed on', async () => {
    await give(page, { name: 'CachLamHay_So02.zip', bytes: first });
    await enterInRegister(page, 1);
    await page.getByRole('button', { name: 'Chép nội dung báo nhận' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Đã chép' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/đã nhận gói cách làm hay Quý III\/2026 số 02 gồm 1 bài, lúc \d\d:\d\d ngày /);
    const person = page.getByRole('combobox', { name: 'Người xử lý' });
    await person.focus();
    await person.pressSequentially('lam');
    await page.keyboard.press('Enter');
    await page.getByLabel('Hạn xử lý').fill('12/10/2027');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Đã chuyển Trần Văn Lâm')).toBeVisible();
    await expect(page.getByText('Hạn 12/10/2027')).toBeVisible();
    await expectForClerk(page);
  });

  await test.step('the same under another name is known, and is not entered twice', async () => {
    await give(page, { name: 'bản sao của gói.zip', bytes: first });
    await expect(page.getByRole('heading', { name: 'Báo nhận' })).toBeVisible();
    const { entries } = await invoke(page, 'desk.register.list', { year: null });
    expect(entries).toHaveLength(1);
  });

  await test.step('a broken one is refused in plain words and can be forgotten', async () => {
    const broken = Buffer.from(second);
    broken[Math.floor(broken.length / 2)] = (broken[Math.floor(broken.length / 2)] ?? 0) ^ 0xff;
    await give(page, { name: 'hỏng.zip', bytes: broken });
    const refusal = page.getByText('Không tiếp nhận “hỏng.zip”');
    await expect(refusal).toBeVisible();
    await expectForClerk(page);
    await page.getByRole('main').getByRole('button', { name: 'Đóng' }).click();
    await expect(refusal).toHaveCount(0);
  });

  await test.step('parts in the wrong order are one line', async () => {
    const part = (number: number) => bundle(bagOf({ part: number, parts: 3, number: 4 }));
    await give(page, { name: 'p3.zip', bytes: part(3) }, { name: 'p1.zip', bytes: part(1) });
    await expect(page.getByText('Gói 04, đã có phần 1 và 3 trên 3, còn thiếu phần 2')).toBeVisible();
    await expectForClerk(page);
    await page.getByRole('link', { name: /^Vào sổ: .*04/ }).press('Enter');
    await enterInRegister(page, 2);
    await expect(page.getByText(/Còn thiếu phần 2, đề nghị Quý cơ quan gửi tiếp/)).toBeVisible();
    await give(page, { name: 'p2.zip', bytes: part(2) });
    await expect(page.getByText('Gói 04, đã có phần 1, 2 và 3 trên 3, đã đủ các phần')).toBeVisible();
  });

  await test.step('the broken one is sent again, and a folder brings it by itself', async () => {
    const inbox = mkdtempSync(join(folder, 'hệ thống văn bản-'));
    await invoke(page, 'desk.watchFolder', { path: inbox });
    await goTo(page, 'Gửi – Nhận');
    const waiting = join(folder, 'x.zip');
    writeFileSync(waiting, second);
    copyFileSync(waiting, join(inbox, 'tự đến.zip'));
    await expect(page.getByText(/tự đến\.zip/)).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: /^Vào sổ: .*07/ }).press('Enter');
    await enterInRegister(page, 3);
  });

  await test.step('the register is found through and saved as Excel', async () => {
    await page.getByRole('link', { name: 'Mở sổ đăng ký văn bản đến' }).press('Enter');
    await page.getByRole('searchbox', { name: 'Tìm trong sổ' }).fill('so 04');
    await expect(page.getByText('1/3 dòng')).toBeVisible();
    await expectForClerk(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Xuất Excel' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^So-dang-ky-van-ban-den-\d{4}\.xlsx$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  await test.step('ours is divided for mail, and the register of departures is filled in', async () => {
    await goTo(page, 'Gửi – Nhận');
    await page.getByRole('link', { name: 'Gửi gói đi' }).click();
    await listRecipients(page);
    await divideForMail(page, issued);
    await noteDepartures(page);
  });

  await test.step('the person it was passed on to finds it on the first screen', async () => {
    await invoke(page, 'people.setMe', { id: people.writer.id });
    await goTo(page, 'Hôm nay');
    await page.reload();
    await page
      .getByRole('link', { name: /1 gói đến chờ anh\/chị đưa vào kho, hạn 12\/10\/2027/ })
      .press('Enter');
    await expect(page.getByText('Đã chuyển Trần Văn Lâm')).toBeVisible();
    await page.getByRole('link', { name: 'Xem và đưa vào kho' }).press('Enter');
    await page.getByRole('button', { name: /^Đưa vào kho \(/ }).waitFor();
  });
});
