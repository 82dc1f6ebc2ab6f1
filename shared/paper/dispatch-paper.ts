import type { SignedPaper } from '#shared/model/issue';
import { paperNumberText } from '#shared/model/issue';
import { periodInSentence } from '#shared/model/period';
import { frameOf, type PaperFacts, recipientsOf } from '#shared/paper/official-frame';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** What goes along with a dispatch note. */
export interface DispatchFacts extends PaperFacts {
  readonly papers: readonly (SignedPaper & { readonly subject: string })[];
  /** The bundle's number; null before it was issued. */
  readonly bundle: number | null;
}

const text = (said: string): OfficialPart => ({ type: 'text', text: said });

/** Phiếu gửi (PG): what is sent, and a part that the receiver signs and sends back (template 1.4). */
export function dispatchNote(facts: DispatchFacts): OfficialPaper {
  const { messages, office, period, language } = facts;
  const { note, office: officeWord } = messages.papers;
  const own = officeWord(office.office);
  const { to, recipients } = office.letter;
  return {
    ...frameOf(facts, [note.symbol, office.symbol].filter(Boolean).join('-')),
    title: { type: 'named', name: note.name, subject: note.subject(periodInSentence(period, language)) },
    // A paper with a name goes to whom it names under "Nơi nhận"; only a report to a higher body has "Kính gửi".
    to: { label: messages.call.paper.to, names: [] },
    body: [
      text(note.opening(own)),
      enclosedTable(facts),
      text(note.closing(own)),
      text(note.received),
      text(note.receivedOn),
      text(note.receivedBy),
    ],
    recipients: recipientsOf(facts, { to: [], recipients: [...to, ...recipients] }),
    annexes: [],
  };
}

function enclosedTable({ messages, papers, bundle, period, language }: DispatchFacts): OfficialPart {
  const { note, enclosed } = messages.papers;
  const { columns } = note;
  const when = periodInSentence(period, language);
  const parcel = bundle === null ? note.openBundle(when) : note.bundle(when, String(bundle).padStart(2, '0'));
  const day = (date: string): string => date.split('-').reverse().join('/');
  const rows = [
    ...papers.map((paper) => [
      `${messages.signedPaper.type[paper.type]}: ${paper.subject}`,
      `${paperNumberText(paper)}; ${day(paper.date)}`,
    ]),
    [parcel, ''],
    [enclosed.title.charAt(0) + enclosed.title.slice(1).toLocaleLowerCase('vi'), ''],
  ];
  return {
    type: 'table',
    columns: [
      { text: columns.number, figures: true, share: 8 },
      { text: columns.title, share: 50 },
      { text: columns.mark, share: 27 },
      { text: columns.count, figures: true, share: 15 },
    ],
    rows: rows.map(([title = '', mark = ''], at) => [String(at + 1), title, mark, '01']),
  };
}
