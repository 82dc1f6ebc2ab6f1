import type { Messages } from '#shared/messages/messages';
import { paperNumberText, type SignedPaper } from '#shared/model/issue';
import { periodInSentence } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import { citedPaper } from '#shared/paper/official-frame';
import type { OfficialAnnex, OfficialPart } from '#shared/paper/official-paper';

/** What the list of what is enclosed names. */
export interface EnclosedFacts {
  readonly messages: Messages;
  readonly language: Language;
  readonly period: string;
  readonly office: string;
  readonly papers: readonly (Pick<SignedPaper, 'type' | 'number' | 'symbol' | 'date'> & {
    readonly subject: string;
  })[];
  readonly practices: readonly {
    readonly title: string;
    readonly office: string;
    /** Attachments that go along. */
    readonly files: number;
  }[];
}

/** Danh mục tài liệu kèm theo: the signed papers and every practice of a bundle, with the number of its attachments. */
export function enclosedList(facts: EnclosedFacts): OfficialAnnex {
  const { messages, papers, period, language, office } = facts;
  const words = messages.papers.enclosed;
  const [first] = papers;
  const about = words.about(periodInSentence(period, language));
  return {
    label: '',
    title: words.title,
    note: first ? messages.papers.listNote(citedPaper(first, messages), office) : `(${about})`,
    parts: [
      { type: 'section', text: words.signed },
      ...(papers.length === 0 ? [{ type: 'text' as const, text: words.none }] : [signedTable(facts)]),
      { type: 'section', text: words.practices },
      practicesTable(facts),
    ],
  };
}

function signedTable({ messages, papers }: EnclosedFacts): OfficialPart {
  const { signedColumns: names } = messages.papers.enclosed;
  return {
    type: 'table',
    columns: [
      { text: names.number, figures: true, share: 8 },
      { text: names.title, share: 52 },
      { text: names.mark, share: 22 },
      { text: names.date, share: 18 },
    ],
    rows: papers.map((paper, at) => [
      String(at + 1),
      `${messages.signedPaper.type[paper.type]}: ${paper.subject}`,
      paperNumberText(paper),
      paper.date.split('-').reverse().join('/'),
    ]),
  };
}

function practicesTable({ messages, practices }: EnclosedFacts): OfficialPart {
  const { columns: names } = messages.papers.enclosed;
  return {
    type: 'table',
    columns: [
      { text: names.number, figures: true, share: 8 },
      { text: names.title, share: 50 },
      { text: names.from, share: 27 },
      { text: names.files, figures: true, share: 15 },
    ],
    rows: practices.map(({ title, office, files }, at) => [
      String(at + 1),
      title || messages.practice.untitled,
      office,
      String(files),
    ]),
  };
}
