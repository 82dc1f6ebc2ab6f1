import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { edited, written } from '#tests/core/near-duplicates/written';
import { randomFrom } from '#tests/support/random';
import { accessFaults } from './accessible';
import { expect, test } from './program';
import { createLibrary, invoke, offices, readPractice } from './steps';

const period = '2026-Q3';
const peer = '0193e4a0-0000-7000-8000-0000000000bb';

/** A practice of our office with this text; gives its id. */
async function write(page: Page, title: string, steps: string, of = period): Promise<string> {
  const { summary, hash } = await invoke(page, 'practices.create', { language: 'vi', title });
  await invoke(page, 'practices.save', {
    id: summary.id,
    base: hash,
    fields: { period: of },
    sections: { steps, purpose: 'Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về chuyển đổi số.' },
  });
  return summary.id;
}

interface Copies {
  readonly earlier: string;
  readonly later: string;
}

/** Some practices of their own, and one that came in again a quarter later with other words here and there. */
async function officeWithCopies(page: Page): Promise<Copies> {
  const random = randomFrom(41);
  await createLibrary(page, 'Kho bài trùng');
  await invoke(page, 'office.save', offices.haiPhong);
  const person = { post: '', division: '', roles: [] };
  const id = '0193e4a0-0000-7000-8000-00000000000b';
  await invoke(page, 'people.save', { id, name: 'Trần Thị Lan', ...person });
  await invoke(page, 'people.setMe', { id });
  for (let number = 1; number <= 5; number += 1)
    await write(page, `Bài riêng số ${String(number)}`, written(random, 150).join(' '));
  const text = [...written(random, 180), 'đạt', '12.450', 'hồ', 'sơ'];
  const earlier = await write(page, 'Ngầm hóa cáp viễn thông', text.join(' '), '2026-Q2');
  const again = edited(random, text, 0.06).join(' ');
  const later = await write(page, 'Hạ ngầm cáp viễn thông tại phường trung tâm', again);
  return { earlier, later };
}

async function openDuplicates(page: Page): Promise<void> {
  await page.evaluate((of) => (location.hash = `#/quarter/${of}/duplicates`), period);
  await expect(page.getByRole('heading', { level: 1, name: /^Có thể trùng/ })).toBeVisible();
}

const pairOf = (page: Page) =>
  page.getByRole('article', { name: /Ngầm hóa cáp viễn thông.* và |Hạ ngầm cáp viễn thông.* và / });

