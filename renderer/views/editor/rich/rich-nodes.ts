import { Extension, Mark, Node, mergeAttributes } from '@tiptap/core';
import { Table, TableCell, TableHeader } from '@tiptap/extension-table';

/** Headings inside a section: those above belong to the practice. No line breaks, since Markdown has none there. */
export const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'text*',
  defining: true,
  addAttributes: () => ({ level: { default: 3, rendered: false } }),
  parseHTML: () =>
    [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${String(level)}`, attrs: { level: Math.max(3, level) } })),
  renderHTML: ({ node }) => [`h${String(Math.min(6, Number(node.attrs['level'])))}`, 0],
});

/** What a cell of a table holds: one line of text. */
export const CellText = Node.create({
  name: 'cellText',
  content: 'text*',
  parseHTML: () => [{ tag: 'p', context: 'tableCell/|tableHeader/', priority: 60 }],
  renderHTML: () => ['p', 0],
});

export const TextCell = TableCell.extend({ content: 'cellText' });
export const HeaderCell = TableHeader.extend({ content: 'cellText' });

export const PlainTable = Table.extend({
  renderHTML: () => ['table', ['tbody', 0]],
});

/** A space that is a line end in the file. */
export const SoftBreak = Mark.create({
  name: 'softBreak',
  inclusive: false,
  parseHTML: () => [{ tag: 'span[data-soft-break]' }],
  renderHTML: () => ['span', { 'data-soft-break': '' }, 0],
});

export const InlineCode = Mark.create({
  name: 'code',
  code: true,
  exitable: true,
  inclusive: false,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', 0],
});

/** True for addresses that the reader makes links of. */
export const isSafeAddress = (href: unknown): href is string =>
  typeof href === 'string' && URL.canParse(href) && new URL(href).protocol === 'https:';

/** Holds any address that stood in the file, but is a link on the page only where the reader has one, too. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' }, title: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = element.getAttribute('href');
        return isSafeAddress(href) ? { href, title: element.getAttribute('title') } : false;
      },
    },
  ],
  renderHTML: ({ HTMLAttributes: { href, title } }: { HTMLAttributes: Record<string, unknown> }) => [
    'a',
    mergeAttributes({ title, rel: 'noopener noreferrer' }, isSafeAddress(href) ? { href } : {}),
    0,
  ],
});

/** What Markdown says of lists and code beyond what HTML does; new ones are tight. */
export const MarkdownAttributes = Extension.create({
  name: 'markdownAttributes',
  addGlobalAttributes: () => [
    {
      types: ['bulletList', 'orderedList', 'listItem'],
      attributes: { spread: { default: false, rendered: false } },
    },
    {
      types: ['listItem'],
      attributes: {
        checked: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => {
            const state = element.getAttribute('data-checked');
            return state === null ? null : state === 'true';
          },
          renderHTML: ({ checked }) =>
            typeof checked === 'boolean' ? { 'data-checked': String(checked) } : {},
        },
      },
    },
    { types: ['codeBlock'], attributes: { meta: { default: null, rendered: false } } },
  ],
});
