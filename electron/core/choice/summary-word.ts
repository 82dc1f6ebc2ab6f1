import { AlignmentType, Document, Packer, Paragraph, TabStopType, TextRun } from 'docx';
import { itemIndent, lineHeight, type PlannedLine, planSummary } from '#core/choice/summary-plan';
import { wordSection, wordStyles } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';
import type { ToldToPaper } from '#shared/paper/choice-paper';

/** Twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20);

/**
 * The summary of a choice as a Word file of one A4 page: the type shrinks from 13 to 10 points, then texts are shortened, then
 * the last practices are left to the list. Lines have a fixed height, so that another type does not change it.
 */
export function summaryWord(told: ToldToPaper): Promise<Uint8Array> {
  const children = planSummary(told).map(paragraph);
  const from = wordText(told.office);
  const document = new Document({
    title: wordText(told.messages.choice.summaryTitle(told.period)),
    ...{ creator: from, lastModifiedBy: from, description: '' },
    styles: wordStyles(told.language),
    sections: [{ properties: wordSection, children }],
  });
  return Packer.toBuffer(document);
}

const boldStyles: ReadonlySet<PlannedLine['style']> = new Set(['office', 'title', 'heading']);
const italicStyles: ReadonlySet<PlannedLine['style']> = new Set(['group', 'below', 'more']);

const marksOf = (bold: boolean, italics: boolean): { bold: boolean; italics: boolean } => ({ bold, italics });

function paragraph({ style, text, source = '', size, before }: PlannedLine): Paragraph {
  const isCentered = style === 'office' || style === 'title';
  const indent = style === 'item' || style === 'below' ? twips(itemIndent) : 0;
  const run = (words: string, isItalic: boolean): TextRun =>
    new TextRun({
      text: wordText(words),
      size: Math.round(size * 2),
      ...marksOf(boldStyles.has(style), isItalic),
    });
  const [number = '', rest] = style === 'item' ? text.split('\t') : ['', text];
  return new Paragraph({
    alignment: isCentered ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { before: twips(before), after: 0, line: twips(lineHeight(size)), lineRule: 'exact' },
    indent: { left: indent, ...(style === 'item' ? { hanging: indent } : {}) },
    tabStops: style === 'item' ? [{ type: TabStopType.LEFT, position: indent }] : [],
    children: [
      ...(style === 'item' ? [run(`${number.trim()}\t`, false)] : []),
      run(rest ?? '', italicStyles.has(style)),
      ...(source === '' ? [] : [run(source, true)]),
    ],
  });
}
