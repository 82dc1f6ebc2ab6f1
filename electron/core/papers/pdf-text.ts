import { lineDistance, sizes, textRoom } from '#shared/paper/official-layout';
import { baseIn, type Block, edges, lineHeight, type PdfFlow } from '#core/papers/pdf-flow';
import type { Line, PdfRun } from '#core/papers/pdf-lines';

/** How a paragraph looks; lengths in points. */
export interface TextLook {
  readonly size?: number;
  readonly align?: Alignment;
  /** From the left edge of the text, and of its first line besides. */
  readonly left?: number;
  readonly first?: number;
  readonly before?: number;
  readonly after?: number;
  readonly distance?: number;
  readonly keepsNext?: boolean;
  /** Stands in front of its first line, at `left` less `hanging`. */
  readonly mark?: string;
  readonly hanging?: number;
  /** What leads there has this name. */
  readonly name?: string;
}

export type Alignment = 'left' | 'center' | 'right' | 'justify';

/** Of a paragraph that is torn so many lines stand on each page. */
const least = 2;

/** A paragraph: no single line of it is left alone below or above. */
export class TextBlock implements Block {
  readonly #lines: readonly Line[];
  readonly #look: TextLook;
  readonly #height: number;
  readonly beginning: number;
  readonly before: number;
  readonly after: number;
  readonly keepsNext: boolean;

  constructor(flow: PdfFlow, runs: readonly PdfRun[], look: TextLook = {}) {
    const { size = sizes.text, left = 0, first = 0, before = 0, after = 0 } = look;
    const width = textRoom - left;
    this.#look = look;
    this.#lines = flow.lines(runs, size, width, width - first);
    this.#height = lineHeight(flow, size, look.distance ?? lineDistance);
    this.keepsNext = look.keepsNext === true;
    const count = this.#lines.length;
    const together = this.keepsNext || count <= least + 1 ? count : least;
    this.beginning = together * this.#height;
    [this.before, this.after] = [before, after];
  }

  draw(flow: PdfFlow): void {
    const { name } = this.#look;
    flow.gap(this.before);
    let rest = this.#lines;
    while (rest.length > 0) {
      const count = this.#fitting(flow, rest.length);
      if (count === 0) flow.newPage();
      else {
        const top = flow.take(count * this.#height);
        if (name !== undefined && rest === this.#lines) flow.file.name(name, edges.left, top);
        this.#show(flow, rest.slice(0, count), top, rest === this.#lines);
        rest = rest.slice(count);
        if (rest.length > 0) flow.newPage();
      }
    }
    flow.gap(this.after);
  }

  /** How many of the lines that are left stand on this page. */
  #fitting(flow: PdfFlow, left: number): number {
    const fits = Math.max(flow.isAtTop ? 1 : 0, Math.floor(flow.room / this.#height));
    if (left <= fits) return left;
    if (flow.isAtTop) return left - fits < least && fits > least ? fits - 1 : fits;
    const count = Math.min(fits, left - least);
    return count < least ? 0 : count;
  }

  #show(flow: PdfFlow, lines: readonly Line[], top: number, begins: boolean): void {
    const { size = sizes.text, align = 'left', left = 0, first = 0, mark = '', hanging = 0 } = this.#look;
    const base = baseIn(flow, size, this.#height);
    const from = edges.left + left;
    if (mark !== '' && begins) {
      const [shown] = flow.lines([{ text: mark }], size, textRoom);
      if (shown) flow.file.text(shown, from - hanging, top + base);
    }
    lines.forEach((line, at) => {
      const set = begins && at === 0 ? first : 0;
      const y = top + at * this.#height + base;
      showLine(flow, line, { x: from + set, y, width: textRoom - left - set, align });
    });
  }
}

/** A line between two edges. */
export function showLine(
  { file }: Pick<PdfFlow, 'file'>,
  line: Line,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly align: Alignment },
): void {
  const spare = place.width - line.width;
  const { align, x, y } = place;
  const gaps = line.words.length - 1;
  if (align === 'justify' && !line.ends && gaps > 0) file.text(line, x, y, spare / gaps);
  else file.text(line, x + (align === 'center' ? spare / 2 : align === 'right' ? spare : 0), y);
}

/** Nothing, so high. */
export const gapBlock = (height: number): Block => ({
  beginning: 0,
  draw(flow) {
    flow.gap(height);
  },
});
