import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  addresseeAt,
  addresseesAt,
  evenLines,
  footShare,
  headShare,
  recipientsTogether,
  shortRule,
  signatureRoom,
  sizes,
  textRoom,
  wholeRule,
} from '#shared/paper/official-layout';
import { styleIds } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';
import { addresseeLines, type OfficialAnnex, type OfficialPaper } from '#shared/paper/official-paper';

/** Twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20);

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly align?: 'LEFT' | 'CENTER';
  readonly before?: number;
  readonly after?: number;
  readonly keepNext?: boolean;
  /** In lines of about one length, which fit into so much room. */
  readonly evenIn?: number;
}

function line(text: string, size: number, look: Look = {}): Paragraph {
  const { align = 'CENTER', before = 0, after = 0, keepNext = false, evenIn } = look;
  const marks = { bold: look.bold === true, italics: look.italics === true };
  const shown = wordText(text);
  const lines = evenIn === undefined ? [shown] : evenLines(shown, size, evenIn);
  return new Paragraph({
    style: styleIds.cell,
    alignment: AlignmentType[align],
    keepNext,
    spacing: { before: twips(before), after: twips(after) },
    // Programs that look for words only do not see where a line is broken: the space stays.
    children: lines.map((one, at) => {
      const text = at === lines.length - 1 ? one : `${one} `;
      return new TextRun({ text, size: size * 2, ...marks, ...(at === 0 ? {} : { break: 1 }) });
    }),
  });
}

/** A rule in the middle of so much room. */
function rule(length: number, room: number, after = 0): Paragraph {
  const side = Math.max(0, twips((room - length) / 2));
  return new Paragraph({
    style: styleIds.cell,
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { before: 60, after: twips(after), line: 60, lineRule: 'exact' },
    children: [],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none };

/** Rows of two cells without borders; a share of the width for the left one. */
function twoColumns(
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
  share: number,
  cantSplit = true,
): Table {
  const widths = [Math.floor(twips(textRoom) * share), Math.floor(twips(textRoom) * (1 - share))];
  const cell = (children: readonly Paragraph[], at: number): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      borders: noBorders,
      children: children.length === 0 ? [line('', 2)] : [...children],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(textRoom), type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: rows.map((cells) => new TableRow({ cantSplit, children: cells.map(cell) })),
  });
}

/** Bodies and motto, number and place; of a letter the subject below its number. */
export function officialHead({ head, title }: OfficialPaper): (Table | Paragraph)[] {
  const [left, right] = [textRoom * headShare, textRoom * (1 - headShare)];
  const bodies = [
    ...(head.parent === '' ? [] : [line(head.parent, sizes.parent, { evenIn: left })]),
    line(head.office, sizes.office, { bold: true, evenIn: left }),
    rule(shortRule(head.office, sizes.office, left), left),
  ];
  const motto = [
    line(head.motto, sizes.motto, { bold: true }),
    line(head.mottoBelow, sizes.mottoBelow, { bold: true }),
    rule(wholeRule(head.mottoBelow, sizes.mottoBelow), right),
  ];
  const about =
    title.type === 'letter' ? [line(title.subject, sizes.about, { before: 6, evenIn: left })] : [];
  return [
    twoColumns(
      [
        [bodies, motto],
        [
          [line(head.number, sizes.number, { before: 6 }), ...about],
          [
            line(head.place, sizes.place, { italics: true, before: 6 }),
            ...(head.circulation === '' ? [] : [circulation(head.circulation, right)]),
          ],
        ],
      ],
      headShare,
    ),
  ];
}

const strong = { bold: true };

/** Words in a box, as wide as they need. */
function circulation(text: string, room: number): Paragraph {
  const edge = { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' };
  const side = twips((room - wholeRule(text, sizes.circulation) - 12) / 2);
  return new Paragraph({
    style: styleIds.cell,
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    border: { top: edge, bottom: edge, left: edge, right: edge },
    spacing: { before: twips(8), after: 0 },
    children: [new TextRun({ text: wordText(text), size: sizes.circulation * 2, ...strong })],
  });
}

/** Type and subject in the middle, then whom it is sent to. */
export function officialTitle({ title, to }: OfficialPaper): Paragraph[] {
  const named =
    title.type === 'letter'
      ? []
      : [
          line(title.name, sizes.name, { bold: true, before: 18, keepNext: true }),
          line(title.subject, sizes.subject, { bold: true, keepNext: true, evenIn: textRoom }),
          rule(shortRule(title.subject, sizes.subject, textRoom), textRoom, 6),
        ];
  const lines = addresseeLines(to);
  const last = lines.length - 1;
  return [
    ...named,
    ...lines.map(
      (text, at) =>
        new Paragraph({
          indent: { left: twips(at === 0 ? addresseesAt : addresseeAt) },
          spacing: { before: at === 0 ? 240 : 0, after: at === last ? 240 : 0 },
          children: [new TextRun(wordText(text))],
        }),
    ),
  ];
}

const signerRoom = textRoom * (1 - footShare);

/** Recipients on the left, level with who signs on the right. */
export function officialFoot({ recipients, signature }: OfficialPaper): Table {
  const left = [
    line(recipients.label, sizes.recipientsLabel, { bold: true, italics: true, align: 'LEFT', before: 12 }),
    ...recipients.lines.map((text) => line(text, sizes.recipient, { align: 'LEFT' })),
  ];
  const right = [
    ...signature.post.map((text, at) =>
      line(text, sizes.post, { bold: true, before: at === 0 ? 12 : 0, evenIn: signerRoom }),
    ),
    line(signature.name, sizes.signer, { bold: true, before: signatureRoom }),
  ];
  return twoColumns([[left, right]], footShare, recipients.lines.length <= recipientsTogether);
}

export function annexHead({ label, title, note }: OfficialAnnex): Paragraph[] {
  return [
    ...(label === '' ? [] : [line(label, sizes.annexLabel, { bold: true, keepNext: true })]),
    line(title, sizes.annexTitle, { bold: true, keepNext: true, evenIn: textRoom }),
    ...(note === '' ? [] : [line(note, sizes.annexNote, { italics: true, keepNext: true })]),
    rule(shortRule(title, sizes.annexTitle, textRoom), textRoom, 6),
  ];
}
