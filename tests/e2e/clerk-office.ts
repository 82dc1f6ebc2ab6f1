import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fold } from '#shared/model/text';
import { expectForClerk } from './plain';
import { expect, type Program } from './program';
import { completeAndApprove, goTo, invoke, offices } from './steps';

const clerk = {
  id: '0193e4a0-0000-7000-8000-0000000000a1',
  name: 'Nguyễn Thị Hoa',
  roles: ['clerk' as const],
};
const writer = {
  id: '0193e4a0-0000-7000-8000-0000000000a2',
  name: 'Trần Văn Lâm',
  roles: ['writer' as const],
};
export const people = { clerk, writer };
export const issued = ['Trợ lý ảo ở bộ phận một cửa', 'Phòng họp không giấy', 'Bản đồ số điểm ngập lụt'];

/** Attaches a film of so many bytes, which nothing makes smaller. */
async function attachFilm(page: Page, id: string, bytes: number): Promise<void> {
  const file = await page.evaluate(async (size) => {
    const film = new Uint8Array(size);
    for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(film.subarray(at, at + 65_536));
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await fetch('/uploads?name=phim.mp4', { method: 'POST', headers, body: film });
    const answer = (await response.json()) as { value: { type: 'upload'; token: string; name: string } };
    return answer.value;
  }, bytes);
  const title = 'Phim hướng dẫn (Nguồn: Sở KH&CN Hải Phòng)';
  const outcome = await invoke(page, 'practices.attach', { id, file, title });
  expect(outcome.type).toBe('saved');
}

/** A library on the shared drive with two people and three approved practices, each with a film of 8 MB; gives its folder. */
export async function officeOfClerk({ page }: Program): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'lantoa-clerk-')), 'kho');
  await invoke(page, 'library.create', { path, name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  for (const person of [clerk, writer])
    await invoke(page, 'people.save', { ...person, post: '', division: '' });
  for (const title of issued) {
    const { summary } = await invoke(page, 'practices.create', { language: 'vi', title });
    await attachFilm(page, summary.id, 8_000_000);
    await completeAndApprove(page, summary.id);
  }
  return path;
}

/** The words of the recovery page, as they stand on the screen of the PC that has the seal. */
export async function recoveryWords({ page }: Program): Promise<string[]> {
  await page.reload();
  await goTo(page, 'Cài đặt');
  await page.getByRole('button', { name: 'Xem và in phiếu' }).click();
  const items = page.getByRole('article').getByRole('listitem').locator('b');
  await expect(items).toHaveCount(32);
  await expectForClerk(page);
  const words = await items.allInnerTexts();
  await page.getByRole('button', { name: 'In phiếu' }).click();
  await page.getByRole('button', { name: 'Đã in xong' }).click();
  await expect(page.getByText(/^Đã in phiếu ngày /)).toBeVisible();
  return words;
}

/** First run on another PC: the library of the shared drive is opened, and the clerk says who sits here. */
export async function openLibrary({ page }: Program, path: string): Promise<void> {
  await expectForClerk(page);
  await page.getByRole('button', { name: /^Mở thư viện có sẵn/ }).click();
  await page.getByLabel('Thư mục', { exact: true }).fill(path);
  await page.getByRole('button', { name: 'Mở thư viện', exact: true }).click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Tôi là/ })
    .click();
  await page.locator('#person-menu').getByRole('button', { name: clerk.name }).click();
  await expect(page.getByRole('heading', { name: `Chào ${clerk.name}` })).toBeVisible();
}

/** Types the words of the recovery page without marks, the ninth wrongly; the program finds it and says what it must be. */
export async function restoreSeal({ page }: Program, words: readonly string[]): Promise<void> {
  await expect(page.getByText('Máy này chưa có niêm phong của cơ quan')).toBeVisible();
  await expectForClerk(page);
  await page.getByRole('link', { name: 'Khôi phục bằng phiếu' }).click();
  const form = page.getByRole('form', { name: 'Khôi phục niêm phong trên máy này' });
  const right = words[8] ?? '';
  const wrong = right === 'công' ? 'dân' : 'công';
  await form.getByLabel('Các từ trên Phiếu khôi phục niêm phong').click();
  await page.keyboard.type(words.map((word, at) => fold(at === 8 ? wrong : word)).join(' '));
  await form.getByRole('button', { name: 'Khôi phục' }).click();
  await expect(
    form.getByText(`Từ thứ 9, “${fold(wrong)}”, chưa đúng; trên phiếu có lẽ là “${right}”.`),
  ).toBeVisible();
  await expectForClerk(page);
  await form.getByRole('button', { name: `Sửa từ thứ 9 thành “${right}”` }).click();
  await form.getByRole('button', { name: 'Khôi phục', exact: true }).click();
  await expect(page.getByText('Từ nay gói gửi đi từ máy này sẽ được niêm phong.')).toBeVisible();
  await expect(page.getByText(/^Đã in phiếu ngày /)).toBeVisible();
  await expectForClerk(page);
}
