import type { ChosenPractice } from '#shared/model/choice';
import { periodInSentence } from '#shared/model/period';
import { factLines, realSums, sourceOf, sumLine, type ToldToPaper } from '#shared/paper/choice-paper';
import type { OfficialAnnex, OfficialPaper, OfficialPart } from '#shared/paper/official-paper';
import type { PaperNumber } from '#shared/model/issue';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import { asSentence, citedPaper, type Concerned, frameOf, recipientsOf } from '#shared/paper/official-frame';
import { pointLetter, type Signer } from '#shared/paper/official-words';
import type { PaperPart } from '#shared/paper/paper';

/** What a report is made of beside the choice of its period. */
export interface ReportFacts {
  readonly told: ToldToPaper;
  /** As in document symbols: SKHCN. */
  readonly symbol: string;
  /** The body above by its full name; empty where none is known. */
  readonly parent: string;
  /** Where the office has its seat, as it stands on paper. */
  readonly place: string;
  /** Something in it may not leave the offices. */
  readonly internal: boolean;
  /** Higher bodies that it is sent to. */
  readonly to: readonly string[];
  readonly recipients: readonly string[];
  readonly signer: Signer;
  /** What the clerk has given it; absent while it is open. */
  readonly given?: PaperNumber | undefined;
  /** The unit that drafts; empty where nobody has said it. */
  readonly drafter?: string;
  /** Instead of the usual words; none for these. */
  readonly opening?: readonly string[];
  readonly closing?: readonly string[];
  /** The report that this one replaces. */
  readonly replaces?: Concerned | undefined;
  /** Markdown. */
  readonly foreword: string;
  /** The text of each practice, by its id. */
  readonly texts: ReadonlyMap<string, readonly PaperPart[]>;
}

/** The report of a period: our own practices, those of others, what is proposed; the list and the texts as annexes. */
export function reportPaper(facts: ReportFacts): OfficialPaper {
  const { told, to, recipients } = facts;
  const { report, call } = told.messages;
  const frame = { ...facts, ...told, office: officeOf(facts) };
  return {
    ...frameOf(frame, `BC-${facts.symbol === '' ? '……' : facts.symbol}`),
    title: { type: 'named', name: report.name, subject: subjectOf(facts) },
    to: { label: call.paper.to, names: to },
    body: bodyOf(facts),
    recipients: recipientsOf(frame, { to, recipients }),
    annexes: told.practices.length === 0 ? [] : [listAnnex(facts), textsAnnex(facts)],
  };
}

/** As far as the frame of a paper asks for it. */
function officeOf({ told, parent, symbol, place, drafter = '', signer }: ReportFacts): OfficeOnPaper {
  const nothing = { to: [], recipients: [], opening: [], closing: [] };
  return {
    ...{ parent, office: told.office, symbol, place, drafter, signer },
    ...{ report: nothing, letter: nothing },
  };
}

function subjectOf({ told, replaces }: ReportFacts): string {
  const { report, papers } = told.messages;
  const subject = report.subject(periodInSentence(told.period, told.language));
  return replaces ? papers.replacement.subject(subject, replaces.cited) : subject;
}

/** What the report begins and ends with, in the office's own words where it has any. */
function openingOf({ told, opening = [], replaces }: ReportFacts): OfficialPart[] {
  const { report, papers } = told.messages;
  const usual = report.opening(told.office, periodInSentence(told.period, told.language));
  const replacing = replaces ? [papers.replacement.opening(replaces.cited, asSentence(replaces.reason))] : [];
  return [...replacing, ...(opening.length > 0 ? opening : [usual])].map(text);
}

function closingOf({ told, closing = [] }: ReportFacts): OfficialPart[] {
  const { report } = told.messages;
  const usual = told.practices.length === 0 ? report.closingWithout : report.closing;
  return (closing.length > 0 ? closing : [usual]).map(text);
}

