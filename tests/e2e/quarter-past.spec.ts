import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync, strFromU8 } from 'fflate';
import { benchPerson, generateLibrary, practiceId } from '#bench/generate-library';
import { expectForClerk } from './plain';
import { expect, test } from './program';
import { invoke } from './steps';

/** As the generated library's office is called. */
const ourName = 'Sở Khoa học và Công nghệ Hải Phòng';
const nilId = practiceId(9_000_000);

/** Four years of quarters; the last quarter has a compilation with a practice, and a unit that has nothing to report. */
async function openPast(
  start: (options: { args: readonly string[]; home: string }) => Promise<{ page: Page }>,
  home: string,
): Promise<Page> {
  const library = join(home, 'library');
  generateLibrary(library, 240);
  for (const id of readdirSync(join(library, 'practices'))) {
    // The generator spreads names over all provinces.
    const file = join(library, 'practices', id, 'practice.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^office: .*$/m, `office: ${ourName}`));
  }
  const folder = join(library, 'compilations/2026-Q4');
  mkdirSync(join(folder, 'nil'), { recursive: true });
  const compilation = { format: '1.0', period: '2026-Q4', foreword: '', items: [practiceId(3)], exports: [] };
  writeFileSync(join(folder, 'compilation.json'), JSON.stringify(compilation));
  const nil = {
    ...{ format: '1.0', id: nilId, scope: 'units', unit: 'Phòng Bưu chính, Viễn thông' },
    ...{ at: '2026-12-01T01:00:00.000Z', by: benchPerson.name },
  };
  writeFileSync(join(folder, `nil/${nilId}.json`), JSON.stringify(nil));
  const { page } = await start({ home, args: ['--library', library] });
  // Every practice has been read.
  await expect(async () => {
    expect(await invoke(page, 'practices.list', {})).toHaveLength(240);
  }).toPass();
  return page;
}

test.describe('looking back', () => {
  let home: string;
  test.beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'lantoa-past-'));
  });
  test.afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  test('shows quarters side by side, the practices behind a figure, and years that have each practice once', async ({
    start,
  }) => {
    const page = await openPast(start, home);
    await page.evaluate(() => (location.hash = '#/quarter/2026-Q4/looking-back'));
    await expect(page.getByRole('heading', { level: 1, name: 'Nhìn lại các kỳ' })).toBeVisible();
    const steps = page.getByRole('region', { name: 'Từ bài viết đến xuất gói' }).getByRole('table');
    await expect(steps.getByRole('columnheader')).toHaveCount(6);
    const list = await invoke(page, 'practices.list', {});
    const count = (wanted: (period: string) => boolean): string =>
      String(list.filter(({ period }) => wanted(period ?? '')).length);
    const row = steps.getByRole('row', { name: /^Bài của kỳ/ });
    await expect(row.getByRole('cell').last()).toHaveText(count((period) => period === '2026-Q4'));
    await expect(
      page
        .getByRole('row', { name: /^Đơn vị báo không phát sinh/ })
        .getByRole('cell')
        .last(),
    ).toHaveText('1');
    await expect(
      steps
        .getByRole('row', { name: /^Được chọn/ })
        .getByRole('cell')
        .last(),
    ).toHaveText('1');
    await expectForClerk(page);

    await row.getByRole('button').last().click();
    const dialog = page.getByRole('dialog', { name: /^Bài của kỳ · Quý IV\/2026/ });
    await expect(dialog.getByRole('listitem')).toHaveCount(Number(count((period) => period === '2026-Q4')));
    await dialog.getByRole('button', { name: 'Xem trong Tra cứu' }).click();
    await expect(page).toHaveURL(/#\/search$/);
    await expect(page.getByText(`${count((period) => period === '2026-Q4')} kết quả`)).toBeVisible();
    await page.goBack();

    await page.getByLabel('So sánh').selectOption('Y');
    await expect(page).toHaveURL(/looking-back\/Y\/5$/);
    await expect(row.getByRole('cell').last()).toHaveText(count((period) => period.startsWith('2026')));
    await expect(page.getByText(/mỗi đơn vị chỉ tính một lần/)).toBeVisible();
  });

  test('prints its charts and tables, is saved as a file, and is there for everybody in the dark', async ({
    start,
  }, testInfo) => {
    const page = await openPast(start, home);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.evaluate(() => (location.hash = '#/quarter/2026-Q4/looking-back/quarters/20'));
    const table = page.getByRole('region', { name: 'Theo lĩnh vực' }).getByRole('table');
    // Four years of quarters: before them there is nothing.
    await expect(table.getByRole('columnheader')).toHaveCount(17);
    await invoke(page, 'settings.change', { theme: 'dark' });
    await expect(page.locator(':root[data-theme=dark]')).toBeAttached();
    await expectForClerk(page);
    expect(refused).toEqual([]);

    const pdf = await page.pdf({ preferCSSPageSize: true, path: testInfo.outputPath('nhin-lai.pdf') });
    const text = pdf.toString('latin1');
    // A4 on its side, since there are many periods: in points.
    expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 84[12][\d.]* 59[45][\d.]*\s*\]/);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.on-paper svg:not(.lucide)').first()).toBeVisible();
    await expect(table.getByRole('button').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lưu thành Excel' })).toBeHidden();
    await expect(page.getByText(ourName).first()).toBeVisible();
    await page.emulateMedia({ media: null });

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu thành Excel' }).click();
    const file = await (await download).path();
    const sheet = unzipSync(readFileSync(file));
    expect(strFromU8(sheet['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('Theo mức độ xác nhận');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Chép tất cả sang Word' }).click();
    await expect(page.getByRole('button', { name: 'Đã chép' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Theo lĩnh vực\nNội dung\tQ.I/2023');
  });
});
