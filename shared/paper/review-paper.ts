import type { ReviewItem } from '#shared/contract/review';
import type { Messages } from '#shared/messages/messages';
import { formatQuantity } from '#shared/model/number';
import { formatDate, formatPartialDate } from '#shared/model/partial-date';
import type { Language, Result } from '#shared/model/practice';

export interface ReviewWords {
  readonly messages: Messages;
  readonly language: Language;
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
}

/** A line of the list that is laid before a leader, as it is printed; the leader writes into the last column. */
export interface ReviewPaperRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly fields: string;
  /** A line each, at most three. */
  readonly results: readonly string[];
  readonly proposal: string;
}

/** Results beyond these are in the write-up itself. */
const mostResults = 3;

export function reviewPaperRows(items: readonly ReviewItem[], words: ReviewWords): ReviewPaperRow[] {
  const { messages, language } = words;
  return items.map((item, at) => ({
    id: item.id,
    number: String(at + 1),
    title: item.title || messages.practice.untitled,
    unit: item.unit || item.writer,
    fields: item.fields
      .map((key) => words.fields.find((one) => one.key === key)?.[language] ?? key)
      .join('; '),
    results: item.results
      .map((result) => resultLine(result, words))
      .filter(Boolean)
      .slice(0, mostResults),
    proposal: proposalOf(item, words),
  }));
}

/** "Chiều dài ngầm hóa: 10 → 52,8 km (09/2026)"; what is only expected says so. */
function resultLine(result: Result, { messages, language }: ReviewWords): string {
  const { indicator, unit, before, after, cumulative, target, expected, asOf } = result;
  const figure = after ?? cumulative ?? before ?? target;
  if (figure === undefined) return '';
  const from =
    before !== undefined && after !== undefined ? `${formatQuantity(before, unit, language)} → ` : '';
  const notes = [
    expected === true ? messages.reader.expected : '',
    asOf === undefined ? '' : formatPartialDate(asOf),
  ].filter(Boolean);
  const told = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${indicator}: ${from}${formatQuantity(figure, unit, language)}${told}`;
}

/** What whoever looked at it proposes; where nobody has, what the acceptance gate says. */
function proposalOf({ passed, missing, weak }: ReviewItem, { messages }: ReviewWords): string {
  const words = messages.review.paper;
  const gate =
    missing.length > 0
      ? words.proposeReturn(String(missing.length))
      : weak.length > 0
        ? words.proposeApproveWeak(String(weak.length))
        : words.proposeApprove;
  if (!passed) return gate;
  const by = words.passedBy(passed.by, formatDate(passed.at));
  return [by, passed.reason || gate].join(' ');
}
