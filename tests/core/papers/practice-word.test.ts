import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { wordFile } from '#core/papers/word-file';
import { vi } from '#shared/messages/vi';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';
import { makePng } from '#tests/support/png';

const steps = `Mở đầu **đậm** và [cổng](https://haiphong.gov.vn/a?b=1&c=2), [lệnh](javascript:x).

### Chuẩn bị

1. Khảo sát
   - tuyến **trung tâm**
   - tuyến ven
2. Họp

7) Bảy

| Chỉ tiêu | 2025 |
| --- | --: |
| Số tuyến | 31 |

> Trích lời[^1]

- [x] Xong

![Phố Cầu Đất](pho.png)

![Mất](mat.png) ![Xa](https://example.org/xa.png)

<script>alert(1)</script>

[^1]: Báo cáo số 12.`;

/** An office with a practice that has everything. */
async function written(
  options: Parameters<typeof startOffice>[2] = {},
): Promise<{ core: Core; id: string; path: string }> {
  const { core, path } = await startOffice(undefined, undefined, options);
  const { summary, hash } = await core.invoke('practices.create', {
    language: 'vi',
    title: 'Nga\u0302\u0300m hóa <cáp> & "dây"\u0001',
  });
  const { id } = summary;
  await core.invoke('practices.save', {
    ...{ id, base: hash, sections: { steps } },
    fields: {
      summary: 'Hạ ngầm cáp viễn thông.',
      period: '2026-Q3',
      results: [{ indicator: 'Tuyến đã hạ ngầm', unit: 'tuyến', before: 10.5, after: 1200, method: 'Đếm' }],
      costs: { total: 350_000_000, source: 'Ngân sách' },
      legalBasis: [{ kind: 'Nghị định', number: '30/2020/NĐ-CP' }],
      contact: { post: 'Phòng Bưu chính', officePhone: '0225 3000 000' },
    },
  });
  for (const name of ['pho.png', 'mat.png']) {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, makePng(name === 'pho.png' ? 1800 : 20, 900));
    await core.invoke('practices.attach', { id, file: { type: 'path', path: file, name } });
  }
  rmSync(join(path, 'practices', id, 'attachments', 'mat.png'));
  return { core, id, path };
}

/** The file that a page would fetch. */
async function make(core: Core, id: string, language: 'vi' | 'en' = 'vi'): Promise<string> {
  const { token, file } = await core.invoke('papers.practice', { id, language });
  const served = await core.servedFile(`papers/${token}/${file}`);
  if (!served) throw new Error('it is not served');
  expect(served.name).toBe(file);
  return served.path;
}

const xmlOf = (file: string, name: string): string =>
  strFromU8(unzipSync(readFileSync(file))[name] ?? new Uint8Array());

const hasProgram = (name: string): boolean => spawnSync(name, ['--help']).error === undefined;