test('a pair is found, told why, shown side by side, linked, kept and undone', async ({ start }) => {
  const { page } = await start();
  await officeWithCopies(page);
  await openDuplicates(page);
  await expect(page.getByRole('heading', { name: 'Cần xem (1)' })).toBeVisible();
  const pair = pairOf(page);
  await expect(pair).toHaveCount(1);
  await expect(pair).toContainText(/Giống phần lớn|Gần như giống hệt/);
  await expect(pair).toContainText('Cùng cơ quan');
  await expect(pair).not.toContainText('Trùng tên bài');
  await pair.getByRole('button', { name: 'Xem các đoạn giống nhau' }).click();
  await expect(pair.getByRole('table').locator('mark').first()).toBeVisible();
  await expect(pair).toContainText('12.450');
  for (const theme of ['light', 'dark'] as const) {
    await invoke(page, 'settings.change', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect.soft(await accessFaults(page), theme).toEqual([]);
  }

  await pair.getByRole('button', { name: 'Cùng một cách làm…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: /^Ngầm hóa cáp viễn thông/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('heading', { name: 'Đã quyết định (1)' })).toBeVisible();
  await expect(pair).toContainText('Cùng một cách làm; bài chính: “Ngầm hóa cáp viễn thông”.');
  await page.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('heading', { name: 'Cần xem (1)' })).toBeVisible();

  await pair.getByRole('button', { name: 'Giữ cả hai' }).click();
  await expect(pair).toContainText('Giữ cả hai bài.');
  await expect(pair).toContainText('Trần Thị Lan, ngày');
  // What was decided is known when the screen is opened again, and undone from the pair itself.
  await page.reload();
  await expect(pair).toContainText('Giữ cả hai bài.');
  await pair.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('heading', { name: 'Cần xem (1)' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Xem' }).selectOption({ label: 'Mọi kỳ' });
  await expect(pair).toHaveCount(1);
});

test('the unit is asked by a comment, which undoing takes back; a text that changes is looked at again', async ({
  start,
}) => {
  const { page } = await start();
  const { later } = await officeWithCopies(page);
  await openDuplicates(page);
  const pair = pairOf(page);
  await pair.getByRole('button', { name: 'Hỏi đơn vị…' }).click();
  const dialog = page.getByRole('dialog');
  // The one that came later is asked about.
  await expect(dialog.getByRole('radio', { name: /^Hạ ngầm/ })).toBeChecked();
  await dialog.getByLabel('Câu hỏi').fill('   ');
  await dialog.getByRole('button', { name: 'Ghi câu hỏi' }).click();
  await expect(dialog.getByText('Cần viết câu hỏi.')).toBeVisible();
  await dialog.getByLabel('Câu hỏi').fill('Hai bài này có phải một cách làm?');
  await dialog.getByRole('button', { name: 'Ghi câu hỏi' }).click();
  await expect(page.getByText('Đã ghi câu hỏi.')).toBeVisible();
  const comments = async () => (await readPractice(page, later)).work?.comments ?? [];
  expect(await comments()).toMatchObject([{ text: 'Hai bài này có phải một cách làm?' }]);
  await page.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('heading', { name: 'Cần xem (1)' })).toBeVisible();
  expect(await comments()).toMatchObject([{ text: '', removedBy: 'Trần Thị Lan' }]);

  await pair.getByRole('button', { name: 'Giữ cả hai' }).click();
  await expect(page.getByRole('heading', { name: 'Đã quyết định (1)' })).toBeVisible();
  const { hash } = await readPractice(page, later);
  const steps = written(randomFrom(77), 200).join(' ');
  await invoke(page, 'practices.save', { id: later, base: hash, fields: {}, sections: { steps } });
  await expect(pair).toContainText('từ đó đến nay có bài đã sửa nhiều: cần xem lại.');
  await page.getByRole('button', { name: 'Đối chiếu lại' }).click();
  await expect(pair).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Không thấy bài nào trùng' })).toBeVisible();
});

test('a thousand practices are compared within seconds, and once only', async ({ start }) => {
  const { page, home } = await start();
  const library = join(home, 'kho');
  await invoke(page, 'library.create', { path: library, name: 'Kho lớn' });
  await invoke(page, 'office.save', offices.haiPhong);
  const random = randomFrom(5);
  let last: string[] = [];
  for (let number = 1; number <= 1_000; number += 1) {
    // Every hundredth one is the one before with some words changed.
    last = number % 100 === 0 ? edited(random, last, 0.08) : written(random, 160);
    const id = `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const folder = join(library, 'practices', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'practice.md'),
      `---\nformat: "1.0"\nid: ${id}\norigin: ${peer}\nlanguage: vi\ntitle: Bài ${String(number)}\nperiod: ${period}\n---\n\n## Các bước thực hiện\n\n${last.join(' ')}\n`,
    );
  }
  await invoke(page, 'library.open', { path: library });
  await page.reload();
  await expect(async () => {
    expect(await invoke(page, 'practices.list', {})).toHaveLength(1_000);
  }).toPass();
  const begin = Date.now();
  await openDuplicates(page);
  await expect(page.getByRole('heading', { name: 'Cần xem (10)' })).toBeVisible();
  expect(Date.now() - begin).toBeLessThan(30_000);
  // Nothing has changed since: what is known is shown at once.
  await page.evaluate(() => (location.hash = '#/today'));
  const again = Date.now();
  await openDuplicates(page);
  await expect(page.getByRole('article')).toHaveCount(10);
  expect(Date.now() - again).toBeLessThan(5_000);
});
