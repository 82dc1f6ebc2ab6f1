import { isPrinted, simple, wordsIn } from '#core/forms/form-words';
import type { Messages } from '#shared/messages/messages';

const ticked = /☐\s*[xXvV]\s|[☑☒✓✔☓✗✘]|\[\s*[xXvV]\s*\]|\(\s*[xXvV]\s*\)|^\s*[xXvV][\s.:]|[\s.:][xXvV]\s*$/u;
export const isTicked = (text: string): boolean => ticked.test(text);

const nilWords = new Set([
  'khong phat sinh',
  'khong phat sinh trong ky',
  'khong co',
  'nil',
  'nothing to report',
]);
/** A title that says that there is no practice. */
export const isNilWord = (text: string): boolean => nilWords.has(simple(text));

/** The line of the nil box, as it is printed or nearly so. */
export function isNilLine(text: string): boolean {
  return (['vi', 'en'] as const).some((language) => {
    const { nil } = wordsIn(language).forms.paper;
    return simple(text.replace(/[☐☑☒✓✔[\]]/gu, ' ').replace(/^\s*[xX]\s|\s[xX]\s*$/g, ' ')).startsWith(
      simple(nil),
    );
  });
}

/** What was written into the line of the nil box besides a tick; empty where it is as printed. */
export function besideNil(text: string, { nil, nilHint }: Messages['forms']['paper']): string {
  const rest = [nil, nilHint]
    .reduce((left, words) => left.replace(words.normalize('NFC'), ' '), text)
    .replace(/[☐☑☒✓✔]|\[\s*[xX]?\s*\]/gu, ' ')
    .replace(/^\s*[xXvV]\b|\b[xXvV]\s*$/g, '')
    .trim();
  return isPrinted(rest) || simple(rest) === simple(nil) ? '' : rest;
}
