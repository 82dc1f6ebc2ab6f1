import type { Root } from 'mdast';
import type { Content } from 'pdfmake/interfaces';
import { visit } from 'unist-util-visit';
import { blocksOf, parseMarkdown, plainLines } from '#core/papers/markdown-tree';
import { type OfficialInput, picturesOf } from '#core/papers/official-input';
import { listItem, PdfBlocks } from '#core/papers/pdf-blocks';
import { pdfRuns, pdfText } from '#core/papers/pdf-inline';
import { bodyParagraph, keptWithNext } from '#core/papers/pdf-paragraphs';
import { PdfPictures } from '#core/papers/pdf-pictures';
import { pdfTable } from '#core/papers/pdf-table';
import type { TextSurroundings } from '#core/papers/word-inline';
import { sizes } from '#core/papers/official-layout';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { OfficialPart } from '#shared/paper/official-paper';

/** Writes the parts of a paper; footnotes are numbered through the whole file and stand below the text that has them. */
export class PdfParts {
  readonly pictures = new PdfPictures();
  readonly #input: OfficialInput;
  #notes = 0;

  constructor(input: OfficialInput) {
    this.#input = input;
  }

  write(parts: readonly OfficialPart[]): Content[] {
    return parts.flatMap((part) => this.#part(part));
  }

  #part(part: OfficialPart): Content[] {
    switch (part.type) {
      case 'section':
      case 'clause':
        return heading(part.text, true);
      case 'point':
        return heading(part.text, false);
      case 'text':
        return [bodyParagraph([{ text: pdfText(part.text) }])];
      case 'list':
        return part.items.map((item) => listItem('-', [{ text: pdfText(item) }]));
      case 'table':
        return [
          pdfTable(
            part.columns.map(({ share, figures }) => ({ share, align: figures === true ? 'right' : 'left' })),
            part.columns.map(({ text }) => [{ text: pdfText(text), bold: true }]),
            part.rows.map((row) => row.map((text) => [{ text: pdfText(text) }])),
          ),
        ];
      case 'markdown':
        return this.#markdown(part);
      case 'source':
        return [{ text: pdfText(part.text), italics: true, margin: [0, 6, 0, 6] }];
    }
  }

  #markdown(part: Extract<OfficialPart, { type: 'markdown' }>): Content[] {
    const asItIs = (): Content[] =>
      plainLines(part.text).map((line) => bodyParagraph([{ text: pdfText(line) }]));
    const tree = parseMarkdown(part.text);
    if (!tree) return asItIs();
    try {
      const around = this.#surroundings(tree, part);
      return [...new PdfBlocks(around, this.pictures).write(blocksOf(tree)), ...notesOf(tree, around)];
    } catch (error) {
      // Quotations or lists, nested thousands deep, exhaust the stack.
      if (error instanceof RangeError) return asItIs();
      throw error;
    }
  }

  #surroundings(tree: Root, part: OfficialPart): TextSurroundings {
    const addresses = new Map<string, string>();
    const notes = new Map<string, number>();
    visit(tree, 'definition', ({ identifier, url }) => {
      if (!addresses.has(identifier)) addresses.set(identifier, url);
    });
    visit(tree, 'footnoteDefinition', ({ identifier }) => {
      notes.set(identifier, ++this.#notes);
    });
    const words = { vi, en }[this.#input.paper.language].paper;
    return { pictures: picturesOf(part, this.#input), words, addresses, notes };
  }
}

function heading(text: string, bold: boolean): Content[] {
  const runs = [{ text: pdfText(text), bold }];
  return keptWithNext(bodyParagraph(runs, { margin: [0, 6, 0, 6] }), runs);
}

function notesOf(tree: Root, around: TextSurroundings): Content[] {
  const notes: Content[] = [];
  visit(tree, 'footnoteDefinition', ({ identifier, children }) => {
    for (const node of children)
      if (node.type === 'paragraph')
        notes.push({
          text: [
            { text: String(around.notes.get(identifier) ?? ''), sup: true },
            { text: ' ' },
            ...pdfRuns(node.children, around),
          ],
          ...{ fontSize: sizes.recipient, margin: [0, 0, 0, 3] },
        });
  });
  return notes;
}
