import type { Page } from '@playwright/test';
import { expect, test } from './program';
import { box, openDraft, practiceText } from './writing';

/** As UniKey types: the plain letters first, then backspaces and the letters with their marks. */
async function unikey(page: Page, steps: readonly (readonly [string, number, string])[]): Promise<void> {
  for (const [plain, back, marked] of steps) {
    await page.keyboard.type(plain);
    for (let press = 0; press < back; press += 1) await page.keyboard.press('Backspace');
    await page.keyboard.insertText(marked);
  }
}

test('Vietnamese by backspaces, a list and a table reach the file as Markdown, other sections keep their bytes', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const foreign = '* một\n* hai\n\n__đậm__  và _nghiêng_\n\n\n| A|B |\n|---|--:|\n|1|2|';
  const id = await openDraft(page, { before: foreign, purpose: foreign });
  const purpose = box(page, 'Mục đích');
  await expect(purpose.locator('strong')).toHaveText('đậm');
  await purpose.getByText('nghiêng').click();
  await page.keyboard.press('End');
  await unikey(page, [
    [' nga', 1, 'ầ'],
    ['m ', 0, ''],
    ['hoa', 2, 'óa'],
    [' *1. # <b>', 0, ''],
  ]);
  await page.keyboard.press('Control+s');
  const kept = '__đậm__  và _nghiêng_\n\n\n';
  await expect(async () => {
    const text = await practiceText(page, id);
    expect(text).toContain(foreign);
    expect(text).toContain(
      '* một\n* hai\n\n**đậm**  và *nghiêng ngầm hóa \\*1. # \\<b>*\n\n| A|B |\n|---|--:|\n|1|2|',
    );
    expect(text.split(kept)).toHaveLength(2);
  }).toPass();

  const novelty = box(page, 'Nội dung và tính mới');
  await novelty.click();
  await page.keyboard.type('- Tổ công nghệ');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Trực tuyến');
  await expect(page.getByRole('button', { name: 'Đậm' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bảng' }).click();
  await page.keyboard.type('Chỉ tiêu | số');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Kết quả');
  await page.getByRole('button', { name: 'Xóa cột' }).click();
  await page.getByRole('button', { name: 'Thêm hàng dưới' }).click();
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain(
      '- Tổ công nghệ\n- **Trực tuyến**\n\n| Chỉ tiêu \\| số | |\n| - | - |\n| | |\n| | |\n| | |',
    );
  }).toPass();
  await page.reload();
  await expect(novelty.locator('li')).toHaveText(['Tổ công nghệ', 'Trực tuyến']);
  await expect(novelty.locator('th').first()).toHaveText('Chỉ tiêu | số');
});

test('text that cannot be shown formatted opens as text with the reason, and is written byte for byte', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const html = 'Một <u>hai</u>\n\n* ba';
  const id = await openDraft(page, { before: html, purpose: '* một' });
  await expect(page.getByText(/Mục này có đoạn mã HTML/)).toBeVisible();
  const before = box(page, 'Tình trạng trước khi áp dụng');
  await expect(before).toHaveValue(html);
  await before.press('Control+End');
  await before.pressSequentially('!');
  const purpose = box(page, 'Mục đích');
  await purpose.click();
  await page.getByRole('button', { name: 'Sửa dạng văn bản', exact: true }).click();
  await expect(purpose).toHaveValue('* một');
  await purpose.fill('* một\n* hai');
  await page.getByRole('button', { name: 'Sửa dạng trình bày: Mục đích' }).click();
  await expect(purpose.locator('li')).toHaveText(['một', 'hai']);
  await expect(async () => {
    const text = await practiceText(page, id);
    expect(text).toContain(`${html}!\n`);
    expect(text).toContain('* một\n* hai\n');
  }).toPass();
});

test('the keyboard goes from section to section and to the tools, and undo takes back', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  await openDraft(page, { before: 'Trước', purpose: 'Giữa' });
  const before = box(page, 'Tình trạng trước khi áp dụng');
  const purpose = box(page, 'Mục đích');
  await before.click();
  await page.keyboard.press('ArrowDown');
  await expect(purpose).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(before).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(page.getByRole('textbox', { name: /^Tính bền vững/ })).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect(before).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+F10');
  await expect(
    page.getByRole('toolbar', { name: 'Trình bày' }).getByRole('button', { name: 'Hoàn tác gõ' }),
  ).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(before.locator('strong')).toHaveText('Trước');
  await expect(before).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(before.locator('strong')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+k');
  await page.getByLabel('Địa chỉ trang').fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Đặt liên kết' }).click();
  await expect(page.getByText('Địa chỉ phải bắt đầu bằng https://')).toBeVisible();
  await page.getByLabel('Địa chỉ trang').fill('lantoa.vn/a');
  await page.getByRole('button', { name: 'Đặt liên kết' }).click();
  await expect(before.locator('a')).toHaveAttribute('href', 'https://lantoa.vn/a');
});
