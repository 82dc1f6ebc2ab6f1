import { settleInlines } from '#renderer/views/editor/paste/inline-text';
import type { Block, Inline, ListBlock } from '#renderer/views/editor/paste/paste-blocks';

const bullet = /^\s*([-–•*+])\s+/;
const number = /^\s*(\d{1,9})[.)]\s+/;

/** A line that somebody began with "- " or "1." by hand. */
interface Item {
  /** As it was typed. */
  readonly line: readonly Inline[];
  readonly inlines: readonly Inline[];
  readonly sign: string;
  /** Null for bullets. */
  readonly number: number | null;
}

/** The first letters of a line, until something comes that is no text. */
function leading(inlines: readonly Inline[]): string {
  const end = inlines.findIndex(({ type }) => type !== 'text');
  return inlines
    .slice(0, end < 0 ? inlines.length : end)
    .map((inline) => (inline.type === 'text' ? inline.text : ''))
    .join('');
}

function without(inlines: readonly Inline[], letters: number): Inline[] {
  let rest = letters;
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type !== 'text' || rest === 0) return [inline];
    const text = inline.text.slice(rest);
    rest -= Math.min(rest, inline.text.length);
    return text === '' ? [] : [{ ...inline, text }];
  });
}

function itemOf(line: readonly Inline[]): Item | null {
  const text = leading(line).slice(0, 40);
  const found = bullet.exec(text) ?? number.exec(text);
  if (!found) return null;
  const [marker, sign = ''] = found;
  const [inlines] = settleInlines(without(line, marker.length));
  if (!inlines) return null;
  const isNumber = /\d/.test(sign);
  return { line, inlines, sign: isNumber ? '1' : sign, number: isNumber ? Number(sign) : null };
}

function linesOf(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.type === 'break') lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  return lines;
}

/** Gathers lines into lists. A "+" under a "-" is a list inside it, as in official documents. */
class Lists {
  readonly #items: { item: Item; under: Item[] }[] = [];

  /** False for an item that does not go on with this list. */
  add(item: Item): boolean {
    const last = this.#items.at(-1);
    if (last?.item.sign === '-' && item.sign === '+') {
      last.under.push(item);
      return true;
    }
    const goesOn =
      last?.item.sign === item.sign &&
      (item.number === null || last.item.number === null || item.number === last.item.number + 1);
    if (!last || goesOn) this.#items.push({ item, under: [] });
    return !last || goesOn;
  }

  /** Null for a single line: that begins a list nowhere else. */
  take(): ListBlock | null {
    const items = this.#items.splice(0);
    const lines = items.length + items.reduce((count, { under }) => count + under.length, 0);
    const first = items[0]?.item;
    if (!first || lines < 2) return null;
    const ordered = first.number !== null;
    const paragraph = ({ inlines }: Item): Block => ({ type: 'paragraph', inlines });
    return {
      type: 'list',
      ordered,
      start: first.number ?? 1,
      items: items.map(({ item, under }) => [
        paragraph(item),
        ...(under.length === 0
          ? []
          : [
              {
                type: 'list' as const,
                ordered: false,
                start: 1,
                items: under.map((one) => [paragraph(one)]),
              },
            ]),
      ]),
    };
  }
}

/** Blocks of one level, as they are put together. */
class Gathering {
  readonly blocks: Block[] = [];
  readonly #lists = new Lists();
  /** The blocks that the open list stands for, should it turn out to be none. */
  #waiting: Block[] = [];

  end(): void {
    const list = this.#lists.take();
    if (list) this.blocks.push(list);
    else this.blocks.push(...this.#waiting);
    this.#waiting = [];
  }

  put(block: Block): void {
    this.end();
    this.blocks.push(block);
  }

  /** True when all lines of the paragraph, or those from one of them on, are items. */
  takeLines(block: Block & { type: 'paragraph' }): boolean {
    const lines = linesOf(block.inlines);
    const from = lines.findIndex((line) => itemOf(line) !== null);
    const items = from < 0 ? [] : lines.slice(from).map(itemOf);
    const whole = items.filter((item) => item !== null);
    if (whole.length === 0 || whole.length < items.length) return false;
    // One item under lines of text is more likely a sum or a date than a list.
    if (from > 0 && whole.length < 2) return false;
    if (from > 0) {
      const before = lines
        .slice(0, from)
        .flatMap((line, at): Inline[] => [...(at > 0 ? [{ type: 'break' } as const] : []), ...line]);
      this.put({ type: 'paragraph', inlines: before });
    }
    for (const item of whole) {
      if (!this.#lists.add(item)) {
        this.end();
        this.#lists.add(item);
      }
      this.#waiting.push({ type: 'paragraph', inlines: item.line });
    }
    return true;
  }
}

/**
 * Makes lists of lines that were typed as lists: two or more in a row that begin with "- " or with numbers that count on. What
 * begins so alone stays text.
 */
export function typedLists(blocks: readonly Block[]): Block[] {
  const gathering = new Gathering();
  for (const block of blocks) {
    if (block.type === 'paragraph' && gathering.takeLines(block)) continue;
    if (block.type === 'quote') gathering.put({ ...block, blocks: typedLists(block.blocks) });
    else gathering.put(block);
  }
  gathering.end();
  return gathering.blocks;
}
