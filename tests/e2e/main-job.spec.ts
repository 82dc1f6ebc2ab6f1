import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './program';
import {
  createLibrary,
  fillPractice,
  goTo,
  invoke,
  offices,
  setUpOffice,
  story,
  writeApproved,
} from './steps';

const peerTitle = 'Tổ công nghệ số cộng đồng đến từng thôn';

/** The third office: its practice reaches A as a file, written with the program itself. */
async function bundleOfThirdOffice(page: Page, folder: string): Promise<string> {
  await invoke(page, 'library.create', { path: join(folder, 'kho-ba'), name: 'Kho ba' });
  await invoke(page, 'office.save', offices.laoCai);
  await writeApproved(page, peerTitle);
  await page.reload();
  await goTo(page, 'Tổng hợp quý');
  await page.getByRole('button', { name: `Chọn “${peerTitle}”` }).click();
  return exportBundle(page, folder);
}

/** Exports what is chosen as bundle 1 and saves the download under the name that the program gives it. */
async function exportBundle(page: Page, folder: string, again = false): Promise<string> {
  await page.getByLabel('Số gói').fill('1');
  await page.getByRole('button', { name: 'Xuất gói chia sẻ' }).click();
  if (again) await page.getByRole('dialog').getByRole('button', { name: 'Xuất lại số 1' }).click();
  await expect(page.getByText('Đã xuất gói số 1')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /Tải về/ })
    .first()
    .click();
  const download = await downloading;
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
}

async function receive(page: Page, file: string): Promise<void> {
  await goTo(page, 'Gửi – Nhận');
  await page.getByRole('main').locator('input[type=file]').setInputFiles(file);
}

test('two offices do the main job with a practice of a third', async ({ start }) => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-job-'));
  // Given as bytes: a browser in a C locale cannot open a path with accents.
  const buffer = Buffer.from('Bước 1: tiếp nhận câu hỏi.\n');
  const attachment = { name: 'Quy trình trả lời.txt', mimeType: 'text/plain', buffer };
  const third = await start();
  const fromThird = await bundleOfThirdOffice(third.page, folder);
  const a = await start({ args: ['--sample'] });

  await test.step('A finds the cable practice of Bình Dương without accents', async () => {
    await search(a.page, 'ngam hoa cap vien thong');
    const first = a.page.getByRole('listbox').getByRole('option').first();
    await expect(first).toContainText('Ngầm hóa, chỉnh trang cáp viễn thông');
    await expect(first).toContainText('Bình Dương (nay: TP. Hồ Chí Minh)');
    await expect(first.locator('mark').first()).toBeVisible();
  });

  await test.step('A sets up its office and takes in the third office’s file', async () => {
    await goTo(a.page, 'Cài đặt');
    await setUpOffice(
      a.page,
      { name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN', province: 'hai phong' },
      'Trần Thị Lan',
    );
    await receive(a.page, fromThird);
    await expect(a.page.getByRole('heading', { name: /Lào Cai/ })).toBeVisible();
    await a.page.getByRole('button', { name: 'Đưa vào kho (1 bài)' }).click();
    await expect(a.page.getByText('Đã đưa 1 bài vào kho')).toBeVisible();
  });

  await test.step('A writes a practice with a result and an attachment, and it is approved', async () => {
    await goTo(a.page, 'Soạn thảo');
    await a.page.getByRole('button', { name: 'Viết bài mới' }).first().click();
    await a.page.getByRole('textbox', { name: 'Tên cách làm hay' }).fill(story.title);
    await fillPractice(a.page, attachment);
    await expect(a.page.getByText(/Đã đủ mục bắt buộc/)).toBeVisible();
    await a.page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
    await a.page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    // Complete, but some things could be said better: the approver is told before deciding.
    await a.page.getByRole('button', { name: 'Vẫn duyệt' }).click();
    await expect(a.page.getByText('Đã duyệt', { exact: true }).first()).toBeVisible();
  });

  const bundle = await test.step('A compiles both, samples stay, and exports', async () => {
    await goTo(a.page, 'Tổng hợp quý');
    await expect(a.page.getByText('Bài mẫu không được phát hành').first()).toBeVisible();
    for (const title of [story.title, peerTitle])
      await a.page.getByRole('button', { name: `Chọn “${title}”` }).click();
    return exportBundle(a.page, folder);
  });

  await test.step('other people’s tools accept the file, and a second export is byte-identical', async () => {
    execFileSync('unzip', ['-tq', bundle]);
    execFileSync('unzip', ['-q', bundle, '-d', join(folder, 'unpacked')]);
    const [bag = ''] = execFileSync('ls', [join(folder, 'unpacked')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'manifest-sha256.txt'], {
      cwd: join(folder, 'unpacked', bag),
    });
    await a.page.reload();
    const again = await exportBundle(a.page, mkdtempSync(join(folder, 'again-')), true);
    expect(readFileSync(again).equals(readFileSync(bundle))).toBe(true);
  });

  const b = await start();
  await test.step('B takes it into an empty library and finds the new practice without accents', async () => {
    await createLibrary(b.page, 'Cách làm hay của Sở KH&CN Bắc Ninh');
    await setUpOffice(
      b.page,
      { name: 'Sở Khoa học và Công nghệ tỉnh Bắc Ninh', symbol: 'SKHCN', province: 'bac ninh' },
      'Nguyễn Thị Hoa',
    );
    await receive(b.page, bundle);
    await b.page.getByRole('button', { name: 'Đưa vào kho (2 bài)' }).click();
    await expect(b.page.getByText('Đã đưa 2 bài vào kho')).toBeVisible();
    await search(b.page, 'tro ly ao nop ho so');
    await expect(b.page.getByRole('listbox').getByRole('option').first()).toContainText(story.title);
  });

  await test.step('B opens its attachment', async () => {
    await b.page.getByRole('listbox').getByRole('option').first().click();
    await b.page.getByRole('link', { name: /Quy trình trả lời\.txt/ }).click();
    const question = b.page.getByRole('dialog', { name: 'Tải tài liệu này về?' });
    const downloading = b.page.waitForEvent('download');
    await question.getByRole('link', { name: 'Tải về' }).click();
    const path = await (await downloading).path();
    expect(readFileSync(path, 'utf8')).toBe('Bước 1: tiếp nhận câu hỏi.\n');
  });

  await test.step('the same file again brings nothing new, and B undoes', async () => {
    await receive(b.page, bundle);
    await expect(b.page.getByText('Gói này không có gì mới so với kho.')).toBeVisible();
    await expect(b.page.getByText(/Đã nhận \d\d:\d\d ngày .*Nguyễn Thị Hoa/)).toBeVisible();
    await goTo(b.page, 'Gửi – Nhận');
    await b.page.getByRole('button', { name: /Hoàn tác gói số/ }).click();
    await expect(b.page.getByText(/Đã hoàn tác/).first()).toBeVisible();
    await search(b.page, 'tro ly ao');
    await expect(b.page.getByRole('listbox').getByRole('option')).toHaveCount(0);
  });
});
