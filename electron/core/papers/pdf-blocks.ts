import type { List, PhrasingContent, Table as TableNode } from 'mdast';
import type { Content } from 'pdfmake/interfaces';
import type { BlockNode } from '#core/papers/markdown-tree';
import { paragraphGap, points, sizes } from '#core/papers/official-layout';
import { type PdfRun, pdfRuns, pdfText } from '#core/papers/pdf-inline';
import { bodyParagraph, keptWithNext } from '#core/papers/pdf-paragraphs';
import { type PdfPictures } from '#core/papers/pdf-pictures';
import { pdfTable } from '#core/papers/pdf-table';
import { lengthOf, shareOf } from '#core/papers/word-blocks';
import { fileOf, type TextSurroundings } from '#core/papers/word-inline';

/** Where a block stands: so many points from the left, in a quotation or not. */
interface Place {
  readonly left: number;
  readonly quoted: boolean;
}

const listStep = points(6);
const firstStep = points(10);
/** Letters of a caption that fits below the highest picture on one page: what is kept together has to. */
const longestKept = 400;
/** As in Word's lists, by their depth. */
const dashes = ['-', '+', '•'];

/** Blocks of one text, as `BlockWriter` writes them for Word. */
export class PdfBlocks {
  readonly #around: TextSurroundings;
  readonly #pictures: PdfPictures;

  constructor(around: TextSurroundings, pictures: PdfPictures) {
    this.#around = around;
    this.#pictures = pictures;
  }

  write(nodes: readonly BlockNode[], place: Place = { left: 0, quoted: false }, depth = 0): Content[] {
    return nodes.flatMap((node) => this.#block(node, place, depth));
  }

  #block(node: BlockNode, place: Place, depth: number): Content[] {
    switch (node.type) {
      case 'paragraph':
        return this.#captioned(node.children) ?? [this.#paragraph(node.children, place)];
      case 'heading': {
        const runs = pdfRuns(node.children, this.#around, { bold: node.depth < 4, italics: true });
        const margin: [number, number, number, number] = [0, paragraphGap, 0, paragraphGap];
        return keptWithNext({ text: runs, margin }, runs);
      }
      case 'list':
        return this.#list(node, place, depth);
      case 'blockquote':
        return this.write(node.children, { left: place.left + firstStep, quoted: true }, depth);
      case 'code':
        return node.value.split('\n').map((text) => ({
          text: pdfText(text),
          preserveLeadingSpaces: true,
          margin: [place.left, 0, 0, 0],
        }));
      case 'table':
        return [this.#table(node)];
      // Word draws a line there; a space is enough to part what is read.
      case 'thematicBreak':
        return [{ text: ' ', fontSize: 6 }];
      // HTML is not shown on the screen either; definitions were read before.
      case 'html':
      case 'definition':
      case 'footnoteDefinition':
        return [];
    }
  }

  #paragraph(children: readonly PhrasingContent[], { left, quoted }: Place): Content {
    const runs = pdfRuns(children, this.#around, quoted ? { italics: true } : {});
    if (left === 0) return bodyParagraph(runs);
    return { text: runs, margin: [left, 0, 0, paragraphGap] };
  }

  /** A picture that is all of its paragraph stands in the middle, with its words below. */
  #captioned(children: readonly PhrasingContent[]): Content[] | undefined {
    const [only] = children.length === 1 ? children : [];
    const picture = only?.type === 'image' ? this.#around.pictures.get(fileOf(only.url)) : undefined;
    if (only?.type !== 'image' || !picture) return undefined;
    const shown = this.#pictures.shown(picture);
    return shown && [this.#withCaption(shown, pdfText(only.alt ?? '').trim())];
  }

  #withCaption(shown: Content, caption: string): Content {
    const below = { text: caption, fontSize: sizes.caption, italics: true, alignment: 'center' } as const;
    const stack = caption === '' ? [shown] : [shown, below];
    return { stack, unbreakable: caption.length < longestKept, margin: [0, 0, 0, paragraphGap] };
  }

  #list(node: List, place: Place, depth: number): Content[] {
    const left = place.left + (depth === 0 ? firstStep : 0) + listStep;
    const start = node.start ?? 1;
    return node.children.flatMap(({ children: [first, ...rest], checked }, at): Content[] => {
      const mark = node.ordered === true ? `${String(start + at)}.` : (dashes[depth % dashes.length] ?? '-');
      const box = checked == null ? '' : checked ? '☑ ' : '☐ ';
      const marks = place.quoted ? { italics: true } : {};
      const begins = first?.type === 'paragraph';
      const runs = begins ? pdfRuns(first.children, this.#around, marks) : [];
      const inside = { ...place, left };
      const others = begins || first === undefined ? rest : [first, ...rest];
      return [
        listItem(mark, [...(box === '' ? [] : [{ text: box }]), ...runs], left),
        ...this.write(others, inside, depth + 1),
      ];
    });
  }

  #table({ children: rows, align }: TableNode): Content {
    const [head = [], ...body] = rows.map(({ children: cells }, at) =>
      cells.map(({ children }) => pdfRuns(children, this.#around, at === 0 ? { bold: true } : {})),
    );
    const columns = (rows[0]?.children ?? []).map((_, at) => ({
      share: shareOf(rows.map((row) => lengthOf(row.children[at]?.children ?? []))),
      align: align?.[at] ?? ('left' as const),
    }));
    return pdfTable(columns, head, body);
  }
}

/** A dash or number in front of a text, whose further lines begin where the first one does. */
export function listItem(mark: string, runs: readonly PdfRun[], left = firstStep + listStep): Content {
  return {
    columns: [
      { width: listStep, text: mark },
      { width: '*', text: [...runs], alignment: 'left' },
    ],
    margin: [left - listStep, 0, 0, paragraphGap],
  };
}
