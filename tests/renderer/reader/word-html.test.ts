import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordHtml } from '#renderer/views/reader/word-html';
import { vi } from '#shared/messages/vi';
import type { FrontMatter } from '#shared/model/practice';
import { fakePractice } from '#tests/support/fake-backend';

const app = { messages: vi, language: 'vi' as const, provinces: new Map(), reference: { fields: [] } };
const id = '019b8c00-0000-7000-8000-000000000001';

const parse = (html: string): HTMLElement => {
  const root = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  if (!(root instanceof HTMLElement)) throw new Error('no element');
  return root;
};
const texts = (root: ParentNode, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);

/** Words that Markdown leaves as they are. */
const word = fc.constantFrom('cáp', 'ngầm', 'Hải', 'Phòng', '2026', 'quý', '52,8%', 'tuyến', 'đường');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const paragraph = sentence.map((text) => ({
  markdown: text,
  p: [text],
  li: [] as string[],
  cells: [] as string[],
}));
const list = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => ({
  markdown: items.map((item) => `- ${item}`).join('\n'),
  p: [] as string[],
  li: items,
  cells: [] as string[],
}));
const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.array(sentence, { minLength: 4, maxLength: 12 }))
  .map(([columns, given]) => {
    const rows = Array.from({ length: Math.floor(given.length / columns) }, (_, row) =>
      given.slice(row * columns, (row + 1) * columns),
    );
    const lines = rows.map((row) => `| ${row.join(' | ')} |`);
    lines.splice(1, 0, `|${'---|'.repeat(columns)}`);
    return { markdown: lines.join('\n'), p: [] as string[], li: [] as string[], cells: rows.flat() };
  });
const body = fc.array(fc.oneof(paragraph, list, table), { minLength: 1, maxLength: 4 });

/** What people and other programs put into a line; control characters are no part of a document. */
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '&amp;',
      '"\'',
      'constructor',
      '__proto__',
      '<img src=x onerror=y>',
      'Nguye\u0302\u0303n',
    ),
  )
  .map((text) => text.replace(/\p{C}/gu, '').trim())
  .filter((text) => text !== '');
const figure = fc.option(fc.integer({ min: 0, max: 9_999_999 }), { nil: undefined });
const result = fc.record({
  indicator: line,
  unit: fc.option(line, { nil: undefined }),
  before: figure,
  after: figure,
});
const practice = fc.record({
  title: line,
  office: line,
  results: fc.array(result, { maxLength: 4 }),
  conditions: fc.array(line, { maxLength: 3 }),
  sections: fc.array(fc.record({ heading: line, body }), { maxLength: 4 }),
});

describe('Chép sang Word', () => {
  it('carries over all of any practice: headings, paragraphs, lists, cells, and nothing that acts', () => {
    fc.assert(
      fc.property(practice, ({ title, office, results, conditions, sections }) => {
        const frontMatter: Partial<FrontMatter> & { id: string } = {
          ...{ id, title, office, results },
          place: { conditions },
          period: '2026-Q3',
          evidence: 'council-recognised',
        };
        const written = sections.map(({ heading, body: blocks }) => ({
          key: null,
          heading,
          // A comment between blocks keeps two lists from growing together.
          body: blocks.map(({ markdown }) => markdown).join('\n\n<!-- -->\n\n'),
        }));
        const root = parse(wordHtml(fakePractice(frontMatter, written), app));
        expect(texts(root, 'h1')).toEqual([title]);
        const headings = texts(root, 'h2');
        expect(headings.slice(headings.length - sections.length)).toEqual(
          sections.map(({ heading }) => heading),
        );
        const blocks = sections.flatMap((section) => section.body);
        expect(texts(root, 'li')).toEqual([...conditions, ...blocks.flatMap(({ li }) => li)]);
        const expected = blocks.flatMap(({ cells }) => cells);
        const cells = texts(root, 'th, td');
        expect(cells.slice(cells.length - expected.length)).toEqual(expected);
        const rows = [...root.querySelectorAll('table')][0]?.querySelectorAll('tbody tr') ?? [];
        if (results.length > 0)
          expect([...rows].map((row) => row.firstElementChild?.textContent)).toEqual(
            results.map(({ indicator }) => indicator),
          );
        const paragraphs = texts(root, 'p');
        for (const text of blocks.flatMap(({ p }) => p)) expect(paragraphs).toContain(text);
        expect(paragraphs.at(-1)).toBe(
          `Nguồn: ${office}, Quý III/2026, mức độ xác nhận: ${vi.practice.evidence['council-recognised'].toLowerCase()} (Lan Tỏa).`,
        );
        expect(root.querySelector('script, img, input, button, div div, [class], [onerror]')).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('is Times New Roman 14, with borders around every cell and figures on the right', () => {
    const root = parse(
      wordHtml(
        fakePractice(
          { id, title: 'Một', results: [{ indicator: 'Tuyến', unit: 'km', before: 10.5, after: 1200 }] },
          [{ key: null, heading: 'Bảng', body: '| a | b |\n|---|---:|\n| 1 | 2 |' }],
        ),
        app,
      ),
    );
    for (const element of root.querySelectorAll<HTMLElement>('p, li, h2'))
      expect([element.style.fontFamily, element.style.fontSize]).toEqual([
        expect.stringContaining('Times New Roman'),
        '14pt',
      ]);
    for (const cell of root.querySelectorAll<HTMLElement>('th, td'))
      expect(cell.style.border).toContain('solid');
    const [first] = root.querySelectorAll('tbody tr');
    expect([...(first?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      'Tuyến',
      'km',
      '10,5',
      '1.200',
      '',
    ]);
    expect([...root.querySelectorAll<HTMLElement>('td')].map(({ style }) => style.textAlign)).toEqual([
      ...['', '', 'right', 'right', ''],
      ...['', 'right'],
    ]);
  });

  it('leaves pictures out and says where they stood; links stay', () => {
    const attachments = [
      { file: 'a.png', title: 'Ảnh', mediaType: 'image/png', bytes: 3, sha256: '0'.repeat(64) },
    ];
    const root = parse(
      wordHtml(
        fakePractice({ id, title: 'Một', attachments }, [
          {
            key: null,
            heading: 'Ảnh',
            body: '![Phố Cầu Đất](a.png)\n\nXem ![](a.png) và [cổng](https://haiphong.gov.vn/) [lệnh](javascript:x).',
          },
        ]),
        app,
      ),
    );
    expect(root.querySelector('img, figure')).toBeNull();
    expect(root.textContent).toContain('[Ảnh: Phố Cầu Đất, xem trong Lan Tỏa]');
    expect(root.textContent).toContain('Xem [Có một ảnh, xem trong Lan Tỏa] và');
    expect([...root.querySelectorAll('a')].map(({ href }) => href)).toEqual(['https://haiphong.gov.vn/']);
  });
});
