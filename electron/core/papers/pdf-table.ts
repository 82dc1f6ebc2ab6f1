import type { Content, TableCell } from 'pdfmake/interfaces';
import { linesFor } from '#core/choice/text-room';
import { lineDistance, sizes, textRoom } from '#core/papers/official-layout';
import type { PdfRun } from '#core/papers/pdf-inline';

interface PdfColumn {
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** Inside a cell, left and right. */
const padding = 4.25;
const line = 0.5;
/** A row that may be higher is torn: otherwise what does not fit on one page would be lost. */
const highestRow = 500;

/** A table with borders over the whole width. Its head stands on every page that it runs over, and no row is torn. */
export function pdfTable(
  columns: readonly PdfColumn[],
  head: readonly (readonly PdfRun[])[],
  rows: readonly (readonly (readonly PdfRun[])[])[],
): Content {
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const room = textRoom - columns.length * (2 * padding + line) - line;
  const widths = columns.map(({ share }) => (room * share) / sum);
  const headHeight = heightOf(head, widths);
  // The head stands over the row on every page.
  const isTall =
    rows.some((cells) => headHeight + heightOf(cells, widths) > highestRow) || headHeight > highestRow;
  const row = (cells: readonly (readonly PdfRun[])[], isHead: boolean): TableCell[] =>
    columns.map(({ align = 'left' }, at) => ({
      text: [...(cells[at] ?? [])],
      ...{ alignment: isHead ? 'center' : align, fontSize: sizes.table, lineHeight: 1 },
    }));
  return {
    table: {
      ...{ widths, headerRows: isTall ? 0 : 1, dontBreakRows: !isTall },
      ...(isTall || rows.length === 0 ? {} : { keepWithHeaderRows: 1 }),
      body: [row(head, true), ...rows.map((cells) => row(cells, false))],
    },
    layout: {
      hLineWidth: () => line,
      vLineWidth: () => line,
      paddingLeft: () => padding,
      paddingRight: () => padding,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
    margin: [0, 0, 0, 8],
  };
}

function heightOf(cells: readonly (readonly PdfRun[])[], widths: readonly number[]): number {
  const lines = cells.map((runs, at) =>
    linesFor(runs.map(({ text }) => text).join(''), sizes.table, widths[at] ?? 1),
  );
  return Math.max(0, ...lines) * sizes.table * lineDistance * 1.15;
}
