import type { Locator, Page } from '@playwright/test';
import { makePdf } from '#tests/support/pdf';
import { makePng } from '#tests/support/png';
import { wordPicture, wordRtf } from '#tests/support/rtf';
import { expect, test } from './program';
import { filePicker, invoke, openNewPractice, readPractice } from './steps';
import { paste } from './writing';

interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** Names of the attachments and the text, as they lie in the library. */
async function stored(page: Page, id: string): Promise<{ files: string[]; text: string }> {
  const { frontMatter, sections } = await readPractice(page, id);
  return {
    files: (frontMatter.attachments ?? []).map(({ file }) => file),
    text: sections.map(({ body }) => body).join('\n'),
  };
}

const expectStored = (page: Page, id: string, files: string[], text: RegExp): Promise<void> =>
  expect(async () => {
    const now = await stored(page, id);
    expect(now.files).toEqual(files);
    expect(now.text).toMatch(text);
  }).toPass({ timeout: 15_000 });

/** Drops files onto the middle of an element; true when somebody took them. */
const drop = (area: Locator, files: readonly Dropped[]): Promise<boolean> =>
  area.evaluate((element, given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, type, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name, { type }));
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    return !element.dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...at }),
    );
  }, files);

const dropped = (name: string, type: string, bytes: Buffer): Dropped => ({
  name,
  type,
  base64: bytes.toString('base64'),
});

const word = {
  'text/html':
    '<p>Trước</p><p><img width=200 src="file:///C:/a/clip_image001.png"></p><p>Giữa</p>' +
    '<p><img width=200 src="file:///C:/a/clip_image002.png"></p>',
  'text/plain': 'Trước',
  'text/rtf': wordRtf(
    wordPicture(makePng(320, 200), 'pngblip') + wordPicture(makePng(160, 100, 5), 'pngblip'),
  ),
};

test('pictures that only Word’s RTF has come along, leave with an undone paste and come back with it', async ({
  start,
}) => {
  const { page } = await start();
  const id = await openNewPractice(page);
  const purpose = page.getByRole('textbox', { name: /^Mục đích/ });
  const attached = page.getByRole('group').getByText('Mẫu để nơi khác dùng lại');
  await purpose.click();
  await paste(purpose, word);
  await expect(purpose.locator('figure img')).toHaveCount(2);
  const width = (image: HTMLImageElement): number => image.naturalWidth;
  await expect.poll(() => purpose.locator('figure img').first().evaluate(width)).toBe(320);
  await expect.poll(() => purpose.locator('figure img').last().evaluate(width)).toBe(160);
  await expect(page.getByText('Giữ 2 ảnh')).toBeVisible();
  await expectStored(page, id, ['anh-1.png', 'anh-2.png'], /anh-1\.png[^]*Giữa[^]*anh-2\.png/);

  await test.step('by the button', async () => {
    await page.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
    await expect(purpose.locator('figure')).toHaveCount(0);
    await expect(attached).toHaveCount(0);
    await expectStored(page, id, [], /^((?!anh-)[^])*$/);
  });

  await test.step('and back by the keyboard, twice', async () => {
    for (let round = 0; round < 2; round += 1) {
      await purpose.press('Control+y');
      await expect(attached).toHaveCount(2);
      await expectStored(page, id, ['anh-1.png', 'anh-2.png'], /anh-1\.png/);
      await expect.poll(() => purpose.locator('figure img').first().evaluate(width)).toBe(320);
      if (round === 1) break;
      await purpose.press('Control+z');
      await expectStored(page, id, [], /^((?!anh-)[^])*$/);
    }
  });

  await test.step('one that another section shows stays', async () => {
    const { hash } = await readPractice(page, id);
    const sections = { lessons: '![Ảnh](attachments/anh-2.png)' };
    await invoke(page, 'practices.save', { id, base: hash, fields: {}, sections });
    await expect(page.locator('figure img')).toHaveCount(3);
    await purpose.click();
    await purpose.press('Control+z');
    await expectStored(page, id, ['anh-2.png'], /^!\[Ảnh\]\(attachments\/anh-2\.png\)\s*$/m);
    await purpose.press('Control+y');
    await expectStored(page, id, ['anh-2.png', 'anh-1.png'], /anh-1\.png/);
  });
});

