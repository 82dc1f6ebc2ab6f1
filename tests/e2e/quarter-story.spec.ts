import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { filledForm, nilForm } from './commune-form';
import { expect, test } from './program';
import { fillPractice, invoke, offices, readPractice, takeStep } from './steps';
import { box as field } from './writing';

/** Long over, whatever the day: who has not answered is late. */
const period = '2025-Q3';
const [posts, digital] = ['Phòng Bưu chính, Viễn thông', 'Phòng Chuyển đổi số'];
const [tanPhu, anBinh, dongHai] = ['Xã Tân Phú', 'Phường An Bình', 'Xã Đông Hải'];
const titles = {
  cable: 'Ngầm hóa cáp viễn thông ở trung tâm',
  robot: 'Trợ lý ảo ở bộ phận một cửa',
  short: 'Họp không giấy',
  twin: 'Hạ ngầm cáp viễn thông tại xã',
  peers: 'Tổ công nghệ số đến từng thôn, bản',
};
const reason = 'Bổ sung số liệu và đầu mối liên hệ';
const peer = '0193e4a0-0000-7000-8000-0000000000e1';

const personOf = (last: string, name: string, division: string, roles: Input<'people.save'>['roles']) => ({
  ...{ id: `0193e4a0-0000-7000-8000-0000000000${last}`, name, post: '', division, roles },
});
const people = {
  coordinator: personOf('d1', 'Trần Thị Lan', '', ['coordinator']),
  posts: personOf('d2', 'Lê Văn Hùng', posts, ['writer']),
  digital: personOf('d3', 'Phạm Thị Mai', digital, ['writer']),
  head: personOf('d4', 'Nguyễn Văn Bình', '', ['department-head']),
};
const unitOf = (number: number, name: string, kind: 'division' | 'commune') => ({
  ...{ id: `0193e4a0-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`, name, kind },
  usesProgram: kind === 'division',
});
const units = [
  ...[posts, digital].map((name, at) => unitOf(at + 1, name, 'division')),
  ...[tanPhu, anBinh, dongHai].map((name, at) => unitOf(at + 11, name, 'commune')),
];

/** What is said of a work that nobody else does: near copies are told from it. */
const texts = {
  robot: {
    ...completeSections,
    before: 'Người dân phải xếp hàng hỏi từng thủ tục, cán bộ trả lời lặp đi lặp lại cả ngày.',
    purpose: 'Giúp người dân tự chuẩn bị hồ sơ đúng ngay từ lần đầu và giảm thời gian chờ.',
    novelty: 'Câu hỏi được trả lời bằng giọng nói, theo đúng bộ thủ tục đang có hiệu lực.',
    steps: '1. Thu thập câu hỏi.\n2. Soạn câu trả lời mẫu.\n3. Chạy thử tại hai phường.\n4. Mở rộng.',
    resources: 'Hai viên chức công nghệ thông tin làm trong sáu tháng.',
    conditions: 'Có bộ thủ tục hành chính đã chuẩn hóa.',
    limitations: 'Giọng địa phương chưa được nhận dạng tốt.',
    lessons: 'Nên bắt đầu từ các thủ tục được hỏi nhiều nhất.',
    replication: 'Dùng được ở mọi bộ phận một cửa.',
    sustainability: 'Câu trả lời được rà soát mỗi quý.',
  },
};

async function sitDown(page: Page, who: keyof typeof people, address: string): Promise<void> {
  await invoke(page, 'people.setMe', { id: people[who].id });
  await page.evaluate((hash) => (location.hash = hash), address);
  await page.reload();
  await expect(page.getByRole('banner').getByText(`Tôi là: ${people[who].name}`)).toBeVisible();
}

/** Writes as this person and submits; gives the id. */
async function submit(
  page: Page,
  who: keyof typeof people,
  title: string,
  content: Pick<Input<'practices.save'>, 'fields' | 'sections'>,
): Promise<string> {
  await sitDown(page, who, '#/write');
  const { summary, hash } = await invoke(page, 'practices.create', { language: 'vi', title });
  await invoke(page, 'practices.save', { id: summary.id, base: hash, ...content });
  await takeStep(page, summary.id, 'submit');
  return summary.id;
}

