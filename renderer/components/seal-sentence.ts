import type { Messages } from '#shared/messages/messages';
import type { SealStanding, SealVerdict } from '#shared/model/seal';

type Words = Messages['verdicts'];

/** How `changed` of a verdict names the text itself; attachments stand there by title. */
const textFile = 'practice.md';

/** How loudly a standing is told. */
export const sealTone: Readonly<Record<SealStanding, 'good' | 'info' | 'warn' | 'bad'>> = {
  intact: 'good',
  unconfirmed: 'info',
  unchecked: 'warn',
  none: 'warn',
  'key-changed': 'bad',
  'key-disabled': 'bad',
  broken: 'bad',
};

/** What is known of the seal of a parcel, as a heading; `expected` where its office is known to seal. */
export function parcelSentence(words: Words, verdict: SealVerdict, expected: boolean): string {
  const { standing, office, sealedBy } = verdict;
  if (sealedBy) return words.parcel.foreign(sealedBy.name, office.name);
  if (standing === 'none' && expected) return words.parcel.missing(office.name);
  return words.parcel[standing](office.name);
}

/** What that means and what to do, where anything is to be done. */
export function parcelAdvice(words: Words, { standing }: SealVerdict, expected: boolean): string {
  return words.parcelText[standing === 'none' && expected ? 'missing' : standing];
}

/** What is known of the seal of a write-up, in one line. */
export function practiceSentence(words: Words, verdict: SealVerdict): string {
  const { standing, office, sealedBy, changed } = verdict;
  if (sealedBy) return words.practice.foreign(sealedBy.name, office.name);
  // Only of what lies in the library can it be said which file was changed.
  if (standing === 'broken' && changed.length > 0)
    return changed.includes(textFile)
      ? words.practice.editedHere(office.name)
      : words.practice.filesChanged(office.name, changed.join(', '));
  return words.practice[standing](office.name);
}

/** Everything technical about a seal, a line each. */
export function sealDetails(words: Words, verdict: SealVerdict): string {
  const { standing, office, keyNumber, key, digits, changed } = verdict;
  const lines: [string, string | null][] = [
    [words.details.standing, standing],
    [words.details.office, office.id],
    [words.details.number, keyNumber],
    [words.details.key, key],
    [words.details.digits, digits],
    [words.details.changed, changed.length === 0 ? null : changed.join(', ')],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])).join('\n');
}
