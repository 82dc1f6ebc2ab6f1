import type { ChoiceFacts } from '#shared/model/choice';
import type { Erratum, SignedPaper } from '#shared/model/issue';
import { formatNumber } from '#shared/model/number';
import { periodInSentence } from '#shared/model/period';
import { type AddresseeWords, letterFrame } from '#shared/paper/letter-frame';
import { asSentence, citedPaper, type Concerned, type PaperFacts } from '#shared/paper/official-frame';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** What a letter to other offices is made of. */
export interface LetterFacts extends PaperFacts {
  readonly choice: Pick<ChoiceFacts, 'practices' | 'ours' | 'peers'>;
  /** The report that goes along, once it has its number. */
  readonly report?: SignedPaper | undefined;
  readonly replaces?: Concerned | undefined;
  /** Telephone and mail of our office; either may be empty. */
  readonly contact: { readonly phone: string; readonly email: string };
}

const text = (said: string): OfficialPart => ({ type: 'text', text: said });
const clause = (said: string): OfficialPart => ({ type: 'clause', text: said });

/** The letter that goes to peers with a bundle: what it is, how it is opened, what is asked of them (template 1.5). */
export function peersLetter(facts: LetterFacts): OfficialPaper {
  const { messages, period, language } = facts;
  const words = messages.papers.letter;
  const subject = words.subject(periodInSentence(period, language));
  return { ...letterFrame(facts, subject, wordsOf(facts)), body: bodyOf(facts) };
}

/** The letter that corrects how an earlier paper was laid out or issued. */
export function correctionLetter(
  facts: PaperFacts,
  { cited, reason }: Concerned,
  errata: readonly Erratum[],
): OfficialPaper {
  const words = facts.messages.papers.correction;
  const office = facts.messages.papers.office(facts.office.office);
  const places = errata.flatMap(({ place, printed, instead }, at) => [
    ...(errata.length > 1 ? [clause(words.place(String(at + 1)))] : []),
    text(place === undefined ? words.printed(printed) : words.printedAt(beginning(place), printed)),
    text(words.instead(instead)),
  ]);
  return {
    ...letterFrame(facts, words.subject(cited), wordsOf(facts)),
    body: [text(words.opening(office, cited, reason)), ...places, text(words.closing(office, cited))],
  };
}

/** As a sentence begins and goes on with it, however it was typed. */
function beginning(place: string): string {
  const said = place.trim().replace(/[.,;:\s]+$/, '');
  return said.slice(0, 1).toLocaleUpperCase('vi') + said.slice(1);
}

function wordsOf({ messages: { papers } }: PaperFacts): AddresseeWords {
  const { toAll, toList, list, listColumns } = papers;
  return { toAll, toList, title: list, columns: listColumns };
}

function bodyOf(facts: LetterFacts): OfficialPart[] {
  const { messages, office, period, language, choice, replaces } = facts;
  const { letter, replacement } = messages.papers;
  const own = messages.papers.office(office.office);
  const number = (value: number): string => formatNumber(value, language);
  const { practices, ours, peers } = choice;
  const opening =
    office.letter.opening.length > 0
      ? office.letter.opening
      : [
          letter.opening(
            own,
            periodInSentence(period, language),
            number(practices),
            number(ours),
            number(peers),
          ),
        ];
  const closing = office.letter.closing.length > 0 ? office.letter.closing : [letter.closing];
  return [
    ...(replaces ? [text(replacement.letter(replaces.cited, asSentence(replaces.reason)))] : []),
    ...opening.map(text),
    clause(letter.enclosed),
    { type: 'list', items: enclosedOf(facts) },
    clause(letter.how),
    text(letter.howText),
    clause(letter.request),
    text(letter.requestText(own)),
    ...contactOf(facts).map(text),
    ...closing.map(text),
  ];
}

function enclosedOf({ messages, report }: LetterFacts): string[] {
  const { letter } = messages.papers;
  const signed = report ? [citedPaper(report, messages)] : [];
  return [...signed, letter.bundle, letter.listEnclosed].map(
    (line, at, all) => `${line}${at === all.length - 1 ? '.' : ';'}`,
  );
}

function contactOf({ messages, contact }: LetterFacts): string[] {
  const { letter } = messages.papers;
  const { phone, email } = contact;
  const ways = [phone && letter.phone(phone), email && letter.email(email)].filter(Boolean);
  return ways.length === 0 ? [] : [letter.contact(ways.join('; '))];
}
