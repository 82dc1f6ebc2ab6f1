import {
  exactLabel,
  isPrinted,
  type Label,
  legalColumns,
  likeLabel,
  markedLabel,
  markOf,
  resultColumns,
  simple,
  type LegalColumn,
  type ResultColumn,
  wordsIn,
} from '#core/forms/form-words';
import {
  bookmarksOf,
  linesOf,
  type WordBlock,
  type WordCell,
  type WordTable,
  wordsOf,
} from '#core/forms/word-tree';

/** What a row of a table in front of the sections turned out to be. */
export type RowReading =
  | {
      readonly type: 'value';
      readonly label: Label;
      readonly lines: string[];
      readonly blocks: WordBlock[];
      readonly goesOn: boolean;
    }
  | { readonly type: 'results'; readonly cells: Map<ResultColumn, string[]> }
  | { readonly type: 'legalBasis'; readonly cells: Map<LegalColumn, string[]> }
  | { readonly type: 'unknown'; readonly where: string | null; readonly text: string };

interface Head {
  readonly of: 'results' | 'legalBasis';
  /** The column of the grid at which each begins. */
  readonly starts: ReadonlyMap<number, string>;
}

/** Reads tables of labels and values, of results and of documents, row by row. */
export class RowReader {
  #head: Head | undefined;
  #labelBlocks: readonly WordBlock[] | undefined;

  /** A table whose head is in another one goes on only if nothing stood between. */
  pause(): void {
    this.#head = undefined;
  }

  read({ rows }: WordTable): RowReading[] {
    return rows.flatMap((row) =>
      this.#row(row.filter(({ blocks }) => wordsOf(blocks) !== '' || bookmarksOf(blocks).length > 0)),
    );
  }

  #row(cells: readonly WordCell[]): RowReading[] {
    if (cells.every(({ blocks }) => wordsOf(blocks) === '')) return [];
    const head = headOf(cells);
    if (head) {
      this.#head = head;
      return unknown(linesOf(cells.flatMap(({ blocks }) => blocks)).filter((line) => !isPrinted(line)));
    }
    const at = this.#labelAt(cells);
    if (at >= 0) {
      // Below a table with a head other labels begin another part.
      this.#head = undefined;
      return this.#labelled(cells, at);
    }
    if (this.#head) return [dataRow(cells, this.#head)];
    return unknown(
      cells
        .map(({ blocks }) => blocks.filter((block) => !isOwn([block])))
        .filter((blocks) => !linesOf(blocks).every(isPrinted))
        .map(wordsOf),
    );
  }

  /** The cell with the label: the first one, or one behind a running number. */
  #labelAt(cells: readonly WordCell[]): number {
    return cells.slice(0, 2).findIndex((cell, at) => {
      const before = at === 0 || /^\d{0,2}[.)]?$/.test(wordsOf(cells[0]?.blocks ?? []));
      return before && labelOf(cell, this.#head === undefined) !== undefined;
    });
  }

  #labelled(cells: readonly WordCell[], at: number): RowReading[] {
    const labels = cells.slice(at).map((cell, index) => {
      if (index === 0) return labelOf(cell, true);
      return markedLabel(bookmarksOf(cell.blocks));
    });
    const readings: RowReading[] = [];
    for (let from = 0; from < labels.length;) {
      const label = labels[from];
      const next = labels.findIndex((other, index) => index > from && other !== undefined);
      const end = next < 0 ? labels.length : next;
      const [cell, ...values] = cells.slice(at + from, at + end);
      if (label && cell) readings.push(...this.#valueOf(label, cell, values));
      from = end;
    }
    return readings;
  }

  #valueOf(label: Label, cell: WordCell, values: readonly WordCell[]): RowReading[] {
    const goesOn = this.#labelBlocks === cell.blocks;
    this.#labelBlocks = cell.blocks;
    const inside = goesOn ? [] : besideLabel(cell);
    const beside = values.flatMap(({ blocks }) => linesOf(blocks));
    const isEmpty = beside.every((line) => line.trim() === '');
    const value: RowReading = {
      type: 'value',
      label,
      lines: isEmpty ? inside : beside,
      blocks: isEmpty ? cell.blocks.slice(1) : values.flatMap(({ blocks }) => blocks),
      goesOn,
    };
    if (isEmpty || inside.length === 0) return [value];
    const where = (linesOf(cell.blocks)[0] ?? '').trim();
    return [value, { type: 'unknown', where, text: inside.join('\n') }];
  }
}

