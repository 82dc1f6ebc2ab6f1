import { vietnamDate } from '#core/bundle/vietnam-date';
import {
  annexSheet,
  dayCell,
  numberCell,
  type Row,
  shownDay,
  textCell,
} from '#core/exchange/register/annex-sheet';
import { forwardedOn } from '#core/exchange/register/change-entry';
import type { RegisterEntry } from '#shared/model/register';
import type { RegisterSheetWords } from '#shared/messages/vi/register-sheet';

const widths = [12, 8, 26, 16, 12, 46, 22, 12, 12, 24];

/**
 * The register of arrivals of a year: the ten columns of Decree 30/2020, Annex IV (VI.2), in their order. Of a parcel that
 * came without a paper, number and day are its own; who has signed for it, only the printed page knows.
 */
export async function registerSheet(
  { year, office, entries }: { year: number; office: string; entries: readonly RegisterEntry[] },
  words: RegisterSheetWords,
): Promise<Buffer> {
  return annexSheet({
    ...{ sheet: words.sheet(year), office, title: words.title, year: words.year(year) },
    span: spanOf(entries, words),
    ...{ columns: words.columns, widths, rows: entries.map((entry) => entryRow(entry, words)) },
  });
}

function spanOf(entries: readonly RegisterEntry[], words: RegisterSheetWords): string {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return '';
  const days = entries.map(({ arrivedOn }) => arrivedOn).sort();
  return words.span(shownDay(days[0] ?? ''), shownDay(days.at(-1) ?? ''), first.number, last.number);
}

function entryRow(entry: RegisterEntry, words: RegisterSheetWords): Row {
  const { parcel, symbol, paperDate, receiver, forwarded, done } = entry;
  const [last] = forwarded.slice(-1);
  const passedOn = last && !receiver.includes(last.to.name) ? [last.to.name] : [];
  const notes = [
    entry.note,
    entry.parts.length < parcel.parts ? words.parts(entry.parts.length, parcel.parts) : '',
    last?.due && !done ? words.due(shownDay(last.due)) : '',
    done ? words.done(shownDay(vietnamDate(done.at)), done.by) : '',
  ];
  return [
    dayCell(entry.arrivedOn),
    numberCell(entry.number),
    textCell(entry.from),
    textCell(symbol === '' ? words.parcel(String(parcel.number).padStart(2, '0')) : symbol),
    dayCell(paperDate ?? vietnamDate(parcel.issuedAt)),
    textCell(entry.subject),
    textCell([receiver, ...passedOn].filter(Boolean).join('; ')),
    dayCell(forwardedOn(entry)),
    textCell(''),
    textCell(notes.filter(Boolean).join('\n')),
  ];
}
