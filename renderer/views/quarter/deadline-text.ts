import type { Messages } from '#shared/messages/messages';
import { formatNumber } from '#shared/model/number';
import type { Language } from '#shared/model/practice';
import type { TimeLeft } from '#shared/model/reporting-calendar';

/** How many working days there are to a deadline, or have gone since: within a sentence. */
export function deadlineText(
  { standing, left }: TimeLeft,
  { board: words }: Pick<Messages, 'board'>,
  language: Language,
): string {
  const count = formatNumber(Math.abs(left), language);
  if (standing === 'today') return words.lastDay;
  if (standing === 'ahead') return words.daysLeft(count);
  return left === 0 ? words.justLate : words.daysLate(count);
}
