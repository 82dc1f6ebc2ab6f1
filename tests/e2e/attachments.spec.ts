import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePdf } from '#tests/support/pdf';
import { makePng } from '#tests/support/png';
import { expect, test } from './program';
import { filePicker, invoke, offices, readPractice } from './steps';

/** Side of the picture that makes the PDF bigger than 40 MB. */
const side = 3_700;

async function writePractice(page: Page, folder: string): Promise<string> {
  await invoke(page, 'library.create', { path: join(folder, 'kho'), name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  const { summary, hash } = await invoke(page, 'practices.create', { language: 'vi', title: 'Trợ lý ảo' });
  const sections = { purpose: 'Xem ![Ảnh](attachments/anh-1.png) và tệp.' };
  await invoke(page, 'practices.save', { id: summary.id, base: hash, fields: {}, sections });
  return summary.id;
}

const give = (
  page: Page,
  files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<void> => filePicker(page).setInputFiles(files);

/** The longest time that the page did nothing else while `work` went on, and the time of all of it, in milliseconds. */
async function longestPause(page: Page, work: () => Promise<void>): Promise<{ pause: number; all: number }> {
  await page.evaluate(() => {
    const noted = globalThis as unknown as { longest: number };
    noted.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      noted.longest = Math.max(noted.longest, now - last);
      last = now;
    }, 16);
  });
  const began = performance.now();
  await work();
  const pause = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  return { pause, all: performance.now() - began };
}

test('attachments are looked at, made smaller and put back', async ({ start }) => {
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-attachments-'));
  const pdf = join(folder, 'bao-cao.pdf');
  writeFileSync(
    pdf,
    makePdf({ pages: Array.from({ length: 30 }, (_, n) => `Trang ${String(n + 1)}`), picture: side }),
  );
  const { page } = await start();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  const id = await writePractice(page, folder);
  await page.goto(`${new URL(page.url()).origin}/#/write/${id}`);
  await page.reload();
  const attached = page.getByRole('group').getByText('Mẫu để nơi khác dùng lại');

  await test.step('many at once, with a PDF of 40 MB', async () => {
    const text = Buffer.from('\ufeffNăm, Hồ sơ\r\n2026, 1.250\r\n', 'utf16le');
    await give(page, [
      { name: 'ảnh 1.png', mimeType: 'image/png', buffer: makePng(2_400, 1_600) },
      { name: 'ảnh 2.png', mimeType: 'image/png', buffer: makePng(300, 200, 7) },
      { name: 'số liệu.txt', mimeType: 'text/plain', buffer: text },
    ]);
    await give(page, pdf);
    await expect(attached).toHaveCount(4, { timeout: 60_000 });
    await give(page, { name: 'trùng.png', mimeType: 'image/png', buffer: makePng(300, 200, 7) });
    await expect(page.getByText('đã có trong danh sách')).toBeVisible();
    await give(page, { name: 'TỐI MẬT.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await expect(page.getByText('“TỐI MẬT.txt” có dấu hiệu tài liệu mật (TỐI MẬT).')).toBeVisible();
    await page.getByRole('button', { name: 'Bỏ tệp' }).click();
    await expect(attached).toHaveCount(4);
  });

  await test.step('the PDF is drawn page by page, and the page stays quick', async () => {
    const { pause, all } = await longestPause(page, async () => {
      await page.getByRole('button', { name: 'Xem “bao-cao.pdf”' }).click();
      await expect(page.getByText('/ 30', { exact: true })).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('group', { name: 'Trang 1', exact: true }).locator('canvas')).toBeVisible();
    });
    // On a machine with other work everything pauses now and then, but never the page for most of the time.
    expect(pause, 'the page never stood still').toBeLessThan(Math.max(2_000, all / 2));
    await page.getByRole('group', { name: 'Trang 2', exact: true }).scrollIntoViewIfNeeded();
    const inked = (): Promise<boolean> =>
      page
        .getByRole('group', { name: 'Trang 2', exact: true })
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
            data: [],
          };
          return data.some((value, at) => at % 4 < 3 && value < 200);
        });
    await expect.poll(inked, { timeout: 60_000 }).toBe(true);
    await page.getByRole('group', { name: 'Các trang' }).evaluate((pages) => {
      pages.scrollTo(0, pages.scrollHeight);
    });
    await expect(page.getByLabel('Trang', { exact: true })).toHaveValue(/^(29|30)$/);
    await expect(page.locator('.page canvas')).not.toHaveCount(30);
    await page.getByRole('button', { name: 'Phóng to' }).click();
    await expect(page.getByRole('button', { name: /^125%/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('pictures one after the other by the arrow keys, text in its own encoding', async () => {
    await page.getByRole('button', { name: 'Xem “ảnh 1.png”' }).click();
    await expect(page.getByRole('dialog').getByText('Ảnh 1/2')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('dialog', { name: 'ảnh 2.png' }).getByText('Ảnh 2/2')).toBeVisible();
    const shown = page.getByRole('dialog').getByRole('img', { name: 'ảnh 2.png' });
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Xem “số liệu.txt”' }).click();
    await expect(page.getByText('Năm, Hồ sơ\n2026, 1.250')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a damaged PDF says so', async () => {
    await give(page, {
      name: 'hỏng.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 nothing'),
    });
    await page.getByRole('button', { name: 'Xem “hỏng.pdf”' }).click();
    await expect(page.getByText('Tệp PDF này bị hỏng')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  const practice = async () => {
    const { frontMatter, sections } = await readPractice(page, id);
    return { picture: frontMatter.attachments?.[0], text: sections.map(({ body }) => body).join('\n') };
  };

  await test.step('a large picture is made smaller, and the text follows', async () => {
    const before = await practice();
    await page.getByRole('button', { name: 'Thu nhỏ 1 ảnh lớn' }).click();
    await expect(page.getByText(/Thu nhỏ được: .* MB → /)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Dùng ảnh thu nhỏ' }).click();
    await expect(page.getByText('Đã dùng ảnh thu nhỏ.')).toBeVisible();
    await page.getByRole('button', { name: 'Đóng' }).last().click();
    const after = await practice();
    expect(after.picture?.file).toBe('anh-1.jpg');
    expect(after.picture?.bytes ?? Infinity).toBeLessThan((before.picture?.bytes ?? 0) / 2);
    expect(after.text).toContain('![Ảnh](attachments/anh-1.jpg)');
    await expect(page.getByText(/đã thu nhỏ từ/)).toBeVisible();
  });

  await test.step('the original comes back', async () => {
    await page.getByText('Việc khác', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Khôi phục ảnh gốc của “ảnh 1.png”' }).click();
    await expect(page.getByText(/đã thu nhỏ từ/)).toHaveCount(0);
    const { picture, text } = await practice();
    expect(picture?.file).toBe('anh-1.png');
    expect(text).toContain('![Ảnh](attachments/anh-1.png)');
  });

  await test.step('a file that a section shows warns before it goes', async () => {
    await page.getByRole('button', { name: 'Gỡ “ảnh 1.png”' }).click();
    await expect(page.getByText('Tài liệu này đang được dùng trong mục: Mục đích.')).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua' }).click();
  });
  expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
});