function bodyOf(facts: ReportFacts): OfficialPart[] {
  const { told, foreword } = facts;
  const { report } = told.messages;
  const sums = realSums(told.sums).map((sum) => sumLine(sum, told));
  const ours = told.practices.filter((practice) => practice.ours);
  const peers = told.practices.filter((practice) => !practice.ours);
  return [
    ...openingOf(facts),
    ...(foreword.trim() === '' ? [] : [{ type: 'markdown', text: foreword, of: '' } satisfies OfficialPart]),
    ...factLines(told.facts, told).map(text),
    ...(sums.length === 0 ? [] : [text(told.messages.choice.summaryResults), listOf(sums)]),
    { type: 'section', text: report.ours },
    ...(ours.length === 0 ? [text(report.noneOfOurs)] : overview(ours, told)),
    { type: 'section', text: report.peers },
    ...(peers.length === 0 ? [text(report.noneOfPeers)] : overview(peers, told)),
    { type: 'section', text: report.proposals },
    ...proposals(peers, told),
    ...closingOf(facts),
  ];
}

const text = (said: string): OfficialPart => ({ type: 'text', text: said });
const listOf = (items: readonly string[]): OfficialPart => ({ type: 'list', items });
const lines = (said: string): string[] => said.split('\n').filter((line) => line.trim() !== '');

function titleOf(practice: ChosenPractice, told: ToldToPaper, at: number): OfficialPart {
  return { type: 'clause', text: `${String(at + 1)}. ${practice.title || told.messages.practice.untitled}` };
}

function overview(practices: readonly ChosenPractice[], told: ToldToPaper): OfficialPart[] {
  return practices.flatMap((practice, at) => {
    const { whose, when } = sourceOf(practice, told);
    const source = [whose, when].filter(Boolean).join(', ');
    return [
      titleOf(practice, told, at),
      ...lines(practice.summary).map(text),
      ...(source === '' ? [] : [text(told.messages.report.from(source))]),
    ];
  });
}

function proposals(peers: readonly ChosenPractice[], told: ToldToPaper): OfficialPart[] {
  const { report } = told.messages;
  const given = peers.filter(({ proposal }) => `${proposal.why}${proposal.whom}`.trim() !== '');
  if (given.length === 0) return [text(report.noProposals)];
  return given.flatMap((practice, at) => [
    titleOf(practice, told, at),
    ...report.proposal(practice.proposal.why.trim(), practice.proposal.whom.trim()).flatMap(lines).map(text),
  ]);
}

function annex(facts: ReportFacts, number: string, title: string): Omit<OfficialAnnex, 'parts'> {
  const { told, given, symbol } = facts;
  const { report, papers } = told.messages;
  const note = given
    ? papers.listNote(citedPaper({ type: 'report', ...given }, told.messages), told.office)
    : report.annexNote(symbol, told.office);
  return { label: report.annex(number), title, note };
}

function listAnnex(facts: ReportFacts): OfficialAnnex {
  const { told } = facts;
  const { report, practice: words } = told.messages;
  const { listColumns: names } = report;
  const rows = told.practices.map((practice, at) => [
    String(at + 1),
    practice.title || words.untitled,
    sourceOf(practice, told).whose,
    practice.evidence === null ? '' : words.evidence[practice.evidence],
  ]);
  const columns = [
    { text: names.number, figures: true, share: 7 },
    { text: names.title, share: 46 },
    { text: names.from, share: 27 },
    { text: names.evidence, share: 20 },
  ];
  return { ...annex(facts, 'I', report.list), parts: [{ type: 'table', columns, rows }] };
}

function textsAnnex(facts: ReportFacts): OfficialAnnex {
  const { told, texts } = facts;
  const parts = told.practices.flatMap(({ id }, at) => numberedText(texts.get(id) ?? [], id, at + 1));
  const { report } = told.messages;
  const contents =
    told.practices.length > mostWithoutContents ? { contents: { title: report.contents } } : {};
  return { ...annex(facts, 'II', report.practices), ...contents, parts };
}

/** So many practices are found without a table of contents. */
const mostWithoutContents = 5;

/** A practice as it stands among others: its title numbered, its headings as points. */
export function numberedText(parts: readonly PaperPart[], of: string, number: number): OfficialPart[] {
  let points = 0;
  return parts.map((part): OfficialPart => {
    switch (part.type) {
      case 'title':
        return { type: 'clause', text: `${String(number)}. ${part.text}` };
      case 'heading':
        return { type: 'point', text: `${pointLetter(points++)} ${part.text}` };
      case 'origin':
        return text(part.text);
      case 'markdown':
        return { type: 'markdown', text: part.text, of };
      default:
        return part;
    }
  });
}
