import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficialInput } from '#core/papers/official-input';
import { officialPdf } from '#core/papers/official-pdf';
import { pictureFacts } from '#core/papers/picture-size';
import type { OfficialPart } from '#shared/paper/official-paper';
import { officialReport } from '#tests/core/papers/official';
import { type LaidPage, laidPages } from '#tests/core/papers/pdf-layout';
import { makePng } from '#tests/support/png';

const points = (millimetres: number): number => (millimetres * 72) / 25.4;
const [left, right, top, bottom] = [points(30), points(190), points(20), points(277)];
const words = (count: number): string =>
  Array.from({ length: count }, (_, at) => `chữ${String(at)}`).join(' ');

const bytes = makePng(300, 400);
const facts = pictureFacts(bytes);

/** Parts in any order: headings that follow one another, long and short texts, tables, high pictures. */
const part: fc.Arbitrary<OfficialPart> = fc.oneof(
  fc.nat(12).map((count): OfficialPart => ({ type: 'clause', text: `TIÊU ĐỀ ${words(count + 1)}` })),
  fc.nat(12).map((count): OfficialPart => ({ type: 'point', text: `a) TIÊU ĐỀ ${words(count)}` })),
  fc.nat(160).map((count): OfficialPart => ({ type: 'text', text: words(count + 1) })),
  fc.tuple(fc.nat(25), fc.nat(60)).map(([rows, long]): OfficialPart => {
    const cells = (at: number): string[] => [
      `HÀNG${String(at)}`,
      words(at === 3 ? long : 2),
      `CUỐI${String(at)}`,
    ];
    return {
      type: 'table',
      columns: ['ĐẦU BẢNG', 'Việc', 'Hạn'].map((text) => ({ text, share: 1 })),
      rows: Array.from({ length: rows + 1 }, (_, at) => cells(at)),
    };
  }),
  fc.constant<OfficialPart>({ type: 'markdown', text: '![chú thích](a.png)', of: 'x' }),
);

function inputOf(body: readonly OfficialPart[]): OfficialInput {
  const { paper } = officialReport([], { to: [], internal: false });
  if (!facts) throw new Error('not a picture');
  const end: OfficialPart = { type: 'text', text: 'Hết./.' };
  return {
    paper: { ...paper, body: [...body, end] },
    pictures: new Map([['x', new Map([['a.png', { from: bytes, facts }]])]]),
  };
}

const textLines = ({ lines }: LaidPage): LaidPage['lines'] => lines.filter(({ y }) => y > top);

function checkPage(page: LaidPage, isLast: boolean): void {
  const lines = textLines(page);
  for (const line of lines) {
    expect(line.x, line.text).toBeGreaterThan(left - 1);
    expect(line.right, line.text).toBeLessThan(right + 1);
    expect(line.y, line.text).toBeLessThan(bottom + 0.5);
  }
  for (const box of page.pictures) {
    expect(box.top).toBeGreaterThan(top - 1);
    expect(box.bottom).toBeLessThan(bottom + 1);
  }
  const rows = (start: string): string[] =>
    page.pieces.flatMap(({ text }) => (text.startsWith(start) ? [text.slice(start.length)] : []));
  // Each row begins and ends on this page.
  expect(rows('HÀNG')).toEqual(rows('CUỐI'));
  const [first] = lines;
  if (first?.text.startsWith('HÀNG')) expect.unreachable('rows without the head of their table');
  const last = lines.at(-1)?.text ?? '';
  // A heading's last line is bold; the subject of the paper is, too.
  const isHeading =
    /^(?:a\) )?TIÊU ĐỀ/.test(last) || (/chữ/.test(last) && lines.at(-1)?.font.includes('Bold'));
  if (!isLast) expect(isHeading, last).toBe(false);
}

describe('pages of a PDF', () => {
  it('keep headings with their texts, rows whole below their heads, pictures inside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 4, maxLength: 10 }), async (body) => {
        const pages = await laidPages(await officialPdf(inputOf(body)));
        pages.forEach((page, at) => {
          checkPage(page, at === pages.length - 1);
        });
        // Nothing is lost.
        const said = pages.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join(' ');
        for (const one of body)
          if ('text' in one && one.type === 'text') expect(said).toContain(one.text.slice(0, 4));
        const asked = body.filter(({ type }) => type === 'markdown').length;
        expect(pages.flatMap(({ pictures }) => pictures)).toHaveLength(asked);
      }),
      { numRuns: 20 },
    );
  });

  it('leave no line of a paragraph alone', async () => {
    for (let before = 24; before < 33; before += 1) {
      const body: OfficialPart[] = [
        ...Array.from({ length: before }, (): OfficialPart => ({ type: 'list', items: ['một dòng'] })),
        { type: 'text', text: `${words(60)}.` },
      ];
      const pages = (await laidPages(await officialPdf(inputOf(body)))).map((page) =>
        textLines(page).filter(({ text }) => text.includes('chữ')),
      );
      for (const lines of pages) expect(lines.length).not.toBe(1);
    }
  });

  it('tear words that are wider than a line, and rows that are higher than a page', async () => {
    const address = `https://example.org/${'abcdefghij/'.repeat(60)}`;
    const columns = ['A', 'B'].map((text) => ({ text, share: 1 }));
    const rows = [
      ['x'.repeat(300), words(3)],
      [words(900), 'CAO'],
    ];
    const body: OfficialPart[] = [
      { type: 'text', text: `Xem ${address} và ${'w'.repeat(400)}` },
      { type: 'clause', text: 'm'.repeat(900) },
      { type: 'table', columns, rows },
    ];
    const pages = await laidPages(await officialPdf(inputOf(body)));
    pages.forEach((page) => {
      for (const line of textLines(page)) expect(line.right, line.text).toBeLessThan(right + 1);
    });
    const said = pages
      .flatMap(({ pieces }) => pieces.map(({ text }) => text))
      .join('')
      .replace(/\s/g, '');
    expect(said).toContain(address);
    expect(said).toContain('w'.repeat(400));
    for (const word of ['chữ0', 'chữ450', 'chữ899']) expect(said).toContain(word);
  });

  it('take a text of 90,000 letters without a space in good time', async () => {
    const began = performance.now();
    const pages = await laidPages(await officialPdf(inputOf([{ type: 'text', text: 'a'.repeat(90_000) }])));
    expect(pages.length).toBeGreaterThan(20);
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it('carry who signs with some of the text', async () => {
    for (let count = 16; count < 26; count += 1) {
      const body = Array.from({ length: count }, (): OfficialPart => ({ type: 'text', text: 'Một dòng' }));
      const pages = await laidPages(await officialPdf(inputOf(body)));
      const page = pages.find(({ lines }) => lines.some(({ text }) => text.startsWith('Nơi nhận')));
      expect(page?.lines.some(({ text }) => text.includes('Hết./.'))).toBe(true);
    }
  });
});
