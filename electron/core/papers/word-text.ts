/** What XML cannot carry (XML 1.0, production 2): Word refuses a file that has any of it. */
const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** Text as it may stand in a Word file: composed, without control characters and halves of characters. */
export function wordText(text: string): string {
  return text.normalize('NFC').replace(forbidden, '');
}