/** What is listed of a row that is none of the form's: below its first words, if these are short. */
function unknown(texts: readonly string[]): RowReading[] {
  const [first, ...others] = texts;
  if (first === undefined) return [];
  const where = others.length > 0 && first.length < 80 ? first : null;
  return [{ type: 'unknown', where, text: (where === null ? texts : others).join('\n') }];
}

const isOwn = (blocks: readonly WordBlock[]): boolean =>
  bookmarksOf(blocks).some((mark) => mark.startsWith(markOf.own));

/** The label in a cell: by its mark, else by its first line, up to a colon. */
function labelOf({ blocks }: WordCell, near: boolean): Label | undefined {
  const marked = markedLabel(bookmarksOf(blocks));
  if (marked) return marked;
  const [first = ''] = linesOf(blocks).filter((line) => line.trim() !== '');
  const head = first.split(/[:\t]/)[0] ?? '';
  return exactLabel(first) ?? exactLabel(head) ?? (near ? (likeLabel(first) ?? likeLabel(head)) : undefined);
}

const isLabelLine = (line: string): boolean =>
  (exactLabel(line) ?? exactLabel(line.split(/[:\t]/)[0] ?? '')) !== undefined;

/** What stands in the cell of a label besides the label and the form's own hint: the answer of a merged cell. */
function besideLabel({ blocks }: WordCell): string[] {
  const lines = linesOf(blocks).filter((line) => line.trim() !== '');
  // Words that were put above the label, or came there with a cell that was merged.
  const at = Math.max(0, lines.findIndex(isLabelLine));
  const [first = '', ...rest] = [...lines.slice(at), ...lines.slice(0, at)];
  const tail = /^[^:\t]*[:\t]\s*(\S.*)$/s.exec(first)?.[1] ?? '';
  return [tail, ...rest].map((line) => line.trim()).filter((line) => !isPrinted(line));
}

const columns = (['vi', 'en'] as const).flatMap((language) => {
  const { results, legalBasis } = wordsIn(language).forms.paper;
  return [
    ...resultColumns.map((key) => ({
      of: 'results' as const,
      key,
      words: simple(results[key]),
    })),
    ...legalColumns.map((key) => ({
      of: 'legalBasis' as const,
      key,
      words: simple(legalBasis[key]),
    })),
  ];
});

/** A row is the head of a table if at least two of its cells are names of its columns, or one and the mark. */
function headOf(cells: readonly WordCell[]): Head | undefined {
  for (const of of ['results', 'legalBasis'] as const) {
    const mark = of === 'results' ? markOf.results : markOf.legalBasis;
    const isMarked = cells.some(({ blocks }) => bookmarksOf(blocks).includes(mark));
    const named = cells.flatMap(({ blocks, column }) => {
      const words = simple(linesOf(blocks).find((line) => line.trim() !== '') ?? '');
      const found = columns.find((one) => one.of === of && one.words === words);
      return found ? [[column, found.key] as const] : [];
    });
    const distinct = new Set(named.map(([, key]) => key)).size;
    const only = cells.length <= named.length + 2;
    if ((distinct >= 2 && only) || (isMarked && distinct >= 1)) return { of, starts: new Map(named) };
  }
  return undefined;
}

/** A merged cell is what its first column says; words in columns without a name go to the one before. */
function dataRow(cells: readonly WordCell[], { of, starts }: Head): RowReading {
  const found = new Map<string, string[]>();
  const order = [...starts].toSorted(([one], [other]) => one - other);
  for (const { blocks, column } of cells) {
    const at = order.findLast(([start]) => start <= column) ?? order[0];
    const lines = linesOf(blocks).filter((line) => line.trim() !== '');
    // A running number in front of the first column.
    if (!at || (column < (order[0]?.[0] ?? 0) && lines.every((line) => /^\d{0,3}[.)]?$/.test(line.trim()))))
      continue;
    found.set(at[1], [...(found.get(at[1]) ?? []), ...lines]);
  }
  return of === 'results'
    ? { type: 'results', cells: found as Map<ResultColumn, string[]> }
    : { type: 'legalBasis', cells: found as Map<LegalColumn, string[]> };
}
