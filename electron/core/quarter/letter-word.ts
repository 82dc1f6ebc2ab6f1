import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { steadyWord } from '#core/forms/steady-bytes';
import { styleIds, textWidth, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { wordTable } from '#core/papers/word-table';
import { wordText } from '#core/papers/word-text';
import type { Language } from '#shared/model/practice';
import type { Letter } from '#shared/paper/call-paper';

/** Half points. */
const sizes = { motto: 24, office: 26, usual: 26, body: 28, receivers: 24, receiver: 22 };

/** A letter of an office as a Word file, to be edited, signed and numbered. */
export async function letterWord(
  letter: Letter,
  { from, language }: { from: string; language: Language },
): Promise<Uint8Array> {
  const { words, to, body, list, subject } = letter;
  const document = new Document({
    title: wordText(subject),
    ...{ creator: wordText(from), lastModifiedBy: wordText(from), description: '' },
    styles: wordStyles(language),
    sections: [
      {
        properties: wordSection,
        headers: wordHeaders,
        children: [
          head(letter, language),
          ...addressees(words.to, to),
          ...body.map(({ type, text }) =>
            type === 'heading'
              ? new Paragraph({ style: styleIds.text, keepNext: true, children: [run(text, { bold: true })] })
              : new Paragraph({ style: styleIds.text, children: [run(text)] }),
          ),
          foot(words),
          ...(list.length === 0 ? [] : enclosed(letter)),
        ],
      },
    ],
  });
  return steadyWord(await Packer.toBuffer(document));
}

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly underline?: { readonly type: 'single' };
}

const run = (text: string, look: Look = {}): TextRun => new TextRun({ text: wordText(text), ...look });

function line(
  children: readonly ParagraphChild[],
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.CENTER,
  before = 0,
): Paragraph {
  return new Paragraph({
    style: styleIds.cell,
    alignment,
    spacing: { before, after: 0 },
    children: [...children],
  });
}

/** Two columns without borders; shares of the width of the text. */
function columns(left: readonly Paragraph[], right: readonly Paragraph[], share: number): Table {
  const widths = [Math.floor(textWidth * share), Math.floor(textWidth * (1 - share))];
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const cells = [left, right].map(
    (children, at) =>
      new TableCell({
        width: { size: widths[at] ?? 0, type: WidthType.DXA },
        borders,
        children: [...children],
      }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}

/** Office, number and subject on the left; motto, place and date on the right. */
function head({ words, office, symbol, year, subject }: Letter, language: Language): Table {
  const left = [
    line([run(office.toLocaleUpperCase(language), { bold: true, size: sizes.office })]),
    line([run(words.number(symbol), { size: sizes.usual })], undefined, 160),
    line([run(words.about(subject), { size: 24 })], undefined, 40),
  ];
  const right = [
    line([run(words.motto, { bold: true, size: sizes.motto })]),
    line([run(words.mottoBelow, { bold: true, size: sizes.usual, underline: { type: 'single' } })]),
    line([run(words.place(year), { italics: true, size: sizes.usual })], undefined, 160),
  ];
  return columns(left, right, 0.42);
}

function addressees(label: string, to: readonly string[]): Paragraph[] {
  const [only, ...more] = to;
  const indent = { left: 1_700 };
  const spacing = { before: 240, after: 240 };
  if (more.length === 0)
    return [new Paragraph({ indent, spacing, children: [run(`${label} ${only ?? ''}`)] })];
  const last = to.length - 1;
  return [
    new Paragraph({ indent, spacing: { before: 240, after: 0 }, children: [run(label)] }),
    ...to.map(
      (name, at) =>
        new Paragraph({
          indent: { left: indent.left + 500 },
          spacing: { after: at === last ? 240 : 0 },
          children: [run(`- ${name}${at === last ? '.' : ';'}`)],
        }),
    ),
  ];
}

/** Recipients on the left, level with who signs on the right; room for the signature. */
function foot(words: Letter['words']): Table {
  const left = [
    line(
      [run(words.receivers, { bold: true, italics: true, size: sizes.receivers })],
      AlignmentType.LEFT,
      240,
    ),
    line([run(words.asAbove, { size: sizes.receiver })], AlignmentType.LEFT),
    line([run(words.archive, { size: sizes.receiver })], AlignmentType.LEFT),
  ];
  const right = [
    line([run(words.signer, { bold: true, size: sizes.body })], undefined, 240),
    ...Array.from({ length: 4 }, () => line([])),
  ];
  return columns(left, right, 0.5);
}

function enclosed({ words, list, subject }: Letter): (Paragraph | Table)[] {
  const [number = '', unit = ''] = words.listColumns;
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      spacing: { after: 60 },
      children: [run(words.listTitle, { bold: true })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [run(words.listAbout(subject), { italics: true })],
    }),
    wordTable(
      [
        { share: 10, align: 'center' },
        { share: 90, align: 'left' },
      ],
      [[run(number, { bold: true })], [run(unit, { bold: true })]],
      list.map((name, at) => [[run(String(at + 1))], [run(name)]]),
    ),
  ];
}
