import type { Content, ContentText } from 'pdfmake/interfaces';
import { firstLineAt, paragraphGap, points } from '#core/papers/official-layout';
import type { PdfRun } from '#core/papers/pdf-inline';

/** Of the page that something must leave for what follows it. */
const roomBelow = 60;
/** Longer texts are never held together: what does not fit on one page would be lost. Characters. */
const longestTogether = 1_500;

const lengthOf = (runs: readonly PdfRun[]): number => runs.reduce((sum, { text }) => sum + text.length, 0);

/** A paragraph of the body: both edges straight, its first line set in. */
export function bodyParagraph(runs: readonly PdfRun[], look: Partial<ContentText> = {}): ContentText {
  return {
    text: [...runs],
    alignment: 'justify',
    leadingIndent: points(firstLineAt),
    margin: [0, 0, 0, paragraphGap],
    ...look,
  };
}

/** Never the last on a page: it leaves room for the beginning of what follows, which then takes that room. */
export function keptWithNext(paragraph: ContentText, runs: readonly PdfRun[]): Content[] {
  if (lengthOf(runs) > longestTogether) return [paragraph];
  return [
    { stack: [paragraph, { stack: [], margin: [0, 0, 0, roomBelow] }], unbreakable: true },
    { stack: [], margin: [0, 0, 0, -roomBelow] },
  ];
}
