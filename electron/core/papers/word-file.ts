import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { BlockWriter, type WordBlock } from '#core/papers/word-blocks';
import type { TextSurroundings } from '#core/papers/word-inline';
import { runsOf } from '#core/papers/word-inline';
import { bullets, styleIds, tableSize, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { WordNumbering } from '#core/papers/word-numbering';
import { gapAfterTable, wordTable } from '#core/papers/word-table';
import { wordText } from '#core/papers/word-text';
import type { Language } from '#shared/model/practice';
import type { PaperPart } from '#shared/paper/paper';

export interface WordPaper {
  readonly title: string;
  /** Who it is from, for the properties of the file. */
  readonly from: string;
  readonly language: Language;
  readonly parts: readonly PaperPart[];
  readonly pictures: TextSurroundings['pictures'];
  readonly words: TextSurroundings['words'];
}

/** Longer Markdown is taken line by line: the time that its reading takes grows faster than the text. Characters. */
const longest = 100_000;

const processor = unified().use(remarkParse).use(remarkGfm);

/** A Word file (.docx) with the layout of documents of state offices. */
export function wordFile(paper: WordPaper): Promise<Uint8Array> {
  const writer = new PaperWriter(paper);
  const children = paper.parts.flatMap((part) => writer.part(part));
  const document = new Document({
    title: wordText(paper.title),
    creator: wordText(paper.from),
    lastModifiedBy: wordText(paper.from),
    description: '',
    styles: wordStyles(paper.language),
    numbering: writer.numbering.options(),
    footnotes: Object.fromEntries(writer.notes),
    sections: [{ properties: wordSection, headers: wordHeaders, children }],
  });
  return Packer.toBuffer(document);
}

class PaperWriter {
  readonly numbering = new WordNumbering();
  readonly notes = new Map<string, { children: Paragraph[] }>();
  readonly #paper: WordPaper;

  constructor(paper: WordPaper) {
    this.#paper = paper;
  }

  part(part: PaperPart): WordBlock[] {
    switch (part.type) {
      case 'title':
        return [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(part.text)] })];
      case 'heading':
        return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(part.text)] })];
      case 'origin':
        return [origin(part.text)];
      case 'text':
        return [new Paragraph({ style: styleIds.text, children: [run(part.text)] })];
      case 'list':
        return part.items.map(
          (item) => new Paragraph({ numbering: { reference: bullets, level: 0 }, children: [run(item)] }),
        );
      case 'table':
        return [
          wordTable(
            part.columns.map(({ share, figures }) => ({ share, align: figures === true ? 'right' : 'left' })),
            part.columns.map(({ text }) => [run(text, { bold: true })]),
            part.rows.map((row) => row.map((text) => [run(text)])),
          ),
          gapAfterTable(),
        ];
      case 'markdown':
        return this.#markdown(part.text);
      case 'source':
        return [new Paragraph({ spacing: { before: 240 }, children: [run(part.text, { italics: true })] })];
    }
  }

  #markdown(text: string): WordBlock[] {
    if (text.length > longest) return asItIs(text);
    try {
      const tree = processor.parse(text);
      const around = this.#surroundings(tree);
      return new BlockWriter(around, this.numbering).write(
        tree.children.filter((node) => node.type !== 'yaml') as Parameters<BlockWriter['write']>[0],
      );
    } catch (error) {
      // Quotations or lists, nested thousands deep, exhaust the stack.
      if (error instanceof RangeError) return asItIs(text);
      throw error;
    }
  }

  #surroundings(tree: Root): TextSurroundings {
    const { pictures, words } = this.#paper;
    const addresses = new Map<string, string>();
    const notes = new Map<string, number>();
    visit(tree, 'definition', ({ identifier, url }) => {
      if (!addresses.has(identifier)) addresses.set(identifier, url);
    });
    const around = { pictures, words, addresses, notes };
    visit(tree, 'footnoteDefinition', ({ identifier, children }) => {
      const number = this.notes.size + 1;
      notes.set(identifier, number);
      const paragraphs = children.flatMap((node) =>
        node.type === 'paragraph' ? [new Paragraph({ children: runsOf(node.children, around) })] : [],
      );
      this.notes.set(String(number), { children: paragraphs });
    });
    return around;
  }
}

function run(text: string, marks: { bold?: boolean; italics?: boolean } = {}): TextRun {
  return new TextRun({ text: wordText(text), ...marks });
}

function origin(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 60 },
    children: [new TextRun({ text: wordText(text), size: tableSize })],
  });
}

function asItIs(text: string): WordBlock[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => new Paragraph({ style: styleIds.text, children: [run(line)] }));
}
