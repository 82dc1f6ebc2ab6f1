import {
  AlignmentType,
  HeadingLevel,
  type ISectionOptions,
  type IStylesOptions,
  Paragraph,
  TextRun,
} from 'docx';
import { type OfficialInput, picturesOf } from '#core/papers/official-input';
import { annexHead, officialFoot, officialHead, officialTitle } from '#core/papers/official-word-head';
import { BytesSink, type PaperSink } from '#core/papers/paper-sink';
import type { WordBlock } from '#core/papers/word-blocks';
import { PaperWriter } from '#core/papers/word-file';
import { firstLine, styleIds, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { WordPackage } from '#core/papers/word-package';
import { wordText } from '#core/papers/word-text';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Language } from '#shared/model/practice';
import type { OfficialPart } from '#shared/paper/official-paper';

/** An official paper as a Word file, to be edited, signed and numbered. The same paper gives the same bytes. */
export async function officialWord(input: OfficialInput): Promise<Uint8Array> {
  const sink = new BytesSink();
  await writeOfficialWord(input, sink);
  return sink.bytes();
}

/** As `officialWord`; of what is written no more is held than its text. */
export async function writeOfficialWord(input: OfficialInput, sink: PaperSink): Promise<void> {
  const { paper } = input;
  const writer = new PaperWriter();
  const from = wordText(paper.from);
  const file = await WordPackage.begin(
    sink,
    {
      title: wordText(paper.title.subject),
      ...{ creator: from, lastModifiedBy: from, description: '' },
      ...{ styles: blackStyles(paper.language), numbering: writer.numbering.options(), footnotes: {} },
    },
    [section, ...paper.annexes.map(() => section)],
    writer.numbering,
  );
  const parts = new WordParts(input, writer, file);
  file.add(0, [...officialHead(paper), ...officialTitle(paper)]);
  for (const part of paper.body) parts.add(0, part);
  file.add(0, [officialFoot(paper)]);
  paper.annexes.forEach((annex, at) => {
    file.add(at + 1, annexHead(annex));
    for (const part of annex.parts) parts.add(at + 1, part);
  });
  await file.end();
}

/** Writes the parts of a paper, each by itself. */
class WordParts {
  readonly #input: OfficialInput;
  readonly #writer: PaperWriter;
  readonly #file: WordPackage;
  #notes = 0;

  constructor(input: OfficialInput, writer: PaperWriter, file: WordPackage) {
    this.#input = input;
    this.#writer = writer;
    this.#file = file;
  }

  add(section: number, part: OfficialPart): void {
    this.#file.add(section, this.#blocks(part));
    const notes = [...this.#writer.notes].slice(this.#notes);
    this.#notes += notes.length;
    for (const [id, { children }] of notes) this.#file.addNote(Number(id), children);
  }

  #blocks(part: OfficialPart): WordBlock[] {
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
        const words = { vi, en }[this.#input.paper.language].paper;
        const pictures = picturesOf(part, this.#input);
        return this.#writer.part(part, { pictures, pictureData: this.#file.pictureData, words });
      }
    }
  }
}

/** Everything on an official paper is black, links too. */
function blackStyles(language: Language): IStylesOptions {
  const styles = wordStyles(language);
  const hyperlink = { run: { color: '000000', underline: {} } };
  return { ...styles, default: { ...styles.default, hyperlink } };
}

/** Each on pages of its own, which are counted from 1 and show it from the second on. */
const section: Omit<ISectionOptions, 'children'> = {
  properties: { ...wordSection, page: { ...wordSection.page, pageNumbers: { start: 1 } } },
  headers: wordHeaders,
};

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
