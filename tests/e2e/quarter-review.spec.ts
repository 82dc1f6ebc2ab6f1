import type { Page } from '@playwright/test';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { invoke, offices, readPractice, takeStep } from './steps';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const people = {
  head: {
    id: '0193e4a0-0000-7000-8000-0000000000c1',
    name: 'Phạm Văn Phòng',
    ...{ post: '', division: '', roles: ['division-head' as const] },
  },
  boss: {
    id: '0193e4a0-0000-7000-8000-0000000000c2',
    name: 'Lê Thị Giám Đốc',
    ...{ post: '', division: '', roles: ['department-head' as const] },
  },
};

async function sitDown(page: Page, who: keyof typeof people): Promise<void> {
  await invoke(page, 'people.setMe', { id: people[who].id });
  await page.evaluate(() => (location.hash = '#/today'));
  await page.reload();
}

async function submitted(page: Page, title: string, complete: boolean): Promise<string> {
  const { hash, summary } = await invoke(page, 'practices.create', { language: 'vi', title });
  const fields = complete ? completeFields : { period: '2026-Q3' };
  const sections = complete ? completeSections : {};
  await invoke(page, 'practices.save', { id: summary.id, base: hash, fields, sections });
  await takeStep(page, summary.id, 'submit');
  return summary.id;
}

