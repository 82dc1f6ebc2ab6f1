import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import fc from 'fast-check';

/** What people type that Markdown would read as something else, and what a keyboard can bring about. */
const hostile = [
  ...[
    '*',
    '**',
    '_',
    '__',
    '#',
    '## ',
    '### ',
    '|',
    '||',
    '<b>',
    '</b>',
    '<!-- x -->',
    '&amp;',
    '&',
    '`',
    '``',
    '```',
  ],
  ...[
    '1.',
    '1. ',
    '2) ',
    '-',
    '- ',
    '---',
    '+ ',
    '> ',
    '>',
    '===',
    '~~',
    '~',
    '~~~',
    '[',
    ']',
    '(',
    ')',
    '![a](b)',
  ],
  ...[
    '[a]: b',
    '[^1]',
    '[x] ',
    '[ ] ',
    '\\',
    '!',
    ':',
    'https://a.vn',
    'www.a.vn',
    'a@b.vn',
    '    ',
    ' ',
    '  ',
    '\t',
  ],
  ...[
    '\u00a0',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u0301',
    'Tiê\u0301ng Viê\u0323t',
    'Việt Nam',
    'ngày 30/9',
    '😀',
    'a',
    '1',
    '.',
  ],
  ...['"', "'", '<', '<https://x.vn>', 'constructor', '\u0000', '\u2028', '%', '$', '{', '}', '=', '^'],
];

export const hostileText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...hostile) }, fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

const mark = fc.constantFrom<JSONContent>(
  ...['bold', 'italic', 'strike', 'code'].map((type) => ({ type })),
  { type: 'link', attrs: { href: 'https://lantoa.vn/a_b?c=(d)&e', title: null } },
  { type: 'link', attrs: { href: 'https://lantoa.vn', title: 'Tên "khác"' } },
);
const marks = fc.uniqueArray(mark, { selector: ({ type }) => type, maxLength: 3 });
const run = fc.record({ text: hostileText, marks }).map(({ text, marks: given }): JSONContent => ({
  type: 'text',
  text,
  marks: given as NonNullable<JSONContent['marks']>,
}));
const plainRuns = fc.array(run, { maxLength: 4 });
const runs = fc.array(
  fc.oneof({ weight: 5, arbitrary: run }, { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) }),
  {
    maxLength: 5,
  },
);
const node = (type: string, content: JSONContent[], attrs?: Record<string, unknown>): JSONContent => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(content.length > 0 ? { content } : {}),
});

const paragraph = runs.map((content) => node('paragraph', content));
const heading = fc
  .tuple(fc.constantFrom(3, 4, 5, 6), plainRuns)
  .map(([level, content]) => node('heading', content, { level }));
const code = hostileText.map((text) =>
  node('codeBlock', [{ type: 'text', text: text.replaceAll('\u0000', '') || 'x' }], { language: null }),
);
const table = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.array(plainRuns, { minLength: 9, maxLength: 9 }),
  )
  .map(([rows, columns, cells]) =>
    node(
      'table',
      Array.from({ length: rows }, (_, y) =>
        node(
          'tableRow',
          Array.from({ length: columns }, (_unused, x) =>
            node(y === 0 ? 'tableHeader' : 'tableCell', [node('cellText', cells[y * 3 + x] ?? [])], {
              align: [null, 'left', 'right'][x] ?? null,
            }),
          ),
        ),
      ),
    ),
  );
const image = fc
  .tuple(fc.constantFrom('anh.png', 'ảnh 1.png', 'a_b*(1).jpg'), hostileText)
  .map(([src, alt]) => node('image', [], { src, alt, title: null }));
const leaf = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  heading,
  code,
  table,
  image,
  fc.constant(node('horizontalRule', [])),
);

const { block } = fc.letrec<{ block: JSONContent; list: JSONContent; quote: JSONContent }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 5, arbitrary: leaf },
    tie('list'),
    tie('quote'),
  ),
  list: fc
    .tuple(
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(1, 0, 7),
      fc.array(
        fc.tuple(
          paragraph,
          fc.array(tie('block'), { maxLength: 2 }),
          fc.constantFrom(null, null, true, false),
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    )
    .map(([ordered, spread, start, items]) =>
      node(
        ordered ? 'orderedList' : 'bulletList',
        items.map(([first, rest, checked]) => node('listItem', [first, ...rest], { spread, checked })),
        { spread, ...(ordered ? { start } : {}) },
      ),
    ),
  quote: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((content) => node('blockquote', content)),
}));

export const anyBlock = block;
export const anyDocument = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map((content): JSONContent => ({ type: 'doc', content }));

/** The text of each block that holds any, as a file can hold it: NFC, without spaces that end a line. */
export function textsOf(doc: Node): string[] {
  const texts: string[] = [];
  doc.descendants((child) => {
    if (child.type.name === 'image') texts.push(tidy(String(child.attrs['alt']), true));
    if (!child.isTextblock) return true;
    const text = child.textBetween(0, child.content.size, null, '\n');
    texts.push(tidy(text, child.type.name !== 'paragraph', child.type.name === 'codeBlock'));
    return false;
  });
  return texts.filter((text) => text !== '');
}

function tidy(text: string, both: boolean, code = false): string {
  const whole = text.replaceAll('\u0000', '').replaceAll('\ufeff', '').normalize('NFC');
  if (code) return whole.replace(/\r\n?/g, '\n');
  const lines = whole.replace(/[ \t]+(?=\n|$)/g, '').replace(/\n+$/, '');
  return both ? lines.replace(/^[ \t]+/, '') : lines;
}
