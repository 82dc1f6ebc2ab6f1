import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { makePdf } from '#tests/support/pdf';
import { makePng } from '#tests/support/png';
import { expect, test } from './program';
import { createLibrary, fillPractice, goTo, invoke, setUpOffice, story } from './steps';

const writer = 'Trần Thị Lan';
const leader = 'Nguyễn Văn Hùng';
const reason = 'Cần nêu rõ tồn tại về người trực ngoài giờ.';
const mended = 'Chưa có người trực ngoài giờ; đã bố trí luân phiên.';
/** Side of the picture that makes the PDF bigger than 40 MB. */
const side = 3_700;

const word = readFileSync(
  new URL('../renderer/editor/paste/fixtures/word.html', import.meta.url),
  'utf8',
).replace(
  '<!--EndFragment-->',
  '<p class="MsoNormal"><img src="file:///C:/clip_image003.png" alt="Sau khi thực hiện"></p><!--EndFragment-->',
);

const box = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });

/** What a browser does at Ctrl+V when Word put text with pictures on the clipboard. */
async function pasteWord(page: Page, into: Locator): Promise<void> {
  await into.click();
  await page.keyboard.press('End');
  const pictures = [makePng(640, 400), makePng(320, 200, 7)].map((picture) => picture.toString('base64'));
  await into.evaluate(
    (element, { html, files }) => {
      const data = new DataTransfer();
      data.setData('text/html', html);
      data.setData('text/plain', 'Kết quả triển khai');
      for (const file of files) {
        const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      }
      const options = { clipboardData: data, bubbles: true, cancelable: true };
      element.dispatchEvent(new ClipboardEvent('paste', options));
    },
    { html: word, files: pictures },
  );
}

/** Chooses who sits here. */
async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Tôi là:/ }).click();
  await page.locator('#person-menu').getByRole('button', { name }).click();
  await expect(page.getByRole('button', { name: `Tôi là: ${name}` })).toBeVisible();
}

async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Tôi là:/ }).click();
  await page.locator('#person-menu').getByRole('button', { name: 'Thêm người' }).click();
  const field = page.getByLabel('Họ và tên');
  await expect(field).toBeFocused();
  await field.fill(name);
  await page.locator('form').filter({ has: field }).getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('main').getByText(name).first()).toBeVisible();
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  expect.soft(found, name).toEqual([]);
}

/** Folder of the only practice of the library. */
async function practiceFolder(page: Page): Promise<string> {
  const state = await invoke(page, 'library.state', {});
  const practices = join(state.type === 'open' ? state.path : '', 'practices');
  return join(practices, readdirSync(practices).find((name) => /^[0-9a-f-]{36}$/.test(name)) ?? '');
}

async function submitAndApprove(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toBeVisible();
  await become(page, leader);
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await page.getByRole('button', { name: 'Vẫn duyệt' }).click();
  await expect(page.getByText('Đã duyệt', { exact: true }).first()).toBeVisible();
}

