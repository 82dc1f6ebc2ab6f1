import { citedPaper, frameOf, type PaperFacts, recipientsOf } from '#shared/paper/official-frame';
import type { OfficialAnnex, OfficialPaper } from '#shared/paper/official-paper';

/** Addressees beyond this stand in a list behind the letter. */
const mostNamed = 8;

/** How addressees are told of. */
export interface AddresseeWords {
  /** Where nobody is named. */
  readonly toAll: string;
  /** Where they stand in the list. */
  readonly toList: string;
  readonly title: string;
  readonly columns: { readonly number: string; readonly name: string };
}

/** "SKHCN-CĐS": the office, then the unit that drafts (Decree 30/2020, annex I, II.3.b). */
export const letterSymbol = ({ symbol, drafter }: PaperFacts['office']): string =>
  [symbol, drafter].filter(Boolean).join('-');

/** All of a letter but its body; many addressees are listed behind it. */
export function letterFrame(
  facts: PaperFacts,
  subject: string,
  words: AddresseeWords,
): Omit<OfficialPaper, 'body'> {
  const { messages, office } = facts;
  const { to, recipients } = office.letter;
  const isLong = to.length > mostNamed;
  const named = to.length === 0 ? [words.toAll] : isLong ? [words.toList] : to;
  return {
    ...frameOf(facts, letterSymbol(office)),
    title: { type: 'letter', subject },
    to: { label: messages.call.paper.to, names: named },
    recipients: recipientsOf(facts, { to: named, recipients }),
    annexes: isLong ? [addresseeList(facts, to, words)] : [],
  };
}

function addresseeList(
  facts: PaperFacts,
  to: readonly string[],
  { title, columns: { number, name } }: AddresseeWords,
): OfficialAnnex {
  const columns = [
    { text: number, figures: true, share: 10 },
    { text: name, share: 90 },
  ];
  const rows = to.map((one, at) => [String(at + 1), one]);
  return {
    ...{ label: '', title, note: noteOf(facts) },
    parts: [{ type: 'table', columns, rows }],
  };
}

/** "(Kèm theo Công văn số ... của ...)". */
function noteOf({ messages, given, office }: PaperFacts): string {
  const { papers } = messages;
  const cited = given
    ? citedPaper({ type: 'letter', ...given }, messages)
    : papers.cited('letter', `      /${letterSymbol(office) || '……'}`, papers.openDate);
  return papers.listNote(cited, office.office);
}
