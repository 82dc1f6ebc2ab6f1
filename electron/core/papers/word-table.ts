import {
  AlignmentType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { styleIds, textWidth } from '#core/papers/word-layout';

export interface WordColumn {
  /** Of the width, against the other columns'. */
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** One cell's text; it is given once only, since Word's parts cannot stand in two places. */
export type WordCell = readonly ParagraphChild[];

/** A table with borders over the whole width (twentieths of a point). Its head stands on every page that it runs over, and no row is torn. */
export function wordTable(
  columns: readonly WordColumn[],
  head: readonly WordCell[],
  rows: readonly (readonly WordCell[])[],
  width = textWidth,
): Table {
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const widths = columns.map(({ share }) => Math.floor((width * share) / sum));
  const row = (cells: readonly WordCell[], isHead: boolean): TableRow =>
    new TableRow({
      ...(isHead ? { tableHeader: true } : {}),
      cantSplit: true,
      children: columns.map(({ align = 'left' }, at) => {
        const alignment = isHead ? AlignmentType.CENTER : AlignmentType[wordAlign[align]];
        const children = [...(cells[at] ?? [])];
        return new TableCell({
          width: { size: widths[at] ?? 0, type: WidthType.DXA },
          margins: { left: 85, right: 85 },
          children: [new Paragraph({ style: styleIds.cell, alignment, children })],
        });
      }),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

const wordAlign = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;

/** Word makes one table of two that touch. */
export function gapAfterTable(): Paragraph {
  return new Paragraph({
    style: styleIds.cell,
    spacing: { before: 0, after: 60, line: 120, lineRule: 'exact' },
  });
}
