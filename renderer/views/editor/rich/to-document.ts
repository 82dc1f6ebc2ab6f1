import type { JSONContent } from '@tiptap/core';
import type { List, ListItem, PhrasingContent, RootContent, Table, TableRow } from 'mdast';

type MarkJson = NonNullable<JSONContent['marks']>[number];

const text = (value: string, marks: readonly MarkJson[]): JSONContent => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks: [...marks] } : {}),
});

/** A line end inside a paragraph reads as a space; the mark keeps that it was a line end. */
function textNodes(value: string, marks: readonly MarkJson[]): JSONContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [text(' ', [...marks, { type: 'softBreak' }])] : []),
      ...(line === '' ? [] : [text(line, marks)]),
    ]);
}

const markTypes = { emphasis: 'italic', strong: 'bold', delete: 'strike' } as const;

function inline(nodes: readonly PhrasingContent[], marks: readonly MarkJson[] = []): JSONContent[] {
  return nodes.flatMap((node): JSONContent[] => {
    switch (node.type) {
      case 'text':
        return textNodes(node.value, marks);
      case 'inlineCode':
        return [text(node.value, [...marks, { type: 'code' }])];
      case 'break':
        return [{ type: 'hardBreak', ...(marks.length > 0 ? { marks: [...marks] } : {}) }];
      case 'link': {
        const attrs = { href: node.url, title: node.title ?? null };
        return inline(node.children, [...marks, { type: 'link', attrs }]);
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
        return inline(node.children, [...marks, { type: markTypes[node.type] }]);
      default:
        return [];
    }
  });
}

const withContent = (node: JSONContent, content: JSONContent[]): JSONContent =>
  content.length > 0 ? { ...node, content } : node;

/** What must not be empty in the editor is given an empty paragraph, which is never written. */
function filled(nodes: readonly RootContent[], first: 'any' | 'paragraph'): JSONContent[] {
  const content = blocks(nodes);
  const opens = content[0]?.type;
  const isFit = opens !== undefined && (first === 'any' || opens === 'paragraph');
  return isFit ? content : [{ type: 'paragraph' }, ...content];
}

const item = ({ spread, checked, children }: ListItem): JSONContent => ({
  type: 'listItem',
  attrs: { spread: spread ?? false, checked: checked ?? null },
  content: filled(children, 'paragraph'),
});

function list({ ordered, start, spread, children }: List): JSONContent {
  const shared = { spread: spread ?? false };
  const content = children.map(item);
  return ordered
    ? { type: 'orderedList', attrs: { ...shared, start: start ?? 1 }, content }
    : { type: 'bulletList', attrs: shared, content };
}

function table({ align, children }: Table): JSONContent {
  const row = ({ children: cells }: TableRow, index: number): JSONContent => ({
    type: 'tableRow',
    content: cells.map((cell, column) => ({
      type: index === 0 ? 'tableHeader' : 'tableCell',
      attrs: { align: align?.[column] ?? null },
      content: [withContent({ type: 'cellText' }, inline(cell.children))],
    })),
  });
  return { type: 'table', content: children.map(row) };
}

function block(node: RootContent): JSONContent[] {
  switch (node.type) {
    case 'paragraph': {
      const [only] = node.children;
      if (only?.type !== 'image') return [withContent({ type: 'paragraph' }, inline(node.children))];
      return [{ type: 'image', attrs: { src: only.url, alt: only.alt ?? '', title: only.title ?? null } }];
    }
    case 'heading':
      return [withContent({ type: 'heading', attrs: { level: node.depth } }, inline(node.children))];
    case 'thematicBreak':
      return [{ type: 'horizontalRule' }];
    case 'blockquote':
      return [{ type: 'blockquote', content: filled(node.children, 'any') }];
    case 'code': {
      const attrs = { language: node.lang ?? null, meta: node.meta ?? null };
      return [withContent({ type: 'codeBlock', attrs }, node.value === '' ? [] : [text(node.value, [])])];
    }
    case 'list':
      return [list(node)];
    case 'table':
      return [table(node)];
    default:
      return [];
  }
}

/** Blocks of Markdown as blocks of the rich editor; for trees in which `findPlainReason` finds nothing. */
export function blocks(nodes: readonly RootContent[]): JSONContent[] {
  return nodes.flatMap(block);
}
