import writeExcelFile, { type Cell } from 'write-excel-file/node';

export type Row = (Cell | null)[];

const dateFormat = 'dd/mm/yyyy';
const border = { borderStyle: 'thin', borderColor: '#000000' } as const;
const plain = { ...border, alignVertical: 'top', wrap: true } as const;
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
    columns.map((name): Cell => ({ ...heading, fontWeight: 'bold', value: name })),
    columns.map((_, index): Cell => ({ ...heading, value: `(${String(index + 1)})` })),
    ...rows,
  ];
  const sheet = {
    columns: widths.map((width) => ({ width })),
    ...{ sheet: register.sheet, orientation: 'landscape' as const, stickyRowsCount: 7 },
  };
  return writeExcelFile(all, sheet, { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}

function coverRows({ office, title, year, span, widths }: AnnexSheet): Row[] {
  const across = (value: string, big = false): Row => [
    {
      ...{ type: String, value, columnSpan: widths.length, align: 'center' },
      ...(big ? { fontWeight: 'bold', fontSize: 16 } : {}),
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
export const textCell = (value: string): Cell => ({ ...plain, type: String, value, format: '@' });

export const numberCell = (value: number): Cell => ({ ...plain, type: Number, value, align: 'center' });

/** A part of the whole, between 0 and 1, as percent. */
export const shareCell = (value: number): Cell => ({
  ...{ ...plain, type: Number, value },
  ...{ format: '0%', align: 'center' },
});

/** A day as ISO 8601 writes it, or nothing. */
export const dayCell = (value: string | null): Cell =>
  value === null
    ? { ...plain, type: String, value: '' }
    : {
        ...{ ...plain, type: Date, value: new Date(`${value}T00:00:00.000Z`) },
        ...{ format: dateFormat, align: 'center' },
      };

/** `2026-10-05` as 05/10/2026. */
export const shownDay = (day: string): string => day.split('-').reverse().join('/');
