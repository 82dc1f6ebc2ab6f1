import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { invoke, offices, writeApproved } from './steps';

const period = '2026-Q3';
const peer = '0193e4a0-0000-7000-8000-0000000000c1';
const peerText = `---
format: "1.0"
id: ${peer}
origin: 0193e4a0-0000-7000-8000-0000000000c2
office: Sở Khoa học và Công nghệ tỉnh Lào Cai
language: vi
title: Tổ công nghệ số đến từng thôn, bản
period: 2026-Q2
fields:
  - xa-hoi-so
results:
  - indicator: Số hộ được hướng dẫn
    unit: hộ
    after: 1200
    expected: true
---

## Mục đích

Đưa dịch vụ công đến từng hộ.
`;

/** An office with two approved practices of its own and one of a peer's, of the quarter before. */
async function prepare(page: Page): Promise<string[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'lantoa-choose-')), 'kho');
  await invoke(page, 'library.create', { path, name: 'Kho' });
  await invoke(page, 'office.save', offices.haiPhong);
  const ours = [await writeApproved(page, 'Ngầm hóa cáp'), await writeApproved(page, 'Trợ lý ảo một cửa')];
  mkdirSync(join(path, 'practices', peer), { recursive: true });
  writeFileSync(join(path, 'practices', peer, 'practice.md'), peerText);
  await invoke(page, 'library.refresh', {});
  await page.evaluate((name) => (location.hash = `#/quarter/${name}`), period);
  await page.reload();
  return ours;
}

const read = (page: Page): Promise<string[]> =>
  page
    .getByRole('group', { name: /^Đưa vào bản tổng hợp/ })
    .getByRole('heading', { level: 3 })
    .allTextContents();

test('the quarter is chosen, proposed, grouped, told in figures and made into papers', async ({ start }) => {
  const { page } = await start();
  const ours = await prepare(page);

  await test.step('ours and a peer’s, which is of another period', async () => {
    await page.getByRole('button', { name: 'Chọn cả 2 bài của kỳ' }).click();
    await page.getByRole('button', { name: 'Chọn “Tổ công nghệ số đến từng thôn, bản”' }).click();
    const chosen = page.getByRole('group', { name: 'Đưa vào bản tổng hợp (3)' });
    await expect(chosen.getByText('Kỳ khác: Quý II/2026')).toHaveCount(1);
  });

  await test.step('why the peer’s is proposed, and for whom', async () => {
    await page.getByRole('button', { name: /^Ghi ý kiến đề xuất: Tổ công nghệ số/ }).click();
    await page.getByLabel('Vì sao đề xuất').fill('Dễ làm theo, ít tốn kém.');
    await page.getByLabel('Đề xuất cho nơi nào').fill('các xã miền núi');
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Xong' }).click();
    await expect(page.getByText('Dễ làm theo, ít tốn kém. Cho: các xã miền núi')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sửa ý kiến đề xuất/ })).toBeFocused();
  });

  await test.step('groups move as one by keys', async () => {
    await page.getByRole('checkbox', { name: 'Nhóm theo lĩnh vực' }).check();
    const names = await read(page);
    expect(names).toHaveLength(2);
    await page
      .getByRole('button', { name: /^Đưa nhóm lên/ })
      .nth(1)
      .focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => read(page)).toEqual(names.toReversed());
    await expect(page.getByRole('button', { name: /^Đưa nhóm lên/ }).first()).toBeFocused();
    expect(await accessFaults(page)).toEqual([]);
    await expect
      .poll(async () => (await invoke(page, 'compilations.get', { period })).compilation)
      .toMatchObject({
        items: [peer, ...ours],
        proposals: { [peer]: { why: 'Dễ làm theo, ít tốn kém.', whom: 'các xã miền núi' } },
      });
  });

  await test.step('figures are added up, others named with the reason, and put into the foreword', async () => {
    await page.getByRole('tab', { name: 'Số liệu' }).click();
    await expect(page.getByText('Chiều dài ngầm hóa: 105,6 km (cộng từ 2 bài của đơn vị)')).toBeVisible();
    await page.getByText('Không cộng (1)').click();
    await expect(page.getByRole('heading', { name: 'Số dự kiến, chưa đạt (1)' })).toBeVisible();
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Chèn vào lời dẫn' }).click();
    await page.getByRole('tab', { name: 'Lời dẫn' }).click();
    await expect(page.getByRole('textbox', { name: 'Lời dẫn' })).toHaveValue(
      /Bản tổng hợp có 3 cách làm hay: 2/,
    );
  });

  await test.step('a page, a slide and a list are saved', async () => {
    const names = ['TomTat_2026-Q3.docx', 'TrangChieu_2026-Q3.pptx', 'DanhSach_2026-Q3.xlsx'];
    for (const [at, label] of [
      /^Bản tóm tắt một trang/,
      /^Trang trình chiếu/,
      /^Danh sách \(Excel/,
    ].entries()) {
      await page.getByRole('button', { name: 'Tài liệu của kỳ' }).click();
      if (at === 0) expect(await accessFaults(page)).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: label }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(names[at]);
    }
  });
});

test('a running sum takes in what its issued quarters have chosen', async ({ start }) => {
  const { page } = await start();
  const ours = await prepare(page);
  const { hash } = await invoke(page, 'compilations.get', { period: '2026-Q2' });
  await invoke(page, 'compilations.save', { period: '2026-Q2', base: hash, foreword: '', items: ours });
  await invoke(page, 'compilations.export', { period: '2026-Q2', number: 1 });
  await expect
    .poll(async () => (await invoke(page, 'compilations.ofQuarters', { period: '2026-6M' })).issued)
    .toEqual(['2026-Q2']);
  await page.evaluate(() => (location.hash = '#/quarter/2026-6M'));
  await expect(
    page.getByText('Các quý đã phát hành: Quý II/2026. Chưa phát hành: Quý I/2026.'),
  ).toBeVisible();
  const all = page.getByRole('button', { name: 'Đưa cả 2 bài của các quý vào' });
  expect(await accessFaults(page)).toEqual([]);
  await all.click();
  await expect(page.getByRole('group', { name: 'Đưa vào bản tổng hợp (2)' })).toBeVisible();
  await expect(all).toBeHidden();
});
