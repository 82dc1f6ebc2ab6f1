import type { Messages } from '#shared/messages/messages';
import { formatNumber, formatQuantity } from '#shared/model/number';
import type { Language, Result } from '#shared/model/practice';

/**
 * "Tỷ lệ hộ dân dùng cáp quang: từ 31% lên 52,8%". Only a real before and a real after make a sentence; an
 * expected figure, or one side alone, gives `null` rather than a claim.
 */
export function resultSentence(
  result: Result,
  words: Messages['practice']['results'],
  language: Language,
): string | null {
  const { before, after, unit, expected } = result;
  if (before === undefined || after === undefined || expected === true) return null;
  const from = formatNumber(before, language) + (unit === '%' ? '%' : '');
  const to = formatQuantity(after, unit, language);
  if (before === after) return words.same(to);
  return after > before ? words.rise(from, to) : words.fall(from, to);
}
