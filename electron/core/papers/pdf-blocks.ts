import type { List, PhrasingContent, Table as TableNode } from 'mdast';
import type { BlockNode } from '#core/papers/markdown-tree';
import { firstLineAt, paragraphGap, points, sizes } from '#shared/paper/official-layout';
import { type Block, type PdfFlow } from '#core/papers/pdf-flow';
import { pdfRuns, pdfText } from '#core/papers/pdf-inline';
import type { PdfRun } from '#core/papers/pdf-lines';
import { PictureBlock } from '#core/papers/pdf-picture';
import type { PictureStock } from '#core/papers/pdf-pictures';
import { TableBlock } from '#core/papers/pdf-table';
import { gapBlock, TextBlock, type TextLook } from '#core/papers/pdf-text';
import { isEmptyText, picturesApart, type ShownPicture } from '#core/papers/pictures-apart';
import { lengthOf, shareOf } from '#core/papers/word-blocks';
import type { TextSurroundings } from '#core/papers/text-surroundings';

/** Where a block stands: so many points from the left, in a quotation or not. */
interface Place {
  readonly left: number;
  readonly quoted: boolean;
}

const listStep = points(6);
const firstStep = points(firstLineAt);
/** As in Word's lists, by their depth. */
const dashes = ['-', '+', '•'];

/** Blocks of one text, as `BlockWriter` writes them for Word. */
export class PdfBlocks {
  readonly #flow: PdfFlow;
  readonly #around: TextSurroundings;
  readonly #pictures: PictureStock;

  constructor(flow: PdfFlow, around: TextSurroundings, pictures: PictureStock) {
    this.#flow = flow;
    this.#around = around;
    this.#pictures = pictures;
  }

  write(nodes: readonly BlockNode[], place: Place = { left: 0, quoted: false }, depth = 0): Block[] {
    return nodes.flatMap((node) => this.#block(node, place, depth));
  }

  #block(node: BlockNode, place: Place, depth: number): Block[] {
    switch (node.type) {
      case 'paragraph':
        return this.#withPictures(node.children, (text) => this.#paragraph(text, place));
      case 'heading': {
        const marks = { bold: node.depth < 4, italics: true };
        const look = { before: 2 * paragraphGap, after: paragraphGap, keepsNext: true };
        return this.#withPictures(node.children, (text) =>
          this.#text(pdfRuns(text, this.#around, marks), look),
        );
      }
      case 'list':
        return this.#list(node, place, depth);
      case 'blockquote':
        return this.write(node.children, { left: place.left + firstStep, quoted: true }, depth);
      case 'code':
        return node.value
          .split('\n')
          .map((text) => this.#text([{ text: asItIs(text) }], { left: place.left }));
      case 'table':
        return this.#table(node);
      // Word draws a line there; a space is enough to part what is read.
      case 'thematicBreak':
        return [gapBlock(sizes.text)];
      // HTML is not shown on the screen either; definitions were read before.
      case 'html':
      case 'definition':
      case 'footnoteDefinition':
        return [];
    }
  }

  #text(runs: readonly PdfRun[], look: TextLook): TextBlock {
    return new TextBlock(this.#flow, runs, look);
  }

  #paragraph(text: readonly PhrasingContent[], { left, quoted }: Place): Block {
    const runs = pdfRuns(text, this.#around, quoted ? { italics: true } : {});
    if (left === 0) return this.#text(runs, bodyLook);
    return this.#text(runs, { left, after: paragraphGap });
  }

  /** What is left of a text, and behind it the pictures that it shows, each in the middle with its words below. */
  #withPictures(
    nodes: readonly PhrasingContent[],
    write: (text: readonly PhrasingContent[]) => Block,
  ): Block[] {
    const { text, pictures } = picturesApart(nodes, this.#around);
    const shown = pictures.map((picture) => this.#picture(picture));
    return pictures.length > 0 && isEmptyText(text) ? shown : [write(text), ...shown];
  }

  #picture({ picture, caption }: ShownPicture): Block {
    const embedded = this.#pictures.embed(picture);
    if (embedded) return new PictureBlock(this.#flow, embedded, picture.facts, pdfText(caption).trim());
    return this.#text([{ text: pdfText(this.#around.words.picture(caption)) }], bodyLook);
  }

  #list(node: List, place: Place, depth: number): Block[] {
    const left = place.left + (depth === 0 ? firstStep : 0) + listStep;
    const start = node.start ?? 1;
    return node.children.flatMap(({ children: [first, ...rest], checked }, at): Block[] => {
      const mark = node.ordered === true ? `${String(start + at)}.` : (dashes[depth % dashes.length] ?? '-');
      const box = checked == null ? [] : [{ text: checked ? '☑ ' : '☐ ' }];
      const marks = place.quoted ? { italics: true } : {};
      const begins = first?.type === 'paragraph';
      const { text, pictures } = picturesApart(begins ? first.children : [], this.#around);
      const others = begins || first === undefined ? rest : [first, ...rest];
      return [
        listItem(this.#flow, mark, [...box, ...pdfRuns(text, this.#around, marks)], left),
        ...pictures.map((picture) => this.#picture(picture)),
        ...this.write(others, { ...place, left }, depth + 1),
      ];
    });
  }

  #table({ children: rows, align }: TableNode): Block[] {
    const shown: ShownPicture[] = [];
    const [head = [], ...body] = rows.map(({ children: cells }, at) =>
      cells.map(({ children }) => {
        const { text, pictures } = picturesApart(children, this.#around);
        shown.push(...pictures);
        return pdfRuns(text, this.#around, at === 0 ? { bold: true } : {});
      }),
    );
    const columns = (rows[0]?.children ?? []).map((_, at) => ({
      share: shareOf(rows.map((row) => lengthOf(row.children[at]?.children ?? []))),
      align: align?.[at] ?? ('left' as const),
    }));
    return [
      new TableBlock(this.#flow, columns, head, body),
      ...shown.map((picture) => this.#picture(picture)),
    ];
  }
}

/** A paragraph of the body: both edges straight, its first line set in. */
export const bodyLook: TextLook = { align: 'justify', first: points(firstLineAt), after: paragraphGap };

/** Spaces at the beginning of a line of code are kept, as wide as they are. */
const asItIs = (text: string): string =>
  pdfText(text).replace(/^[ \t]+/, (spaces) => '\u00A0'.repeat(spaces.length));

/** A dash or number in front of a text, whose further lines begin where the first one does. */
export function listItem(
  flow: PdfFlow,
  mark: string,
  runs: readonly PdfRun[],
  left = firstStep + listStep,
): Block {
  return new TextBlock(flow, runs, { left, mark, hanging: listStep, after: paragraphGap });
}
