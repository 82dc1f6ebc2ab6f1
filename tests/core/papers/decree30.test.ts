import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialPdf } from '#core/papers/official-pdf';
import { officialWord } from '#core/papers/official-word';
import {
  bodyOf,
  edges,
  hasProgram,
  inOffice,
  middles,
  points,
  type Style,
  styleOf,
} from '#tests/core/papers/measured';
import { officialReport, someChosen } from '#tests/core/papers/official';
import { laidPages, type LaidPage, type Line } from '#tests/core/papers/pdf-layout';

const { left, right, top, bottom } = edges;
const { text: middle, bodies: leftMiddle, motto: rightMiddle } = middles;

const input = officialReport(someChosen);
/** Pages by what made the PDF. */
const made = new Map<string, readonly LaidPage[]>();
const files = new Map<string, string>();

const folder = mkdtempSync(join(tmpdir(), 'lantoa-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  const path = join(folder, 'ours.pdf');
  writeFileSync(path, await officialPdf(input));
  files.set('the PDF', path);
  if (hasProgram('soffice')) {
    const [file = ''] = inOffice(new Map([['word', await officialWord(input)]]), folder).values();
    files.set('the Word file', file);
  }
  for (const [name, file] of files) made.set(name, await laidPages(readFileSync(file)));
}, 180_000);

/** The rows of section V: text, size from and to, style, and what it is centred about or where it begins. */
const rows: readonly (readonly [RegExp, number, number, Style, number?])[] = [
  [/^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$/, 12, 13, 'bold', rightMiddle],
  [/^Độc lập - Tự do - Hạnh phúc$/, 13, 14, 'bold', rightMiddle],
  [/^ỦY BAN NHÂN DÂN/, 12, 13, 'upright', leftMiddle],
  [/^SỞ KHOA HỌC/, 12, 13, 'bold', leftMiddle],
  [/^Số: \/BC-SKHCN$/, 13, 13, 'upright', leftMiddle],
  [/^Hải Phòng, ngày … tháng … năm …$/, 13, 14, 'italic', rightMiddle],
  [/^LƯU HÀNH NỘI BỘ$/, 13, 14, 'bold', rightMiddle],
  [/^BÁO CÁO$/, 13, 14, 'bold', middle],
  [/^Tổng hợp cách làm hay quý III\/2026$/, 13, 14, 'bold', middle],
  [/^Kính gửi:$/, 13, 14, 'upright'],
  [/^- Ủy ban nhân dân thành phố Hải Phòng;$/, 13, 14, 'upright'],
  [/^- Bộ Khoa học và Công nghệ\.$/, 13, 14, 'upright'],
  [/^Sở Khoa học và Công nghệ thành phố Hải Phòng báo cáo/, 13, 14, 'upright'],
  [/^I\. CÁCH LÀM HAY CỦA ĐƠN VỊ$/, 13, 14, 'bold'],
  [/^1\. Ứng dụng trợ lý ảo/, 13, 14, 'bold'],
  [/^II\. CÁCH LÀM HAY CỦA BỘ/, 13, 14, 'bold'],
  [/^III\. ĐỀ XUẤT, KIẾN NGHỊ$/, 13, 14, 'bold'],
  [/^Nơi nhận:$/, 12, 12, 'bold italic'],
  [/^- Như trên;$/, 11, 11, 'upright'],
  [/^- Lưu: VT\.$/, 11, 11, 'upright'],
  [/^KT\. GIÁM ĐỐC$/, 13, 14, 'bold', middles.signer],
  [/^PHÓ GIÁM ĐỐC$/, 13, 14, 'bold', middles.signer],
  [/^Nguyễn Thị Hồng Ánh$/, 13, 14, 'bold', middles.signer],
  [/^Phụ lục I$/, 14, 14, 'bold', middle],
  [/^DANH MỤC CÁCH LÀM HAY$/, 13, 14, 'bold', middle],
  [/^\(Kèm theo Báo cáo số/, 13, 14, 'italic', middle],
  [/^Phụ lục II$/, 14, 14, 'bold', middle],
  [/^NỘI DUNG CÁC CÁCH LÀM HAY$/, 13, 14, 'bold', middle],
  [/^a\) Kết quả$/, 13, 14, 'upright'],
];

