import type { Messages } from '#shared/messages/messages';
import type { ChoiceFacts, ChosenPractice } from '#shared/model/choice';
import { isOfPeriod } from '#shared/model/choice';
import type { FigureSum } from '#shared/model/figure-sums';
import { formatNumber, formatQuantity } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import type { Language } from '#shared/model/practice';

export interface ChoiceWords {
  readonly messages: Messages;
  readonly language: Language;
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
}

/** What the papers of a choice are made of. */
export interface ToldToPaper extends ChoiceWords {
  readonly period: string;
  readonly office: string;
  readonly practices: readonly ChosenPractice[];
  /** They stand group by group. */
  readonly grouped: boolean;
  readonly facts: ChoiceFacts;
  readonly sums: readonly FigureSum[];
}

/** Name of a field; of none for `''`. */
export function fieldName({ fields, language, messages }: ChoiceWords, key: string): string {
  if (key === '') return messages.quarter.noField;
  return fields.find((field) => field.key === key)?.[language] ?? key;
}

/** The facts of a cover, a sentence each. */
export function factLines(facts: ChoiceFacts, words: ChoiceWords): string[] {
  const { choice, practice } = words.messages;
  const number = (value: number): string => formatNumber(value, words.language);
  const { practices, ours, peers, units, offices, otherPeriods } = facts;
  const fields = facts.fields.map(({ key, count }) => `${fieldName(words, key)} (${number(count)})`);
  const evidence = facts.evidence.map(({ level, count }) => {
    const name = level === null ? choice.noEvidence : practice.evidence[level];
    return `${name.toLocaleLowerCase(words.language)} (${number(count)})`;
  });
  if (practices === 0) return [];
  return [
    choice.factPractices(number(practices), number(ours), number(peers)),
    units > 0 ? choice.factUnits(number(units)) : '',
    offices > 0 ? choice.factOffices(number(offices)) : '',
    choice.factFields(fields.join('; ')),
    choice.factEvidence(evidence.join('; ')),
    otherPeriods > 0 ? choice.factOtherPeriods(number(otherPeriods)) : '',
  ].filter(Boolean);
}

/** What several practices reached together; one practice's own figure is no sum. */
export const realSums = (sums: readonly FigureSum[]): FigureSum[] =>
  sums.filter(({ practices }) => practices.length > 1);

/** "Số hộ được hỗ trợ: 1.250 hộ (cộng từ 3 bài)", as the name and what stands behind it. */
export function sumParts(
  { indicator, unit, sum, ours, practices }: FigureSum,
  words: ChoiceWords,
): { indicator: string; figure: string } {
  const { choice } = words.messages;
  const count = formatNumber(practices.length, words.language);
  const quantity = formatQuantity(sum, unit, words.language);
  const from = ours ? choice.sumOfOurs(count) : choice.sumOfPeers(count);
  return { indicator, figure: `: ${quantity} (${from})` };
}

export function sumLine(sum: FigureSum, words: ChoiceWords): string {
  const { indicator, figure } = sumParts(sum, words);
  return `${indicator}${figure}`;
}

/** Whose a practice is, the unit of ours, else the office, and its period where it is another. */
export function sourceOf(
  practice: ChosenPractice,
  { period, language }: ToldToPaper,
): { whose: string; when: string } {
  const { ours, unit, office } = practice;
  const isOther = practice.period !== null && !isOfPeriod(practice.period, period);
  return {
    whose: ours && unit !== '' ? unit : office,
    when: isOther ? formatPeriod(practice.period, language) : '',
  };
}