/** Begins a practice in the editor with what is known so far, and submits it all the same; gives the id. */
async function submitOnScreen(page: Page, who: keyof typeof people, title: string): Promise<string> {
  await sitDown(page, who, '#/write');
  await page.getByRole('button', { name: 'Viết bài mới' }).first().click();
  await page.getByRole('textbox', { name: 'Tên cách làm hay' }).fill(title);
  await field(page, 'Kỳ báo cáo').fill('quý 3/2025');
  await page.getByRole('group', { name: 'Lĩnh vực' }).getByLabel('Hoạt động chính quyền số').check();
  await field(page, 'Các bước thực hiện').fill('Trang bị máy, tập huấn thư ký, áp dụng cho giao ban tuần.');
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Vẫn trình' }).click();
  const [id = ''] = /[0-9a-f-]{36}$/.exec(page.url()) ?? [];
  await expect.poll(async () => (await readPractice(page, id)).work?.status).toBe('submitted');
  return id;
}

/** Lets files fall onto the page, as they come out of a folder. */
async function drop(page: Page, files: Readonly<Record<string, Buffer>>): Promise<void> {
  const given = Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')] as const);
  await page.getByRole('group', { name: 'Kéo tệp vào đây' }).evaluate((element, dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of dropped)
      dataTransfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, given);
}

/** A practice of another office that was taken in before. */
function putPeers(library: string): void {
  const folder = join(library, 'practices', peer);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'practice.md'),
    `---\nformat: "1.0"\nid: ${peer}\norigin: 0193e4a0-0000-7000-8000-0000000000e2\noffice: ${offices.laoCai.name}\nlanguage: vi\ntitle: ${titles.peers}\nperiod: ${period}\nfields:\n  - xa-hoi-so\n---\n\n## Mục đích\n\nĐưa dịch vụ công đến từng hộ ở vùng cao, có người chỉ tận tay.\n`,
  );
}

