import { boldWidth } from '#shared/paper/bold-width';
import { baseIn, lineHeight, type PdfFlow } from '#core/papers/pdf-flow';
import { pdfText } from '#core/papers/pdf-inline';
import { evenLines } from '#shared/paper/official-layout';
import { type Alignment, showLine } from '#core/papers/pdf-text';

/** A line of text, a rule or a box between two edges; it knows its height before it is drawn. */
export interface Item {
  readonly height: number;
  draw(x: number, top: number): void;
}

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly align?: Alignment;
  readonly before?: number;
  /** In lines of about one length. */
  readonly even?: boolean;
}

/** Text of so much width, a line below the other. */
export function textItem(flow: PdfFlow, text: string, size: number, width: number, look: Look = {}): Item {
  const { before = 0, align = 'center', even = false, ...marks } = look;
  // Room that is left for what is written by hand is kept.
  const shown = pdfText(text).replace(/ {2,}/g, (spaces) => '\u00A0'.repeat(spaces.length));
  const broken = even ? evenLines(shown, size, width).join('\n') : shown;
  const lines = flow.lines([{ text: broken, ...marks }], size, width);
  const height = lineHeight(flow, size, 1);
  return {
    height: before + lines.length * height,
    draw(x, top) {
      const first = top + before + baseIn(flow, size, height);
      lines.forEach((line, at) => {
        showLine(flow, line, { x, y: first + at * height, width, align });
      });
    },
  };
}

const [ruleAbove, ruleWidth] = [3, 0.75];

/** A rule in the middle of so much room. */
export function ruleItem({ file }: PdfFlow, length: number, room: number, after = 0): Item {
  return {
    height: ruleAbove + ruleWidth + after,
    draw(x, top) {
      file.rule(x + (room - length) / 2, top + ruleAbove, length, ruleWidth);
    },
  };
}

/** Words in a box, as wide as they need. */
export function boxItem(flow: PdfFlow, text: string, size: number, room: number): Item {
  const words = textItem(flow, text, size, room, { bold: true });
  const [width, high, gap] = [boldWidth(text, size) + 12, words.height + 2, 8];
  return {
    height: gap + high,
    draw(x, top) {
      const [left, upper] = [x + (room - width) / 2, top + gap];
      const { file } = flow;
      for (const y of [upper, upper + high]) file.rule(left, y, width, ruleWidth);
      for (const edge of [left, left + width]) file.rule(edge, upper, ruleWidth, high + ruleWidth);
      words.draw(x, upper + 1);
    },
  };
}

export const heightOf = (items: readonly Item[]): number =>
  items.reduce((sum, { height }) => sum + height, 0);

/** One below the other; where they end. */
export function drawItems(items: readonly Item[], x: number, top: number): number {
  return items.reduce((y, item) => {
    item.draw(x, y);
    return y + item.height;
  }, top);
}
