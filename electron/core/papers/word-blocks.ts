import { AlignmentType, HeadingLevel, type IParagraphOptions, Paragraph, type Table, TextRun } from 'docx';
import type { List, ListItem, PhrasingContent, Table as TableNode } from 'mdast';
import type { BlockNode } from '#core/papers/markdown-tree';
import { isEmptyText, picturesApart, type ShownPicture } from '#core/papers/pictures-apart';
import type { TextSurroundings } from '#core/papers/text-surroundings';
import { runsOf } from '#core/papers/word-inline';
import { bullets, levels, listIndent, quoteIndent, styleIds } from '#core/papers/word-layout';
import type { WordNumbering } from '#core/papers/word-numbering';
import { pictureRun } from '#core/papers/word-picture';
import { gapAfterTable, wordTable } from '#core/papers/word-table';
import { wordText } from '#core/papers/word-text';

export type WordBlock = Paragraph | Table;

/** Where a block stands: in so many lists and quotations. */
interface Place {
  readonly lists: number;
  readonly quotes: number;
}

const headings = [
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** Blocks of one text, which stands below a heading of the second level. */
export class BlockWriter {
  readonly #around: TextSurroundings;
  readonly #numbering: WordNumbering;

  constructor(around: TextSurroundings, numbering: WordNumbering) {
    this.#around = around;
    this.#numbering = numbering;
  }

  write(nodes: readonly BlockNode[], place: Place = { lists: 0, quotes: 0 }): WordBlock[] {
    return nodes.flatMap((node) => this.#block(node, place));
  }

  #block(node: BlockNode, place: Place): WordBlock[] {
    switch (node.type) {
      case 'paragraph':
        return this.#withPictures(node.children, (text) => this.#paragraph(text, place));
      case 'heading': {
        const heading = headings[Math.min(6, Math.max(3, node.depth)) - 3] ?? HeadingLevel.HEADING_3;
        return this.#withPictures(
          node.children,
          (text) => new Paragraph({ heading, children: runsOf(text, this.#around) }),
        );
      }
      case 'list':
        return this.#list(node, place);
      case 'blockquote':
        return this.write(node.children, { ...place, quotes: place.quotes + 1 });
      case 'code':
        return node.value.split('\n').map((line) => {
          return new Paragraph({
            style: styleIds.code,
            ...placed(place),
            children: [new TextRun(wordText(line))],
          });
        });
      case 'table':
        return this.#table(node);
      case 'thematicBreak':
        return [new Paragraph({ thematicBreak: true })];
      // HTML is not shown on the screen either; definitions were read before.
      case 'html':
      case 'definition':
      case 'footnoteDefinition':
        return [];
    }
  }

  #paragraph(children: readonly PhrasingContent[], place: Place, more: IParagraphOptions = {}): Paragraph {
    const plain = place.lists === 0 && place.quotes === 0;
    const marks = place.quotes > 0 ? { italics: true } : {};
    return new Paragraph({
      ...(plain ? { style: styleIds.text } : placed(place)),
      ...more,
      children: runsOf(children, this.#around, marks),
    });
  }

  /** What is left of a text, and behind it the pictures that it shows, each in the middle with its words below. */
  #withPictures(
    nodes: readonly PhrasingContent[],
    write: (text: readonly PhrasingContent[]) => Paragraph,
  ): WordBlock[] {
    const { text, pictures } = picturesApart(nodes, this.#around);
    const shown = pictures.flatMap((picture) => this.#picture(picture));
    return pictures.length > 0 && isEmptyText(text) ? shown : [write(text), ...shown];
  }

  #picture({ picture, caption: given }: ShownPicture): Paragraph[] {
    const caption = wordText(given).trim();
    const run = pictureRun(picture, caption, this.#around.pictureData);
    if (!run) {
      const named = new TextRun(wordText(this.#around.words.picture(given)));
      return [new Paragraph({ style: styleIds.text, children: [named] })];
    }
    const shown = new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: caption !== '',
      // A line of text apart would be a share of the picture's height.
      spacing: { after: caption === '' ? 120 : 0, line: 240, lineRule: 'auto' },
      // It stands on the base line of the paragraph's mark, below which there is room for letters.
      run: { size: 2 },
      children: [run],
    });
    if (caption === '') return [shown];
    return [shown, new Paragraph({ style: styleIds.caption, children: [new TextRun(caption)] })];
  }

  #list(node: List, place: Place): WordBlock[] {
    const level = Math.min(place.lists, levels - 1);
    const numbering =
      node.ordered === true
        ? this.#numbering.numbered(level, node.start ?? 1)
        : { reference: bullets, level };
    const inside = { ...place, lists: place.lists + 1 };
    return node.children.flatMap((item) => this.#item(item, inside, numbering));
  }

  #item(item: ListItem, place: Place, numbering: NonNullable<IParagraphOptions['numbering']>): WordBlock[] {
    const [first, ...rest] = item.children;
    const begins = first?.type === 'paragraph';
    const box: PhrasingContent[] =
      item.checked == null ? [] : [{ type: 'text', value: item.checked ? '☑ ' : '☐ ' }];
    const { text, pictures } = picturesApart(begins ? first.children : [], this.#around);
    const marks = place.quotes > 0 ? { italics: true } : {};
    const head = new Paragraph({ numbering, children: runsOf([...box, ...text], this.#around, marks) });
    const shown = pictures.flatMap((picture) => this.#picture(picture));
    return [head, ...shown, ...this.write(begins ? rest : item.children, place)];
  }

  #table({ children: rows, align }: TableNode): WordBlock[] {
    const shown: ShownPicture[] = [];
    const [head, ...body] = rows.map(({ children: cells }, at) =>
      cells.map(({ children }) => {
        const { text, pictures } = picturesApart(children, this.#around);
        shown.push(...pictures);
        return runsOf(text, this.#around, at === 0 ? { bold: true } : {});
      }),
    );
    const columns = (rows[0]?.children ?? []).map((_, at) => ({
      share: shareOf(rows.map((row) => lengthOf(row.children[at]?.children ?? []))),
      align: align?.[at] ?? 'left',
    }));
    const pictures = shown.flatMap((picture) => this.#picture(picture));
    return [wordTable(columns, head ?? [], body), gapAfterTable(), ...pictures];
  }
}

/** Below what it belongs to. */
function placed({ lists, quotes }: Place): IParagraphOptions {
  if (lists === 0 && quotes === 0) return {};
  const list = lists === 0 ? 0 : listIndent(Math.min(lists, levels) - 1);
  return { indent: { left: list + quotes * quoteIndent } };
}

export function lengthOf(nodes: readonly PhrasingContent[]): number {
  return nodes.reduce(
    (sum, node) =>
      sum + ('value' in node ? node.value.length : 'children' in node ? lengthOf(node.children) : 4),
    0,
  );
}

/** A column gets room by its longest text; neither figures nor long sentences take all of it. */
export const shareOf = (lengths: readonly number[]): number => Math.min(40, Math.max(8, ...lengths));
