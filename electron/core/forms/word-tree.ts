/** A piece of a paragraph under the same marks. */
export interface WordRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  /** Address that it leads to. */
  readonly link: string | null;
}

export interface WordParagraph {
  readonly type: 'paragraph';
  readonly runs: readonly WordRun[];
  /** All of its words, as somebody sees them: deletions accepted, composed (NFC). */
  readonly text: string;
  /** Level of a heading, from 1; null for other paragraphs. */
  readonly heading: number | null;
  readonly list: {
    readonly id: string;
    readonly level: number;
    readonly ordered: boolean;
    readonly start: number;
    readonly restarts: boolean;
    readonly kind: string;
  } | null;
  readonly align: 'left' | 'center' | 'right';
  /** Names of the bookmarks that begin in it. */
  readonly bookmarks: readonly string[];
}

export interface WordCell {
  readonly blocks: readonly WordBlock[];
  /** The column of the grid where it begins, from 0, and how many it covers. */
  readonly column: number;
  readonly span: number;
}

export interface WordTable {
  readonly type: 'table';
  /** A cell that was merged downwards stands in each of its rows. */
  readonly rows: readonly (readonly WordCell[])[];
}
export type WordBlock = WordParagraph | WordTable;

/** What a Word file says, in its order. */
export interface WordDocument {
  readonly body: readonly WordBlock[];
  /** Lines of what stands beside the text: headers, footers, notes, text boxes, comments. */
  readonly beside: readonly string[];
  readonly pictures: number;
}

/** The words of a cell or of blocks, a line each paragraph. */
export function linesOf(blocks: readonly WordBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.type === 'paragraph'
      ? block.text.split('\n')
      : block.rows.map((row) => row.map(({ blocks: inner }) => linesOf(inner).join(' ').trim()).join(' | ')),
  );
}

export const wordsOf = (blocks: readonly WordBlock[]): string =>
  linesOf(blocks)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

export const bookmarksOf = (blocks: readonly WordBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'paragraph'
      ? block.bookmarks
      : block.rows.flatMap((row) => row.flatMap(({ blocks: inner }) => bookmarksOf(inner))),
  );
