import { vietnamDate } from '#core/bundle/vietnam-date';
import {
  annexSheet,
  dayCell,
  numberCell,
  type Row,
  shownDay,
  textCell,
} from '#core/exchange/register/annex-sheet';
import type { DepartureView } from '#shared/contract/sending';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { DepartureSheetWords } from '#shared/messages/vi/departure-sheet';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Language } from '#shared/model/practice';

const widths = [16, 12, 44, 18, 40, 20, 9, 16, 34, 34];

interface DepartureSheet {
  readonly year: number;
  readonly office: string;
  readonly departures: readonly DepartureView[];
  readonly language: Language;
}

/** The year in Viet Nam in which a bundle was issued. */
const yearOf = ({ departure }: DepartureView): number => Number(vietnamDate(departure.issuedAt).slice(0, 4));

/**
 * The register of departures of a year: the ten columns of Decree 30/2020, Annex IV (I.2), in their order, a line a
 * parcel, the oldest first: number, date, subject and signer are those of the papers that went with it. Where it went without any,
 * the parcel's own number and day stand there, and nobody signed.
 */
export async function departureSheet(
  { year, office, departures, language }: DepartureSheet,
  words: DepartureSheetWords,
): Promise<Buffer> {
  const shown = departures
    .filter((view) => yearOf(view) === year)
    .toSorted(({ departure: a }, { departure: b }) => (a.issuedAt < b.issuedAt ? -1 : 1));
  const days = shown.map(({ departure }) => shownDay(vietnamDate(departure.issuedAt)));
  return annexSheet({
    ...{ sheet: words.sheet(year), office, title: words.title, year: words.year(year) },
    span: days.length === 0 ? '' : words.span(days[0] ?? '', days.at(-1) ?? '', shown.length),
    ...{ columns: words.columns, widths, rows: shown.map((view) => departureRow(view, language, words)) },
  });
}

function departureRow(
  { departure, acknowledged, files }: DepartureView,
  language: Language,
  words: DepartureSheetWords,
): Row {
  const { recipients, period, number, practices, issuedAt, by, audience } = departure;
  const sent = recipients.filter(({ sentAt }) => sentAt !== undefined);
  const waiting = recipients.filter(({ sentAt }) => sentAt === undefined);
  const days = [...new Set(sent.map(({ sentAt = '' }) => vietnamDate(sentAt)))].toSorted();
  const names = (list: readonly { readonly name: string }[]): string =>
    list.map(({ name }) => name).join('; ');
  const received = acknowledged.map(({ recipient, at, registerNumber }) => {
    const { name = '' } = recipients.find(({ id }) => id === recipient) ?? {};
    return words.received(name, shownDay(vietnamDate(at)), registerNumber);
  });
  const notes = [
    audience ? words.only(names(audience)) : '',
    waiting.length > 0 ? words.notSent(names(waiting)) : '',
    by === '' ? '' : words.issuedBy(by),
    words.files(files.map(({ file }) => file).join(', ')),
  ];
  const [day = null, ...others] = days;
  const numbered = String(number).padStart(2, '0');
  const isKept = files.length > 0 && files.every(({ there }) => there);
  const { papers = [] } = departure;
  const parcel = words.subject(
    formatPeriod(period, language),
    numbered,
    formatNumber(practices.length, language),
  );
  const types = { vi, en }[language].signedPaper.type;
  const subjects = papers.map(({ type, subject }) => `${types[type]}: ${subject}`);
  const signers = new Set(papers.map(({ signer }) => signer?.name ?? ''));
  const [paper] = papers;
  return [
    textCell(paper ? papers.map((one) => one.number).join('\n') : words.number(numbered)),
    dayCell(paper?.date ?? vietnamDate(issuedAt)),
    textCell([...subjects, parcel].join('\n')),
    textCell([...signers].join('\n')),
    textCell(names(sent)),
    textCell(isKept ? words.kept : ''),
    numberCell(sent.length),
    others.length === 0 ? dayCell(day) : textCell(days.map(shownDay).join('; ')),
    textCell(received.join('\n')),
    textCell(notes.filter(Boolean).join('\n')),
  ];
}
