import type { NearDuplicatePair } from '#shared/contract/near-duplicates';
import type { Messages } from '#shared/messages/messages';
import { unitKey } from '#shared/model/coverage';
import type { PracticeSummary } from '#shared/model/practice';

/** From this degree on two texts are nearly, or mostly, the same. */
const [nearlyWhole, most] = [0.9, 0.6];

/** Why two practices stand beside each other, the most telling reason first. */
export function reasonsOf(
  { degree, sameTitle, basedOn, practices: [one, other] }: NearDuplicatePair,
  words: Messages['duplicates'],
  language: 'vi' | 'en',
): string[] {
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return [
    degree === null
      ? words.alike.none
      : `${alikeIn(degree, words)} (${words.degree(percent.format(Math.floor(degree * 100) / 100))})`,
    ...(sameTitle ? [words.sameTitle] : []),
    ...(basedOn ? [words.basedOn] : []),
    ...whoseOf(one, other, words),
    ...(one.period !== null && one.period === other.period ? [words.samePeriod] : []),
  ];
}

/** Within an office it is the unit that counts, where both say theirs. */
function whoseOf(one: PracticeSummary, other: PracticeSummary, words: Messages['duplicates']): string[] {
  if (one.origin !== other.origin) return [];
  if (!one.unit || !other.unit) return [words.sameOffice];
  return [unitKey(one.unit) === unitKey(other.unit) ? words.sameUnit : words.otherUnits];
}

function alikeIn(degree: number, { alike }: Messages['duplicates']): string {
  if (degree >= nearlyWhole) return alike.whole;
  return degree >= most ? alike.most : alike.part;
}
