import type { RegisterSheetWords } from '#shared/messages/vi/register-sheet';

/** The register of arrivals as an Excel file, after Annex IV of Decree 30/2020 (part VI). */
export const registerSheet: RegisterSheetWords = {
  file: (year) => `Register-of-arrivals-${String(year)}.xlsx`,
  sheet: (year) => `Year ${String(year)}`,
  title: 'REGISTER OF INCOMING DOCUMENTS',
  year: (year) => `Year: ${String(year)}`,
  span: (fromDay, toDay, from, to) =>
    `From ${fromDay} to ${toDay}. From number ${String(from)} to number ${String(to)}`,
  columns: [
    'Date of arrival',
    'Arrival number',
    'Author',
    'Number and symbol',
    'Date of document',
    'Type and subject of document',
    'Receiving unit or person',
    'Date passed on',
    'Signed for',
    'Notes',
  ],
  parcel: (number) => `Parcel no. ${number}`,
  parts: (come, all) => `${String(come)} of ${String(all)} parts received`,
  due: (day) => `Due ${day}`,
  done: (day, name) => (name === '' ? `Done ${day}` : `Done ${day} (${name})`),
};
