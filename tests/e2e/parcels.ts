import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from './program';
import { goTo } from './steps';

/** A file on its way from one office to another. */
export interface ParcelFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Drops files on the window, wherever one is, as a person drags them out of a folder. */
export async function drop(page: Page, ...files: readonly ParcelFile[]): Promise<void> {
  const list = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name, { type: 'application/zip' }));
    }
    const main = document.getElementById('main') ?? document.body;
    main.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, list);
}

/** Gives files to the place where parcels are received. */
export async function give(page: Page, ...files: readonly ParcelFile[]): Promise<void> {
  await goTo(page, 'Gửi – Nhận');
  const payloads = files.map(({ name, bytes }) => ({ name, mimeType: 'application/zip', buffer: bytes }));
  await page.getByRole('main').locator('input[type=file]').setInputFiles(payloads);
}

/** Downloads by a link of this name in the list of a departure's files; `at` counts from 0. */
export async function download(page: Page, name: RegExp, at = 0): Promise<ParcelFile> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name }).nth(at).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Chooses these practices for the quarter, exports them under the number that is proposed, and opens the departure. */
export async function exportToSend(page: Page, titles: readonly string[], number: number): Promise<void> {
  await goTo(page, 'Tổng hợp quý');
  for (const title of titles) await page.getByRole('button', { name: `Chọn “${title}”` }).click();
  await expect(page.getByLabel('Số gói')).toHaveValue(String(number));
  await page.getByRole('button', { name: 'Xuất gói chia sẻ' }).click();
  await expect(page.getByText(`Đã xuất gói số ${String(number)}`)).toBeVisible();
  await expect(page.getByText('Gói đã niêm phong.')).toBeVisible();
  await page.getByRole('link', { name: 'Gửi gói này' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(`^Gói số ${String(number)} · `) })).toBeVisible();
}

/** Takes in what the review on the screen has chosen. */
export async function takeIn(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: `Đưa vào kho (${String(count)} bài)` }).click();
  await expect(page.getByRole('heading', { name: `Đã đưa ${String(count)} bài vào kho` })).toBeVisible();
}
