import fc from 'fast-check';
import type { RootContent, PhrasingContent, ListItem, TableCell } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Vocabulary } from '#core/forms/form-options';
import { type EditableFields, evidenceLevels, sharingScopes } from '#shared/model/practice';
import { type SectionKey, sectionKeys } from '#shared/model/section';

/** What a form carries of a practice. */
export interface RandomPractice {
  readonly unit: string;
  readonly fields: Partial<EditableFields>;
  readonly sections: Partial<Record<SectionKey, string>>;
}

const pieces = [
  ...[
    'Ngầm hóa',
    'cáp viễn thông',
    'Ủy ban nhân dân',
    'xã Tân Phú',
    'đường',
    'Đường',
    '52,8%',
    '1.204',
    '21 tuyến',
  ],
  ...[
    '<b>',
    '&amp;',
    '"trích"',
    '*sao*',
    '_gạch_',
    '#1',
    'a|b',
    '[1]',
    '`mã`',
    'constructor',
    '..',
    '(x)',
    "l'eau",
  ],
  ...[
    'Nga\u0302\u0300m',
    'https://haiphong.gov.vn/a_b?c=1',
    'so@haiphong.gov.vn',
    '\\',
    '~',
    'Quý III/2026',
    '🙂',
  ],
];

/** A line of words as an official, or a hostile hand, may write it. */
export const line = (most = 6): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: most })
    .map((words) => `Mục ${words.join(' ')}`.normalize('NFC'));

const item = fc.oneof(
  line(3),
  line(2).map((text) => `${text}; và, thêm`),
);
const list = fc.array(item, { minLength: 1, maxLength: 4 });
const figure = fc.oneof(
  fc.integer({ min: -1_000_000, max: 2_000_000_000 }),
  fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 1000),
  fc.constantFrom(0.1 + 0.2, 116_656, 1250, 52.8, 1e-5),
);
const year = fc.integer({ min: 1990, max: 2099 }).map(String);
const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: most }).map((value) => String(value).padStart(2, '0'));
const date = fc.oneof(
  year,
  fc.tuple(year, two(12)).map((parts) => parts.join('-')),
  fc.tuple(year, two(12), two(28)).map((parts) => parts.join('-')),
);
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [] }) as unknown as fc.Arbitrary<Partial<T>>;
const filled = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  some(model).filter((value) => Object.keys(value).length > 0);

const result = fc
  .tuple(
    line(3),
    some({
      unit: fc.constantFrom('%', 'tuyến', 'triệu đồng', 'hồ sơ/năm'),
      before: figure,
      after: figure,
      cumulative: figure,
      target: figure,
      asOf: date,
      method: line(),
      expected: fc.constant(true),
      evidence: line(),
      note: line(),
    }),
  )
  .map(([indicator, rest]) => ({ indicator, ...rest }));

const costs = fc
  .tuple(
    fc.option(fc.tuple(fc.integer({ min: 0, max: 2e12 }), fc.constantFrom('VND', 'USD', undefined)), {
      nil: undefined,
    }),
    some({ source: line(), staff: fc.integer({ min: 0, max: 5000 }), months: figure.map(Math.abs) }),
  )
  .map(([sum, rest]) => ({
    ...(sum ? { total: sum[0], ...(sum[1] ? { currency: sum[1] } : {}) } : {}),
    ...rest,
  }))
  .filter((value) => Object.keys(value).length > 0);

const place = filled({
  level: fc.constantFrom('national', 'province', 'commune', 'district', 'unit'),
  name: line(3),
  coordinates: fc.record({
    latitude: fc.integer({ min: -90_000, max: 90_000 }).map((value) => value / 1000),
    longitude: fc.integer({ min: -180_000, max: 180_000 }).map((value) => value / 1000),
  }),
  population: fc.integer({ min: 0, max: 100_000_000 }),
  conditions: list,
});

const legal = filled({
  kind: fc.constantFrom('Nghị định', 'Quyết định', 'Luật'),
  number: fc.constantFrom('30/2020/NĐ-CP', '1164/KH-UBND', '57-NQ/TW'),
  date,
  issuer: line(2),
  title: line(),
});

const keysOf = (of: readonly { key: string }[]): fc.Arbitrary<string[]> =>
  fc.subarray(
    of.map(({ key }) => key),
    { minLength: 1 },
  );

/** A practice with any of what a form has places for. */
export const randomPractice = (vocabulary: Vocabulary): fc.Arbitrary<RandomPractice> => {
  const optional = some<EditableFields>({
    summary: line(12),
    period: fc.constantFrom('2026-Q3', '2024-Q4', '2025-6M', '2025-9M', '2026-Y'),
    firstApplied: fc.record({ date, trial: fc.constant(true) }, { requiredKeys: ['date'] }),
    authors: list,
    fields: keysOf(vocabulary.fields),
    topics: keysOf(vocabulary.topics),
    keywords: list,
    place,
    influence: line(),
    evidence: fc.constantFrom(...evidenceLevels),
    sharing: fc.record(
      { scope: fc.constantFrom(...sharingScopes), offices: list },
      { requiredKeys: ['scope'] },
    ),
    results: fc.array(result, { minLength: 1, maxLength: 5 }),
    costs,
    legalBasis: fc.array(legal, { minLength: 1, maxLength: 3 }),
    partners: list,
    beneficiaries: list,
    contact: filled({
      post: line(3),
      officePhone: fc.constant('0225 3000 000'),
      name: line(2),
      email: fc.constant('so@hp.gov.vn'),
    }),
    sources: list,
    reviewBy: date,
  } as never);
  const fields = fc.tuple(line(5), optional).map(([title, rest]) => ({ title, ...rest }));
  const bodies = fc.dictionary(fc.constantFrom(...sectionKeys), markdown, { maxKeys: 10 });
  return fc.record({ unit: line(3), fields, sections: bodies });
};

