import type { Call } from '#shared/model/call';
import { formatPartialDate } from '#shared/model/partial-date';
import { periodInSentence } from '#shared/model/period';
import type { DayRange } from '#shared/model/reporting-calendar';
import { letterFrame } from '#shared/paper/letter-frame';
import type { PaperFacts } from '#shared/paper/official-frame';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** What letters to units are made of. */
export interface CallFacts extends PaperFacts {
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  /** `YYYY-MM-DD`. */
  readonly plan: DayRange & { readonly deadline: string };
}

const text = (said: string): OfficialPart => ({ type: 'text', text: said });
const paragraphs = (said: string): string[] =>
  said
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The letter that asks units (by name) for what worked in a period: what, in which fields, how and until when. */
export function callLetter(call: Call, units: readonly string[], facts: CallFacts): OfficialPaper {
  const { plan, language } = facts;
  const words = facts.messages.call.paper;
  const period = periodInSentence(facts.period, language);
  const [from, to, deadline] = [plan.from, plan.to, plan.deadline].map(formatPartialDate) as [
    string,
    string,
    string,
  ];
  const briefing = call.briefing === null ? null : formatPartialDate(call.briefing);
  const fields = call.fields.map((key) => facts.fields.find((field) => field.key === key)?.[language] ?? key);
  const parts: [string, string[]][] = [
    [words.content, paragraphs(call.wanted)],
    [words.focus, fields.length === 0 ? [] : [`${fields.join('; ')}.`]],
    [words.how, [words.howText]],
    [words.until, [words.untilText(deadline)]],
  ];
  const told = parts.filter(([, lines]) => lines.length > 0);
  const body = [
    text(words.opening(period, from, to, briefing)),
    ...told.flatMap(([heading, lines], at): OfficialPart[] => [
      { type: 'clause', text: `${String(at + 1)}. ${heading}` },
      ...lines.map(text),
    ]),
    text(words.closing),
  ];
  return { ...toUnits(units, facts, words.subject(period)), body };
}

/** The letter that reminds units (by name) which have not answered by `today` (`YYYY-MM-DD`). */
export function reminderLetter(
  call: Call | undefined,
  units: readonly string[],
  facts: CallFacts,
  today: string,
): OfficialPaper {
  const { messages, plan, language, office } = facts;
  const words = messages.call.paper;
  const period = periodInSentence(facts.period, language);
  const deadline = formatPartialDate(plan.deadline);
  const briefing = call?.briefing == null ? null : formatPartialDate(call.briefing);
  const isOver = today > plan.deadline;
  const body = [
    words.reminderOpening(office.office, period, deadline),
    words.reminderState(formatPartialDate(today), isOver),
    isOver ? words.reminderOver(briefing) : words.reminderBefore(deadline),
    words.howText,
    words.closing,
  ];
  return { ...toUnits(units, facts, words.reminderSubject(period)), body: body.map(text) };
}

/** All but the body: as a letter to peers, but to units of ours. */
function toUnits(units: readonly string[], facts: CallFacts, subject: string): Omit<OfficialPaper, 'body'> {
  const { about, toAll, toList, listTitle, listColumns } = facts.messages.call.paper;
  const letter = { ...facts.office.letter, to: units, recipients: [] };
  const words = { toAll, toList, title: listTitle, columns: listColumns };
  return letterFrame({ ...facts, office: { ...facts.office, letter } }, about(subject), words);
}
