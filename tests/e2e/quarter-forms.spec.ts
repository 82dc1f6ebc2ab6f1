import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { editWord, paragraph } from '#tests/core/forms/edit-word';
import { accessFaults } from './accessible';
import { filledForm, nilForm } from './commune-form';
import { expect, test } from './program';
import { createLibrary, invoke, offices, readPractice } from './steps';

const period = '2026-Q3';
const title = 'Hạ ngầm cáp viễn thông tại xã Tân Phú';
const wish = 'Đề nghị Sở tập huấn thêm cho tổ công nghệ số cộng đồng.';

/** Drops files onto the page as a hand does from a folder. */
async function drop(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const given = Object.entries(files).map(
    ([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const,
  );
  const dataTransfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, text] of all)
      data.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name));
    return data;
  }, given);
  await page.getByRole('group', { name: 'Kéo tệp vào đây' }).dispatchEvent('drop', { dataTransfer });
}

/** The empty form, as the page gives it out. */
async function blankForm(page: Page): Promise<Uint8Array> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu phiếu trắng' }).click();
  return readFileSync(await (await saved).path());
}

/** With a line where the form has no place for one. */
const withWish = (form: Uint8Array): Buffer =>
  editWord(form, (xml) => {
    const end = xml.lastIndexOf('<w:sectPr');
    return xml.slice(0, end) + paragraph(wish) + xml.slice(end);
  });

/** A Word file of the same make that is no form. */
const letter = (form: Uint8Array): Buffer =>
  editWord(form, (xml) =>
    xml.replace(/<w:body>[\s\S]*<\/w:body>/, `<w:body>${paragraph('Kính gửi Sở.')}</w:body>`),
  );

test('forms that come back are dropped at once: a draft, a nil answer, and what is no form', async ({
  start,
}) => {
  const { page } = await start();
  await createLibrary(page, 'Kho phiếu');
  await invoke(page, 'office.save', offices.haiPhong);
  await page.evaluate((at) => (location.hash = `#/quarter/${at}/forms`), period);
  await expect(page.getByText('Chưa nhận phiếu nào trong kỳ.')).toBeVisible();
  const blank = await blankForm(page);
  const sent = withWish(filledForm(blank, 'Xã Tân Phú', title));
  await drop(page, {
    'tan-phu.docx': sent,
    'an-binh.docx': nilForm(blank, 'Phường An Bình'),
    'cong-van.docx': letter(blank),
  });
  await expect(
    page.getByText('1 bài dự thảo · 1 đơn vị không phát sinh · 1 tệp không đọc được'),
  ).toBeVisible();
  const card = (name: string) => page.getByRole('article').filter({ hasText: name });
  await expect(card('tan-phu.docx')).toContainText('Xã Tân Phú · Quý III/2026');
  await expect(card('tan-phu.docx')).toContainText('1 đoạn chưa xếp được, ghi ở cuối bài');
  await expect(card('tan-phu.docx')).toContainText(wish);
  await expect(card('an-binh.docx')).toContainText('Không phát sinh');
  await expect(card('cong-van.docx')).toContainText('Tệp Word này không phải phiếu đăng ký');
  // What has to be looked at comes first.
  await expect(page.getByRole('article').first()).toContainText('cong-van.docx');
  await expect(page.getByRole('heading', { name: 'Đã nhận 2 phiếu trong kỳ' })).toBeVisible();
  expect(await accessFaults(page)).toEqual([]);

  const taken = await invoke(page, 'forms.list', { period });
  const draft = await readPractice(page, taken.flatMap(({ practice }) => practice ?? [])[0] ?? '');
  expect(draft.work).toMatchObject({ status: 'draft', unit: 'Xã Tân Phú' });
  expect(draft.summary).toMatchObject({ title, period, fields: ['ha-tang-so'] });
  expect(JSON.stringify(draft)).toContain(wish);
  expect(draft.frontMatter.attachments).toMatchObject([{ file: 'tan-phu.docx' }]);

  // The same file once more changes nothing; undoing takes back what this drop made.
  await drop(page, { 'tan-phu (1).docx': sent });
  await expect(page.getByText('1 phiếu đã nhận trước đây')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Đã nhận 2 phiếu trong kỳ' })).toBeVisible();
  const later = filledForm(blank, 'Xã Đông Hải', 'Họp không giấy ở xã');
  await drop(page, { 'dong-hai.docx': later });
  await expect(page.getByRole('heading', { name: 'Đã nhận 3 phiếu trong kỳ' })).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác lần nhận này' }).click();
  await expect(page.getByText('Đã hoàn tác: bài dự thảo chuyển vào thùng rác')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Đã nhận 2 phiếu trong kỳ' })).toBeVisible();
});
