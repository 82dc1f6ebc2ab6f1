import {
  AlignmentType,
  Header,
  type ILevelsOptions,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
  LevelFormat,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Language } from '#shared/model/practice';

// Layout of documents of state offices: Decree 30/2020/NĐ-CP, annex I: paper, margins, type, spacing, page numbers.

const font = 'Times New Roman';
/** Half points. */
const textSize = 28;
export const tableSize = 26;
const codeSize = 24;

/** Twentieths of a point in so many millimetres. */
const twips = (millimetres: number): number => Math.round((millimetres * 1_440) / 25.4);

/** The paper and its margins, in millimetres. */
const paper = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 20 };

/** Width of the text in twentieths of a point. */
export const textWidth = twips(paper.width - paper.left - paper.right);
/** Width and height that a picture may have, in pixels of 1/96 inch; below a tall one there is room for its caption. */
export const pictureRoom = { width: 604, height: 800 };

export const quoteIndent = twips(10);
export const firstLine = twips(10);

const heading = (
  run: IRunStylePropertiesOptions,
  paragraph: IParagraphStylePropertiesOptions,
): { run: IRunStylePropertiesOptions; paragraph: IParagraphStylePropertiesOptions } => ({
  run: { font, size: textSize, color: '000000', ...run },
  paragraph: { keepNext: true, spacing: { before: 240, after: 120 }, ...paragraph },
});

/** Names of the styles that paragraphs refer to. */
export const styleIds = {
  text: 'LanToaText',
  cell: 'LanToaCell',
  caption: 'Caption',
  code: 'LanToaCode',
} as const;

export function wordStyles(language: Language): IStylesOptions {
  const spoken = { value: language === 'vi' ? 'vi-VN' : 'en-GB' };
  const part = heading({ bold: true }, {});
  const smaller = heading({ italics: true }, {});
  return {
    default: {
      document: {
        run: { font, size: textSize, language: spoken },
        paragraph: { spacing: { after: 120, line: 276, lineRule: 'auto' } },
      },
      heading1: heading({ bold: true }, { alignment: AlignmentType.CENTER }),
      heading2: part,
      heading3: heading({ bold: true, italics: true }, {}),
      heading4: smaller,
      heading5: smaller,
      heading6: smaller,
      hyperlink: { run: { color: '0563C1', underline: {} } },
    },
    paragraphStyles: [
      {
        id: styleIds.text,
        name: 'Lan Toa Text',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine } },
      },
      {
        id: styleIds.cell,
        name: 'Lan Toa Cell',
        basedOn: 'Normal',
        run: { size: tableSize },
        paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' } },
      },
      {
        id: styleIds.caption,
        name: 'caption',
        basedOn: 'Normal',
        run: { size: tableSize, italics: true, color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER },
      },
      {
        id: styleIds.code,
        name: 'Lan Toa Code',
        basedOn: 'Normal',
        run: { font: 'Courier New', size: codeSize },
        paragraph: { spacing: { after: 0, line: 240, lineRule: 'auto' } },
      },
    ],
  };
}

/** Paper and margins; the number of the page stands in the middle of the upper margin, but not on the first page. */
export const wordSection: ISectionPropertiesOptions = {
  titlePage: true,
  page: {
    size: {
      width: twips(paper.width),
      height: twips(paper.height),
    },
    margin: {
      top: twips(paper.top),
      bottom: twips(paper.bottom),
      left: twips(paper.left),
      right: twips(paper.right),
      header: twips(10),
    },
  },
};

/** Width of the text of a page that lies on its side, in twentieths of a point. */
export const landscapeWidth = twips(paper.height - paper.left - paper.right);

/** As `wordSection`, on its side: the margins go with the sheet. Word's writer swaps width and height by itself. */
export const landscapeSection: ISectionPropertiesOptions = {
  titlePage: true,
  page: {
    size: {
      orientation: PageOrientation.LANDSCAPE,
      width: twips(paper.width),
      height: twips(paper.height),
    },
    margin: {
      top: twips(paper.top),
      bottom: twips(paper.bottom),
      left: twips(paper.left),
      right: twips(paper.right),
      header: twips(10),
    },
  },
};

export const wordHeaders = {
  default: new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 0, line: 240, lineRule: 'auto' },
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  }),
  first: new Header({ children: [new Paragraph({})] }),
};

/** Lists nest so deep in Word. */
export const levels = 9;
/** Name of the numbering of lists without numbers. */
export const bullets = 'bullets';

/** Where the text of a list begins, by its depth from 0: its marks stand where the first lines of paragraphs do. */
export const listIndent = (level: number): number => twips(16 + 6 * level);

const indented = (level: number): NonNullable<ILevelsOptions['style']> => ({
  paragraph: { indent: { left: listIndent(level), hanging: twips(6) } },
});

export function bulletLevels(): ILevelsOptions[] {
  return Array.from({ length: levels }, (_, level) => ({
    level,
    format: LevelFormat.BULLET,
    text: ['-', '+', '•'][level % 3] ?? '-',
    alignment: AlignmentType.LEFT,
    style: indented(level),
  }));
}

export function numberLevels(start: number): ILevelsOptions[] {
  return Array.from({ length: levels }, (_, level) => ({
    level,
    start,
    format: LevelFormat.DECIMAL,
    text: `%${String(level + 1)}.`,
    alignment: AlignmentType.LEFT,
    style: indented(level),
  }));
}
