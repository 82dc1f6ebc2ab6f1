import {
  type Align,
  type Block,
  type Inline,
  isEmpty,
  noMarks,
} from '#renderer/views/editor/paste/paste-blocks';
import { joinParagraphs, settleInlines, withoutStrong } from '#renderer/views/editor/paste/inline-text';

export interface RawCell {
  readonly blocks: Block[];
  readonly columns: number;
  readonly rows: number;
  align: Align;
}

/** Cells as lines of runs, and how the columns stand. */
export interface Grid {
  readonly rows: readonly (readonly (readonly Inline[])[])[];
  readonly align: readonly Align[];
}

/** More than any word processor makes; a table beyond it is hostile or no table, and becomes lines of text. */
const mostCells = 50_000;
const widestSpan = 64;

/** `colspan` and `rowspan` as browsers read them, kept within reason. */
export function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '', 10);
  return span >= 1 ? Math.min(span, name === 'colspan' ? widestSpan : 5_000) : 1;
}

const plainText = (text: string): Inline => ({
  type: 'text',
  text,
  marks: noMarks,
});

/** Everything in a cell as one line of runs: its paragraphs, list items and inner tables' rows behind breaks. */
export function flattenBlocks(blocks: readonly Block[]): Inline[] {
  return joinParagraphs(lines(blocks));
}

function lines(blocks: readonly Block[]): (readonly Inline[])[] {
  return blocks.flatMap((block): (readonly Inline[])[] => {
    if (block.type === 'paragraph' || block.type === 'heading') return [block.inlines];
    if (block.type === 'quote') return lines(block.blocks);
    if (block.type === 'table') return block.rows.map(rowLine).filter((line) => line.length > 0);
    return block.items.flatMap((item, index) => {
      if (isEmpty(item)) return [];
      const [first = [], ...rest] = lines(item);
      const marker = block.ordered ? `${String(block.start + index)}. ` : '- ';
      return [[plainText(marker), ...first], ...rest];
    });
  });
}

/** The cells of a row as text: "Năm; 2024; 52,8". */
function rowLine(row: readonly (readonly Inline[])[]): Inline[] {
  const filled = row.filter((cell) => cell.length > 0);
  return filled.flatMap((cell, index) => [
    ...(index > 0 ? [plainText('; ')] : []),
    ...cell.filter(({ type }) => type !== 'break'),
  ]);
}

/** True for what only frames or indents a page: one cell, or nothing to see. */
export function isLayout(rows: readonly (readonly RawCell[])[]): boolean {
  return rows.flat().length <= 1;
}

/**
 * The grid behind merged cells: what is merged stands in its first place, the others are empty, so that every
 * figure stays under its heading. Null where the grid would be unreasonably large.
 */
export function toGrid(rows: readonly (readonly RawCell[])[]): Grid | null {
  const grid: (readonly Inline[])[][] = [];
  const votes = new ColumnVotes();
  /** By column: how many more rows are covered from above. */
  const covered: number[] = [];
  let placed = 0;
  for (const row of rows) {
    const line: (readonly Inline[])[] = [];
    const skip = (): void => {
      while ((covered[line.length] ?? 0) > 0) {
        covered[line.length] = (covered[line.length] ?? 0) - 1;
        line.push([]);
      }
    };
    for (const cell of row) {
      skip();
      const inlines = settleInlines(flattenBlocks(cell.blocks));
      if (grid.length > 0 && inlines.length > 0) votes.give(line.length, cell.align);
      for (let column = 0; column < cell.columns; column += 1) {
        covered[line.length] = cell.rows - 1;
        line.push(column === 0 ? joinParagraphs(inlines) : []);
      }
      if (line.length + placed > mostCells) return null;
    }
    skip();
    placed += line.length;
    grid.push(line);
  }
  return { rows: grid, align: votes.result() };
}

/** A column stands as most of its filled cells below the heading do, since Markdown aligns whole columns. */
class ColumnVotes {
  readonly #columns: Align[][] = [];

  give(column: number, align: Align): void {
    (this.#columns[column] ??= []).push(align);
  }

  result(): Align[] {
    return Array.from(this.#columns, (votes: Align[] | undefined = []) => {
      const most = (['right', 'center'] as const).find(
        (align) => votes.filter((vote) => vote === align).length * 2 > votes.length,
      );
      return most ?? null;
    });
  }
}

/** Rows of the same length, without the empty rows and columns at the ends that spans and spreadsheets make. */
function evenOut(grid: Grid['rows']): (readonly Inline[])[][] | null {
  const filled = grid.filter((row) => row.some((cell) => cell.length > 0));
  const width = filled.reduce(
    (widest, row) => Math.max(widest, row.findLastIndex((cell) => cell.length > 0) + 1),
    0,
  );
  if (width * filled.length > mostCells) return null;
  return filled.map((row, index) =>
    Array.from({ length: width }, (_, column) =>
      index === 0 ? withoutStrong(row[column] ?? []) : (row[column] ?? []),
    ),
  );
}

/** A grid as a table; one that holds no more than one thing is no table. Null where it would be too large. */
export function tableOfGrid(grid: Grid): Block[] | null {
  const rows = evenOut(grid.rows);
  if (rows === null) return null;
  const [only = []] = rows.flat();
  if (rows.flat().length > 1) return [{ type: 'table', rows, align: grid.align }];
  return only.length === 0 ? [] : [{ type: 'paragraph', inlines: only }];
}

/** A table that cannot be one, as paragraphs; nothing of it is lost. */
export function toParagraphs(rows: readonly (readonly RawCell[])[]): Block[] {
  return rows
    .map((row) => rowLine(row.map((cell) => flattenBlocks(cell.blocks))))
    .filter((inlines) => inlines.length > 0)
    .map((inlines) => ({ type: 'paragraph', inlines }));
}

/** True when a table stands in one of the cells: it will be text. */
export function hasInnerTable(rows: readonly (readonly RawCell[])[]): boolean {
  const holds = (blocks: readonly Block[]): boolean =>
    blocks.some(
      (block) =>
        block.type === 'table' ||
        (block.type === 'quote' && holds(block.blocks)) ||
        (block.type === 'list' && block.items.some(holds)),
    );
  return rows.flat().some((cell) => holds(cell.blocks));
}
