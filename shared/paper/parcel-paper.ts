import type { Messages } from '#shared/messages/messages';
import type { BundlePaper } from '#shared/model/bundle';
import { formatPartialDate } from '#shared/model/partial-date';

type Words = Messages['desk']['papers'];

/** A paper of a parcel in one line: "Báo cáo số 15/BC-SKHCN ngày 05/10/2026, GIÁM ĐỐC Trần Văn A". */
export function enclosedPaper({ type, number, date, signer }: BundlePaper, words: Words): string {
  const name = words.type[type];
  const numbered =
    number === '' || date === null ? name : words.numbered(name, number, formatPartialDate(date));
  const signed = signer ? `${signer.post} ${signer.name}`.replace(/\s+/g, ' ').trim() : '';
  return signed === '' ? numbered : `${numbered}, ${signed}`;
}

/** "Thay thế Báo cáo số 15/BC-SKHCN ngày 05/10/2026"; empty for a paper that is about no earlier one. */
export function enclosedAbout({ about }: BundlePaper, words: Words): string {
  if (!about) return '';
  // Only the symbol says of what type it is; a letter has none in it.
  const type = /\/BC-/i.test(about.number) ? words.type.report : words.other;
  return words.about[about.kind](words.numbered(type, about.number, formatPartialDate(about.date)));
}
