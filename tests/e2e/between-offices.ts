import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract';
import { drop, type ParcelFile } from './parcels';
import { expect, type Program } from './program';
import { completeAndApprove, goTo, invoke, offices, readPractice } from './steps';

export const bacNinh: Input<'office.save'> = {
  ...offices.laoCai,
  name: 'Sở Khoa học và Công nghệ tỉnh Bắc Ninh',
  province: '24@2025-07-01',
};
export const names = { a: offices.haiPhong.name, b: offices.laoCai.name, c: bacNinh.name };
export const titles = {
  assistant: 'Trợ lý ảo trả lời thủ tục hành chính',
  cable: 'Ngầm hóa cáp viễn thông ở trung tâm',
  team: 'Tổ công nghệ số đến từng thôn, bản',
  adapted: 'Trợ lý ảo nói tiếng Mông ở bộ phận một cửa',
};
export const said = {
  where: '12 xã vùng cao',
  changed: 'Thêm giọng nói tiếng Mông.',
  question: 'Kinh phí duy trì mỗi năm là bao nhiêu?',
  answer: 'Khoảng 120 triệu đồng một năm, từ ngân sách chi thường xuyên.',
  reason: 'Tuyến phố đã có cống bể mới; cách làm này không còn phù hợp.',
  mended: 'Trợ lý ảo trả lời 300 thủ tục, đã sửa số liệu quý III.',
};

/** An office whose only person registers. */
export const onlyClerk = { name: 'Nguyễn Thị Hoa', roles: ['clerk' as const] };

/** An office with a library and a profile of its own, and one person at the keyboard. */
export async function settle(
  { page, home }: Program,
  office: Input<'office.save'>,
  person: { name: string; roles: Input<'people.save'>['roles'] },
): Promise<void> {
  await invoke(page, 'library.create', { path: join(home, 'kho'), name: 'Kho' });
  await invoke(page, 'office.save', office);
  const id = '0193e4a0-0000-7000-8000-0000000000a1';
  await invoke(page, 'people.save', { id, post: '', division: '', ...person });
  await invoke(page, 'people.setMe', { id });
  await page.reload();
  await expect(page.getByRole('banner').getByText(`Tôi là: ${person.name}`)).toBeVisible();
}

const row = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: `Đưa vào kho: ${title}` }) });

/** What is read in front of a write-up of a parcel. */
export async function expectRow(page: Page, title: string, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) await expect(row(page, title)).toContainText(text);
}

export async function read(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox').fill(title);
  await page.getByRole('listbox').getByRole('option', { name: title }).first().click();
  await expect(page.getByRole('article').getByRole('heading', { name: title })).toBeVisible();
}

/** Everything that an office holds of the others, as it must be the same for all in the end. */
export async function holdings(page: Page, ids: readonly string[]): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for (const id of ids) {
    const { summary } = await readPractice(page, id);
    const { seal } = await invoke(page, 'practices.seal', { id });
    const about = await invoke(page, 'statements.about', { practice: id });
    const statements = [about.discontinued, about.adoptions, about.questions].flat();
    const answers = about.questions.flatMap((question) => question.answers);
    const marks = [...statements, ...answers].map((one) => `${one.type} ${one.id} ${String(one.certain)}`);
    all.push([summary.title, summary.revision, summary.office, seal?.office.id, marks.sort()]);
  }
  return all;
}

/** The recipients as the departure's page lists them, chosen for the parcel that is shown. */
export async function addressAndSend(page: Page, offices: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Thêm nơi nhận' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chọn nơi nhận' });
  for (const name of offices) await dialog.getByRole('checkbox', { name, exact: true }).check();
  await dialog.getByRole('button', { name: `Thêm ${String(offices.length)} nơi` }).click();
  await expect(page.getByText(`Còn ${String(offices.length)} nơi chưa gửi`)).toBeVisible();
  await page.getByRole('button', { name: `Đã gửi ${String(offices.length)} nơi còn lại` }).click();
  await expect(page.getByText(`Đã gửi đủ ${String(offices.length)} nơi`)).toBeVisible();
}

