import { joinParagraphs, settleInlines } from '#renderer/views/editor/paste/inline-text';
import { type Block, type Inline, noMarks } from '#renderer/views/editor/paste/paste-blocks';
import { type RawCell, tableOfGrid, toGrid, toParagraphs } from '#renderer/views/editor/paste/table-grid';
import { typedLists } from '#renderer/views/editor/paste/typed-lists';

const run = (text: string): Inline => ({ type: 'text', text, marks: noMarks });
const paragraph = (lines: readonly string[]): Block[] =>
  settleInlines(joinParagraphs(lines.map((line) => [run(line)]))).map((inlines) => ({
    type: 'paragraph',
    inlines,
  }));

function tableOf(lines: readonly string[]): Block[] {
  const rows = lines.map((line) =>
    line
      .split('\t')
      .map((cell): RawCell => ({ blocks: paragraph([cell]), columns: 1, rows: 1, align: null })),
  );
  const grid = toGrid(rows);
  return (grid && tableOfGrid(grid)) ?? toParagraphs(rows);
}

const item = /^\s*(?:[-•–*+]|\d{1,9}[.)])\s+\S/;

type LineKind = 'table' | 'item' | 'text' | 'empty';

function kindOf(line: string): LineKind {
  if (line.trim() === '') return 'empty';
  if (line.trimEnd().includes('\t') && !/^\t+[^\t]*$/.test(line.trimEnd())) return 'table';
  return item.test(line) ? 'item' : 'text';
}

/**
 * Text without formatting as blocks: lines with tabs are a table (a spreadsheet's), lines that begin with "- " or "1."
 * lists as `typedLists` has it, an empty line ends a paragraph, any other line end is a line break.
 */
export function plainBlocks(text: string): Block[] {
  const groups: { kind: LineKind; lines: string[] }[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  const blocks = groups.flatMap(({ kind, lines }) => {
    if (kind === 'empty') return [];
    if (kind === 'table') return tableOf(lines);
    return kind === 'item' ? lines.flatMap((line) => paragraph([line])) : paragraph(lines);
  });
  return typedLists(blocks);
}
