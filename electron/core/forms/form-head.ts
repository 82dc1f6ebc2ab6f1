import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  UnderlineType,
  WidthType,
} from 'docx';
import { cellText, hintRun, type TickBoxes, words } from '#core/forms/form-blocks';
import { markOf } from '#core/forms/form-words';
import { textWidth } from '#core/papers/word-layout';
import type { Messages } from '#shared/messages/messages';

type Paper = Messages['forms']['paper'];

/** Name of the office and the motto side by side: Decree 30/2020/NĐ-CP, annex I. */
export function formHead(office: string, { motto, mottoBelow }: Paper): Table {
  const own = (mark: string, text: string, underline = false): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 0, line: 264, lineRule: 'auto' },
      children: [
        new Bookmark({
          id: `${markOf.own}_${mark}`,
          children: [
            words(text, {
              bold: true,
              size: 24,
              ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
            }),
          ],
        }),
      ],
    });
  return sideBySide([
    { share: 0.42, children: [own('office', office.toLocaleUpperCase('vi'))] },
    { share: 0.58, children: [own('motto', motto), own('below', mottoBelow, true)] },
  ]);
}

/** The name of the form, how it is filled in, and the box for nothing to report. */
export function formTitle({ title, howTo, nil, nilHint }: Paper, ticks: TickBoxes): Paragraph[] {
  const name = new Bookmark({
    id: `${markOf.own}_title`,
    children: [words(title, { bold: true, size: 30 })],
  });
  const box = new Bookmark({ id: markOf.nil, children: [words(` ${nil} `, { bold: true, size: 26 })] });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 360, after: 60 },
      children: [name],
    }),
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 160 }, children: [hintRun(howTo)] }),
    new Paragraph({
      spacing: { before: 60, after: 60 },
      children: [ticks.box(false), box, hintRun(nilHint)],
    }),
  ];
}

/** The place where the head of the unit signs, on the right. */
export function signature({ signPlace, signTitle, signHint }: Paper): Table {
  const centred = (run: ReturnType<typeof words>): Paragraph => cellText([run], 'center');
  const mark = new Bookmark({ id: markOf.sign, children: [words(signPlace, { italics: true })] });
  const right = [
    cellText([mark], 'center'),
    centred(words(signTitle, { bold: true })),
    centred(hintRun(signHint)),
    ...[1, 2, 3].map(() => cellText([])),
  ];
  return sideBySide([
    { share: 0.45, children: [cellText([])] },
    { share: 0.55, children: right },
  ]);
}

/** Cells without lines around them, each with its share of the width. */
function sideBySide(cells: readonly { share: number; children: Paragraph[] }[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const widths = cells.map(({ share }) => Math.floor(textWidth * share));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          ({ children }, at) =>
            new TableCell({ width: { size: widths[at] ?? 0, type: WidthType.DXA }, borders, children }),
        ),
      }),
    ],
  });
}
