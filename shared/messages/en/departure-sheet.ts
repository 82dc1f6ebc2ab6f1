import type { DepartureSheetWords } from '#shared/messages/vi/departure-sheet';

/** The register of departures as an Excel file, after Annex IV of Decree 30/2020 (part I). */
export const departureSheet: DepartureSheetWords = {
  file: (year) => `Register-of-departures-${String(year)}.xlsx`,
  sheet: (year) => `Year ${String(year)}`,
  title: 'REGISTER OF OUTGOING DOCUMENTS',
  year: (year) => `Year: ${String(year)}`,
  span: (fromDay, toDay, parcels) =>
    `From ${fromDay} to ${toDay}. ${String(parcels)} parcels of best practices`,
  columns: [
    'Number and symbol',
    'Date of document',
    'Type and subject of document',
    'Signed by',
    'Recipients',
    'Unit or person keeping the file copy',
    'Copies',
    'Date sent',
    'Signed for',
    'Notes',
  ],
  number: (number) => `Parcel no. ${number}`,
  kept: 'The office’s library',
  subject: (period, number, practices) =>
    `Parcel of best practices ${period}, parcel no. ${number}, with ${practices} write-ups`,
  received: (name, date, number) =>
    number === null ? `${name}: received ${date}` : `${name}: received ${date}, their no. ${number}`,
  notSent: (names) => `Not sent yet: ${names}`,
  only: (names) => `Only for: ${names}`,
  files: (names) => `Files: ${names}`,
  issuedBy: (name) => `Exported by: ${name}`,
};
