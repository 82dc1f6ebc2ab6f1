import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Input, OperationName, Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import { completeFields, completeSections } from '#tests/support/complete-practice';

/** Offices as their forms give them. */
export const offices = {
  haiPhong: {
    name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
    symbol: 'SKHCN',
    level: 'province',
    province: '31@2025-07-01',
  },
  laoCai: {
    name: 'Sở Khoa học và Công nghệ tỉnh Lào Cai',
    symbol: 'SKHCN',
    level: 'province',
    province: '15@2025-07-01',
  },
} as const satisfies Record<string, Input<'office.save'>>;

/** Goes to a screen by the navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Các màn hình' }).getByRole('link', { name }).click();
}

/** Asks the host of this page directly, with the page's own rights: for preparing, never for what a test is about. */
export function invoke<N extends OperationName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  return page.evaluate(
    async ([operation, body]) => {
      const response = await fetch(`/invoke/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { ok: boolean; value: unknown; failure?: unknown };
      if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(answer.failure)}`);
      return answer.value;
    },
    [name, input] as const,
  ) as Promise<Output<N>>;
}

/** A practice as the library holds it now. */
export async function readPractice(page: Page, id: string): Promise<Practice> {
  const got = await invoke(page, 'practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  return got.practice;
}

/** Takes a step with the text as it is now. */
export async function takeStep(page: Page, id: string, step: Input<'practices.step'>['step']): Promise<void> {
  const { hash } = await readPractice(page, id);
  await invoke(page, 'practices.step', { id, base: hash, step });
}

/** Writes everything that approval asks for into a practice, some sections as given, and takes it there. */
export async function completeAndApprove(
  page: Page,
  id: string,
  sections: Input<'practices.save'>['sections'] = {},
): Promise<void> {
  const { hash } = await readPractice(page, id);
  const all = { fields: completeFields, sections: { ...completeSections, ...sections } };
  await invoke(page, 'practices.save', { id, base: hash, ...all });
  await takeStep(page, id, 'submit');
  await takeStep(page, id, 'approve');
}

/** A new practice, written and approved; gives its id. */
export async function writeApproved(page: Page, title: string): Promise<string> {
  const { summary } = await invoke(page, 'practices.create', { language: 'vi', title });
  await completeAndApprove(page, summary.id);
  return summary.id;
}

/** Opens a new practice of a new library for writing; gives its id. */
export async function openNewPractice(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-writing-'));
  await invoke(page, 'library.create', { path: join(folder, 'kho'), name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  const { summary } = await invoke(page, 'practices.create', { language: 'vi', title: 'Trợ lý ảo' });
  await page.goto(`${new URL(page.url()).origin}/#/write/${summary.id}`);
  await page.reload();
  return summary.id;
}

/** Where files are chosen that are to be attached. */
export const filePicker = (page: Page): Locator =>
  page.getByRole('group', { name: 'Kéo tệp vào đây' }).locator('input[type=file]');

/** First run: a new library in the suggested folder. */
export async function createLibrary(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /Tạo thư viện của cơ quan/ }).click();
  await page.getByLabel('Tên thư viện').fill(name);
  await page.getByRole('button', { name: 'Tạo thư viện', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cơ quan của chúng tôi' })).toBeVisible();
}

/** Fills in the office's form where it is shown, then who sits here. */
export async function setUpOffice(
  page: Page,
  office: { name: string; symbol: string; province: string },
  person: string,
): Promise<void> {
  await page.getByLabel('Tên cơ quan').fill(office.name);
  await page.getByLabel('Ký hiệu').fill(office.symbol);
  const province = page.getByRole('combobox', { name: 'Tỉnh, thành phố' });
  await province.fill(office.province);
  await page.getByRole('listbox').getByRole('option').first().click();
  await page
    .getByRole('button', { name: /Tiếp tục|Lưu/ })
    .first()
    .click();
  const name = page.getByLabel('Họ và tên');
  const add = page.getByRole('main').getByRole('button', { name: 'Thêm người' });
  await name.or(add).first().waitFor();
  if (await add.isVisible()) await add.click();
  await name.fill(person);
  await page
    .locator('form')
    .filter({ has: name })
    .getByRole('button', { name: /Tiếp tục|Lưu/ })
    .click();
  await expect(page.getByRole('banner').getByText(`Tôi là: ${person}`)).toBeVisible();
}

/** What an approved practice says, typed as a person types it. */
export const story = {
  title: 'Trợ lý ảo hỗ trợ người dân nộp hồ sơ trực tuyến',
  summary: 'Trợ lý ảo trả lời câu hỏi thường gặp, giúp người dân nộp hồ sơ trực tuyến không phải đi lại.',
};

/** Fills in everything that approval asks for, one result and one attachment. */
export async function fillPractice(
  page: Page,
  attachment: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const box = (name: string) => page.getByRole('textbox', { name, exact: true });
  await box('Tóm tắt').fill(story.summary);
  await box('Kỳ báo cáo').fill('q3 26');
  await box('Áp dụng lần đầu').fill('3/2026');
  await page.getByRole('group', { name: 'Lĩnh vực' }).getByLabel('Hoạt động chính quyền số').check();
  await page.getByRole('button', { name: 'Thêm kết quả' }).click();
  await page.getByLabel('Chỉ tiêu').fill('Tỷ lệ hồ sơ trực tuyến');
  await page.getByLabel('Đơn vị tính').fill('%');
  await page.getByLabel('Trước', { exact: true }).fill('31');
  await page.getByLabel('Sau', { exact: true }).fill('52,8');
  await page.getByLabel('Tính đến').fill('30/9/2026');
  await page.getByRole('combobox', { name: 'Mức độ xác nhận' }).selectOption({ label: 'Đơn vị tự báo cáo' });
  await box('Nguồn kinh phí').fill('Chưa có thông tin');
  await page.getByRole('combobox', { name: 'Cấp áp dụng' }).selectOption({ label: 'Toàn tỉnh, thành phố' });
  await box('Chức vụ, bộ phận').fill('Phòng Chuyển đổi số');
  await box('Điện thoại cơ quan').fill('0225 3000 000');
  await box('Đối tượng thụ hưởng').fill('Người dân');
  await page.getByRole('combobox', { name: 'Phạm vi chia sẻ' }).selectOption({ label: 'Công khai' });
  await box('Rà soát lại trước ngày').fill('30/9/2027');
  for (const area of await page
    .getByRole('region', { name: 'Nội dung', exact: true })
    .getByRole('textbox')
    .all()) {
    await area.fill('Đã thực hiện từ tháng 3 năm 2026.');
  }
  await filePicker(page).setInputFiles(attachment);
  await expect(page.getByText('Mẫu để nơi khác dùng lại')).toBeVisible();
}
