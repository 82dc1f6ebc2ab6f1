import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Extracted } from '#core/extraction/extraction';
import { readAttachment, readingLimits } from '#core/extraction/read-attachment';
import { mostTextOfFile } from '#shared/model/attachment-text';
import { temporaryFolder } from '#tests/support/folders';
import {
  bombPart,
  makeCompound,
  makeSheets,
  makeTextPdf,
  makeWord,
  paragraph,
} from '#tests/support/office-documents';
import { makePdf } from '#tests/support/pdf';
import { testPlatform } from '#tests/support/test-platform';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

/** Reads bytes as an attachment of this name, in a real process. */
function read(
  bytes: Buffer,
  name: string,
  limits: Partial<typeof readingLimits> = {},
): Promise<Extracted | 'later'> {
  const path = join(temporaryFolder(), 'tep');
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { signal } = new AbortController();
  return readAttachment(testPlatform().host, { path, name, sha256 }, { ...readingLimits, ...limits }, signal);
}

const whole = (text: string): Extracted => ({ type: 'text', text, note: null });
const unread = (reason: string): object => ({ type: 'unread', reason });

describe('text of real files', () => {
  it('Word: words over several runs, tables, line breaks; no marks, no fields of the archive', async () => {
    const body =
      paragraph('Quy trình c', 'ấp giấy <chứng nhận> & sổ') +
      '<w:p><w:r><w:t>dòng một</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>' +
      `<w:tbl><w:tr><w:tc>${paragraph('Chỉ tiêu')}</w:tc><w:tc>${paragraph('21 tuyến')}</w:tc></w:tr></w:tbl>` +
      '<w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del></w:p>';
    expect(await read(makeWord(body), 'quy-trinh.docx')).toEqual(
      whole('Quy trình cấp giấy <chứng nhận> & sổ\ndòng một\ndòng hai\nChỉ tiêu\n21 tuyến'),
    );
  });

  it('Word: headers and footers at the end, each line once, whatever they are', async () => {
    const edge = (name: string, body: string): RawEntry => ({
      name: `word/${name}.xml`,
      data: `<w:hdr xmlns:w="w">${body}</w:hdr>`,
      method: 8,
    });
    const office = paragraph('SỞ Y TẾ', ' – số 15/KH-SYT & <kèm>');
    const parts = [
      edge('header1', office),
      edge('header2', `${office}<w:p><w:r><w:tab/><w:t>T&#7881;nh</w:t></w:r></w:p>`),
      edge('footer1', '<w:p><w:r><w:delText>xóa</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p>'),
      edge('header3', 'x'.repeat(2 * 1024 ** 2)),
      edge('footnotes9', paragraph('không phải')),
    ];
    expect(await read(makeWord(paragraph('Thân bài'), parts), 'a.docx')).toEqual(
      whole('Thân bài\nSỞ Y TẾ – số 15/KH-SYT & <kèm>\nTỉnh'),
    );
    const damaged = makeWord(paragraph('Thân bài'), [
      { name: 'word/header1.xml', packed: Buffer.from('no deflate'), method: 8, bytes: 9, crc: 0 },
    ]);
    expect(await read(damaged, 'a.docx')).toEqual(whole('Thân bài'));
  });

  it('Excel: names of sheets, a line for each row', async () => {
    const bytes = makeSheets('Số liệu 2025', [
      ['Xã', 'Hồ sơ'],
      ['Thủy Dương', 1250],
    ]);
    expect(await read(bytes, 'bieu.xlsx')).toEqual(whole('Số liệu 2025\nXã · Hồ sơ\nThủy Dương · 1250'));
  });

  it('PDF: page after page', async () => {
    const pages = [
      'Ủy ban nhân dân phường tiếp nhận hồ sơ\ntrả kết quả trong ngày',
      'Phụ lục: mẫu đơn đề nghị cấp sổ',
    ];
    const found = await read(makeTextPdf(pages), 'van-ban.pdf');
    expect(found).toEqual(whole(pages.join('\n')));
  });

  it.each([
    ['UTF-8', Buffer.from('Đường số 5\r\nKhu phố')],
    ['UTF-8 with a mark', Buffer.from('\ufeffĐường số 5\nKhu phố')],
    ['UTF-16', Buffer.from('\ufeffĐường số 5\nKhu phố', 'utf16le')],
    // Letters and tones apart: "ờ" is "ơ" and a grave.
    ['Windows-1258', Buffer.from('d0fdf5cc6e672073f4ec20350a4b6875207068f4ec', 'hex')],
  ])('plain text in %s', async (_, bytes) => {
    expect(await read(bytes, 'ghi-chu.txt')).toEqual(whole('Đường số 5\nKhu phố'));
  });

  it('goes by what a file is, not by its name', async () => {
    expect(await read(makeWord(paragraph('Thật ra là Word')), 'bang.pdf')).toEqual(whole('Thật ra là Word'));
    expect(await read(Buffer.from('chỉ là chữ'), 'bang.docx')).toEqual(unread('damaged'));
  });

  it('a text that is too long is cut and says so', async () => {
    const found = await read(Buffer.from('cải cách '.repeat(100)), 'a.txt', { mostText: 100 });
    expect(found).toMatchObject({ type: 'text', note: 'long-text' });
    expect(readingLimits.mostText).toBe(mostTextOfFile);
  });
});