/** Spaces are told by gaps, which differ where letters come from another font: texts are compared without them. */
const isLike = (like: RegExp, text: string): boolean =>
  new RegExp(like.source.replaceAll(' ', '')).test(text.replace(/\s/g, ''));
const pagesOf = (name: string): readonly LaidPage[] => made.get(name) ?? [];
const allLines = (name: string): Line[] => pagesOf(name).flatMap(bodyOf);
const lineLike = (name: string, like: RegExp): Line => {
  const found = allLines(name).find(({ text }) => isLike(like, text));
  if (!found) throw new Error(`no line like ${String(like)}`);
  return found;
};

describe.each(['the PDF', 'the Word file'])('%s of a report', (name) => {
  const must = (skip: (condition: boolean, note: string) => void): void => {
    skip(!made.has(name), 'soffice is not installed');
  };

  it('is on A4 with its margins kept by every text, table and picture', ({ skip }) => {
    must(skip);
    for (const page of pagesOf(name)) {
      expect(page.width).toBeCloseTo(points(210), 0);
      expect(page.height).toBeCloseTo(points(297), 0);
      for (const line of bodyOf(page)) {
        expect(line.x, line.text).toBeGreaterThan(left - 1);
        expect(line.right, line.text).toBeLessThan(right + 1.5);
        expect(line.y, line.text).toBeLessThan(bottom + 1);
      }
      for (const box of [...page.pictures, ...page.rules]) {
        expect(box.left).toBeGreaterThan(left - 7);
        expect(box.right).toBeLessThan(right + 7);
        expect(box.bottom).toBeLessThan(bottom + 2);
      }
    }
    expect(pagesOf(name).flatMap(({ pictures }) => pictures)).toHaveLength(someChosen.length);
  });

  for (const [like, least, most, style, centre] of rows)
    it(`has the row ${String(like)}`, ({ skip }) => {
      must(skip);
      const line = lineLike(name, like);
      expect(line.size).toBeGreaterThan(least - 0.1);
      expect(line.size).toBeLessThan(most + 0.1);
      expect(styleOf(line)).toBe(style);
      if (centre !== undefined) expect(Math.abs((line.x + line.right) / 2 - centre)).toBeLessThan(3);
    });

  it('has them in the order of the templates', ({ skip }) => {
    must(skip);
    const at = rows.map(([like]) => allLines(name).findIndex(({ text }) => isLike(like, text)));
    const [motto, below, parent, office, number, place, ...rest] = at as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    expect(Math.max(motto, below, parent, office)).toBeLessThan(Math.min(number, place));
    const [foot] = [rows.findIndex(([like]) => like.test('Nơi nhận:')) - 6];
    const inOrder = [...rest.slice(0, foot), ...rest.slice(foot + 6)];
    expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
    // Level with each other.
    for (const [one, other, within] of [
      [/^Số: /, /^Hải Phòng, ngày/, 1],
      [/^Nơi nhận:$/, /^KT\. GIÁM ĐỐC$/, 4],
    ] as const)
      expect(Math.abs(lineLike(name, one).y - lineLike(name, other).y)).toBeLessThanOrEqual(within);
  });

  it('has its rules: as long as the motto, a third to a half of body, subject and title', ({ skip }) => {
    must(skip);
    /** What is drawn below a line, against the longest of the lines that it belongs to. */
    const below = (like: RegExp, longest = like): { share: number; offset: number } => {
      const page = pagesOf(name).find(({ lines }) => lines.some(({ text }) => isLike(like, text)));
      const line = lineLike(name, like);
      const rule = page?.rules.find(
        (one) => one.top > line.y && one.top < line.y + 10 && one.left < line.right && one.right > line.x,
      );
      if (!rule) throw new Error(`no rule below ${line.text}`);
      const widths = allLines(name)
        .filter(({ text }) => isLike(longest, text))
        .map((one) => one.right - one.x);
      return {
        share: (rule.right - rule.left) / Math.max(...widths),
        offset: (rule.left + rule.right - line.x - line.right) / 2,
      };
    };
    const whole = below(/^Độc lập/);
    expect(Math.abs(whole.share - 1)).toBeLessThan(0.02);
    const subject = below(/^Tổng hợp cách làm hay quý/);
    const office = below(/^PHỐ HẢI PHÒNG$/, /^(?:SỞ KHOA HỌC VÀ$|CÔNG NGHỆ THÀNH$|PHỐ HẢI PHÒNG$)/);
    for (const { share } of [subject, office]) {
      expect(share).toBeGreaterThan(1 / 3);
      expect(share).toBeLessThan(1 / 2);
    }
    for (const { offset } of [whole, subject, office, below(/Hải Phòng\)$/)])
      expect(Math.abs(offset)).toBeLessThan(3);
  });

  it('has its head as the diagram has it: lines apart by one, a box, room for a number, dashes below the colon', ({
    skip,
  }) => {
    must(skip);
    const y = (like: RegExp): number => lineLike(name, like).y;
    // "cách nhau dòng đơn"
    for (const [above, below] of [
      [/^CỘNG HÒA/, /^Độc lập/],
      [/PHỐ HẢI PHÒNG$/, /^SỞ KHOA HỌC VÀ/],
      [/^BÁO CÁO$/, /^Tổng hợp cách làm hay quý/],
    ] as const) {
      expect(y(below) - y(above)).toBeGreaterThan(12);
      expect(y(below) - y(above)).toBeLessThan(14 * 1.3);
    }
    const box = lineLike(name, /^LƯU HÀNH NỘI BỘ$/);
    const edges = pagesOf(name)[0]?.rules.filter(
      (rule) => Math.abs(rule.top - box.y) < 16 && rule.left < box.x && rule.right > box.right,
    );
    expect(edges?.some(({ top: edge }) => edge < box.y - 8)).toBe(true);
    expect(edges?.some(({ top: edge }) => edge > box.y)).toBe(true);
    const number = lineLike(name, /^Số: \/BC-SKHCN$/);
    const symbol = number.pieces.find(({ text }) => text.includes('/BC'));
    const end = (symbol?.x ?? 0) + (symbol?.width ?? 0);
    // Wider than the words alone by the room that is left for the number.
    expect(end - number.x).toBeGreaterThan(75 + 20);
    const to = lineLike(name, /^Kính gửi:$/);
    const dashes = [/^- Ủy ban nhân dân thành phố/, /^- Bộ Khoa học/].map((like) => lineLike(name, like).x);
    expect(dashes[0]).toBeCloseTo(dashes[1] ?? 0, 1);
    expect(Math.abs((dashes[0] ?? 0) - to.right)).toBeLessThan(8);
  });

  it('lists who receives it from "Như trên" to the archive, and ends its text with "./."', ({ skip }) => {
    must(skip);
    const lines = allLines(name);
    const from = lines.findIndex(({ text }) => isLike(/^Nơi nhận:$/, text));
    const names = lines.slice(from + 1).filter(({ size, x }) => Math.abs(size - 11) < 0.1 && x < left + 2);
    expect(isLike(/^- Như trên;$/, names[0]?.text ?? '')).toBe(true);
    expect(isLike(/^- Lưu: VT\.$/, names.at(-1)?.text ?? '')).toBe(true);
    for (const { text } of names.slice(0, -1)) expect(text).toMatch(/^-.*;$/);
    expect(lines[from - 1]?.text ?? lines[from - 2]?.text).toMatch(/\.\/\.$/);
  });

  it('is written in the letters of Times New Roman, in black', ({ skip }) => {
    must(skip);
    for (const page of pagesOf(name)) {
      for (const { font, text } of page.pieces) expect(font, text).toMatch(/Tinos/);
      expect([...page.colours].filter((colour) => colour !== '#000000')).toEqual([]);
    }
  });

  it('has a table of contents that tells the pages on which the practices begin', ({ skip }) => {
    must(skip);
    const pages = pagesOf(name);
    const first = pages.findIndex(({ lines }) => lines.some(({ text }) => isLike(/^Phụ lục II$/, text)));
    const begins = pages.slice(first).flatMap((page, at) =>
      bodyOf(page)
        .filter((line) => styleOf(line) === 'bold' && /^\d+\. /.test(line.text))
        .map(() => at + 1),
    );
    expect(begins).toHaveLength(someChosen.length);
    const [page] = pages.slice(first);
    const told = (page?.lines ?? []).flatMap((line) => {
      const number = /(?:^|[. ])(\d+)$/.exec(line.text)?.[1];
      return number !== undefined && Math.abs(line.right - right) < 2 && styleOf(line) === 'upright'
        ? [Number(number)]
        : [];
    });
    expect(told).toEqual(begins);
  });

  it('counts the pages of the report and of each annex, not on the first', ({ skip }) => {
    must(skip);
    const counted: string[][] = [];
    for (const page of pagesOf(name)) {
      const begins = page.lines.some(({ text }) => isLike(/^Phụ lục [IVX]+$/, text));
      if (begins || counted.length === 0) counted.push([]);
      const above = page.lines.filter(({ y }) => y <= top);
      counted.at(-1)?.push(above.map(({ text }) => text).join('|'));
      for (const line of above) {
        expect(line.size).toBeGreaterThan(12.9);
        expect(line.size).toBeLessThan(14.1);
        expect(styleOf(line)).toBe('upright');
        expect(Math.abs((line.x + line.right) / 2 - middle)).toBeLessThan(2);
      }
    }
    expect(counted.length).toBe(3);
    expect(counted[0]?.length).toBeGreaterThan(2);
    for (const numbers of counted)
      expect(numbers).toEqual(numbers.map((_, at) => (at === 0 ? '' : String(at + 1))));
  });

  it('sets its text in: first line 1 cm, both edges straight, lines and paragraphs apart', ({ skip }) => {
    must(skip);
    const [page] = pagesOf(name);
    const lines = bodyOf(page as LaidPage);
    const first = lines.findIndex(({ text }) => isLike(/^Theo lĩnh vực/, text));
    const [one, two, three] = lines.slice(first);
    if (!one || !two || !three) throw new Error('no paragraph');
    expect(one.x).toBeCloseTo(left + points(10), 0);
    expect(two.x).toBeCloseTo(left, 0);
    for (const line of [one, two, three]) expect(Math.abs(line.right - right)).toBeLessThan(1.5);
    const distance = three.y - two.y;
    expect(distance).toBeGreaterThanOrEqual(14 * 1.14);
    expect(distance).toBeLessThanOrEqual(14 * 1.15 * 1.5);
    const next = lines.findIndex(({ text }) => isLike(/^Theo mức độ xác nhận/, text));
    expect((lines[next]?.y ?? 0) - (lines[next - 1]?.y ?? 0)).toBeGreaterThanOrEqual(distance + 5.9);
  });

  it('ends no page with a heading and tears no row', ({ skip }) => {
    must(skip);
    for (const page of pagesOf(name)) {
      const last = bodyOf(page).at(-1);
      expect(/^(?:[IVX]+\. |[a-zđ]\) )/.test(last?.text ?? ''), last?.text).toBe(false);
      expect(last?.text === 'Nguyễn Thị Hồng Ánh' || (last && styleOf(last)) !== 'bold', last?.text).toBe(
        true,
      );
      const text = page.pieces
        .map((piece) => piece.text)
        .join('')
        .replace(/\s/g, '');
      expect(text.split('Sốliệuđến').length).toBe(text.split('từcácxã,phường').length);
    }
  });
});
