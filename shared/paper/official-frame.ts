import type { Messages } from '#shared/messages/messages';
import {
  type Issue,
  type PaperNumber,
  paperConcerned,
  paperNumberText,
  type SignedPaper,
} from '#shared/model/issue';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import type { OfficialPaper } from '#shared/paper/official-paper';
import { recipientLines, type Signer, signatureOf } from '#shared/paper/official-words';

/** What every paper of a period is made of. */
export interface PaperFacts {
  readonly office: OfficeOnPaper;
  readonly signer: Signer;
  readonly messages: Messages;
  readonly language: Language;
  readonly period: Period;
  /** What the clerk has given this paper; absent while it is open. */
  readonly given?: PaperNumber | undefined;
  /** Something in it may not leave the offices. */
  readonly internal: boolean;
}

/** An earlier paper that a paper replaces or corrects, as it is cited in a sentence, and why. */
export interface Concerned {
  readonly cited: string;
  /** Without a full stop; empty where nobody has said it. */
  readonly reason: string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "ngày 05 tháng 10 năm 2026": days under 10 and the months 1 and 2 with a leading 0 (Decree 30/2020, annex I, II.4.c). */
export function dateOnPaper(date: string, { papers }: Messages): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  return papers.date(two(dayNumber), monthNumber < 3 ? two(monthNumber) : String(monthNumber), year);
}

/** "Báo cáo số 05/BC-SKHCN ngày 05 tháng 10 năm 2026". */
export function citedPaper(
  paper: Pick<SignedPaper, 'type' | 'number' | 'symbol' | 'date'>,
  messages: Messages,
): string {
  return messages.papers.cited(paper.type, paperNumberText(paper), dateOnPaper(paper.date, messages));
}

/** What a round is about, where it is not the first. */
export function concernedBy(issues: readonly Issue[] | undefined, messages: Messages): Concerned | undefined {
  const round = issues?.at(-1);
  const paper = round && round.kind !== 'first' ? paperConcerned(issues, round) : undefined;
  return paper && { cited: citedPaper(paper, messages), reason: reasonOf(round?.reason) };
}

/** With the full stop of a sentence; nothing stays nothing. */
export const asSentence = (said: string): string => (said === '' ? '' : `${said}.`);

/** As it stands within a sentence, whether or not somebody ended it as one. */
const reasonOf = (said = ''): string => said.trim().replace(/[.;,\s]+$/, '');

const capitals = (text: string): string => text.toLocaleUpperCase('vi');

/** Bodies, motto, number, place and date, who signs. `symbol` stands behind the number while the clerk has given none. */
export function frameOf(
  { office, signer, messages, language, given, internal }: PaperFacts,
  symbol: string,
): Pick<OfficialPaper, 'language' | 'from' | 'head' | 'signature'> {
  const { call, papers, report } = messages;
  const date = given ? dateOnPaper(given.date, messages) : papers.openDate;
  const [ownNumber = '', ...rest] = given ? paperNumberText(given).split('/') : ['', symbol];
  return {
    ...{ language, from: office.office },
    head: {
      ...{ motto: call.paper.motto, mottoBelow: call.paper.mottoBelow },
      ...{ parent: capitals(office.parent), office: capitals(office.office) },
      number: papers.number(ownNumber, rest.join('/')),
      place: papers.place(office.place, date),
      circulation: internal ? report.circulation : '',
    },
    signature: signatureOf(signer),
  };
}

/** "Như trên" first where the paper names whom it is sent to, the records office last. */
export function recipientsOf(
  { messages, office }: Pick<PaperFacts, 'messages' | 'office'>,
  { to, recipients }: { readonly to: readonly string[]; readonly recipients: readonly string[] },
): OfficialPaper['recipients'] {
  const { call, papers } = messages;
  const asAbove = to.length === 0 ? [] : [call.paper.asAbove];
  const lines = [...asAbove, ...recipientLines([...recipients, papers.archive(office.drafter)])];
  return { label: call.paper.receivers, lines };
}
