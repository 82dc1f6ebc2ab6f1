import readSheetsOf, { type CellValue } from 'read-excel-file/node';
import type { FoundText } from '#core/extraction/extraction';

/** Text of all sheets of a workbook: names of the sheets, and a line for each row. */
export async function readSheets(bytes: Buffer): Promise<FoundText> {
  const sheets = await readSheetsOf(bytes);
  const lines = sheets.flatMap(({ sheet, data }) => [
    sheet,
    ...data.map((row) =>
      row
        .map(cellText)
        .filter((text) => text !== '')
        .join(' · '),
    ),
  ]);
  return { text: lines.join('\n') };
}

/** Numbers with plain digits; days as they are written here. */
function cellText(value: CellValue | null): string {
  if (value === null) return '';
  if (!(value instanceof Date)) return String(value);
  const [year = '', month = '', day = ''] = value.toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
