import {
  AlignmentType,
  Document,
  HeadingLevel,
  type ISectionOptions,
  type IStylesOptions,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { steadyWord } from '#core/forms/steady-bytes';
import { type OfficialInput, picturesOf } from '#core/papers/official-input';
import { annexHead, officialFoot, officialHead, officialTitle } from '#core/papers/official-word-head';
import type { WordBlock } from '#core/papers/word-blocks';
import { PaperWriter } from '#core/papers/word-file';
import { firstLine, styleIds, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Language } from '#shared/model/practice';
import type { OfficialPart } from '#shared/paper/official-paper';

/** An official paper as a Word file, to be edited, signed and numbered. The same paper gives the same bytes. */
export async function officialWord(input: OfficialInput): Promise<Uint8Array> {
  const { paper } = input;
  const writer = new PaperWriter();
  const parts = (given: readonly OfficialPart[]): WordBlock[] =>
    given.flatMap((part) => partOf(part, input, writer));
  const sections = [
    [...officialHead(paper), ...officialTitle(paper), ...parts(paper.body), officialFoot(paper)],
    ...paper.annexes.map((annex) => [...annexHead(annex), ...parts(annex.parts)]),
  ];
  const from = wordText(paper.from);
  const document = new Document({
    title: wordText(paper.title.subject),
    ...{ creator: from, lastModifiedBy: from, description: '' },
    styles: blackStyles(paper.language),
    numbering: writer.numbering.options(),
    footnotes: Object.fromEntries(writer.notes),
    sections: sections.map(section),
  });
  return steadyWord(await Packer.toBuffer(document));
}

/** Everything on an official paper is black, links too. */
function blackStyles(language: Language): IStylesOptions {
  const styles = wordStyles(language);
  const hyperlink = { run: { color: '000000', underline: {} } };
  return { ...styles, default: { ...styles.default, hyperlink } };
}

/** Each on pages of its own, which are counted from 1 and show it from the second on. */
function section(children: ISectionOptions['children']): ISectionOptions {
  const page = { ...wordSection.page, pageNumbers: { start: 1 } };
  return { properties: { ...wordSection, page }, headers: wordHeaders, children };
}

function partOf(part: OfficialPart, input: OfficialInput, writer: PaperWriter): WordBlock[] {
  switch (part.type) {
    case 'section':
      return [heading(part.text, HeadingLevel.HEADING_2)];
    case 'clause':
      return [heading(part.text, HeadingLevel.HEADING_3)];
    case 'point':
      return [
        new Paragraph({
          ...{ style: styleIds.text, keepNext: true },
          children: [new TextRun(wordText(part.text))],
        }),
      ];
    default: {
      const words = { vi, en }[input.paper.language].paper;
      return writer.part(part, { pictures: picturesOf(part, input), words });
    }
  }
}

const upright = { bold: true, italics: false };

function heading(text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
  return new Paragraph({
    ...{
      heading: level,
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine },
      spacing: { before: 120, after: 120 },
    },
    children: [new TextRun({ text: wordText(text), ...upright })],
  });
}