test('files dropped onto the text: pictures stand there, the rest is attached and said', async ({
  start,
}) => {
  const { page } = await start();
  const id = await openNewPractice(page);
  const purpose = page.getByRole('textbox', { name: /^Mục đích/ });
  await purpose.click();
  await page.keyboard.type('Lời đầu');
  const files = [
    dropped('Hội nghị.png', 'image/png', makePng(320, 200)),
    dropped('báo cáo.pdf', 'application/pdf', makePdf({ pages: ['one'] })),
    dropped('ảnh.heic', 'image/heic', Buffer.from('....ftypheic')),
  ];
  expect(await drop(purpose, files)).toBe(true);
  await expect(purpose.locator('figure img')).toHaveCount(1);
  await expect(page.getByText('Đã thêm vào Tài liệu kèm theo: báo cáo.pdf, ảnh.heic.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectStored(
    page,
    id,
    ['hoi-nghi.png', 'bao-cao.pdf', 'anh.heic'],
    /Lời đầu[^]*!\[Hội nghị\]\(hoi-nghi\.png\)|!\[Hội nghị\]\(hoi-nghi\.png\)[^]*Lời đầu/,
  );

  await test.step('a file without any picture leaves the text alone', async () => {
    const before = (await stored(page, id)).text;
    expect(await drop(purpose, [dropped('số liệu.csv', 'text/csv', Buffer.from('a,b'))])).toBe(true);
    await expect(page.getByText('Đã thêm vào Tài liệu kèm theo: số liệu.csv.')).toBeVisible();
    expect((await stored(page, id)).text).toBe(before);
  });

  await test.step('a picture with a mark of secrecy in its name does not come in', async () => {
    expect(await drop(purpose, [dropped('TỐI MẬT.png', 'image/png', makePng(30, 20, 9))])).toBe(true);
    await expect(page.getByText('TỐI MẬT có dấu hiệu tài liệu mật nên chưa đính kèm.')).toBeVisible();
    expect((await stored(page, id)).files).not.toContain('toi-mat.png');
  });
});

/** Lets so many files into the practice and holds the next one back, until the returned function is called. */
async function holdAttaching(page: Page, files: number): Promise<() => Promise<void>> {
  const address = '**/invoke/practices.attach';
  let asked = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    asked += 1;
    if (asked > files) await released;
    await route.continue();
  });
  return () => {
    release();
    return page.unroute(address);
  };
}

test('fifty files at once: one list, one progress, all can be stopped', async ({ start }) => {
  test.setTimeout(600_000);
  const { page } = await start();
  const id = await openNewPractice(page);
  const input = filePicker(page);
  const many = (from: number): { name: string; mimeType: string; buffer: Buffer }[] =>
    Array.from({ length: 50 }, (_, n) => ({
      name: `tệp ${String(from + n)}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`Tệp ${String(from + n)}`),
    }));
  const first = await holdAttaching(page, 10);
  await input.setInputFiles(many(1));
  await expect(page.getByText(/^Đang thêm tệp: \d+\/50$/)).toBeVisible();
  await first();
  await expect(page.getByText('Đã thêm đủ 50 tệp.')).toBeVisible({ timeout: 300_000 });
  expect((await stored(page, id)).files).toHaveLength(50);
  const second = await holdAttaching(page, 10);
  await input.setInputFiles(many(101));
  await page.getByRole('button', { name: 'Dừng tất cả' }).click();
  await second();
  await expect(page.getByText(/^Đã thêm \d+\/50 tệp\.$/)).toBeVisible();
  const told = await page.getByText(/^Đã thêm \d+\/50 tệp\.$/).textContent();
  const attached = Number(/\d+/.exec(told ?? '')?.[0]);
  expect(attached).toBeLessThan(50);
  // The one that was being written comes off the list again.
  await expect.poll(async () => (await stored(page, id)).files.length).toBe(50 + attached);
  await page.reload();
  await expect(page.getByText('Mẫu để nơi khác dùng lại')).toHaveCount(50 + attached);
});