describe('files that cannot be read give their reason', () => {
  const locked = makePdf({ pages: ['secret'], locked: true });
  const scan = makePdf({ pages: ['', ''] });
  const encrypted = buildZip([{ name: 'word/document.xml', data: 'x', flags: 1, method: 8 }]);
  it.each([
    ['a PDF under a password', locked, 'a.pdf', 'password'],
    ['a Word document under a password', makeCompound('EncryptedPackage'), 'a.docx', 'password'],
    ['an encrypted archive', encrypted, 'a.docx', 'password'],
    ['an old Word document', makeCompound('WordDocument'), 'a.doc', 'old-format'],
    ['a scan', scan, 'a.pdf', 'no-text'],
    ['a damaged PDF', Buffer.from('%PDF-1.4 broken'), 'a.pdf', 'damaged'],
    ['a truncated Word document', makeWord(paragraph('a')).subarray(0, 300), 'a.docx', 'damaged'],
    ['an archive of others', buildZip([{ name: 'a.txt', data: 'a' }]), 'a.zip', 'unsupported'],
    [
      'a name with NUL in the archive',
      makeWord(paragraph('a'), [{ name: 'a\0../b.xml', data: 'x' }]),
      'a.docx',
      null,
    ],
    ['nothing', Buffer.alloc(0), 'a.docx', 'empty'],
    ['TCVN3', Buffer.from('5468b5 6e68 20 70 68 e8 20 ae b5'.replace(/ /g, ''), 'hex'), 'a.txt', 'encoding'],
    ['bytes', Buffer.from([1, 2, 0, 255, 254]), 'a.txt', 'encoding'],
  ])('%s', async (_, bytes, name, reason) => {
    const found = await read(bytes, name);
    if (reason === null)
      expect(found).toMatchObject({ type: expect.stringMatching(/text|unread/) as string });
    else expect(found).toEqual(unread(reason));
  });

  it('one that is not what was attached, not there, or no file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'khác');
    mkdirSync(join(folder, 'b.txt'));
    const { host } = testPlatform();
    const { signal } = new AbortController();
    const file = { path, name: 'a.txt', sha256: '0'.repeat(64) };
    expect(await readAttachment(host, file, readingLimits, signal)).toEqual(unread('changed'));
    for (const other of ['b.txt', 'c.txt']) {
      const there = { ...file, path: join(folder, other) };
      expect(await readAttachment(host, there, readingLimits, signal)).toEqual(unread('missing'));
    }
  });
});

describe('hostile files', () => {
  const entities = `<!DOCTYPE w [<!ENTITY a "${'lol'.repeat(20)}">${Array.from(
    { length: 9 },
    (_, at) =>
      `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`,
  ).join('')}]>`;
  it.each([
    [
      'an archive that says that it unpacks to gigabytes',
      makeWord('', [bombPart('word/a.xml', 1, 2 ** 31)]),
      'too-big',
    ],
    ['an archive of too many parts', manyParts(11_000), 'too-big'],
    ['a size beyond the limit', Buffer.alloc(101 * 1024 ** 2, 32), 'too-big'],
  ])('%s', async (_, bytes, reason) => {
    expect(await read(bytes, 'a.docx')).toEqual(unread(reason));
  });

  it('a part that lies about its size is killed by its memory, while this process answers', async () => {
    const bytes = makeWord('', [
      bombPart('word/numbering.xml', 400, 10),
      bombPart('word/styles.xml', 400, 10),
    ]);
    let answers = 0;
    const beat = setInterval(() => (answers += 1), 10);
    const found = await read(bytes, 'a.docx', { megabytes: 200 });
    clearInterval(beat);
    expect(['too-big', 'damaged']).toContain((found as { reason: string }).reason);
    expect(answers).toBeGreaterThan(5);
  });

  it('entities that multiply are not multiplied', async () => {
    const bytes = makeWord('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>', [], entities);
    const found = await read(bytes, 'a.docx', { megabytes: 200 });
    expect(found).toMatchObject({ type: expect.stringMatching(/text|unread/) as string });
    if (found !== 'later' && found.type === 'text') expect(found.text.length).toBeLessThan(10_000);
  });

  it('a document that takes too long is killed by the time', async () => {
    const bytes = makeWord(paragraph('rất dài '.repeat(50)).repeat(20_000));
    expect(await read(bytes, 'a.docx', { milliseconds: 400 })).toEqual(unread('too-long'));
  });

  it('of an endless PDF the pages that were reached are found', async () => {
    const pages = Array.from(
      { length: 3_000 },
      (_, at) => `Trang số ${String(at)} của văn bản rất dài về cải cách`,
    );
    const found = await read(makeTextPdf(pages), 'a.pdf', { milliseconds: 1_500 });
    expect(found).toMatchObject({ type: 'text', note: 'cut' });
  });
});

function manyParts(count: number): Buffer {
  return makeWord(
    '',
    Array.from({ length: count }, (_, at) => ({ name: `word/p${String(at)}.xml`, data: '' })),
  );
}
