import type { CellObject } from 'write-excel-file/node';
import { annexSheet, numberCell, type Row, shareCell, textCell } from '#core/exchange/register/annex-sheet';
import type { PastColumn } from '#shared/contract/looking-back';
import { formatPeriod } from '#shared/model/period';
import {
  type PastRow,
  type PastTable,
  pastTables,
  type PastWords,
  shortPeriod,
} from '#shared/paper/past-tables';

/** Widths in characters. */
const widths = { label: 44, period: 12 };

/** Periods side by side as an Excel file in the look of the registers: figures are figures, shares are shares. */
export function pastSheet(
  columns: readonly PastColumn[],
  { office, ...words }: PastWords & { readonly office: string },
): Promise<Uint8Array> {
  const { messages, language } = words;
  const { past } = messages;
  const names = columns.map(({ period }) => formatPeriod(period, language));
  return annexSheet({
    ...{ sheet: past.sheet, office, title: past.title, year: '' },
    span: past.intro(names.at(0) ?? '', names.at(-1) ?? ''),
    columns: [past.item, ...columns.map(({ period }) => shortPeriod(period, messages, language))],
    widths: [widths.label, ...columns.map(() => widths.period)],
    rows: pastTables(columns, words).flatMap((table) => tableRows(table, columns.length)),
  });
}

function tableRows({ title, rows }: PastTable, periods: number): Row[] {
  const heading: CellObject = { type: String, value: title, fontWeight: 'bold' };
  return [[heading, ...Array.from({ length: periods }, () => null)], ...rows.map(figureRow)];
}

function figureRow({ label, values, isShare }: PastRow): Row {
  return [textCell(label), ...values.map((value) => valueCell(value, isShare))];
}

function valueCell(value: number | null, isShare: boolean): CellObject {
  if (value === null) return textCell('');
  return isShare ? shareCell(value) : numberCell(value);
}
