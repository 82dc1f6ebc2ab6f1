import { joinParagraphs, settleInlines } from '#renderer/views/editor/paste/inline-text';
import { type Block, type Inline, type ListBlock, noMarks } from '#renderer/views/editor/paste/paste-blocks';
import { type RawCell, tableOfGrid, toGrid, toParagraphs } from '#renderer/views/editor/paste/table-grid';

const run = (text: string): Inline => ({ type: 'text', text, marks: noMarks });
const paragraph = (lines: readonly string[]): Block[] =>
  settleInlines(joinParagraphs(lines.map((line) => [run(line)]))).map((inlines) => ({
    type: 'paragraph',
    inlines,
  }));

function tableOf(lines: readonly string[]): Block[] {
  const rows = lines.map((line) =>
    line.split('\t').map((cell): RawCell => ({ blocks: paragraph([cell]), columns: 1, rows: 1 })),
  );
  const grid = toGrid(rows);
  return (grid && tableOfGrid(grid)) ?? toParagraphs(rows);
}

const item = /^\s*(?:[-•–*]|(\d{1,9})[.)])\s+(\S.*)$/;

function listsOf(lines: readonly string[]): Block[] {
  const lists: ListBlock[] = [];
  for (const line of lines) {
    const [, number, text = ''] = item.exec(line) ?? [];
    const ordered = number !== undefined;
    const open = lists.at(-1);
    const goesOn =
      open?.ordered === ordered && (!ordered || open.start + open.items.length === Number(number));
    if (open && goesOn) open.items.push(paragraph([text]));
    else lists.push({ type: 'list', ordered, start: Number(number ?? 1), items: [paragraph([text])] });
  }
  return lists;
}

type LineKind = 'table' | 'item' | 'text' | 'empty';

function kindOf(line: string): LineKind {
  if (line.trim() === '') return 'empty';
  if (line.trimEnd().includes('\t') && !/^\t+[^\t]*$/.test(line.trimEnd())) return 'table';
  return item.test(line) ? 'item' : 'text';
}

/**
 * Text without formatting as blocks: lines with tabs are a table (a spreadsheet's), lines that begin with "- " or "1." a
 * list, an empty line ends a paragraph, any other line end is a line break.
 */
export function plainBlocks(text: string): Block[] {
  const groups: { kind: LineKind; lines: string[] }[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.flatMap(({ kind, lines }) => {
    if (kind === 'empty') return [];
    if (kind === 'table') return tableOf(lines);
    return kind === 'item' ? listsOf(lines) : paragraph(lines);
  });
}