test('a quarter from the call to the fixed order', async ({ start }) => {
  test.setTimeout(300_000);
  const { page, home } = await start();
  const library = join(home, 'kho');
  const at = (name = ''): string => `#/quarter/${period}${name === '' ? '' : `/${name}`}`;
  const open = async (name: string): Promise<void> => {
    await page.evaluate((hash) => (location.hash = hash), at(name));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  const dialog = page.getByRole('dialog');

  await test.step('the office, its people and its units', async () => {
    await invoke(page, 'library.create', { path: library, name: 'Kho của Sở' });
    await invoke(page, 'office.save', offices.haiPhong);
    for (const person of Object.values(people)) await invoke(page, 'people.save', person);
    await invoke(page, 'units.save', { base: null, units });
    putPeers(library);
    await invoke(page, 'library.refresh', {});
  });

  await test.step('the call goes out to all units, with a deadline', async () => {
    await sitDown(page, 'coordinator', at('call'));
    await page.getByLabel('Nội dung đề nghị').fill('Những việc đã làm có kết quả bằng số liệu.');
    await page.getByLabel('Hạn gửi').fill('26/09/2025');
    await page.getByRole('button', { name: 'Chọn tất cả' }).click();
    await expect(async () => {
      const { call } = await invoke(page, 'call.get', { period });
      expect(call).toMatchObject({ deadline: '2025-09-26', units: units.map(({ id }) => id) });
    }).toPass();
    const word = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu công văn đề nghị', exact: true }).click();
    expect((await word).suggestedFilename()).toMatch(/\.docx$/);
    await expect(page.getByText('5 đơn vị chưa gửi bài, chưa báo không phát sinh')).toBeVisible();
  });

  const written = await test.step('both divisions write, one of them in the editor', async () => {
    const fields = { ...completeFields, period };
    const cable = await submit(page, 'posts', titles.cable, { fields, sections: completeSections });
    const robot = await submit(page, 'digital', titles.robot, { fields, sections: texts.robot });
    const short = await submitOnScreen(page, 'digital', titles.short);
    return { cable, robot, short };
  });

  await test.step('a commune fills in the Word form of the program, another reports nil', async () => {
    await sitDown(page, 'coordinator', at('forms'));
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu phiếu trắng' }).click();
    const blank = readFileSync(await (await download).path());
    await drop(page, {
      'tan-phu.docx': filledForm(blank, `UBND ${tanPhu}`, titles.twin),
      'an-binh.docx': nilForm(blank, anBinh),
    });
    await expect(page.getByText('1 bài dự thảo · 1 đơn vị không phát sinh')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Đã nhận 2 phiếu trong kỳ' })).toBeVisible();
  });

  await test.step('the board tells who is late, nil, and has answered', async () => {
    await open('board');
    const draft = page.getByRole('group', { name: /^Dự thảo: / }).getByRole('link', { name: titles.twin });
    await draft.focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(
      page.getByRole('group', { name: /^Trình duyệt: / }).getByRole('link', { name: titles.twin }),
    ).toBeFocused();
    const row = (name: string) =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect(row(posts)).toContainText('Đã gửi');
    await expect(row(digital)).toContainText('Đã gửi');
    await expect(row(tanPhu)).toContainText('Đã gửi');
    await expect(row(anBinh)).toContainText('Không phát sinh');
    await expect(row(dongHai)).toContainText('Quá hạn');
    await open('call');
    await expect(page.getByText('1 đơn vị chưa gửi bài, chưa báo không phát sinh')).toBeVisible();
  });

  await test.step('a near copy across units is linked', async () => {
    await open('duplicates');
    await expect(page.getByRole('heading', { name: 'Cần xem (1)' })).toBeVisible();
    const pair = page.getByRole('article').filter({ hasText: titles.twin });
    await expect(pair).toContainText('Hai đơn vị khác nhau');
    await pair.getByRole('button', { name: 'Cùng một cách làm…' }).click();
    await dialog.getByRole('radio', { name: titles.cable }).check();
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await expect(page.getByRole('heading', { name: 'Đã quyết định (1)' })).toBeVisible();
  });

  const box = (title: string) => page.getByRole('checkbox', { name: `Chọn “${title}”` });
  const bar = page.getByRole('group', { name: 'Việc làm với các bài đã chọn' });
  await test.step('the head of the department returns one, which is mended and submitted again', async () => {
    await sitDown(page, 'head', at('review'));
    await box(titles.short).check();
    await bar.getByRole('button', { name: 'Trả lại' }).click();
    await dialog.getByLabel('Lý do trả lại').fill(reason);
    await dialog.getByRole('button', { name: 'Trả lại 1 bài' }).click();
    await expect(page.getByText('Đã trả lại 1 bài.')).toBeVisible();
    await sitDown(page, 'digital', `#/write/${written.short}`);
    await expect(page.getByText(reason).first()).toBeVisible();
    const buffer = Buffer.from('Tổng số cuộc họp không giấy: 52.');
    await fillPractice(page, { name: 'So-lieu.txt', mimeType: 'text/plain', buffer });
    await field(page, 'Kỳ báo cáo').fill('quý 3/2025');
    await page.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
    await expect.poll(async () => (await readPractice(page, written.short)).work?.status).toBe('submitted');
  });

  await test.step('all are approved at once', async () => {
    await sitDown(page, 'head', at('review'));
    await expect(page.getByRole('article').filter({ hasText: titles.short })).toContainText(reason);
    await bar.getByRole('checkbox', { name: 'Chọn tất cả 4 bài' }).check();
    await bar.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await dialog.getByRole('button', { name: 'Duyệt 4 bài' }).click();
    await expect(page.getByText('Đã duyệt 4 bài.')).toBeVisible();
    const { log = [] } = (await readPractice(page, written.short)).work ?? {};
    const steps = log.map(({ step }) => step).filter((step) => step !== 'minted');
    expect(steps).toEqual(['create', 'submit', 'return', 'submit', 'approve']);
  });

  await test.step('ours but the linked copy, and a peer’s, are chosen and put in order', async () => {
    await sitDown(page, 'coordinator', at());
    for (const title of [titles.cable, titles.robot, titles.short, titles.peers])
      await page.getByRole('button', { name: `Chọn “${title}”` }).click();
    await expect(page.getByRole('group', { name: 'Đưa vào bản tổng hợp (4)' })).toBeVisible();
    await page.getByRole('button', { name: `Đưa lên: ${titles.peers}` }).click();
    await expect(async () => {
      const { compilation } = await invoke(page, 'compilations.get', { period });
      expect(compilation.items).toEqual([written.cable, written.robot, peer, written.short]);
    }).toPass();
    await page.reload();
    const shown = page.getByRole('group', { name: 'Đưa vào bản tổng hợp (4)' });
    await expect(shown.getByRole('link').first()).toHaveText(titles.cable);
  });
});