const printer = unified()
  .use(remarkStringify, { bullet: '-', bulletOther: '*', rule: '_' })
  .use(remarkGfm, { tablePipeAlign: false });
const parser = unified().use(remarkParse).use(remarkGfm);

const text = (most = 4): fc.Arbitrary<PhrasingContent> =>
  line(most).map((value) => ({ type: 'text', value }));
const marked = (type: 'strong' | 'emphasis' | 'delete'): fc.Arbitrary<PhrasingContent> =>
  text(2).map((child) => ({ type, children: [child] }));
const link: fc.Arbitrary<PhrasingContent> = fc
  .constantFrom('https://haiphong.gov.vn/', 'https://a.vn/b?c=1&d=%20')
  .map((url) => ({ type: 'link', url, children: [{ type: 'text', value: 'cổng' }] }));
const both: fc.Arbitrary<PhrasingContent> = text(2).map((child) => ({
  type: 'strong',
  children: [{ type: 'emphasis', children: [child] }],
}));
const plain = fc.oneof(text(), marked('strong'), marked('emphasis'), marked('delete'), link, both);
/** Between two pieces stands a blank: two of them that touch would be one. */
const inline = fc
  .array(plain, { minLength: 1, maxLength: 4 })
  .map((nodes) =>
    nodes.flatMap((node, at): PhrasingContent[] =>
      at === 0 ? [node] : [{ type: 'text', value: ' và ' }, node],
    ),
  );
const paragraph: fc.Arbitrary<RootContent> = inline.map((children) => ({ type: 'paragraph', children }));
const broken: fc.Arbitrary<RootContent> = fc.tuple(text(), text()).map(([one, other]) => ({
  type: 'paragraph',
  children: [one, { type: 'break' }, other],
}));
const heading: fc.Arbitrary<RootContent> = fc
  .tuple(fc.constantFrom(3 as const, 4 as const), text())
  .map(([depth, child]) => ({ type: 'heading', depth, children: [child] }));

const itemsOf = (depth: number): fc.Arbitrary<ListItem[]> =>
  fc.array(
    fc
      .tuple(
        inline,
        depth === 0 ? fc.constant(null) : fc.option(lists(depth - 1)),
        fc.constantFrom(null, null, true, false),
      )
      .map(([children, inner, checked]): ListItem => ({
        type: 'listItem',
        spread: false,
        checked,
        children: [{ type: 'paragraph', children }, ...(inner ? [inner as never] : [])],
      })),
    { minLength: 1, maxLength: 3 },
  );
const lists = (depth: number): fc.Arbitrary<RootContent> =>
  fc.tuple(itemsOf(depth), fc.constantFrom(null, null, 1, 3)).map(([children, start]) => ({
    type: 'list',
    ordered: start !== null,
    start,
    spread: false,
    children: start === null ? children : children.map((one) => ({ ...one, checked: null })),
  }));

const cell = fc.oneof(
  inline.map((children): TableCell => ({ type: 'tableCell', children })),
  fc.constantFrom<TableCell>({ type: 'tableCell', children: [{ type: 'text', value: '1.204' }] }),
);
const headCell = text(2).map((child): TableCell => ({ type: 'tableCell', children: [child] }));
const table: fc.Arbitrary<RootContent> = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([width, height]) =>
    fc.record({
      head: fc.array(headCell, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      align: fc.array(fc.constantFrom(null, 'right' as const, 'center' as const), {
        minLength: width,
        maxLength: width,
      }),
    }),
  )
  .map(({ head, rows, align }) => ({
    type: 'table',
    align,
    children: [head, ...rows].map((children) => ({ type: 'tableRow' as const, children })),
  }));

/** Lists are set apart by a paragraph, as two lists that touch are one in Word. */
const markdown: fc.Arbitrary<string> = fc
  .array(fc.oneof(paragraph, paragraph, broken, heading, lists(2), table), { minLength: 1, maxLength: 5 })
  .map((blocks) =>
    blocks.flatMap((block, at): RootContent[] =>
      at > 0 && block.type === 'list' && blocks[at - 1]?.type === 'list'
        ? [{ type: 'paragraph', children: [{ type: 'text', value: 'Tiếp theo:' }] }, block]
        : [block],
    ),
  )
  .map((children) => canonical(printer.stringify({ type: 'root', children })));

/** What Markdown says, in one way of writing it. */
export function canonical(markdownText: string): string {
  return printer.stringify(parser.parse(markdownText)).normalize('NFC').trim();
}
