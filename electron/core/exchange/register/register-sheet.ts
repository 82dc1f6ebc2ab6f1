import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { forwardedOn } from '#core/exchange/register/change-entry';
import type { RegisterEntry } from '#shared/model/register';
import type { RegisterSheetWords } from '#shared/messages/vi/register-sheet';

type Row = (Cell | null)[];

/** Widths in characters, together about what a landscape A4 page holds. */
const widths = [12, 8, 26, 16, 12, 46, 22, 12, 12, 24];
const dateFormat = 'dd/mm/yyyy';
const border = { borderStyle: 'thin', borderColor: '#000000' } as const;

/**
 * The register of a year as an Excel file, with the cover's lines on top and the ten columns of Decree 30/2020, Annex IV
 * (VI.2), in their order. Dates are dates. What people wrote is text, never a formula.
 */
export async function registerSheet(
  { year, office, entries }: { year: number; office: string; entries: readonly RegisterEntry[] },
  words: RegisterSheetWords,
): Promise<Buffer> {
  const rows = [
    ...titleRows(year, office, entries, words),
    words.columns.map((name): Cell => ({ ...heading, fontWeight: 'bold', value: name })),
    words.columns.map((_, index): Cell => ({ ...heading, value: `(${String(index + 1)})` })),
    ...entries.map(entryRow),
  ];
  const columns = widths.map((width) => ({ width }));
  const sheet = { columns, sheet: words.sheet(year), orientation: 'landscape' as const, stickyRowsCount: 7 };
  return writeExcelFile(rows, sheet, { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}

const heading = {
  type: String,
  align: 'center',
  alignVertical: 'center',
  wrap: true,
  ...border,
} as const;

function titleRows(
  year: number,
  office: string,
  entries: readonly RegisterEntry[],
  words: RegisterSheetWords,
): Row[] {
  const across = (value: string, big = false): Row => [
    {
      ...{ type: String, value, columnSpan: widths.length, align: 'center' },
      ...(big ? { fontWeight: 'bold', fontSize: 16 } : {}),
    },
    ...widths.slice(1).map(() => null),
  ];
  const [first, last] = [entries[0], entries.at(-1)];
  const days = entries.map(({ arrivedOn }) => arrivedOn).sort();
  return [
    across(office.toLocaleUpperCase('vi')),
    across(words.title, true),
    across(words.year(year)),
    across(
      first && last
        ? words.span(shown(days[0] ?? ''), shown(days.at(-1) ?? ''), first.number, last.number)
        : '',
    ),
    across(''),
  ];
}

const shown = (day: string): string => day.split('-').reverse().join('/');

function entryRow(entry: RegisterEntry): Row {
  const text = (value: string): Cell => ({ ...plain, type: String, value, format: '@' });
  const day = (value: string | null): Cell =>
    value === null
      ? { ...plain, type: String, value: '' }
      : {
          ...plain,
          type: Date,
          value: new Date(`${value}T00:00:00.000Z`),
          format: dateFormat,
          align: 'center',
        };
  return [
    day(entry.arrivedOn),
    { ...plain, type: Number, value: entry.number, align: 'center' },
    text(entry.from),
    text(entry.symbol),
    day(entry.paperDate),
    text(entry.subject),
    text(entry.receiver),
    day(forwardedOn(entry)),
    text(''),
    text(entry.note),
  ];
}

const plain = { ...border, alignVertical: 'top', wrap: true } as const;
