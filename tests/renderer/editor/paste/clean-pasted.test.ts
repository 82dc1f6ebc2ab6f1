import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cleanPastedHtml,
  cleanPastedText,
  type PasteResult,
} from '#renderer/views/editor/paste/clean-pasted';
import { describePaste } from '#renderer/views/editor/paste/describe-paste';
import { htmlToMarkdown } from '#renderer/views/editor/paste/html-to-markdown';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';

const fixture = (name: string): string =>
  readFileSync(`tests/renderer/editor/paste/fixtures/${name}.html`, 'utf8');
const picture = new File(['x'], 'clip.png', { type: 'image/png' });
const paste = (name: string, pictures: readonly File[] = []): PasteResult =>
  cleanPastedHtml(fixture(name), { pictures });
const clean = (html: string): string => cleanPastedHtml(html).html;
const markdown = ({ html }: PasteResult): string =>
  htmlToMarkdown(html, () => ({ file: 'anh-1.png', title: 'Ảnh 1' }));

describe('what programs put on the clipboard', () => {
  it('keeps the structure of Word: headings, lists in three levels, merged cells, pictures', () => {
    const result = paste('word', [picture]);
    expect(markdown(result)).toBe(`### Kết quả triển khai

### Tình hình chung

**Thành phố _đã ngầm hóa_** 116.656 m² cáp, xem [kế hoạch](https://haiphong.gov.vn/ke-hoach?a=1\\&b=2). Đã rà soát.

1. Khảo sát tuyến đường
   1. Lập danh mục
      - Tuyến **Lạch Tray**
      - Tuyến Tô Hiệu
   2. Đo đạc
2. Thi công

| Chỉ tiêu | Năm | |
| - | - | - |
| | 2023 | 2024 |
| Số tuyến (đã nghiệm thu) | 31 | 52,8 |

![Trước khi thực hiện](anh-1.png)

Xem “phụ lục” kèm theo.`);
    expect(result.pictures).toEqual([picture]);
    const kept = { tables: 1, pictures: 1, lists: 1, headings: 2, links: 1 };
    expect(result.report.kept).toEqual(kept);
    const dropped = ['trackedChanges', 'comments', 'footnotes', 'fields', 'mergedCells', 'numbering'];
    expect([...result.report.dropped.keys()]).toEqual(
      expect.arrayContaining([...dropped, 'colour', 'fonts', 'alignment']),
    );
  });

  it('counts the pictures that are not on the clipboard as lost', () => {
    const { html, report } = paste('word');
    expect(html).not.toContain('<img');
    expect([report.kept.pictures, report.dropped.get('pictures')]).toEqual([0, 1]);
  });

  it('keeps the structure of LibreOffice, and the bytes of its pictures', () => {
    const result = paste('libreoffice');
    expect(result.html).toContain(
      '<ol><li><p>Thành lập tổ công tác</p><ol><li><p>Tổ trưởng</p></li><li><p>Tổ viên</p></li></ol></li>' +
        '<li><p>Giao ban hằng tuần</p></li></ol><ul><li><p>Zalo</p></li></ul>' +
        '<table><tr><th>Việc</th><th>Hạn</th></tr><tr><td>Báo cáo</td><td>15/3/2025</td></tr></table>',
    );
    expect(result.pictures).toMatchObject([{ type: 'image/png', size: 70 }]);
  });

  it('is not fooled by the bold that Google Docs wraps everything in', () => {
    expect(paste('google-docs').html).toBe(
      '<h3>Khả năng nhân rộng</h3>' +
        '<p>Áp dụng được ở <strong>mọi xã, phường</strong> <em>có cáp quang</em><s>, trừ đảo</s>.</p>' +
        '<ul><li><p>Cấp xã</p><ul><li><p>Thôn</p></li></ul></li>' +
        '<li><p><a href="https://docs.google.com/document/d/1">Mẫu phiếu</a></p></li></ul>' +
        '<table><tr><th>Năm</th><th>Số hồ sơ</th></tr><tr><td>2024</td><td>116.656</td></tr></table>',
    );
  });

  it('keeps a range of Excel as a table, and not the picture of it that comes along', () => {
    const { html, pictures } = paste('excel', [picture]);
    expect(html).toBe(
      '<table><tr><th>Quý</th><th align="right">Kế hoạch</th><th align="right">Thực hiện</th></tr>' +
        '<tr><td>I</td><td align="right">1.500</td><td align="right">1.612,5</td></tr>' +
        '<tr><td>Cộng</td><td align="right"></td><td align="right">1.612,5</td></tr></table>',
    );
    expect(pictures).toEqual([]);
  });

  it('keeps the article of a web page without its navigation, scripts and unsafe links', () => {
    const { html, report } = paste('web-page');
    expect(html).toContain('<h3>UBND thành phố ban hành Kế hoạch chuyển đổi số</h3><p>15/3/2025 | 08:30</p>');
    expect(html).toContain('và văn bản kèm theo.</p><p>Mục tiêu đến năm 2025:</p>');
    expect(html).toContain(
      '<p>Toàn cảnh hội nghị</p><blockquote><p>Người dân là trung tâm.</p></blockquote>',
    );
    expect(html).not.toMatch(/Trang chủ|stolen|color|alert|Hình vẽ|Chia sẻ|onclick|img/);
    expect(report.kept).toEqual({ tables: 0, pictures: 0, lists: 1, headings: 1, links: 2 });
    expect(report.dropped.get('links')).toBe(1);
  });

  it('puts the items of Word online, each in a list of its own, into one', () => {
    const item = (level: number, text: string, list = 'ul'): string =>
      `<div class="ListContainerWrapper"><${list}><li data-aria-level="${String(level)}"><p>${text}</p></li></${list}></div>`;
    expect(clean(item(1, 'A') + item(2, 'B') + item(2, 'C') + item(1, 'D'))).toBe(
      '<ul><li><p>A</p><ul><li><p>B</p></li><li><p>C</p></li></ul></li><li><p>D</p></li></ul>',
    );
  });
});

