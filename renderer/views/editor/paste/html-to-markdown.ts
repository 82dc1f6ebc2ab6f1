import type { BlockContent, ListItem, PhrasingContent, RootContent } from 'mdast';
import type { Block, Inline, TextRun } from '#renderer/views/editor/paste/paste-blocks';
import { DocumentReader } from '#renderer/views/editor/paste/read-blocks';
import { printMarkdown } from '#renderer/views/editor/rich/markdown-tree';

const wrappers = ['href', 'strong', 'em', 's'] as const;
const nodeTypes = { strong: 'strong', em: 'emphasis', s: 'delete' } as const;

/** Runs as nested phrases: neighbours that share a mark stand in one. */
function phrases(inlines: readonly Inline[], depth = 0): PhrasingContent[] {
  const name = wrappers[depth];
  if (name === undefined) return inlines.map(leaf);
  const result: PhrasingContent[] = [];
  for (let at = 0; at < inlines.length;) {
    const value = valueOf(inlines[at], name);
    let end = at + 1;
    while (end < inlines.length && valueOf(inlines[end], name) === value) end += 1;
    const children = phrases(inlines.slice(at, end), depth + 1);
    if (value === false) result.push(...children);
    else if (name === 'href') result.push({ type: 'link', url: String(value), children });
    else result.push({ type: nodeTypes[name], children });
    at = end;
  }
  return result;
}

function valueOf(inline: Inline | undefined, name: keyof TextRun['marks']): string | boolean {
  return inline?.type === 'text' ? (inline.marks[name] ?? false) : false;
}

function leaf(inline: Inline): PhrasingContent {
  if (inline.type === 'text') return { type: 'text', value: inline.text };
  if (inline.type === 'break') return { type: 'break' };
  return { type: 'image', url: inline.at, alt: inline.alt };
}

/** Headings and cells are one line in Markdown. */
const oneLine = (inlines: readonly Inline[]): Inline[] =>
  inlines.map((inline) =>
    inline.type === 'break'
      ? { type: 'text', text: ' ', marks: { strong: false, em: false, s: false, href: null } }
      : inline,
  );

function itemOf(blocks: readonly Block[]): ListItem {
  const children = blocks.map(nodeOf) as BlockContent[];
  const spread = children.some((child, index) => index > 0 && child.type !== 'list');
  return { type: 'listItem', spread, children };
}

function nodeOf(block: Block): RootContent {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', children: phrases(block.inlines) };
    case 'heading':
      return {
        type: 'heading',
        depth: block.level === 3 ? 3 : block.level === 4 ? 4 : block.level === 5 ? 5 : 6,
        children: phrases(oneLine(block.inlines)),
      };
    case 'quote':
      return { type: 'blockquote', children: block.blocks.map(nodeOf) as BlockContent[] };
    case 'list':
      return {
        type: 'list',
        ordered: block.ordered,
        ...(block.ordered ? { start: block.start } : {}),
        spread: false,
        children: block.items.map(itemOf),
      };
    case 'table':
      return {
        type: 'table',
        align: [...block.align],
        children: block.rows.map((row) => ({
          type: 'tableRow',
          children: row.map((cell) => ({ type: 'tableCell', children: phrases(oneLine(cell)) })),
        })),
      };
  }
}

/**
 * What `cleanPastedHtml` gives, as Markdown for a section. `picture` names the attachment behind the place of a picture
 * and its caption where it has none; pictures without an attachment are left out.
 */
export function htmlToMarkdown(
  html: string,
  picture: (place: string) => { file: string; title: string } | undefined,
): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const reader = new DocumentReader((image) => {
    const found = picture(image.getAttribute('src') ?? '');
    if (found && !image.getAttribute('alt')) image.setAttribute('alt', found.title);
    return found?.file ?? null;
  });
  return printMarkdown(reader.read(body).map(nodeOf));
}