describe('a practice as a Word file', () => {
  it('is read by another program with headings, lists, tables, pictures and notes', async () => {
    const { core, id } = await written();
    const file = await make(core, id);
    const { value, messages } = await mammoth.convertToHtml({ path: file });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    const html = value.replace(/<a id="[^"]*"><\/a>/g, '');
    expect(html).toContain('<h1>Ngầm hóa &lt;cáp&gt; &amp; "dây"</h1>');
    expect(html).toContain('<p>Hạ ngầm cáp viễn thông.</p>');
    expect(html).toMatch(/<h2>Kết quả<\/h2><table>.*Tuyến đã hạ ngầm.*10,5.*1\.200.*Đếm.*<\/table>/);
    expect(html).toContain('<h3>Chuẩn bị</h3>');
    expect(html).toContain(
      '<ol><li>Khảo sát<ul><li>tuyến <strong>trung tâm</strong></li><li>tuyến ven</li></ul></li><li>Họp</li>',
    );
    expect(html).toContain('<a href="https://haiphong.gov.vn/a?b=1&amp;c=2">cổng</a>, lệnh.');
    expect(html).toMatch(/<td><p>Số tuyến<\/p><\/td><td><p>31<\/p><\/td>/);
    expect(html).toMatch(/<th><p><strong>Chỉ tiêu<\/strong><\/p><\/th><th><p><strong>2025/);
    expect(html).toContain('☑ Xong');
    expect(html).toMatch(/<img alt="Phố Cầu Đất" src="data:image\/png;base64,/);
    expect(html).toContain('[Ảnh: Mất, không tìm thấy tệp] [Ảnh: Xa, xem trong Lan Tỏa]');
    expect(html).toContain('Báo cáo số 12.');
    expect(html).toContain('Nghị định 30/2020/NĐ-CP');
    expect(html).toMatch(/Nguồn: .*Quý III\/2026, mức độ xác nhận: .* \(Lan Tỏa\)\./);
    expect(html).not.toMatch(/script|javascript|alert/);
  });

  it('has the layout of office documents, and pictures within its margins', async () => {
    const { core, id } = await written();
    const file = await make(core, id);
    if (hasProgram('unzip')) execFileSync('unzip', ['-tqq', file]);
    const text = xmlOf(file, 'word/document.xml');
    // Twentieths of a point: 210 x 297 mm, 20 mm above, below and right, 30 mm left.
    expect(text).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(text).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
    // English metric units: 604 pixels of 9525, half as high.
    expect(text).toContain('<wp:extent cx="5753100" cy="2876550"/>');
    expect(text.match(/<wp:extent/g)).toHaveLength(1);
    expect(text).toContain('<w:tblHeader/>');
    const styles = xmlOf(file, 'word/styles.xml');
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toContain('<w:sz w:val="28"/>');
    expect(styles).toContain('w:val="vi-VN"');
    // LibreOffice takes a height of lines that does not say what it means for exact, and cuts pictures to it.
    for (const part of [text, styles]) expect(part).not.toMatch(/w:line="\d+"(?! w:lineRule)/);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toContain('\u0001');
  });

  it('says its labels in the language of the page, and takes a name that every system has', async () => {
    const { core, id } = await written();
    const { token, file } = await core.invoke('papers.practice', { id, language: 'en' });
    expect(file).toBe('NgamHoaCapDay.docx');
    const served = await core.servedFile(`papers/${token}/${file}`);
    const { value } = await mammoth.extractRawText({ path: served?.path ?? '' });
    expect(value).toContain('Results');
    expect(value).toContain('Legal basis');
    const untitled = await core.invoke('practices.create', { language: 'vi', title: '' });
    expect((await core.invoke('papers.practice', { id: untitled.summary.id, language: 'vi' })).file).toMatch(
      /^[A-Za-z0-9]+\.docx$/,
    );
  });

  it('is opened by LibreOffice', async ({ skip }) => {
    skip(!hasProgram('soffice'), 'soffice is not installed');
    const { core, id } = await written();
    const folder = temporaryFolder();
    const args = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'txt:Text'];
    const file = await make(core, id);
    execFileSync('soffice', [...args, '--outdir', folder, file], { timeout: 120_000 });
    const text = readFileSync(join(folder, 'NgamHoaCapDay.txt'), 'utf8');
    expect(text).toContain('Ngầm hóa <cáp> & "dây"');
    expect(text).toContain('Tuyến đã hạ ngầm');
  });

  it('takes whatever a text may be', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'constructor',
        '__proto__',
        '</w:t>',
        ']]>',
        '&#0;',
        '\uD800',
        '\uFFFF',
        '![](..)',
        '|-|',
      ),
    );
    const parts = fc.record({
      title: line,
      text: line,
      cell: line,
      body: fc.array(line).map((all) => all.join('\n')),
    });
    const clean = (text: string): string =>
      text.normalize('NFC').replace(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '');
    await fc.assert(
      fc.asyncProperty(parts, async ({ title, text, cell, body }) => {
        const bytes = await wordFile({
          ...{ title, from: title, language: 'vi', pictures: new Map(), words: vi.paper },
          parts: [
            { type: 'title', text: title },
            { type: 'list', items: [text] },
            { type: 'table', columns: [{ text: cell, share: 1 }], rows: [[cell]] },
            { type: 'markdown', text: body },
            { type: 'source', text: 'Hết' },
          ],
        });
        const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
        expect(value.replace(/\p{Cc}/gu, '')).toContain(clean(title));
        expect(value.trimEnd().endsWith('Hết')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('takes Markdown that is nested too deep, or too long, as the text that it is', async () => {
    const words = vi.paper;
    for (const text of [`${'> '.repeat(20_000)}Sâu`, `${'dài **đậm** '.repeat(20_000)}Sâu`]) {
      const bytes = await wordFile({
        ...{ title: '', from: '', language: 'vi', pictures: new Map(), words },
        parts: [{ type: 'markdown', text }],
      });
      const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
      expect(value).toContain('Sâu');
    }
  });

  it('is nowhere else than at its own address, and gone after a day', async () => {
    let now = new Date('2026-11-22T08:00:00Z');
    const { core, id } = await written({ now: () => now });
    const { token, file } = await core.invoke('papers.practice', { id, language: 'vi' });
    for (const address of [
      `papers/${token}/../${token}/${file}`,
      `papers/../papers/${file}`,
      `papers/${token}/constructor`,
      `papers/${'0'.repeat(32)}/${file}`,
      `papers/${token}`,
    ])
      expect(await core.servedFile(address)).toBeUndefined();
    await expect(
      core.invoke('papers.practice', { id: '0193e4a0-0000-7000-8000-0000000000ff', language: 'vi' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    now = new Date(Date.now() + 25 * 3_600_000);
    const next = await core.invoke('papers.practice', { id, language: 'vi' });
    expect(await core.servedFile(`papers/${token}/${file}`)).toBeUndefined();
    expect(await core.servedFile(`papers/${next.token}/${next.file}`)).toBeDefined();
  });
});