describe('pieces of structure', () => {
  it('cleans spaces and letters, leaving quotes alone', () => {
    expect(clean('<p>a\u00a0\u00a0b\u00ad\u200bc “d” Tie\u0302\u0301ng<b> e </b>f</p>')).toBe(
      '<p>a bc “d” Tiếng <strong>e</strong> f</p>',
    );
  });

  it('splits merged cells so that every figure stays under its heading', () => {
    const html =
      '<table><tr><td rowspan="2">A</td><td colspan="2">B</td></tr><tr><td>c</td><td>d</td></tr>' +
      '<tr><td>e</td><td rowspan="9">f</td><td>g</td></tr></table>';
    expect(clean(html)).toBe(
      '<table><tr><th>A</th><th>B</th><th></th></tr><tr><td></td><td>c</td><td>d</td></tr>' +
        '<tr><td>e</td><td>f</td><td>g</td></tr></table>',
    );
  });

  it('makes text of a table inside a table, and no table of a frame', () => {
    const inner = '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>';
    expect(clean(`<table><tr><td>x</td><td>y${inner}</td></tr></table>`)).toBe(
      '<table><tr><th>x</th><th>y<br>1; 2<br>3; 4</th></tr></table>',
    );
    expect(clean(`<table><tr><td>${inner}</td></tr></table>`)).toBe(clean(inner));
  });

  it('goes on with the number at which a list was interrupted', () => {
    const item = (number: string): string =>
      `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${number}</span>x</p>`;
    expect(clean(`${item('1.')}<p>y</p>${item('2.')}`)).toBe(
      '<ol><li><p>x</p></li></ol><p>y</p><ol start="2"><li><p>x</p></li></ol>',
    );
  });

  it.each([
    ['https://a.vn/x', true],
    ['HTTP://a.vn', true],
    ['mailto:a@b.vn', true],
    ['javascript:alert(1)', false],
    [' java\nscript:alert(1)', false],
    ['data:text/html,x', false],
    ['file:///C:/x', false],
    ['//a.vn', false],
    ['https:', false],
  ])('links to %j: %s', (href, linked) => {
    const element = document.createElement('a');
    element.setAttribute('href', href);
    element.textContent = 'x';
    expect(clean(element.outerHTML).includes('<a href=')).toBe(linked);
  });
});

describe('text without formatting', () => {
  it('makes a table of lines with tabs, lists of marked lines and paragraphs of the rest', () => {
    const { html, report } = cleanPastedText(
      'Đầu\ntiếp\n\nNăm\tSố\r\n2024\t52,8\n- a\n- b\n3. c\n4) d\n5.e\n\n',
    );
    expect(html).toBe(
      '<p>Đầu<br>tiếp</p><table><tr><th>Năm</th><th>Số</th></tr><tr><td>2024</td><td>52,8</td></tr></table>' +
        '<ul><li><p>a</p></li><li><p>b</p></li></ul><ol start="3"><li><p>c</p></li><li><p>d</p></li></ol><p>5.e</p>',
    );
    expect(report.kept).toEqual({ tables: 1, pictures: 0, lists: 2, headings: 0, links: 0 });
  });
});

