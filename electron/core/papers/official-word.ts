import {
  AlignmentType,
  Bookmark,
  HeadingLevel,
  type ISectionOptions,
  type IStylesOptions,
  Paragraph,
  TextRun,
} from 'docx';
import { AnnexTexts } from '#core/papers/annex-texts';
import { type OfficialInput, picturesOf } from '#core/papers/official-input';
import { annexHead, officialFoot, officialHead, officialTitle } from '#core/papers/official-word-head';
import { BytesSink, type PaperSink } from '#core/papers/paper-sink';
import { MeasuringFile } from '#core/papers/pdf-file';
import { PdfFlow } from '#core/papers/pdf-flow';
import { PdfParts } from '#core/papers/pdf-parts';
import type { PictureStock } from '#core/papers/pdf-pictures';
import type { WordBlock } from '#core/papers/word-blocks';
import { contentsMark, wordContents } from '#core/papers/word-contents';
import { PaperWriter } from '#core/papers/word-file';
import { firstLine, styleIds, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { WordPackage } from '#core/papers/word-package';
import type { PictureData } from '#core/papers/word-picture';
import { wordText } from '#core/papers/word-text';
import { type PartsProgress, WrittenParts } from '#core/papers/written-parts';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Language } from '#shared/model/practice';
import type { OfficialPaper, OfficialPart } from '#shared/paper/official-paper';

/** An official paper as a Word file, to be edited, signed and numbered. The same paper gives the same bytes. */
export async function officialWord(input: OfficialInput): Promise<Uint8Array> {
  const sink = new BytesSink();
  await writeOfficialWord(input, sink);
  return sink.bytes();
}

/** As `officialWord`; of what is written no more is held than its text. */
export async function writeOfficialWord(
  input: OfficialInput,
  sink: PaperSink,
  progress?: PartsProgress,
): Promise<void> {
  const { paper } = input;
  const writer = new PaperWriter();
  const from = wordText(paper.from);
  /** Sections in front of the annexes. */
  const front = paper.enclosure === true ? 0 : 1;
  const file = await WordPackage.begin(
    sink,
    {
      title: wordText(paper.title.subject),
      ...{ creator: from, lastModifiedBy: from, description: '' },
      ...{ styles: blackStyles(paper.language), numbering: writer.numbering.options(), footnotes: {} },
    },
    [...(front === 0 ? [] : [section]), ...paper.annexes.map(() => section)],
    writer.numbering,
  );
  const parts = new WordParts(input, writer, file);
  const written = new WrittenParts(paper, progress);
  if (front === 1) writeFront(paper, parts, file, written);
  paper.annexes.forEach((annex, at) => {
    const section = front + at;
    file.add(section, annexHead(annex));
    const { contents } = annex;
    if (contents) annexWithContents(input, parts, file, { at, section, title: contents.title, written });
    else for (const part of written.each(annex.parts)) parts.add(section, part);
  });
  await file.end();
}

function writeFront(paper: OfficialPaper, parts: WordParts, file: WordPackage, written: WrittenParts): void {
  file.add(0, [...officialHead(paper), ...officialTitle(paper)]);
  const last = paper.body.at(-1);
  for (const part of written.each(paper.body)) parts.add(0, part, { keepNext: part === last });
  file.add(0, [officialFoot(paper)]);
}

interface WordAnnex {
  readonly at: number;
  readonly section: number;
  readonly title: string;
  readonly written: WrittenParts;
}

/** The pages that Word will give its clauses are those that they have in the PDF, which is laid out in the same way. */
function annexWithContents(
  input: OfficialInput,
  parts: WordParts,
  file: WordPackage,
  { at, section, title, written }: WordAnnex,
): void {
  const annex = input.paper.annexes[at];
  if (!annex) return;
  const flow = new PdfFlow(new MeasuringFile());
  const stock = measuredPictures(file.pictureData);
  const texts = new AnnexTexts(flow, new PdfParts(flow, input, stock), annex, title, at);
  const write = file.reserve(section);
  let clauses = 0;
  for (const part of written.each(annex.parts)) {
    if (part.type === 'clause') parts.title(section, part.text, contentsMark(at, clauses), clauses++ === 0);
    else parts.add(section, part);
    texts.place(part);
  }
  texts.end();
  write(wordContents(at, title, texts.entries));
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

  /** A heading that a table of contents leads to. */
  title(section: number, text: string, mark: string, isFirst: boolean): void {
    const children = [
      new Bookmark({ id: mark, children: [new TextRun({ text: wordText(text), ...upright })] }),
    ];
    const look = { ...headingLook, heading: HeadingLevel.HEADING_1, pageBreakBefore: isFirst };
    this.#file.add(section, [new Paragraph({ ...look, children })]);
  }

  add(section: number, part: OfficialPart, { keepNext = false } = {}): void {
    const isLast = keepNext && part.type === 'text';
    this.#file.add(section, isLast ? [lastText(part.text)] : this.#blocks(part));
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
  // A line in twips: of lines that are told as a share of the letters' height LibreOffice makes the first of a page lower.
  const spacing = { after: 120, line: 370, lineRule: 'atLeast' } as const;
  const { document = {} } = styles.default ?? {};
  const contents = { id: 'TOC1', name: 'toc 1', basedOn: 'Normal' };
  const paragraphStyles = [...(styles.paragraphStyles ?? []), contents];
  const base = { ...document, paragraph: { ...document.paragraph, spacing } };
  return { ...styles, paragraphStyles, default: { ...styles.default, document: base, hyperlink } };
}

/** Each on pages of its own, which are counted from 1 and show it from the second on. */
const section: Omit<ISectionOptions, 'children'> = {
  properties: { ...wordSection, page: { ...wordSection.page, pageNumbers: { start: 1 } } },
  headers: wordHeaders,
};

const upright = { bold: true, italics: false };

const headingLook = {
  ...{ alignment: AlignmentType.JUSTIFIED, indent: { firstLine } },
  spacing: { before: 120, after: 120 },
};

function heading(text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
  const children = [new TextRun({ text: wordText(text), ...upright })];
  return new Paragraph({ ...headingLook, heading: level, children });
}

/** Who signs does not stand on a page alone. */
const lastText = (text: string): Paragraph =>
  new Paragraph({
    ...{ style: styleIds.text, keepNext: true, keepLines: true },
    children: [new TextRun(wordText(text))],
  });

/** As large as its facts say, where the Word file can show it. */
const measuredPictures = (dataOf: PictureData): PictureStock => {
  const nothing = { id: '', reference: { data: {}, end: () => undefined } };
  return { embed: (picture) => (dataOf(picture) ? nothing : undefined) };
};
