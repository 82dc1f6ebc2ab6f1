import {
  type Align,
  type Block,
  type Inline,
  isEmpty,
  type ListBlock,
} from '#renderer/views/editor/paste/paste-blocks';
import { settleInlines, withoutStrong } from '#renderer/views/editor/paste/inline-text';
import {
  hasInnerTable,
  isLayout,
  type RawCell,
  tableOfGrid,
  toGrid,
  toParagraphs,
} from '#renderer/views/editor/paste/table-grid';
import { readMarker } from '#renderer/views/editor/paste/word-html';

/** What the runs up to the next block boundary are. */
export type Kind =
  | { readonly type: 'paragraph' }
  | { readonly type: 'heading'; readonly level: number }
  /** An item that only looks like one; its bullet or number is gathered while it is read. */
  | { readonly type: 'item'; readonly level: number; marker: string; begun: boolean };

type Frame =
  | { readonly type: 'flow'; readonly blocks: Block[]; readonly cell?: RawCell }
  | { readonly type: 'list'; readonly list: ListBlock }
  | { readonly type: 'table'; readonly rows: RawCell[][]; readonly beside: Block[] };

/** Frames inside each other (a list takes two a level): what is deeper becomes paragraphs one level higher. */
const deepest = 18;
const deepestTable = 3;

/** Puts blocks together from what a reader finds in reading order. */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  kind: Kind = { type: 'paragraph' };
  /** Things that the blocks cannot say, told to whoever asks. */
  readonly simplified = { mergedCells: 0, nestedTables: 0, numbering: 0 };
  readonly #frames: Frame[] = [{ type: 'flow', blocks: this.blocks }];
  #inlines: Inline[] = [];
  #tables = 0;
  /** The open lists of items that only look like items, outermost first, and where they stand. */
  #items: { level: number; list: ListBlock }[] = [];
  #itemsIn: Block[] | null = null;

  add(inline: Inline): void {
    this.#inlines.push(inline);
  }

  /** Ends the paragraph, heading or item that was being read. */
  flush(): void {
    if (this.#inlines.length === 0) return;
    const paragraphs = settleInlines(this.#inlines);
    this.#inlines = [];
    for (const inlines of paragraphs) {
      if (this.kind.type === 'item') this.#putItem(this.kind, inlines);
      else if (this.kind.type === 'heading')
        this.#put({ type: 'heading', level: this.kind.level, inlines: withoutStrong(inlines) });
      else this.#put({ type: 'paragraph', inlines });
    }
  }

  /** Opens a list, quote, table or the like; false when it is too deep, then it must not be closed. */
  openList(ordered: boolean, start: number): boolean {
    this.flush();
    if (this.#frames.length > deepest) return false;
    const list: ListBlock = { type: 'list', ordered, start, items: [] };
    this.#put(list);
    this.#frames.push({ type: 'list', list });
    return true;
  }

  openItem(): boolean {
    this.flush();
    const frame = this.#frames.at(-1);
    if (frame?.type !== 'list') return false;
    const blocks: Block[] = [];
    frame.list.items.push(blocks);
    this.#frames.push({ type: 'flow', blocks });
    return true;
  }

  openQuote(): boolean {
    this.flush();
    if (this.#frames.length > deepest) return false;
    const blocks: Block[] = [];
    this.#put({ type: 'quote', blocks });
    this.#frames.push({ type: 'flow', blocks });
    return true;
  }

  openTable(): boolean {
    this.flush();
    if (this.#tables >= deepestTable) return false;
    this.#tables += 1;
    this.#frames.push({ type: 'table', rows: [], beside: [] });
    return true;
  }

  openRow(): void {
    this.flush();
    const frame = this.#frames.at(-1);
    if (frame?.type === 'table') frame.rows.push([]);
  }

  openCell(columns: number, rows: number): boolean {
    this.flush();
    const frame = this.#frames.at(-1);
    if (frame?.type !== 'table') return false;
    const cell: RawCell = { blocks: [], columns, rows, align: null };
    const row = frame.rows.at(-1);
    if (row) row.push(cell);
    else frame.rows.push([cell]);
    this.#frames.push({ type: 'flow', blocks: cell.blocks, cell });
    return true;
  }

  /** Says how the text of the open cell stands; false where none is open. */
  align(align: Align): boolean {
    const frame = this.#frames.at(-1);
    if (frame?.type !== 'flow' || !frame.cell) return false;
    frame.cell.align = align;
    return true;
  }

  /** Closes what the last successful `open…` opened. */
  close(): void {
    this.flush();
    this.#endItems();
    const frame = this.#frames.pop();
    if (frame?.type !== 'table') return;
    this.#tables -= 1;
    for (const block of [...frame.beside, ...this.#tableBlocks(frame.rows)]) this.#put(block);
  }

  #tableBlocks(rows: readonly (readonly RawCell[])[]): Block[] {
    if (isLayout(rows)) return rows.flat().flatMap((cell) => cell.blocks);
    if (hasInnerTable(rows)) this.simplified.nestedTables += 1;
    const grid = toGrid(rows);
    const table = grid === null ? null : tableOfGrid(grid);
    if (table === null) return toParagraphs(rows);
    if (rows.flat().some((cell) => (cell.columns > 1 || cell.rows > 1) && !isEmpty(cell.blocks))) {
      this.simplified.mergedCells += 1;
    }
    return table;
  }

  /** Where blocks go now. Text between a list's items belongs to the item before it. */
  #flow(): Block[] {
    const frame = this.#frames.at(-1);
    if (frame?.type === 'flow') return frame.blocks;
    if (frame?.type === 'table') return frame.beside;
    if (frame?.type !== 'list') return this.blocks;
    if (frame.list.items.length === 0) frame.list.items.push([]);
    return frame.list.items.at(-1) ?? [];
  }

  #put(block: Block): void {
    this.#endItems();
    this.#flow().push(block);
  }

  #endItems(): void {
    this.#items = [];
    this.#itemsIn = null;
  }

  #putItem(kind: Extract<Kind, { type: 'item' }>, inlines: readonly Inline[]): void {
    const paragraph: Block = { type: 'paragraph', inlines };
    const flow = this.#flow();
    if (kind.begun) {
      (this.#items.at(-1)?.list.items.at(-1) ?? flow).push(paragraph);
      return;
    }
    kind.begun = true;
    if (this.#itemsIn !== flow) this.#items = [];
    this.#itemsIn = flow;
    const list = this.#listFor(kind, flow);
    if (list) list.items.push([paragraph]);
    else flow.push(paragraph);
  }

  /** The list that an item of this level goes on with, or a new one inside the item before it. */
  #listFor({ level, marker }: Extract<Kind, { type: 'item' }>, flow: Block[]): ListBlock | undefined {
    const { ordered, start, plain } = readMarker(marker);
    if (!plain) this.simplified.numbering += 1;
    while ((this.#items.at(-1)?.level ?? 0) > level) this.#items.pop();
    const open = this.#items.at(-1);
    if (open?.level === level) {
      const next = open.list.start + open.list.items.length;
      if (open.list.ordered === ordered && (!ordered || start === next)) return open.list;
      this.#items.pop();
    }
    const parent = this.#items.at(-1)?.list;
    if (this.#frames.length + 2 * this.#items.length > deepest) return parent;
    const list: ListBlock = { type: 'list', ordered, start, items: [] };
    (parent?.items.at(-1) ?? flow).push(list);
    this.#items.push({ level, list });
    return list;
  }
}
