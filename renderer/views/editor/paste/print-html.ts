import type { Block, Inline, Marks } from '#renderer/views/editor/paste/paste-blocks';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

/** Marks from the outside in. */
const order = ['href', 'strong', 'em', 's'] as const;
type MarkName = (typeof order)[number];

const tagOf = (name: MarkName): string => (name === 'href' ? 'a' : name);

function opening(name: MarkName, marks: Marks): string {
  return name === 'href' ? `<a href="${escaped(marks.href ?? '')}">` : `<${name}>`;
}

/** Closes and opens tags only where marks change, outer ones outside. */
function printInlines(inlines: readonly Inline[]): string {
  const parts: string[] = [];
  let open: { name: MarkName; value: string | true }[] = [];
  for (const inline of inlines) {
    const wanted = inline.type === 'text' ? markList(inline.marks) : [];
    const same = open.findIndex(
      ({ name, value }, at) => wanted[at]?.name !== name || wanted[at].value !== value,
    );
    const keep = same < 0 ? open.length : same;
    parts.push(
      ...open
        .slice(keep)
        .reverse()
        .map(({ name }) => `</${tagOf(name)}>`),
    );
    if (inline.type === 'text') {
      parts.push(...wanted.slice(keep).map(({ name }) => opening(name, inline.marks)), escaped(inline.text));
    } else if (inline.type === 'break') parts.push('<br>');
    else parts.push(`<img src="${escaped(inline.at)}" alt="${escaped(inline.alt)}">`);
    open = wanted;
  }
  parts.push(...open.reverse().map(({ name }) => `</${tagOf(name)}>`));
  return parts.join('');
}

function markList(marks: Marks): { name: MarkName; value: string | true }[] {
  return order.flatMap((name) => {
    const value = marks[name];
    return value === false || value === null ? [] : [{ name, value }];
  });
}

function printTable({ rows, align }: Extract<Block, { type: 'table' }>): string {
  const printed = rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    const cells = row.map((cell, column) => {
      const side = align[column] ?? null;
      return `<${tag}${side === null ? '' : ` align="${side}"`}>${printInlines(cell)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${printed.join('')}</table>`;
}

function printBlock(block: Block): string {
  if (block.type === 'paragraph') return `<p>${printInlines(block.inlines)}</p>`;
  if (block.type === 'table') return printTable(block);
  if (block.type === 'quote') return `<blockquote>${printHtml(block.blocks)}</blockquote>`;
  if (block.type === 'heading') {
    const tag = `h${String(block.level)}`;
    return `<${tag}>${printInlines(block.inlines)}</${tag}>`;
  }
  const items = block.items.map((item) => `<li>${printHtml(item)}</li>`).join('');
  if (!block.ordered) return `<ul>${items}</ul>`;
  return `<ol${block.start === 1 ? '' : ` start="${String(block.start)}"`}>${items}</ol>`;
}

/** Blocks as HTML of p, h3 to h6, ul, ol, li, table, tr, th, td, blockquote, br, img, a, strong, em and s. */
export function printHtml(blocks: readonly Block[]): string {
  return blocks.map(printBlock).join('');
}
