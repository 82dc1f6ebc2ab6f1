import { AlignmentType, HeadingLevel, Paragraph, TextRun } from 'docx';
import type { Root } from 'mdast';
import { blocksOf, parseMarkdown, plainLines } from '#core/papers/markdown-tree';
import { BytesSink } from '#core/papers/paper-sink';
import { visit } from 'unist-util-visit';
import { BlockWriter, type WordBlock } from '#core/papers/word-blocks';
import type { TextSurroundings } from '#core/papers/text-surroundings';
import { runsOf } from '#core/papers/word-inline';
import { bullets, styleIds, tableSize, wordHeaders, wordSection, wordStyles } from '#core/papers/word-layout';
import { WordNumbering } from '#core/papers/word-numbering';
import { WordPackage } from '#core/papers/word-package';
import { gapAfterTable, wordTable } from '#core/papers/word-table';
import { wordText } from '#core/papers/word-text';
import type { Language } from '#shared/model/practice';
import type { PaperPart } from '#shared/paper/paper';

/** What parts are written with. */
export interface PartSurroundings {
  readonly pictures: TextSurroundings['pictures'];
  readonly pictureData?: TextSurroundings['pictureData'];
  readonly words: TextSurroundings['words'];
}

export interface WordPaper extends PartSurroundings {
  readonly title: string;
  /** Who it is from, for the properties of the file. */
  readonly from: string;
  readonly language: Language;
  readonly parts: readonly PaperPart[];
}

/** A Word file (.docx) with the layout of documents of state offices. The same paper gives the same bytes. */
export async function wordFile(paper: WordPaper): Promise<Uint8Array> {
  const writer = new PaperWriter();
  const sink = new BytesSink();
  const from = wordText(paper.from);
  const file = await WordPackage.begin(
    sink,
    {
      ...{ title: wordText(paper.title), creator: from, lastModifiedBy: from, description: '' },
      ...{ styles: wordStyles(paper.language), numbering: writer.numbering.options(), footnotes: {} },
    },
    [{ properties: wordSection, headers: wordHeaders }],
    writer.numbering,
  );
  const { pictureData } = file;
  for (const part of paper.parts) file.add(0, writer.part(part, { ...paper, pictureData }));
  for (const [id, { children }] of writer.notes) file.addNote(Number(id), children);
  await file.end();
  return sink.bytes();
}

/** Writes the parts of a paper; lists and footnotes are numbered through the whole file. */
export class PaperWriter {
  readonly numbering = new WordNumbering();
  readonly notes = new Map<string, { children: Paragraph[] }>();

  part(part: PaperPart, surroundings: PartSurroundings): WordBlock[] {
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
        return this.#markdown(part.text, surroundings);
      case 'source':
        return [new Paragraph({ spacing: { before: 240 }, children: [run(part.text, { italics: true })] })];
    }
  }

  #markdown(text: string, surroundings: PartSurroundings): WordBlock[] {
    const tree = parseMarkdown(text);
    if (!tree) return asItIs(text);
    try {
      const around = this.#surroundings(tree, surroundings);
      return new BlockWriter(around, this.numbering).write(blocksOf(tree));
    } catch (error) {
      // Quotations or lists, nested thousands deep, exhaust the stack.
      if (error instanceof RangeError) return asItIs(text);
      throw error;
    }
  }

  #surroundings(tree: Root, { pictures, pictureData, words }: PartSurroundings): TextSurroundings {
    const addresses = new Map<string, string>();
    const notes = new Map<string, number>();
    visit(tree, 'definition', ({ identifier, url }) => {
      if (!addresses.has(identifier)) addresses.set(identifier, url);
    });
    const around = { pictures, pictureData, words, addresses, notes };
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
  return plainLines(text).map((line) => new Paragraph({ style: styleIds.text, children: [run(line)] }));
}
