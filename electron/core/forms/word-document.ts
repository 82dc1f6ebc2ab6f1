import { parseXml, childOf, childrenOf, valueOf, type XmlElement } from '#core/forms/xml';
import { type Found, gather } from '#core/forms/word-runs';
import { WordStyles } from '#core/forms/word-styles';
import {
  linesOf,
  type WordBlock,
  type WordCell,
  type WordDocument,
  type WordParagraph,
} from '#core/forms/word-tree';
import { FormUnreadable } from '#core/forms/form-unreadable';

/** What Word files number on their own: no words of anybody. */
const pageNumber = /^\d{0,4}$/;

/** Reads what a Word file says. Fails with `FormUnreadable`. */
export function readDocument(parts: ReadonlyMap<string, string>): WordDocument {
  const part = (name: string): XmlElement | undefined => {
    const text = parts.get(name);
    return text === undefined ? undefined : parseXml(text);
  };
  const styles = new WordStyles(part('word/styles.xml'), part('word/numbering.xml'));
  const relations = childrenOf(part('word/_rels/document.xml.rels'), 'Relationship');
  const links = new Map(
    relations.map(({ attributes }) => [attributes.get('Id') ?? '', attributes.get('Target') ?? '']),
  );
  const body = childOf(part('word/document.xml'), 'w:body');
  if (!body) throw new FormUnreadable('damaged');
  const reader = new BlockReader(styles, links);
  const blocks = reader.blocks(body);
  const beside = [...parts.keys()]
    .filter((name) => /^word\/(?:header|footer|footnotes|endnotes|comments)/.test(name))
    .toSorted()
    .flatMap((name) => reader.lines(part(name)));
  const boxed = reader.boxes.flatMap((box) => reader.lines(box));
  const { pictures } = reader;
  return { body: blocks, beside: [...new Set([...boxed, ...beside])], pictures };
}

class BlockReader {
  readonly boxes: XmlElement[] = [];
  pictures = 0;
  readonly #styles: WordStyles;
  readonly #links: ReadonlyMap<string, string>;

  constructor(styles: WordStyles, links: ReadonlyMap<string, string>) {
    this.#styles = styles;
    this.#links = links;
  }

  /** The words of a part beside the text, a line each paragraph. */
  lines(part: XmlElement | undefined): string[] {
    if (!part) return [];
    return linesOf(this.blocks(part))
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => !pageNumber.test(line));
  }

  blocks(parent: XmlElement): WordBlock[] {
    const blocks: WordBlock[] = [];
    /** What stands before a paragraph mark that is deleted belongs to the next paragraph. */
    let waiting: Found | undefined;
    const walk = (element: XmlElement): void => {
      for (const child of childrenOf(element)) {
        if (child.name === 'w:p') {
          const found = waiting ?? { runs: [], bookmarks: [], boxes: this.boxes, pictures: 0 };
          gather(child, { styles: this.#styles, links: this.#links }, found);
          const properties = childOf(child, 'w:pPr');
          if (childOf(childOf(properties, 'w:rPr'), 'w:del')) waiting = found;
          else {
            waiting = undefined;
            blocks.push(this.#paragraph(properties, found));
          }
        } else if (child.name === 'w:tbl') blocks.push({ type: 'table', rows: this.#rows(child) });
        else if (child.name === 'w:bookmarkStart') this.#outside.push(child.attributes.get('w:name') ?? '');
        else if (!['w:del', 'w:moveFrom', 'w:sectPr', 'w:sdtPr', 'w:tcPr'].includes(child.name)) walk(child);
      }
    };
    walk(parent);
    if (waiting) blocks.push(this.#paragraph(undefined, waiting));
    return blocks;
  }

  /** Bookmarks between paragraphs belong to the next one. */
  #outside: string[] = [];

  #paragraph(properties: XmlElement | undefined, found: Found): WordParagraph {
    this.pictures += found.pictures;
    const align = valueOf(properties, 'w:jc') ?? '';
    const bookmarks = [...this.#outside.splice(0), ...found.bookmarks];
    return {
      type: 'paragraph',
      runs: found.runs.filter(({ text }) => text !== ''),
      text: found.runs
        .map(({ text }) => text)
        .join('')
        .normalize('NFC'),
      heading: this.#styles.heading(properties),
      list: this.#styles.list(properties),
      align: align === 'center' ? 'center' : ['right', 'end'].includes(align) ? 'right' : 'left',
      bookmarks,
    };
  }

  #rows(table: XmlElement): WordCell[][] {
    const rows: WordCell[][] = [];
    const above = new Map<number, WordCell>();
    const walk = (element: XmlElement): void => {
      for (const child of childrenOf(element)) {
        if (child.name === 'w:tr') {
          if (!childOf(childOf(child, 'w:trPr'), 'w:del')) rows.push(this.#row(child, above));
        } else if (!['w:tblPr', 'w:tblGrid', 'w:sdtPr'].includes(child.name)) walk(child);
      }
    };
    walk(table);
    return rows;
  }

  /** `above`: cells that are merged downwards, by their column. */
  #row(row: XmlElement, above: Map<number, WordCell>): WordCell[] {
    let column = Number(valueOf(childOf(row, 'w:trPr'), 'w:gridBefore') ?? 0);
    return cellsOf(row).map((element) => {
      const properties = childOf(element, 'w:tcPr');
      const span = Math.max(1, Math.min(63, Number(valueOf(properties, 'w:gridSpan') ?? 1) || 1));
      const merge = childOf(properties, 'w:vMerge');
      const own: WordCell = { blocks: this.blocks(element), column, span };
      const upper = above.get(column);
      const goesOn = merge !== undefined && merge.attributes.get('w:val') !== 'restart';
      // What the reader sees in a merged cell is what stands in its first row; words in another one are kept as well.
      const cell =
        goesOn && upper && linesOf(own.blocks).join('').trim() === '' ? { ...upper, column, span } : own;
      if (merge) above.set(column, goesOn && upper ? upper : own);
      else above.delete(column);
      column += span;
      return cell;
    });
  }
}

/** The cells of a row, also those inside content controls. */
function cellsOf(row: XmlElement): XmlElement[] {
  return childrenOf(row).flatMap((child) =>
    child.name === 'w:tc'
      ? [child]
      : ['w:trPr', 'w:tblPrEx', 'w:sdtPr'].includes(child.name)
        ? []
        : cellsOf(child),
  );
}