describe('lists that were typed by hand', () => {
  it.each([
    ['<p>- một</p><p>-  hai</p>', '- một\n- hai'],
    ['<p>Gồm:</p><p>– <b>một</b></p><p>– hai</p><p>Hết</p>', 'Gồm:\n\n- **một**\n- hai\n\nHết'],
    ['<p>Gồm:<br>- một<br>- hai</p>', 'Gồm:\n\n- một\n- hai'],
    ['<p><b>- </b>một</p><p>- hai</p>', '- một\n- hai'],
    ['<p>- một</p><p>+ nhỏ</p><p>+ nhỏ nữa</p><p>- hai</p>', '- một\n  - nhỏ\n  - nhỏ nữa\n- hai'],
    ['<p>3. ba</p><p>4) bốn</p>', '3. ba\n4. bốn'],
    ['<blockquote><p>- một</p><p>- hai</p></blockquote>', '> - một\n> - hai'],
    ['<p>- một</p>', '\\- một'],
    ['<p>1. Mở đầu</p><p>Lời</p><p>2. Nội dung</p>', '1\\. Mở đầu\n\nLời\n\n2\\. Nội dung'],
    ['<p>2024. Năm</p><p>30. Ngày</p>', '2024\\. Năm\n\n30\\. Ngày'],
    ['<p>-5 độ</p><p>-3 độ</p>', '\\-5 độ\n\n\\-3 độ'],
  ])('%s', (html, expected) => {
    const found = markdown(cleanPastedHtml(html));
    // How the printer marks that a sign is no list is its own affair.
    expect(found.replaceAll('\\', '')).toBe(expected.replaceAll('\\', ''));
    expect(clean(clean(html))).toBe(clean(html));
  });

  it('are lists in plain text too, over empty lines, and a single line is none', () => {
    expect(cleanPastedText('Gồm:\n- a\n\n- b').html).toBe(
      '<p>Gồm:</p><ul><li><p>a</p></li><li><p>b</p></li></ul>',
    );
    expect(cleanPastedText('- a').html).toBe('<p>- a</p>');
  });
});

describe('columns', () => {
  const table = (...cells: string[]): string =>
    markdown(
      cleanPastedHtml(
        `<table><tr><th>A<th>B</tr>${cells.map((cell) => `<tr><td>x</td>${cell}</tr>`).join('')}</table>`,
      ),
    );

  it.each([
    ['Word', '<td><p align=right style="text-align:right">1</p></td>', '| - | -: |'],
    ['Excel', '<td align=right>1</td>', '| - | -: |'],
    ['Google Sheets', '<td style="text-align: right">1</td>', '| - | -: |'],
    ['centred', '<td><center>1</center></td>', '| - | :-: |'],
    ['a paragraph of its own mind', '<td align=right><p align=left>1</p></td>', '| - | - |'],
  ])('stand as %s has them', (_name, cell, rule) => {
    expect(table(cell)).toContain(rule);
    expect(table(cell, cell, '<td>2</td>')).toContain(rule);
    expect(table(cell, '<td>2</td>', '<td>3</td>')).toContain('| - | - |');
  });

  it('are not told as dropped where they are kept, and paragraphs are', () => {
    const kept = cleanPastedHtml('<table><tr><td>a<td>b<tr><td>c<td align=right>1</table>').report.dropped;
    expect(kept.has('alignment')).toBe(false);
    expect(cleanPastedHtml('<p align=right>a</p>').report.dropped.has('alignment')).toBe(true);
  });
});

describe('what is told', () => {
  it('names what was kept and dropped, in both languages', () => {
    const { report } = cleanPastedHtml(
      '<table><tr><td>a<td>b</table><table><tr><td>a<td>b</table><h2><font face="x" color="red">y</font></h2>',
    );
    expect(describePaste(report, vi.paste)).toBe('Giữ 2 bảng, 1 tiêu đề; bỏ màu chữ, phông chữ');
    expect(describePaste(report, en.paste)).toBe('Kept 2 tables, 1 heading; dropped colours, fonts');
    expect(describePaste(cleanPastedHtml('<p>a').report, vi.paste)).toBeNull();
    expect(describePaste(cleanPastedHtml('<p>a<svg><text>b</text></svg>').report, vi.paste)).toBe(
      'Đã dán; bỏ hình vẽ, công thức',
    );
  });
});
