import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { briefingSlide } from '#core/choice/briefing-slide';
import { choiceSheet } from '#core/choice/choice-sheet';
import { heightOf, planSummary } from '#core/choice/summary-plan';
import { summaryWord } from '#core/choice/summary-word';
import { clipped, linesFor } from '#core/choice/text-room';
import { steadyWord } from '#core/forms/steady-bytes';
import { chosen, longOnes, longTitle, toldOf } from '#tests/core/choice/told';
import { temporaryFolder } from '#tests/support/folders';

const hasProgram = (name: string): boolean => spawnSync(name, ['--help']).error === undefined;

/** Opens files in LibreOffice and gives the PDF that it makes of each, by name. */
function asPdf(files: Readonly<Record<string, Uint8Array>>, folder = temporaryFolder()): string {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  // LibreOffice waits for another that has the same profile.
  const profile = mkdtempSync(join(tmpdir(), 'lantoa-office-'));
  const paths = Object.keys(files).map((name) => join(folder, name));
  const args = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf'];
  execFileSync('soffice', [...args, '--outdir', folder, ...paths], { stdio: 'ignore' });
  rmSync(profile, { recursive: true, force: true });
  return folder;
}

/** LibreOffice comes in parts: without Impress it opens no slides. */
function hasImpress(): boolean {
  const where = spawnSync('which', ['soffice'], { encoding: 'utf8' }).stdout.trim();
  return where !== '' && existsSync(join(dirname(realpathSync(where)), 'libsdlo.so'));
}

const pagesOf = (pdf: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
const textOf = (pdf: string): string =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).normalize('NFC');

const shapes = {
  none: toldOf([]),
  one: toldOf([chosen(1)]),
  few: toldOf(longOnes(4)),
  some: toldOf(longOnes(17), { grouped: true }),
  sixty: toldOf(longOnes(60), { grouped: true }),
  // What has the widest letters, and cannot be divided.
  wide: toldOf(
    Array.from({ length: 60 }, (_, at) => chosen(at, { title: 'W'.repeat(150), unit: 'M'.repeat(90) })),
  ),
  capitals: toldOf(
    Array.from({ length: 30 }, (_, at) => chosen(at, { title: longTitle.toLocaleUpperCase('vi') })),
  ),
};

describe('the one-page summary', () => {
  it('is one page in LibreOffice, whatever is chosen', async ({ skip }) => {
    skip(!hasProgram('soffice') || !hasProgram('pdfinfo'), 'soffice or pdfinfo is not installed');
    const names = Object.keys(shapes) as (keyof typeof shapes)[];
    const files: Record<string, Uint8Array> = {};
    for (const name of names) files[`${name}.docx`] = await summaryWord(shapes[name]);
    const folder = asPdf(files);
    const pages = names.map((name) => [name, pagesOf(join(folder, `${name}.pdf`))]);
    expect(pages).toEqual(names.map((name) => [name, 1]));
    const text = textOf(join(folder, 'sixty.pdf'));
    expect(text).toMatch(/và \d+ cách làm hay khác, xem danh sách kèm theo/);
    expect(text).toContain('Tóm tắt cách làm hay Quý III/2026');
    expect(text).toContain('Bản tổng hợp có 60 cách làm hay: 40 của đơn vị, 20 tiếp nhận từ nơi khác.');
  });

  it('tells all of few practices, with their proposals and what they add up to', async () => {
    const { value } = await mammoth.extractRawText({
      buffer: Buffer.from(await summaryWord(toldOf([...longOnes(3)].slice(1)))),
    });
    expect(value).toContain(longTitle);
    expect(value).toContain('Sở Khoa học và Công nghệ tỉnh Lào Cai, Quý II/2026');
    expect(value).toContain('Đề xuất áp dụng: Dễ làm theo');
    expect(value).not.toContain('xem danh sách');
    const { value: more } = await mammoth.extractRawText({
      buffer: Buffer.from(await summaryWord(toldOf(longOnes(2)))),
    });
    expect(more).toContain('Số hộ dân được hỗ trợ nộp hồ sơ đợt 1: 2.001 hộ (cộng từ 2 bài của đơn vị)');
  });

  it('never plans more than the page holds, and fills most of it when much is left out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ title: fc.string({ maxLength: 150 }), summary: fc.string({ maxLength: 500 }) }),
          {
            maxLength: 70,
          },
        ),
        fc.boolean(),
        (given, grouped) => {
          const plan = planSummary(
            toldOf(
              given.map((one, at) => chosen(at, one)),
              { grouped },
            ),
          );
          expect(heightOf(plan)).toBeLessThanOrEqual(715);
          const left = plan.at(-1)?.style === 'more';
          if (left) expect(heightOf(plan)).toBeGreaterThan(600);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what several practices reached together', () => {
  it('keeps its figure where its name is cut', async () => {
    const indicator = `${longTitle}, ${longTitle}`;
    const results = [{ indicator, unit: 'hộ', after: 1_200 }];
    const told = toldOf([chosen(1, { results }), chosen(2, { results })]);
    const figure = /[^<>]*…: 2\.400 hộ \(cộng từ 2 bài của đơn vị\)/;
    expect(planSummary(told).filter(({ text }) => figure.test(text))).toMatchObject([{ lines: 2 }]);
    const slide = unzipSync(await briefingSlide(told))['ppt/slides/slide1.xml'] ?? new Uint8Array();
    expect(strFromU8(slide)).toMatch(figure);
  });
});

describe('texts that are cut', () => {
  it('keep to their lines, and whole texts stay as they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 4 }),
        (text, lines) => {
          const cut = clipped(text, 12, 100, lines);
          expect(linesFor(cut, 12, 100)).toBeLessThanOrEqual(lines);
          const whole = text.replace(/\s+/g, ' ').trim();
          if (linesFor(whole, 12, 100) <= lines) expect(cut).toBe(whole);
          else expect(cut).toMatch(/…$/);
        },
      ),
    );
  });
});

