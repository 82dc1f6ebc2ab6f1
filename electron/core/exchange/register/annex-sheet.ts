import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { linesFor } from '#core/choice/text-room';

export type Row = (CellObject | null)[];

const dateFormat = 'dd/mm/yyyy';
const border = { borderStyle: 'thin', borderColor: '#000000' } as const;
const plain = { ...border, alignVertical: 'top', wrap: true } as const;
const fontSize = { text: 12, title: 16 };
const heading = {
  type: String,
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  ...border,
} as const;

interface AnnexSheet {
  /** Name of the sheet. */
  readonly sheet: string;
  readonly office: string;
  readonly title: string;
  readonly year: string;
  /** From which day and number to which; empty where there are no lines. */
  readonly span: string;
  readonly columns: readonly string[];
  /** Widths in characters, together about what a landscape A4 page holds. */
  readonly widths: readonly number[];
  readonly rows: readonly Row[];
}

/**
 * A register of Decree 30/2020, Annex IV, as an Excel file: the cover's lines on top, the columns with their numbers, a
 * line each. Dates are dates. What people wrote is text, never a formula.
 */
export async function annexSheet(register: AnnexSheet): Promise<Buffer> {
  const { columns, widths, rows } = register;
  const all = [
    ...coverRows(register),
    columns.map((name): CellObject => ({ ...heading, fontWeight: 'bold', value: name })),
    columns.map((_, index): CellObject => ({ ...heading, value: `(${String(index + 1)})` })),
    ...rows,
  ];
  const sheet = {
    columns: widths.map((width) => ({ width })),
    ...{ sheet: register.sheet, orientation: 'landscape' as const, stickyRowsCount: 7 },
  };
  const rowsOfHeight = all.map((row) => withHeight(row, widths));
  return writeExcelFile(rowsOfHeight, sheet, {
    ...{ fontFamily: 'Times New Roman', fontSize: fontSize.text },
    features: [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: onePageWide } } } }],
  }).toBuffer();
}

/** Printed on as many A4 pages as it takes, none of them beside another. */
function onePageWide(xml: string): string {
  return xml
    .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace(/(?=\/>)(?<=<pageSetup [^>]*)/, ' fitToWidth="1" fitToHeight="0"');
}

/** The highest row that Excel knows, in points. */
const highest = 409;

/** The row, high enough for its texts: not every program makes room for what is wrapped. */
function withHeight(row: Row, widths: readonly number[]): Row {
  const heights = row.map((cell, column) => heightOf(cell, widths[column] ?? 0));
  const height = Math.min(highest, Math.max(...heights));
  return row.map((cell, column) => (column === 0 ? { ...cell, height } : cell));
}

function heightOf(cell: Row[number], width: number): number {
  const { value, fontSize: size = fontSize.text, columnSpan, fontWeight } = cell ?? {};
  const lineHeight = Math.ceil(size * 1.3);
  if (typeof value !== 'string' || (columnSpan ?? 1) > 1) return lineHeight;
  // A column is so many digits of 7 pixels wide; bold type is wider.
  const room = (width * 7 + 5) * 0.75 - 6;
  const lines = value
    .split('\n')
    .map((line) => Math.max(1, linesFor(line, size * (fontWeight === 'bold' ? 1.08 : 1), room)));
  return lines.reduce((sum, count) => sum + count, 0) * lineHeight;
}

function coverRows({ office, title, year, span, widths }: AnnexSheet): Row[] {
  const across = (value: string, big = false): Row => [
    {
      ...{ type: String, value, columnSpan: widths.length, align: 'center' },
      ...(big ? { fontWeight: 'bold', fontSize: fontSize.title } : {}),
    },
    ...widths.slice(1).map(() => null),
  ];
  return [
    across(office.toLocaleUpperCase('vi')),
    across(title, true),
    ...[year, span, ''].map((text) => across(text)),
  ];
}

/** As it was written, whatever it begins with. */
export const textCell = (value: string): CellObject => ({ ...plain, type: String, value, format: '@' });

export const numberCell = (value: number): CellObject => ({ ...plain, type: Number, value, align: 'center' });

/** A part of the whole, between 0 and 1, as percent. */
export const shareCell = (value: number): CellObject => ({
  ...{ ...plain, type: Number, value },
  ...{ format: '0%', align: 'center' },
});

/** A day as ISO 8601 writes it, or nothing. */
export const dayCell = (value: string | null): CellObject =>
  value === null
    ? { ...plain, type: String, value: '' }
    : {
        ...{ ...plain, type: Date, value: new Date(`${value}T00:00:00.000Z`) },
        ...{ format: dateFormat, align: 'center' },
      };

/** `2026-10-05` as 05/10/2026. */
export const shownDay = (day: string): string => day.split('-').reverse().join('/');
