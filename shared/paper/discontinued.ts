import type { AboutPractice } from '#shared/contract/statements';
import type { Messages } from '#shared/messages/messages';
import { formatDate } from '#shared/model/partial-date';

/** That its origin no longer recommends a practice, as everything that leaves the program says it. */
export interface Discontinued {
  readonly office: string;
  /** dd/mm/yyyy. */
  readonly date: string;
  readonly reason: string;
}

/** What the origin has said last, as far as it is certain that it was the origin. */
export function discontinuedIn({
  discontinued,
}: Pick<AboutPractice, 'discontinued'>): Discontinued | undefined {
  const last = discontinued.findLast(({ certain }) => certain);
  return last && { office: last.office.name, date: formatDate(last.at), reason: last.reason };
}

/** "Ngừng khuyến nghị áp dụng", why, and who said so when; nothing for what is recommended. */
export function discontinuedLines(
  discontinued: Discontinued | undefined,
  words: Pick<Messages['statements'], 'discontinued' | 'discontinuedBy'>,
): string[] {
  if (!discontinued) return [];
  const { office, date, reason } = discontinued;
  return [words.discontinued, reason, words.discontinuedBy(office, date)];
}