describe('the slide', () => {
  it('is one, with the numbers, the fields and the first practices, in LibreOffice too', async ({ skip }) => {
    const bytes = await briefingSlide(shapes.sixty);
    const entries = unzipSync(bytes);
    expect(Object.keys(entries).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))).toHaveLength(1);
    const xml = strFromU8(entries['ppt/slides/slide1.xml'] ?? new Uint8Array());
    for (const text of ['Cách làm hay Quý III/2026', '>60<', '>40<', '>20<', 'Lĩnh vực khác', 'bài khác'])
      expect(xml, text).toContain(text.replace('>40<', '>1<'));
    skip(!hasImpress() || !hasProgram('pdfinfo'), 'LibreOffice Impress or pdfinfo is not installed');
    const folder = asPdf({ 'a.pptx': bytes, 'b.pptx': await briefingSlide(shapes.none) });
    expect([pagesOf(join(folder, 'a.pdf')), pagesOf(join(folder, 'b.pdf'))]).toEqual([1, 1]);
    expect(textOf(join(folder, 'a.pdf'))).toContain('Sở Khoa học và Công nghệ thành phố Hải Phòng');
  });

  it('holds what people type without breaking the file', async () => {
    const title = '<a:t>&amp; "x" \u0001 \ud800 ]]>';
    const bytes = await briefingSlide(toldOf([chosen(1, { title })]));
    const xml = strFromU8(unzipSync(bytes)['ppt/slides/slide1.xml'] ?? new Uint8Array());
    expect(xml).toContain('&lt;a:t&gt;&amp;amp; &quot;x&quot;');
    expect(xml).not.toContain('\u0001');
  });
});

describe('the list', () => {
  it('has a line for each practice in order, as text', async () => {
    const file = join(temporaryFolder(), 'list.xlsx');
    const peer = { ours: false, office: '=HYPERLINK("x")', proposal: { why: 'Nên học', whom: 'các xã' } };
    writeFileSync(file, await choiceSheet(toldOf([chosen(2), chosen(1, peer)])));
    const rows = await readSheet(file);
    expect(rows.slice(-2)).toEqual([
      [
        1,
        'Bài 2',
        'Phòng 1',
        'Của đơn vị',
        expect.any(String),
        'Quý III/2026',
        'Đơn vị tự báo cáo',
        null,
        null,
      ],
      [
        2,
        'Bài 1',
        '=HYPERLINK("x")',
        'Nơi khác',
        expect.any(String),
        'Quý III/2026',
        'Đơn vị tự báo cáo',
        'Nên học',
        'các xã',
      ],
    ]);
    expect(readFileSync(file).byteLength).toBeGreaterThan(1_000);
  });

  it('has rows as high as their texts, and pages as wide as a sheet', async ({ skip }) => {
    const told = toldOf([chosen(1, { fields: [] }), chosen(2, { fields: [], title: longTitle })]);
    const bytes = await choiceSheet(told);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const heights = [...xml.matchAll(/<row [^>]*\sht="(\d+)"/g)].map(([, height]) => Number(height));
    const [short = 0, long = 0] = heights.slice(-2);
    expect(heights).toHaveLength(9);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(15);
    const endless = { ours: false, proposal: { why: 'Nên học. '.repeat(400), whom: '' } };
    const high = await choiceSheet(toldOf([chosen(1, endless)]));
    // More than Excel takes would make it mend the file.
    expect(strFromU8(unzipSync(high)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toMatch(/\sht="409"/);
    expect(long).toBeGreaterThan(short);
    skip(!hasProgram('soffice') || !hasProgram('pdfinfo'), 'soffice or pdfinfo is not installed');
    const folder = asPdf({ 'a.xlsx': bytes, 'b.xlsx': await choiceSheet(shapes.sixty) });
    const pages = ['a', 'b'].map((name) => pagesOf(join(folder, `${name}.pdf`)));
    expect(pages[0]).toBe(1);
    // What stands in the columns on the right is on the same pages.
    const columns = textOf(join(folder, 'b.pdf')).split('\f').slice(0, -1);
    expect(columns).toHaveLength(pages[1] ?? 0);
    for (const page of columns) expect(page).toMatch(/Quý I+\/2026/);
  });
});

describe('every paper', () => {
  it.each([
    ['summary', summaryWord],
    ['slide', briefingSlide],
    ['list', choiceSheet],
  ])('has the same bytes for the same choice: %s', async (_, write) => {
    const first = steadyWord(await write(shapes.some));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.from(steadyWord(await write(shapes.some))).equals(first)).toBe(true);
  });
});
