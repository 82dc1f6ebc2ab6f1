import { sizes, textRoom } from '#shared/paper/official-layout';
import { baseIn, type Block, edges, lineHeight, pageRoom, type PdfFlow } from '#core/papers/pdf-flow';
import type { Line, PdfRun } from '#core/papers/pdf-lines';
import { type Alignment, showLine } from '#core/papers/pdf-text';

export interface PdfColumn {
  readonly share: number;
  readonly align?: 'left' | 'center' | 'right';
}

type Cells = readonly (readonly PdfRun[])[];

/** Points: inside a cell, left and right, above and below; the lines between cells; below the table. */
const [padding, above, rule, gapBelow] = [4.25, 2, 0.5, 9];

interface Row {
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
}

/** A table with borders over the whole width. Its head stands on every page that it runs over, and no row is torn that fits on one page. */
export class TableBlock implements Block {
  readonly #widths: readonly number[];
  readonly #columns: readonly PdfColumn[];
  readonly #head: Row;
  readonly #first: Row | undefined;
  readonly #rows: readonly Cells[];
  readonly #lineHeight: number;
  readonly beginning: number;

  constructor(flow: PdfFlow, columns: readonly PdfColumn[], head: Cells, rows: readonly Cells[]) {
    const sum = columns.reduce((total, { share }) => total + share, 0);
    this.#columns = columns;
    this.#widths = columns.map(({ share }) => (textRoom * share) / sum);
    this.#lineHeight = lineHeight(flow, sizes.table, 1);
    this.#head = this.#row(flow, head);
    this.#rows = rows;
    this.#first = rows[0] && this.#row(flow, rows[0]);
    const beginning = this.#head.height + (this.#first?.height ?? 0) + rule;
    this.beginning = beginning > pageRoom ? this.#lineHeight * 3 : beginning;
  }

  draw(flow: PdfFlow): void {
    // A head that leaves no room for rows is shown once only.
    const again = this.#head.height < pageRoom / 2 ? this.#head : undefined;
    this.#place(flow, this.#head, undefined, true);
    this.#rows.forEach((cells, at) => {
      const row = at === 0 && this.#first ? this.#first : this.#row(flow, cells);
      this.#place(flow, row, again, false);
    });
    flow.file.rule(edges.left, flow.take(rule), textRoom, rule);
    flow.gap(gapBelow);
  }

  #row(flow: PdfFlow, cells: Cells): Row {
    const lines = this.#widths.map((width, at) =>
      flow.lines(cells[at] ?? [], sizes.table, Math.max(1, width - 2 * padding)),
    );
    return { cells: lines, height: this.#heightOf(lines) };
  }

  #heightOf(cells: readonly (readonly Line[])[]): number {
    const most = Math.max(1, ...cells.map((lines) => lines.length));
    return rule + 2 * above + most * this.#lineHeight;
  }

  #place(flow: PdfFlow, row: Row, head: Row | undefined, isHead: boolean): void {
    if (row.height + rule <= flow.room) {
      this.#show(flow, row, isHead);
      return;
    }
    const room = pageRoom - (head?.height ?? 0) - rule;
    if (row.height <= room || flow.room < 4 * this.#lineHeight) this.#turn(flow, head);
    if (row.height + rule <= flow.room) {
      this.#show(flow, row, isHead);
      return;
    }
    const count = Math.max(1, Math.floor((flow.room - 2 * rule - 2 * above) / this.#lineHeight));
    const part = (from: number, to?: number): Row => {
      const cells = row.cells.map((lines) => lines.slice(from, to));
      return { cells, height: this.#heightOf(cells) };
    };
    this.#show(flow, part(0, count), isHead);
    this.#place(flow, part(count), head, isHead);
  }

  /** The line below what stands on this page, and the head on the next one. */
  #turn(flow: PdfFlow, head: Row | undefined): void {
    if (!flow.isAtTop) flow.file.rule(edges.left, flow.take(rule), textRoom, rule);
    flow.newPage();
    if (head) this.#show(flow, head, true);
  }

  #show(flow: PdfFlow, { cells, height }: Row, isHead: boolean): void {
    const { file } = flow;
    const top = flow.take(height);
    const base = baseIn(flow, sizes.table, this.#lineHeight);
    file.rule(edges.left, top, textRoom, rule);
    let x = edges.left;
    this.#widths.forEach((width, at) => {
      file.rule(x - rule / 2, top, rule, height + rule);
      const align: Alignment = isHead ? 'center' : (this.#columns[at]?.align ?? 'left');
      cells[at]?.forEach((line, order) => {
        const y = top + rule + above + order * this.#lineHeight + base;
        showLine(flow, line, { x: x + padding, y, width: width - 2 * padding, align });
      });
      x += width;
    });
    file.rule(x - rule / 2, top, rule, height + rule);
  }
}