/** B, where one person does everything: registers, then looks at the content. */
export async function registerAndReview(page: Page, parcel: ParcelFile, number: number): Promise<void> {
  await drop(page, parcel);
  await expect(page.getByLabel('Số đến')).toHaveValue(String(number));
  await page.getByRole('button', { name: 'Vào sổ', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Báo nhận' })).toBeVisible();
  await page.getByRole('link', { name: 'Xem và đưa vào kho' }).click();
  await expect(page.getByRole('button', { name: /^Đưa vào kho|^Lưu thông tin/ })).toBeVisible();
}

/** B's copy of A's practice, which says where it comes from. */
export async function adapt(page: Page): Promise<string> {
  await read(page, titles.assistant);
  await page.getByRole('button', { name: 'Soạn bài dựa trên bài này' }).click();
  await page.getByRole('textbox', { name: 'Tên cách làm hay' }).fill(titles.adapted);
  await expect(page.getByText('Dựa trên:')).toBeVisible();
  const id = /#\/write\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await goTo(page, 'Hôm nay');
  await expect(async () => {
    expect((await readPractice(page, id)).summary.title).toBe(titles.adapted);
  }).toPass();
  await completeAndApprove(page, id);
  return id;
}

/** B says that it has applied A's practice, and asks about it. */
export async function adoptAndAsk(page: Page): Promise<void> {
  await read(page, titles.assistant);
  await page.getByRole('button', { name: 'Cơ quan tôi đã áp dụng…' }).click();
  const adoption = page.getByRole('dialog', { name: 'Cơ quan tôi đã áp dụng' });
  await adoption.getByLabel('Áp dụng ở đâu').fill(said.where);
  await adoption.getByLabel('Chúng tôi làm khác ở chỗ nào').fill(said.changed);
  // Our own write-up of it is proposed.
  await expect(adoption.getByLabel('Bài của cơ quan tôi về việc này')).toContainText(titles.adapted);
  await adoption.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nơi đã học tập, áp dụng' })).toBeVisible();
  await page.getByRole('button', { name: 'Hỏi cơ quan ban hành…' }).click();
  const question = page.getByRole('dialog', { name: 'Hỏi cơ quan ban hành' });
  await question.getByLabel('Câu hỏi').fill(said.question);
  await question.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText(said.question)).toBeVisible();
  await expect(page.getByText('Chưa có trả lời.')).toBeVisible();
}

/** C calls A by telephone: the digits on both screens are the same, and from then on A's seal is known. */
export async function compareByPhone(page: Page, other: Page): Promise<void> {
  await goTo(other, 'Gửi – Nhận');
  await other.getByRole('link', { name: 'Cơ quan đã biết và đối chiếu niêm phong' }).click();
  const theirs = await other.getByRole('region', { name: 'Số đối chiếu của cơ quan mình' }).innerText();
  await page.getByRole('link', { name: 'Đối chiếu' }).click();
  await page.getByRole('button', { name: `Đối chiếu qua điện thoại với ${names.a}` }).click();
  const groups = await page.getByRole('form').or(page.locator('form')).getByRole('list').innerText();
  expect(theirs.replaceAll(/\D/g, '')).toBe(groups.replaceAll(/\D/g, ''));
  await page.getByLabel('Hai bên đã đọc hết các nhóm số').check();
  await page.getByLabel('Tất cả các số giống nhau').check();
  await page.getByRole('button', { name: 'Xác nhận đã đối chiếu' }).click();
  await expect(page.getByText(`Đã đối chiếu với ${names.a}.`)).toBeVisible();
}

/** Somebody on the way has changed a number: C sees which write-up, and nothing is chosen beforehand. */
export async function refuseTampered(page: Page, parcel: ParcelFile): Promise<void> {
  await drop(page, parcel);
  await expect(page.getByText('Gói đã bị thay đổi sau khi niêm phong')).toBeVisible();
  await expectRow(
    page,
    titles.cable,
    'Khác bản đang có',
    `Bài đã bị thay đổi sau khi ${names.a} niêm phong.`,
  );
  await expect(page.getByRole('checkbox', { name: /^Đưa vào kho: /, checked: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Bỏ qua gói này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua gói này' }).click();
  await expect(page.getByRole('heading', { name: 'Gửi – Nhận' })).toBeVisible();
}

/** A mends its text and has it approved again. */
export async function correct(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Mở trong Soạn thảo' }).click();
  await page.getByRole('button', { name: 'Mở lại để sửa' }).click();
  await page.getByRole('textbox', { name: 'Tóm tắt', exact: true }).fill(said.mended);
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await page.getByRole('button', { name: 'Vẫn duyệt' }).click();
  await expect(page.getByText('Đã duyệt', { exact: true }).first()).toBeVisible();
}

export async function discontinue(page: Page): Promise<void> {
  await read(page, titles.cable);
  await page.getByRole('button', { name: 'Ngừng khuyến nghị áp dụng…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ngừng khuyến nghị áp dụng bài này?' });
  await dialog.getByLabel('Lý do').fill(said.reason);
  await dialog.getByRole('button', { name: 'Ngừng khuyến nghị áp dụng' }).click();
  await expect(page.getByRole('article').getByText(said.reason)).toBeVisible();
}
