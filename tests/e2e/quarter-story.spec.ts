import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { formFile } from '#core/forms/form-file';
import type { Input } from '#shared/contract/contract';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { editWord } from '#tests/core/forms/edit-word';
import { formVocabulary } from '#tests/core/forms/vocabulary';
import { expect, test } from './program';
import { invoke, offices, readPractice, takeStep } from './steps';

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
  short: {
    ...completeSections,
    before: 'Tài liệu họp in nhiều bản, gửi chậm, sửa xong phải in lại.',
    purpose: 'Cuộc họp nào cũng có tài liệu mới nhất trên máy tính bảng.',
    novelty: 'Ý kiến được ghi ngay cạnh đoạn văn bản đang bàn.',
    steps: '1. Trang bị máy.\n2. Tập huấn thư ký cuộc họp.\n3. Áp dụng cho giao ban tuần.',
    resources: 'Hai mươi máy tính bảng có sẵn.',
    conditions: 'Mạng không dây ổn định trong phòng họp.',
    limitations: 'Một số đại biểu vẫn quen đọc bản in.',
    lessons: 'Cần người hỗ trợ trong ba cuộc họp đầu.',
    replication: 'Phù hợp với mọi cơ quan có họp định kỳ.',
    sustainability: 'Văn phòng duy trì danh mục tài liệu.',
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

/** The Word form as a commune fills it in and sends it back. */
const filled = (unit: string, title: string): Promise<Uint8Array> =>
  formFile({
    ...{ language: 'vi', office: offices.haiPhong.name, unit, sections: completeSections },
    fields: { ...completeFields, period, title },
    vocabulary: formVocabulary,
  });

async function nilForm(unit: string): Promise<Buffer> {
  const blank = { language: 'vi', office: '', sections: {}, vocabulary: formVocabulary } as const;
  return editWord(await formFile({ ...blank, unit, fields: { period } }), (xml) =>
    xml.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>'),
  );
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
    await page.getByRole('button', { name: 'Lưu công văn đề nghị' }).click();
    expect((await word).suggestedFilename()).toMatch(/\.docx$/);
    await expect(page.getByText('5 đơn vị chưa gửi bài, chưa báo không phát sinh')).toBeVisible();
  });

  const written = await test.step('both divisions write in the program', async () => {
    const fields = { ...completeFields, period };
    const cable = await submit(page, 'posts', titles.cable, { fields, sections: completeSections });
    const robot = await submit(page, 'digital', titles.robot, { fields, sections: texts.robot });
    const short = await submit(page, 'digital', titles.short, {
      fields: { period, fields: ['chinh-quyen-so'] },
      sections: { steps: texts.short.steps },
    });
    return { cable, robot, short };
  });

  await test.step('a commune sends the Word form, another reports nil', async () => {
    await sitDown(page, 'coordinator', at('forms'));
    const files = {
      'tan-phu.docx': await filled(tanPhu, titles.twin),
      'an-binh.docx': await nilForm(anBinh),
    };
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(home, name), bytes);
      return join(home, name);
    });
    await page.getByRole('main').locator('input[type=file]').setInputFiles(paths);
    await expect(page.getByText('1 bài dự thảo · 1 đơn vị không phát sinh')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Đã nhận 2 phiếu trong kỳ' })).toBeVisible();
    const [draft] = (await invoke(page, 'forms.list', { period })).flatMap(({ practice }) => practice ?? []);
    await takeStep(page, draft ?? '', 'submit');
  });

  await test.step('the board tells who is late, nil, and has answered', async () => {
    await open('board');
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
    const { hash } = await readPractice(page, written.short);
    const content = { fields: { ...completeFields, period }, sections: texts.short };
    await invoke(page, 'practices.save', { id: written.short, base: hash, ...content });
    await takeStep(page, written.short, 'submit');
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