/** An office with two levels of review, in which three practices wait. */
async function office(page: Page): Promise<string[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'lantoa-review-')), 'kho');
  await invoke(page, 'library.create', { path, name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  for (const person of Object.values(people)) await invoke(page, 'people.save', person);
  writeFileSync(join(path, 'quarter.json'), JSON.stringify({ format: '1.0', levels: 2 }));
  await invoke(page, 'people.setMe', { id: people.head.id });
  return [
    await submitted(page, 'Ngầm hóa cáp viễn thông', true),
    await submitted(page, 'Trợ lý ảo', true),
    await submitted(page, 'Bài chưa đủ', false),
  ];
}

test('two levels: passed on, returned, told what changed, approved in bulk, opinions from paper', async ({
  start,
}) => {
  const { page } = await start();
  const [cable = '', robot = '', short = ''] = await office(page);
  await sitDown(page, 'head');
  await page.getByRole('link', { name: '3 bài chờ anh/chị xem xét' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xem xét · Quý III/2026');
  const list = page.getByRole('list', { name: 'Các bài chờ xem xét' });
  await expect(list.getByRole('article')).toHaveCount(3);
  await expect(list.getByRole('article').filter({ hasText: 'Bài chưa đủ' })).toContainText('Còn thiếu');
  expect(await accessFaults(page)).toEqual([]);

  const box = (title: string) => page.getByRole('checkbox', { name: `Chọn “${title}”` });
  const bar = page.getByRole('group', { name: 'Việc làm với các bài đã chọn' });
  const dialog = page.getByRole('dialog');
  await box('Bài chưa đủ').check();
  await bar.getByRole('button', { name: 'Trả lại' }).click();
  await dialog.getByRole('button', { name: 'Trả lại 1 bài' }).click();
  await expect(dialog).toContainText('Hãy ghi lý do');
  await dialog.getByLabel('Lý do trả lại').fill('Bổ sung số liệu và liên hệ');
  await dialog.getByRole('button', { name: 'Trả lại 1 bài' }).click();
  await expect(page.getByText('Đã trả lại 1 bài.')).toBeVisible();
  await bar.getByRole('checkbox', { name: 'Chọn tất cả 2 bài' }).check();
  await bar.getByRole('button', { name: 'Đồng ý, trình lãnh đạo Sở' }).click();
  await dialog.getByLabel('Đề xuất với lãnh đạo Sở').fill('Nên nhân rộng.');
  await dialog.getByRole('button', { name: 'Đồng ý 2 bài' }).click();
  await expect(page.getByText('Không có bài nào chờ ở cấp này')).toBeVisible();

  // The writer mends and submits again.
  const { hash } = await readPractice(page, short);
  const mended = { ...completeFields, title: 'Bài chưa đủ, đã bổ sung' };
  await invoke(page, 'practices.save', { id: short, base: hash, fields: mended, sections: completeSections });
  await takeStep(page, short, 'submit');
  const again = list.getByRole('article').filter({ hasText: 'đã bổ sung' });
  await expect(again).toContainText('Bổ sung số liệu và liên hệ');
  await again.getByRole('button', { name: /Chi tiết/ }).click();
  await expect(again.getByRole('heading', { name: 'Đã đổi từ lần trả lại' })).toBeVisible();
  await expect(again.getByRole('row', { name: /Tên cách làm hay/ })).toContainText('đã bổ sung');
  expect(await accessFaults(page)).toEqual([]);

  await sitDown(page, 'boss');
  await page.getByRole('link', { name: '2 bài chờ anh/chị xem xét' }).click();
  await expect(list.getByRole('article')).toHaveCount(2);
  await expect(list).toContainText('Đã xem xét cấp phòng: Phạm Văn Phòng');
  await page.getByLabel('Hiển thị').selectOption({ label: 'Tất cả (3)' });
  await bar.getByRole('checkbox', { name: 'Chọn tất cả 3 bài' }).check();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Danh sách trình (Word)' }).click();
  expect((await download).suggestedFilename()).toBe('TrinhYKien_2026-Q3.docx');
  await bar.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await expect(dialog).toContainText('1 bài chưa qua lãnh đạo phòng');
  await dialog.getByRole('button', { name: 'Duyệt 3 bài' }).click();
  await expect(page.getByText('Đã duyệt 3 bài.')).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác, 3 bài trở lại như trước.')).toBeVisible();
  await expect(list.getByRole('article')).toHaveCount(3);

  await bar.getByRole('checkbox', { name: 'Chọn tất cả 3 bài' }).check();
  await bar.getByRole('button', { name: 'Ghi ý kiến lãnh đạo…' }).click();
  await expect(dialog.getByLabel('Lãnh đạo cho ý kiến')).toHaveValue(people.boss.name);
  expect(await accessFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ghi “Đồng ý” cho các bài chưa có ý kiến' }).click();
  await dialog.getByLabel('Ý kiến về “Trợ lý ảo”').selectOption('Ý kiến khác');
  await dialog.getByRole('button', { name: 'Ghi ý kiến của 3 bài' }).click();
  await expect(dialog).toContainText('cần có lời ghi');
  await dialog.getByLabel('Lời ghi cho “Trợ lý ảo”').fill('Hỏi thêm phòng Bưu chính');
  await dialog.getByRole('button', { name: 'Ghi ý kiến của 3 bài' }).click();
  await expect(page.getByText('Đã duyệt 2 bài; Đã ghi ý kiến khác của 1 bài.')).toBeVisible();
  await expect(list.getByRole('article')).toHaveCount(1);
  await expect(list.getByRole('article')).toContainText('Hỏi thêm phòng Bưu chính');
  expect((await readPractice(page, cable)).work?.log.at(-1)).toMatchObject({
    ...{ step: 'approve', by: people.boss.name, opinion: { leader: people.boss.name } },
  });
  expect((await readPractice(page, robot)).summary.status).toBe('submitted');
});

test('how many levels there are is followed while somebody else changes it', async ({ start }) => {
  const { page } = await start();
  await office(page);
  const state = await invoke(page, 'library.state', {});
  if (state.type !== 'open') throw new Error(state.type);
  await sitDown(page, 'boss');
  await page.evaluate(() => (location.hash = '#/quarter/2026-Q3/review'));
  await page.getByLabel('Hiển thị').selectOption('');
  await expect(page.getByRole('list', { name: 'Các bài chờ xem xét' }).getByRole('article')).toHaveCount(3);
  await expect(page.getByText('Xem xét hai cấp: lãnh đạo phòng, rồi lãnh đạo Sở.')).toBeVisible();
  writeFileSync(join(state.path, 'quarter.json'), JSON.stringify({ format: '1.0', levels: 1 }));
  await expect(page.getByText('Xem xét một cấp: lãnh đạo Sở.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đồng ý, trình lãnh đạo Sở' })).toHaveCount(0);
});
