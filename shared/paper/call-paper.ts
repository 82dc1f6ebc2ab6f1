import type { Messages } from '#shared/messages/messages';
import type { Call } from '#shared/model/call';
import { formatPartialDate } from '#shared/model/partial-date';
import { periodInSentence, type Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import type { DayRange } from '#shared/model/reporting-calendar';

/** Further units stand in a list behind the letter. */
const mostNamed = 6;

/** What stands in a letter to units, before it is Word. */
export interface Letter {
  readonly words: Messages['call']['paper'];
  readonly office: string;
  /** As in document symbols: SKHCN. */
  readonly symbol: string;
  readonly year: string;
  readonly subject: string;
  /** Addressees; those of a list behind the letter are one. */
  readonly to: readonly string[];
  readonly body: readonly { readonly type: 'heading' | 'text'; readonly text: string }[];
  /** Units of the list behind the letter; empty where all are named in it. */
  readonly list: readonly string[];
}

export interface LetterFacts {
  readonly period: Period;
  readonly language: Language;
  readonly words: Messages['call']['paper'];
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly office: string;
  readonly symbol: string;
  /** `YYYY-MM-DD`. */
  readonly plan: DayRange & { readonly deadline: string };
}

type Line = Letter['body'][number];
const text = (said: string): Line => ({ type: 'text', text: said });
const paragraphs = (said: string): string[] =>
  said
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

function letterTo(
  units: readonly string[],
  { words, office, symbol, period }: LetterFacts,
): Omit<Letter, 'subject' | 'body'> {
  const isShort = units.length <= mostNamed;
  return {
    ...{ words, office, symbol, year: period.slice(0, 4) },
    to: units.length === 0 ? [words.toAll] : isShort ? units : [words.toList],
    list: isShort ? [] : units,
  };
}

/** The letter that asks units (by name) for what worked in a period: what, in which fields, how and until when. */
export function callLetter(call: Call, units: readonly string[], facts: LetterFacts): Letter {
  const { words, plan, language } = facts;
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
  return {
    ...letterTo(units, facts),
    subject: words.subject(period),
    body: [
      text(words.opening(period, from, to, briefing)),
      ...told.flatMap(([heading, lines], at): Line[] => [
        { type: 'heading', text: `${String(at + 1)}. ${heading}` },
        ...lines.map(text),
      ]),
      text(words.closing),
    ],
  };
}

/** The letter that reminds units (by name) which have not answered by `today` (`YYYY-MM-DD`). */
export function reminderLetter(
  call: Call | undefined,
  units: readonly string[],
  facts: LetterFacts,
  today: string,
): Letter {
  const { words, plan, language, office } = facts;
  const period = periodInSentence(facts.period, language);
  const deadline = formatPartialDate(plan.deadline);
  const briefing = call?.briefing == null ? null : formatPartialDate(call.briefing);
  const isOver = today > plan.deadline;
  return {
    ...letterTo(units, facts),
    subject: words.reminderSubject(period),
    body: [
      text(words.reminderOpening(office, period, deadline)),
      text(words.reminderState(formatPartialDate(today), isOver)),
      text(isOver ? words.reminderOver(briefing) : words.reminderBefore(deadline)),
      text(words.howText),
      text(words.closing),
    ],
  };
}
