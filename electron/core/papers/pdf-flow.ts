import { lineDistance, numberAt, points, sheet, sizes, textRoom } from '#shared/paper/official-layout';
import type { PdfFile } from '#core/papers/pdf-file';
import { type Line, linesOf, type PdfRun } from '#core/papers/pdf-lines';

/** What stands one below the other and may run over pages. */
export interface Block {
  /** Height that must be left for it to begin on a page, without the space above it. */
  readonly beginning: number;
  /** Space above and below it: of two that meet the larger one counts, as in Word. */
  readonly before?: number;
  readonly after?: number;
  /** Stands on the page on which the next block begins; `beginning` is all of it then. */
  readonly keepsNext?: boolean;
  draw(flow: PdfFlow): void;
}

/** The edges of the text. */
export const edges = {
  left: points(sheet.left),
  top: points(sheet.top),
  bottom: points(sheet.height - sheet.bottom),
};
/** Room for text on one page. */
export const pageRoom = edges.bottom - edges.top;
/** Of a point: what fits but for this is not moved. */
const tolerance = 0.01;

/** Pages that are filled from above; where they stand in their paper or annex is their number. */
export class PdfFlow {
  readonly file: PdfFile;
  y = edges.top;
  /** Of the paper or annex, from 1. */
  number = 0;
  #gap = 0;
  readonly #kept: Block[] = [];

  constructor(file: PdfFile) {
    this.file = file;
  }

  /** Begins a paper or an annex, whose pages are counted anew and show it from the second on. */
  begin(): void {
    this.beginAt(1);
  }

  /** As `begin`, on a page with this number: those in front of it come later. */
  beginAt(number: number): void {
    this.#release();
    this.number = number - 1;
    this.newPage();
  }

  newPage(): void {
    this.file.addPage();
    this.number += 1;
    this.y = edges.top;
    this.#gap = 0;
    if (this.number > 1) this.#showNumber();
  }

  /** Height that is left on this page. */
  get room(): number {
    return edges.bottom - this.y - this.#gap + tolerance;
  }

  get isAtTop(): boolean {
    return this.y === edges.top;
  }

  /** Space above what comes next, unless that begins a page or more was asked for already. */
  gap(height: number): void {
    this.#gap = Math.max(this.#gap, height);
  }

  /** So much of the page is taken; where it begins. */
  take(height: number): number {
    const top = this.isAtTop ? this.y : this.y + this.#gap;
    this.#gap = 0;
    this.y = top + height;
    return top;
  }

  place(blocks: Iterable<Block>): void {
    for (const block of blocks) {
      this.#kept.push(block);
      if (block.keepsNext !== true) this.#release();
    }
  }

  /** What was kept for what follows is drawn; a row of headings that fills more than a page is not kept together. */
  #release(): void {
    const blocks = this.#kept.splice(0);
    let needed = 0;
    let gap = this.isAtTop ? 0 : this.#gap;
    for (const { beginning, before = 0, after = 0 } of blocks) {
      needed += Math.max(gap, before) + beginning;
      gap = after;
    }
    const left = edges.bottom - this.y + tolerance;
    if (needed > left && needed <= pageRoom && !this.isAtTop) this.newPage();
    for (const block of blocks) block.draw(this);
  }

  /** What must be drawn before the pages are looked at. */
  finish(): void {
    this.#release();
  }

  #showNumber(): void {
    const lines = this.lines([{ text: String(this.number) }], sizes.page, textRoom);
    const [line] = lines;
    if (!line) return;
    const base = points(numberAt) + baseIn(this, sizes.page, lineHeight(this, sizes.page, 1));
    this.file.text(line, edges.left + (textRoom - line.width) / 2, base);
  }

  lines(runs: readonly PdfRun[], size: number, width: number, first = width): Line[] {
    return linesOf(runs, { faces: this.file.face, size, width, first });
  }
}

/** Height of a line in the paper's type. */
export function lineHeight({ file }: Pick<PdfFlow, 'file'>, size: number, distance = lineDistance): number {
  const { ascender, descender, lineGap } = file.face({}).type;
  // Word counts in twentieths of a point.
  return Math.round(((ascender - descender + lineGap) / 1_000) * size * distance * 20) / 20;
}

/** The base line below the upper edge of a line: what is between lines stands above them, as Word has it. */
export function baseIn({ file }: Pick<PdfFlow, 'file'>, size: number, height: number): number {
  const { descender } = file.face({}).type;
  return height + (descender / 1_000) * size;
}
