import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePdf } from '#tests/support/pdf';
import { accessFaults } from './accessible';
import { settle } from './between-offices';
import { download, drop, type ParcelFile } from './parcels';
import { expect, test } from './program';
import { invoke, offices, writeApproved } from './steps';

const period = '2026-Q3';
const title = 'Trợ lý ảo trả lời thủ tục hành chính';
const signed = {
  first: makePdf({ pages: ['Report 5, signed'] }),
  correction: makePdf({ pages: ['Letter 12, signed'] }),
  replacement: makePdf({ pages: ['Report 19, signed'] }),
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const has = (tool: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`]);
    return true;
  } catch {
    return false;
  }
};

const go = (page: Page, hash: string): Promise<string> => page.evaluate((to) => (location.hash = to), hash);
const step = (page: Page, name: string) => page.getByRole('listitem', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function submit(page: Page): Promise<void> {
  await button(page, 'Đã trình ký').click();
  await expect(step(page, 'Bản trình ký')).toContainText('Đã xong');
}

/** Number and signed file of a paper, as the clerk enters them. */
async function enter(page: Page, paper: string, number: string, bytes: Buffer): Promise<void> {
  await button(page, `Nhập số, ngày, bản đã ký: ${paper}`).click();
  await page.getByLabel('Số', { exact: true }).fill(number);
  await expect(page.getByLabel('Ngày văn bản')).toHaveValue(/^\d\d\/\d\d\/\d{4}$/);
  await page.getByLabel('Chức vụ người ký').fill('Giám đốc');
  await page.getByLabel('Họ và tên người ký').fill('Nguyễn Văn Bình');
  const file = { name: `van ban ${number}.pdf`, mimeType: 'application/pdf', buffer: bytes };
  await page.getByRole('main').locator('input[type=file]').setInputFiles(file);
  await button(page, `Lưu: ${paper}`).click();
  await expect(step(page, 'Số, ngày, bản đã ký')).toContainText(`van ban ${number}.pdf`);
}

async function issue(page: Page, number: number): Promise<ParcelFile> {
  await expect(page.getByLabel('Số gói')).toHaveValue(String(number));
  await button(page, 'Phát hành').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
  await expect(step(page, 'Phát hành và gửi')).toContainText('Đã phát hành:', { timeout: 30_000 });
  return download(page, /^Tải về CLH-|^Tải về .*\.(zip|lantoa)$/);
}

/** What other people's programs say of the bundle; gives the papers in it. */
function judge({ bytes }: ParcelFile, folder: string): string[] {
  const file = join(folder, `${sha256(bytes).slice(0, 8)}.zip`);
  const target = `${file}-unzipped`;
  writeFileSync(file, bytes);
  execFileSync('unzip', ['-q', file, '-d', target]);
  const [root = ''] = execFileSync('sh', ['-c', 'dirname "$(find . -name bagit.txt)"'], { cwd: target })
    .toString()
    .trim()
    .split('\n');
  const bag = join(target, root);
  execFileSync('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
  execFileSync('sha256sum', ['--check', '--quiet', 'tagmanifest-sha256.txt'], { cwd: bag });
  return execFileSync('find', ['data/papers', '-type', 'f'], { cwd: bag })
    .toString()
    .trim()
    .split('\n')
    .map((path) => sha256(readFileSync(join(bag, path))));
}

/** The sheets that the browser is asked to print: whether anything stands on each. */
async function printed(page: Page, press: () => Promise<void>): Promise<unknown> {
  await page.evaluate(() => {
    const inkOn = (sheet: HTMLCanvasElement): boolean =>
      sheet
        .getContext('2d')
        ?.getImageData(0, 0, sheet.width, sheet.height)
        .data.some((value, at) => at % 4 < 3 && value < 128) ?? false;
    window.print = () => {
      const sheets = [...document.querySelectorAll<HTMLCanvasElement>('.on-paper canvas')];
      Object.assign(window, { sheets: sheets.map((sheet) => ({ ink: inkOn(sheet) })) });
    };
  });
  await press();
  await page.waitForFunction(() => 'sheets' in window);
  return page.evaluate(() => (window as unknown as { sheets: unknown }).sheets);
}

test('a quarter is signed and issued, received elsewhere, corrected and replaced', async ({ start }) => {
  test.setTimeout(300_000);
  test.skip(!has('unzip') || !has('sha256sum'), 'unzip or sha256sum is not installed');
  const [a, b] = [await start(), await start()];
  const { page } = a;
  await settle(a, offices.haiPhong, { name: 'Trần Thị Lan', roles: ['coordinator', 'clerk'] });
  await settle(b, offices.laoCai, { name: 'Vàng Thị Mai', roles: ['clerk', 'coordinator'] });
  await writeApproved(page, title);

  await test.step('nothing is chosen yet', async () => {
    await go(page, `#/quarter/${period}/issue`);
    await expect(page.getByText('Chưa chọn bài nào cho kỳ này.')).toBeVisible();
    expect(await accessFaults(page)).toEqual([]);
  });

  await test.step('the list is closed, and only looked at from then on', async () => {
    await page.getByRole('link', { name: 'Đến trang Chọn và sắp xếp' }).click();
    await page.getByRole('button', { name: `Chọn “${title}”` }).click();
    await page.getByRole('tab', { name: 'Lời dẫn' }).click();
    await page.getByRole('textbox', { name: 'Lời dẫn' }).fill('Quý này nổi bật ở bộ phận một cửa.');
    await page.getByRole('list', { name: 'Các bước phát hành' }).getByText('Chốt danh sách').click();
    await expect(page.getByText('1 cách làm hay: 1 của đơn vị, 0 tiếp nhận từ nơi khác.')).toBeVisible();
    await button(page, 'Chốt danh sách').click();
    await expect(step(page, 'Chốt danh sách')).toContainText('Đã xong: Trần Thị Lan');
    await go(page, `#/quarter/${period}`);
    await expect(page.getByText('Danh sách đã chốt: Trần Thị Lan')).toBeVisible();
    await expect(page.getByRole('button', { name: `Bỏ khỏi bản tổng hợp: ${title}` })).toBeDisabled();
    await page.getByRole('tab', { name: 'Lời dẫn' }).click();
    await expect(page.getByRole('textbox', { name: 'Lời dẫn' })).toHaveAttribute('readonly', '');
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Mở lại danh sách' }).click();
  });

  const colleague = await test.step('a colleague on another PC looks at it', async () => {
    const { page: theirs } = await start();
    await invoke(theirs, 'library.open', { path: join(a.home, 'kho') });
    await theirs.reload();
    await go(theirs, `#/quarter/${period}/issue`);
    await expect(step(theirs, 'Bản trình ký')).toContainText('Bước tiếp theo');
    return theirs;
  });

  await test.step('the draft is fetched and handed to who signs', async () => {
    const downloading = page.waitForEvent('download');
    await button(page, 'Tải Báo cáo (Word)').click();
    expect((await downloading).suggestedFilename()).toMatch(/\.docx$/);
    expect(await accessFaults(page)).toEqual([]);
    await submit(page);
    await go(page, '#/today');
    await page.getByRole('link', { name: 'Quý III/2026: đã trình ký, chờ số và bản đã ký' }).click();
    await expect(step(page, 'Số, ngày, bản đã ký')).toContainText('Bước tiếp theo');
  });

  await test.step('the colleague sees that by itself, and keeps what is typed when it is taken back', async () => {
    await button(colleague, 'Nhập số, ngày, bản đã ký: Báo cáo').click({ timeout: 60_000 });
    await colleague.getByLabel('Số', { exact: true }).fill('77');
    await button(page, 'Quay lại bước Bản trình ký').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quay lại bước Bản trình ký' }).click();
    await expect(step(colleague, 'Bản trình ký')).toContainText('Bước tiếp theo', { timeout: 60_000 });
    await submit(page);
    await expect(colleague.getByLabel('Số', { exact: true })).toHaveValue('77', { timeout: 60_000 });
  });

  const first = await test.step('number and signed paper, then issued', async () => {
    await enter(page, 'Báo cáo', '5', signed.first);
    await expect(step(page, 'Số, ngày, bản đã ký')).toContainText('Số 05/BC-');
    expect(await accessFaults(page)).toEqual([]);
    await button(page, 'Mở xem: Báo cáo').click();
    await expect(page.getByRole('dialog').getByText('Report 5, signed')).toBeVisible();
    await page.keyboard.press('Escape');
    await button(page, 'Sửa hoặc thay tệp: Báo cáo').click();
    await expect(button(page, 'Phát hành')).toBeDisabled();
    await button(page, 'Bỏ qua').click();
    const bundle = await issue(page, 1);
    expect(await accessFaults(page)).toEqual([]);
    expect(judge(bundle, a.home)).toContain(sha256(signed.first));
    return bundle;
  });

  await test.step('another office registers it by the number of its paper, looks at that and prints it', async () => {
    const { page: theirs } = b;
    await drop(theirs, first);
    await expect(theirs.getByLabel('Số, ký hiệu')).toHaveValue(/^05\/BC-/);
    await button(theirs, 'Vào sổ').click();
    await expect(theirs.getByRole('heading', { name: 'Báo nhận' })).toBeVisible();
    const papers = theirs.getByRole('region', { name: 'Văn bản kèm gói' });
    await expect(papers.getByRole('listitem')).toHaveCount(2);
    expect(await accessFaults(theirs)).toEqual([]);
    await papers.getByRole('button', { name: /^Mở xem: Báo cáo số 05/ }).click();
    await expect(theirs.getByRole('dialog').getByText('Report 5, signed')).toBeVisible();
    await theirs.keyboard.press('Escape');
    expect(
      await printed(theirs, () => papers.getByRole('button', { name: /^In: Báo cáo số 05/ }).click()),
    ).toEqual([{ ink: true }]);
    await theirs.getByRole('link', { name: 'Xem và đưa vào kho' }).click();
    await expect(theirs.getByText(title).first()).toBeVisible();
  });

  await test.step('an error of layout is corrected by a letter', async () => {
    await button(page, 'Đính chính').click();
    const dialog = page.getByRole('dialog', { name: 'Công văn đính chính' });
    await dialog.getByRole('button', { name: 'Bắt đầu' }).click();
    await expect(dialog.getByText('Cần ghi lý do.')).toBeVisible();
    await dialog.getByLabel('Lý do').fill('in sai ngày');
    await dialog.getByLabel('Vị trí').fill('tại trang 3, mục 2');
    await dialog.getByLabel('Đã in').fill('ngày 31 tháng 9');
    await dialog.getByLabel('Nay sửa lại là').fill('ngày 30 tháng 9');
    expect(await accessFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bắt đầu' }).click();
    await expect(page.getByText(/Đính chính Báo cáo số 05\/BC-/)).toBeVisible();
    await expect(page.getByText(/^tại trang 3, mục 2\. Đã in: “ngày 31 tháng 9”/)).toBeVisible();
    await submit(page);
    await enter(page, 'Công văn đính chính', '12', signed.correction);
    const bundle = await issue(page, 2);
    expect(judge(bundle, a.home)).toContain(sha256(signed.correction));
    await drop(b.page, bundle);
    await expect(b.page.getByText('Đính chính Báo cáo số 05/BC-').first()).toBeVisible();
    await expect(b.page.getByRole('link', { name: /^Số đến 1\// })).toBeVisible();
  });

  await test.step('an error of content is mended by a paper that replaces the first', async () => {
    await button(page, 'Sửa đổi, thay thế').click();
    const dialog = page.getByRole('dialog', { name: 'Văn bản sửa đổi, thay thế' });
    await dialog.getByLabel('Lý do').fill('số liệu chưa đúng');
    await dialog.getByRole('button', { name: 'Bắt đầu' }).click();
    await expect(page.getByText(/Thay thế Báo cáo số 05\/BC-/)).toBeVisible();
    await button(page, 'Chốt danh sách').click();
    await submit(page);
    await enter(page, 'Báo cáo', '19', signed.replacement);
    expect(judge(await issue(page, 3), a.home)).toContain(sha256(signed.replacement));
    const earlier = page.getByRole('region', { name: 'Các lần phát hành trước' });
    await expect(earlier).toContainText('Gói số 1');
    await expect(earlier).toContainText('Đã được thay thế bằng Báo cáo số 19/BC-');
    expect(await accessFaults(page)).toEqual([]);
    const { compilation } = await invoke(page, 'issue.get', { period });
    expect(compilation.issues?.map(({ kind }) => kind)).toEqual(['first', 'correction', 'replacement']);
  });
});
