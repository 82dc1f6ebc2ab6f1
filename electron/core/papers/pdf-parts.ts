import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { blocksOf, parseMarkdown, plainLines } from '#core/papers/markdown-tree';
import { type OfficialInput, picturesOf } from '#core/papers/official-input';
import { paragraphGap, sizes } from '#shared/paper/official-layout';
import { bodyLook, listItem, PdfBlocks } from '#core/papers/pdf-blocks';
import type { Block, PdfFlow } from '#core/papers/pdf-flow';
import { pdfRuns, pdfText } from '#core/papers/pdf-inline';
import type { Entry } from '#core/papers/pdf-contents';
import { PdfPictures, type PictureStock } from '#core/papers/pdf-pictures';
import { TableBlock } from '#core/papers/pdf-table';
import { TextBlock } from '#core/papers/pdf-text';
import type { TextSurroundings } from '#core/papers/text-surroundings';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { OfficialPart } from '#shared/paper/official-paper';

/** Writes the parts of a paper; footnotes are numbered through the whole file and stand below the text that has them. */
export class PdfParts {
  readonly #flow: PdfFlow;
  readonly #input: OfficialInput;
  readonly #pictures: PictureStock;
  #notes = 0;

  constructor(flow: PdfFlow, input: OfficialInput, pictures: PictureStock = new PdfPictures(flow.file)) {
    this.#flow = flow;
    this.#input = input;
    this.#pictures = pictures;
  }

  /** `keepsNext`: a text that what follows it must not leave behind. */
  write(part: OfficialPart, keepsNext = false): Block[] {
    switch (part.type) {
      case 'section':
      case 'clause':
        return [this.#heading(part.text, true)];
      case 'point':
        return [this.#heading(part.text, false)];
      case 'text':
        return [new TextBlock(this.#flow, [{ text: pdfText(part.text) }], { ...bodyLook, keepsNext })];
      case 'list':
        return part.items.map((item) => listItem(this.#flow, '-', [{ text: pdfText(item) }]));
      case 'table':
        return [
          new TableBlock(
            this.#flow,
            part.columns.map(({ share, figures }) => ({ share, align: figures === true ? 'right' : 'left' })),
            part.columns.map(({ text }) => [{ text: pdfText(text), bold: true }]),
            part.rows.map((row) => row.map((text) => [{ text: pdfText(text) }])),
          ),
        ];
      case 'markdown':
        return this.#markdown(part);
      case 'source':
        return [
          new TextBlock(this.#flow, [{ text: pdfText(part.text), italics: true }], { before: 12, after: 6 }),
        ];
    }
  }

  /** A heading that a table of contents leads to; the page that it comes to stand on is noted. */
  title(entry: Entry): Block {
    const heading = this.#heading(entry.text, true, entry.name);
    return {
      ...{ beginning: heading.beginning, before: paragraphGap, after: paragraphGap, keepsNext: true },
      draw(flow) {
        heading.draw(flow);
        entry.page = flow.number;
      },
    };
  }

  /** It never ends a page. */
  #heading(text: string, bold: boolean, name?: string): Block {
    return new TextBlock(this.#flow, [{ text: pdfText(text), bold }], {
      ...bodyLook,
      ...{ before: bold ? paragraphGap : 0, keepsNext: true },
      ...(name === undefined ? {} : { name }),
    });
  }

  #markdown(part: Extract<OfficialPart, { type: 'markdown' }>): Block[] {
    const asItIs = (): Block[] =>
      plainLines(part.text).map((line) => new TextBlock(this.#flow, [{ text: pdfText(line) }], bodyLook));
    const tree = parseMarkdown(part.text);
    if (!tree) return asItIs();
    try {
      const around = this.#surroundings(tree, part);
      const blocks = new PdfBlocks(this.#flow, around, this.#pictures).write(blocksOf(tree));
      return [...blocks, ...this.#notesOf(tree, around)];
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

  #notesOf(tree: Root, around: TextSurroundings): Block[] {
    const notes: Block[] = [];
    visit(tree, 'footnoteDefinition', ({ identifier, children }) => {
      for (const node of children)
        if (node.type === 'paragraph') {
          const number = { text: String(around.notes.get(identifier) ?? ''), sup: true };
          const runs = [number, { text: ' ' }, ...pdfRuns(node.children, around)];
          notes.push(new TextBlock(this.#flow, runs, { size: sizes.recipient, after: 3 }));
        }
    });
    return notes;
  }
}
