/** What is said about a stretch of text beyond its letters. */
export interface Marks {
  readonly strong: boolean;
  readonly em: boolean;
  readonly s: boolean;
  readonly href: string | null;
}

export interface TextRun {
  readonly type: 'text';
  readonly text: string;
  readonly marks: Marks;
}
/** `at` is a placeholder such as `picture:0`, or the name of an attachment. */
export interface PictureRun {
  readonly type: 'picture';
  readonly at: string;
  readonly alt: string;
}
export type Inline = TextRun | PictureRun | { readonly type: 'break' };

/** How a column stands; null is as the reader's language has it. */
export type Align = 'center' | 'right' | null;

export interface ListBlock {
  readonly type: 'list';
  readonly ordered: boolean;
  readonly start: number;
  readonly items: Block[][];
}
export type Block =
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly type: 'quote'; readonly blocks: Block[] }
  /** All rows are equally long; the first one is the header. */
  | {
      readonly type: 'table';
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      /** By column. */
      readonly align: readonly Align[];
    }
  | ListBlock;

export const noMarks: Marks = { strong: false, em: false, s: false, href: null };

export function sameMarks(one: Marks, other: Marks): boolean {
  return one.strong === other.strong && one.em === other.em && one.s === other.s && one.href === other.href;
}

/** Calls back for every run of text and picture, in reading order. */
export function visitInlines(blocks: readonly Block[], visit: (inline: Inline) => void): void {
  for (const block of blocks) {
    if (block.type === 'paragraph' || block.type === 'heading') block.inlines.forEach(visit);
    else if (block.type === 'quote') visitInlines(block.blocks, visit);
    else if (block.type === 'list') {
      for (const item of block.items) visitInlines(item, visit);
    } else for (const cell of block.rows.flat()) cell.forEach(visit);
  }
}

/** Whether nothing can be seen in these blocks. */
export function isEmpty(blocks: readonly Block[]): boolean {
  let seen = false;
  visitInlines(blocks, ({ type }) => (seen ||= type !== 'break'));
  return !seen;
}