test('a new user writes with pasted Word content, is returned, approved, and restores', async ({ start }) => {
  test.setTimeout(600_000);
  const { page } = await start();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  const read = async (): Promise<string> =>
    readFileSync(join(await practiceFolder(page), 'practice.md'), 'utf8');

  await test.step('sets up the library, the office and two people', async () => {
    await createLibrary(page, 'Cách làm hay');
    const office = { name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN' };
    await setUpOffice(page, { ...office, province: 'hai phong' }, writer);
    await addPerson(page, leader);
    await become(page, writer);
  });

  await test.step('writes everything that approval asks for', async () => {
    await goTo(page, 'Soạn thảo');
    await page.getByRole('button', { name: 'Viết bài mới' }).first().click();
    await page.getByRole('textbox', { name: 'Tên cách làm hay' }).fill(story.title);
    const buffer = Buffer.from('Bước 1: tiếp nhận câu hỏi.\n');
    await fillPractice(page, { name: 'Quy trình.txt', mimeType: 'text/plain', buffer });
  });

  const notice = page.getByText(/^Giữ 1 bảng, 2 ảnh, \d danh sách.*; bỏ .*/);
  const novelty = box(page, 'Nội dung và tính mới');
  await test.step('pastes from Word, is told what stayed, takes it back and pastes again', async () => {
    await pasteWord(page, novelty);
    await expect(notice).toContainText('bình luận');
    await expect(novelty.locator('table')).toHaveCount(1);
    const told = page.locator('.paste-notice').filter({ has: notice });
    await told.getByRole('button', { name: 'Hoàn tác' }).click();
    await expect(novelty.locator('table')).toHaveCount(0);
    await expect(novelty).toHaveText('Đã thực hiện từ tháng 3 năm 2026.');
    await expect(notice).toHaveCount(0);
    await pasteWord(page, novelty);
    await expect(notice).toBeVisible();
    await expect(novelty.locator('figure img')).toHaveCount(2);
    const width = (image: HTMLImageElement): number => image.naturalWidth;
    await expect.poll(() => novelty.locator('figure img').first().evaluate(width)).toBe(640);
    await expect.poll(() => novelty.locator('figure img').last().evaluate(width)).toBe(320);
    // The browser tells of every style on the clipboard that it does not let onto the page.
    const refused = /^Applying inline style violates/;
    expect(problems.splice(0).filter((text) => !refused.test(text))).toEqual([]);
  });

  await test.step('adds a PDF of 40 MB', async () => {
    const pdf = join(mkdtempSync(join(tmpdir(), 'lantoa-writing-')), 'bao-cao.pdf');
    const pages = Array.from({ length: 3 }, (_, number) => `Trang ${String(number + 1)}`);
    writeFileSync(pdf, makePdf({ pages, picture: side }));
    const drop = page.getByRole('group', { name: 'Kéo tệp vào đây' });
    await drop.locator('input[type=file]').setInputFiles(pdf);
    await expect(page.getByText('Mẫu để nơi khác dùng lại')).toHaveCount(4, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Xem “bao-cao.pdf”' }).click();
    await expect(page.getByText('/ 3', { exact: true })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
  });

  await test.step('all of it lies in the folder as Markdown and files', async () => {
    await page.keyboard.press('Control+s');
    await expect(async () => {
      const text = await read();
      expect(text).toContain('1. Khảo sát tuyến đường');
      expect(text).toMatch(/\| Chỉ tiêu \| Năm \| \|\n/);
      expect(text).toContain('| Số tuyến (đã nghiệm thu) | 31 | 52,8 |');
      expect(text).toMatch(/!\[[^\]]*\]\(anh-1\.png\)[^]*!\[[^\]]*\]\(anh-2\.png\)/);
      expect(text).not.toContain('Câu đã xóa');
    }).toPass({ timeout: 20_000 });
    const files = readdirSync(join(await practiceFolder(page), 'attachments')).sort();
    expect(files).toEqual(['anh-1.png', 'anh-2.png', 'bao-cao.pdf', 'quy-trinh.txt']);
    await expect(page.getByText(/^Đã đủ mục bắt buộc/)).toBeVisible();
    await expectAccessible(page, 'writing');
  });

  await test.step('the leader returns it with a reason', async () => {
    await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toBeVisible();
    await become(page, leader);
    await page.getByRole('button', { name: 'Trả lại để hoàn thiện' }).click();
    const dialog = page.getByRole('dialog', { name: 'Trả lại để hoàn thiện' });
    await dialog.getByRole('button', { name: 'Trả lại để hoàn thiện' }).click();
    await expect(dialog.getByText('Hãy ghi rõ cần hoàn thiện nội dung gì.')).toBeVisible();
    await dialog.getByLabel('Cần bổ sung, chỉnh sửa những gì?').fill(reason);
    await dialog.getByRole('button', { name: 'Trả lại để hoàn thiện' }).click();
    await become(page, writer);
    await expect(page.getByText(new RegExp(`${leader} trả lại ngày`))).toBeVisible();
    await expect(page.getByText(reason)).toBeVisible();
    await expectAccessible(page, 'returned');
  });

  await test.step('the writer mends it, and it is approved', async () => {
    const limitations = box(page, 'Tồn tại, hạn chế, nguyên nhân và cách khắc phục');
    await limitations.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(mended);
    await submitAndApprove(page);
    expect(await read()).toContain(mended);
    await expectAccessible(page, 'approved');
  });

  await test.step('an older version is restored after reopening', async () => {
    await become(page, writer);
    await page.getByRole('link', { name: 'Các bản đã lưu' }).click();
    const list = page.getByRole('navigation', { name: 'Danh sách các bản' });
    await list.getByRole('button', { name: /Bản 1\D/ }).click();
    await expect(page.getByText(/Hãy mở lại để sửa trước/)).toBeVisible();
    await page.getByRole('link', { name: 'Về bài đang soạn' }).click();
    await page.getByRole('button', { name: 'Mở lại để sửa' }).click();
    // The header is another one then: a click on its way would miss its link.
    await expect(page.getByRole('button', { name: 'Trình duyệt' })).toBeVisible();
    await page.getByRole('link', { name: 'Các bản đã lưu' }).click();
    await list.getByRole('button', { name: /Bản 1\D/ }).click();
    await expectAccessible(page, 'versions');
    await page.getByRole('button', { name: 'Khôi phục bản này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Khôi phục bản này' }).click();
    await expect(page.getByText('Đã khôi phục Bản 1')).toBeVisible();
    const text = await read();
    expect(text).not.toContain(mended);
    expect(text).toContain('| Số tuyến (đã nghiệm thu) | 31 | 52,8 |');
    await page.getByRole('link', { name: 'Về bài đang soạn' }).click();
    await expect(novelty.locator('figure img')).toHaveCount(2);
    await submitAndApprove(page);
  });

  await test.step('it is found again without accents and read with its table and pictures', async () => {
    await page.getByRole('searchbox').fill('khao sat tuyen duong lach tray');
    const first = page.getByRole('listbox').getByRole('option').first();
    await expect(first).toContainText(story.title);
    await first.click();
    const article = page.getByRole('main');
    await expect(article.getByRole('cell', { name: '52,8', exact: true })).toBeVisible();
    await expect(article.locator('img[src*="anh-1.png"]')).toBeVisible();
    await expect(article.getByText(mended)).toHaveCount(0);
    await expectAccessible(page, 'reading');
  });
  expect(problems).toEqual([]);
});
