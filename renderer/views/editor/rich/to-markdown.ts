import type { Node } from '@tiptap/pm/model';
import type { AlignType, BlockContent, Heading, ListItem, RootContent, TableCell } from 'mdast';
import { cleanText, toInline } from '#renderer/views/editor/rich/to-inline';

const textAttribute = (node: Node, name: string): string | null => {
  const value: unknown = node.attrs[name];
  return typeof value === 'string' ? value : null;
};

const number = (node: Node, name: string, otherwise: number): number => {
  const value: unknown = node.attrs[name];
  return typeof value === 'number' ? value : otherwise;
};

/** True for a list of which the first line holds a number other than 1: that cannot end a paragraph (CommonMark 5.3). */
function opensWithOtherNumber(node: RootContent): boolean {
  if (node.type !== 'list') return false;
  const first = node.children[0]?.children[0];
  return (node.ordered === true && node.start !== 1) || (first !== undefined && opensWithOtherNumber(first));
}

/** Pairs that run into each other unless an empty line stands between them. */
function needsGap(left: RootContent | undefined, right: RootContent): boolean {
  if (left === undefined) return false;
  if (left.type === 'paragraph' && opensWithOtherNumber(right)) return true;
  if (right.type === 'table') return ['paragraph', 'blockquote', 'list'].includes(left.type);
  return right.type === 'paragraph' && ['blockquote', 'list', 'table'].includes(left.type);
}

function item(node: Node): ListItem {
  const children = node.children.flatMap(toBlocks) as BlockContent[];
  const checked: unknown = node.attrs['checked'];
  const spread =
    node.attrs['spread'] === true || children.some((child, at) => needsGap(children[at - 1], child));
  const isTask = typeof checked === 'boolean' && children[0]?.type === 'paragraph';
  return { type: 'listItem', spread, checked: isTask ? checked : null, children };
}

/** Markdown knows no merged cells: what covers several stands in the first of them. */
function grid(node: Node): (Node | null)[][] {
  const rows: (Node | null)[][] = node.children.map(() => []);
  node.children.forEach((row, y) => {
    let x = 0;
    for (const cell of row.children) {
      while (rows[y]?.[x] !== undefined) x += 1;
      for (let down = 0; down < number(cell, 'rowspan', 1); down += 1) {
        for (let right = 0; right < number(cell, 'colspan', 1); right += 1) {
          const line = rows[y + down];
          if (line) line[x + right] = down + right === 0 ? cell : null;
        }
      }
    }
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? null));
}

function table(node: Node): RootContent {
  const rows = grid(node);
  const cell = (from: Node | null): TableCell => ({
    type: 'tableCell',
    children: from?.firstChild ? toInline(from.firstChild) : [],
  });
  return {
    type: 'table',
    align: rows[0]?.map((from) => (from && (textAttribute(from, 'align') as AlignType)) ?? null) ?? [],
    children: rows.map((row) => ({ type: 'tableRow', children: row.map(cell) })),
  };
}

function image(node: Node): RootContent {
  const title = textAttribute(node, 'title');
  return {
    type: 'paragraph',
    children: [
      {
        type: 'image',
        url: textAttribute(node, 'src') ?? '',
        alt: cleanText(textAttribute(node, 'alt') ?? ''),
        title: title === null ? null : cleanText(title),
      },
    ],
  };
}

function list(node: Node): RootContent {
  const ordered = node.type.name === 'orderedList';
  return {
    type: 'list',
    ordered,
    start: ordered ? Math.min(999_999_999, Math.max(0, number(node, 'start', 1))) : null,
    spread: node.attrs['spread'] === true,
    children: node.children.map(item),
  };
}

/** One block of the editor as Markdown's tree: nothing for a paragraph in which nothing stands. */
export function toBlocks(node: Node): RootContent[] {
  switch (node.type.name) {
    case 'paragraph': {
      const children = toInline(node);
      return children.length > 0 ? [{ type: 'paragraph', children }] : [];
    }
    case 'heading':
      return [
        { type: 'heading', depth: number(node, 'level', 3) as Heading['depth'], children: toInline(node) },
      ];
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }];
    case 'blockquote':
      return [{ type: 'blockquote', children: node.children.flatMap(toBlocks) as BlockContent[] }];
    case 'codeBlock': {
      const lines = node.textContent.split(/\r\n?|\n/);
      const value = lines.map((line) => cleanText(line)).join('\n');
      return [
        { type: 'code', lang: textAttribute(node, 'language'), meta: textAttribute(node, 'meta'), value },
      ];
    }
    case 'table':
      return [table(node)];
    case 'image':
      return [image(node)];
    default:
      return [list(node)];
  }
}
