import { contentsLook } from '#core/papers/contents-look';
import { lineDistance, sizes, textRoom } from '#shared/paper/official-layout';
import { baseIn, type Block, edges, lineHeight, pageRoom, type PdfFlow } from '#core/papers/pdf-flow';
import { pdfText } from '#core/papers/pdf-inline';
import type { Line } from '#core/papers/pdf-lines';
import { showLine } from '#core/papers/pdf-text';
import { heightOf, type Item, textItem } from '#core/papers/pdf-stack';

/** Where what a table of contents names stands, in the pages of its annex. */
export interface Entry {
  readonly text: string;
  /** By which a reader gets there. */
  readonly name: string;
  page: number;
}

/** Points: between a text and the dots, and between these. */
const [dotGap, dotStep] = [4, 4];
const { numberRoom, gap: entryGap } = contentsLook;

/** A table of contents. How many pages it takes is known before the pages are that it names. */
export class PdfContents {
  readonly #flow: PdfFlow;
  readonly #title: Item;
  readonly #entries: readonly {
    readonly entry: Entry;
    readonly lines: readonly Line[];
    readonly height: number;
  }[];
  readonly #lineHeight: number;

  constructor(flow: PdfFlow, title: string, entries: readonly Entry[]) {
    this.#flow = flow;
    this.#lineHeight = lineHeight(flow, sizes.text, lineDistance);
    this.#title = textItem(flow, title, sizes.annexTitle, textRoom, { bold: true, before: 6 });
    this.#entries = entries.map((entry) => {
      const text = flow.lines([{ text: pdfText(entry.text) }], sizes.text, textRoom);
      // Where the last line is full, the number has one of its own.
      const isFull = (text.at(-1)?.width ?? 0) > textRoom - numberRoom;
      const lines = isFull ? [...text, { words: [], width: 0, ends: true }] : text;
      return { entry, lines, height: lines.length * this.#lineHeight + entryGap };
    });
  }

  /** Pages that it fills below what stands above it on the first. */
  pages(above: number): number {
    let room = pageRoom - above - heightOf([this.#title]) - entryGap;
    let pages = 1;
    for (const { height } of this.#entries) {
      if (height - entryGap > room) {
        pages += 1;
        room = pageRoom;
      }
      room -= height;
    }
    return pages;
  }

  *blocks(): Generator<Block> {
    const { height } = this.#title;
    const title = this.#title;
    yield {
      ...{ beginning: height + entryGap, keepsNext: true },
      draw(flow) {
        title.draw(edges.left, flow.take(height));
        flow.gap(entryGap);
      },
    };
    for (const { entry, lines, height: own } of this.#entries)
      yield {
        beginning: own - entryGap,
        draw: (flow) => {
          this.#show(entry, lines, flow.take(own - entryGap));
          flow.gap(entryGap);
        },
      };
  }

  #show({ name, page }: Entry, lines: readonly Line[], top: number): void {
    const { file } = this.#flow;
    const base = top + baseIn(this.#flow, sizes.text, this.#lineHeight);
    lines.forEach((line, at) => {
      const y = base + at * this.#lineHeight;
      showLine(this.#flow, line, { x: edges.left, y, width: textRoom, align: 'left' });
    });
    const last = base + (lines.length - 1) * this.#lineHeight;
    const [number] = this.#flow.lines([{ text: String(page) }], sizes.text, textRoom);
    if (!number) return;
    const right = edges.left + textRoom;
    const from = edges.left + (lines.at(-1)?.width ?? 0) + dotGap;
    // At the same places on all lines.
    const first = right - Math.floor((right - from) / dotStep) * dotStep;
    for (let x = first; x < right - number.width - dotGap; x += dotStep) file.rule(x, last - 1, 0.75, 0.75);
    showLine(this.#flow, number, { x: edges.left, y: last, width: textRoom, align: 'right' });
    file.goTo(name, edges.left, top, textRoom, lines.length * this.#lineHeight);
  }
}
