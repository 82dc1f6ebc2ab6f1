import {
  AlignmentType,
  Bookmark,
  CheckBox,
  ImportedXmlComponent,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { boxes } from '#core/forms/word-runs';
import { styleIds, tableSize, textWidth } from '#core/papers/word-layout';
import { wordText } from '#core/papers/word-text';
import type { FormValue } from '#core/forms/form-values';

const grey = '6B6B6B';
const hintSize = 20;
const symbolFont = 'Segoe UI Symbol';
const firstBox = 730_000_000;
const shade = { type: ShadingType.CLEAR, color: 'auto', fill: 'F2F2F2' } as const;
const margins = { top: 40, bottom: 40, left: 100, right: 100 };
/** Of the width, for labels. */
const labelShare = 0.34;

export const words = (text: string, more: ConstructorParameters<typeof TextRun>[0] = {}): TextRun =>
  new TextRun({ text: wordText(text), ...(typeof more === 'string' ? {} : more) });

export const cellText = (children: readonly ParagraphChild[], alignment?: 'center'): Paragraph =>
  new Paragraph({
    style: styleIds.cell,
    ...(alignment ? { alignment: AlignmentType.CENTER } : {}),
    children: [...children],
  });

export const hint = (text: string): Paragraph =>
  new Paragraph({ style: styleIds.cell, keepNext: true, children: [hintRun(text)] });

export const hintRun = (text: string): TextRun => words(text, { italics: true, color: grey, size: hintSize });

/**
 * A tick box that Word lets people tick with the mouse; without such boxes it still is a character. The library's own shows
 * a symbol of a font that is not everywhere.
 */
class TickBox extends CheckBox {
  constructor(id: number, ticked: boolean) {
    super({ checked: ticked });
    const state = (name: string, code: string): string =>
      `<w14:${name} w14:val="${code}" w14:font="${symbolFont}"/>`;
    const fonts = ['ascii', 'hAnsi', 'eastAsia', 'cs'].map((kind) => `w:${kind}="${symbolFont}"`).join(' ');
    const parts = [
      `<w:sdtPr><w:id w:val="${String(id)}"/><w14:checkbox><w14:checked w14:val="${ticked ? '1' : '0'}"/>${state('checkedState', '2612')}${state('uncheckedState', '2610')}</w14:checkbox></w:sdtPr>`,
      `<w:sdtContent><w:r><w:rPr><w:rFonts ${fonts}/><w:sz w:val="${String(tableSize)}"/></w:rPr><w:t>${ticked ? boxes.ticked : boxes.empty}</w:t></w:r></w:sdtContent>`,
    ];
    this.root.splice(0, this.root.length, ...parts.map((part) => ImportedXmlComponent.fromXmlString(part)));
  }
}

/** Tick boxes of one form: each has a number of its own. */
export class TickBoxes {
  #count = 0;

  box(ticked: boolean): ParagraphChild {
    this.#count += 1;
    return new TickBox(firstBox + this.#count, ticked);
  }
}

/** What stands beside a label; an empty one has a line to write on. */
export function valueParagraphs(value: FormValue, ticks: TickBoxes): Paragraph[] {
  const lines = value.lines.map((line) => cellText([words(line)]));
  if (value.type === 'lines') return lines.length === 0 ? [cellText([])] : lines;
  const offered = value.boxes.map(({ name, ticked }) => cellText([ticks.box(ticked), words(` ${name}`)]));
  // A box beside what is written, such as a date, wants a line for that.
  return value.boxes.length === 1 && lines.length === 0 ? [cellText([]), ...offered] : [...lines, ...offered];
}

export interface LabelledRow {
  readonly mark: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly value: readonly Paragraph[];
}

const cell = (width: number, children: readonly Paragraph[], shaded: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins,
    ...(shaded ? { shading: shade } : {}),
    children: [...children],
  });

const table = (widths: readonly number[], rows: readonly TableRow[]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    rows: [...rows],
  });

/** Labels on the left, answers on the right. */
export function labelledTable(rows: readonly LabelledRow[]): Table {
  const left = Math.round(textWidth * labelShare);
  const widths = [left, textWidth - left];
  return table(
    widths,
    rows.map(({ mark, label, hint: below, value }) => {
      const name = cellText([new Bookmark({ id: mark, children: [words(label, { bold: true })] })]);
      const labelled =
        below === undefined
          ? [name]
          : [name, new Paragraph({ style: styleIds.cell, children: [hintRun(below)] })];
      return new TableRow({
        cantSplit: true,
        children: [cell(left, labelled, true), cell(textWidth - left, value, false)],
      });
    }),
  );
}

/** A table with a head that stands on each page; `mark` is in its first cell. Empty rows are there to be written on. */
export function formTable(
  mark: string,
  columns: readonly { readonly name: string; readonly share: number; readonly center?: boolean }[],
  rows: readonly (readonly (readonly string[])[])[],
  empty: number,
): Table {
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const widths = columns.map(({ share }) => Math.floor((textWidth * share) / sum));
  const head = columns.map(({ name }, at) => {
    const text = words(name, { bold: true, size: 24 });
    const children = at === 0 ? [new Bookmark({ id: mark, children: [text] })] : [text];
    return cell(widths[at] ?? 0, [cellText(children, 'center')], true);
  });
  const blank = Array.from({ length: empty }, () => columns.map(() => [] as string[]));
  const body = [...rows, ...blank].map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ center }, at) => {
          const lines = row[at] ?? [];
          const paragraphs = (lines.length === 0 ? [''] : lines).map((line) =>
            cellText(line === '' ? [] : [words(line)], center === true ? 'center' : undefined),
          );
          return cell(widths[at] ?? 0, paragraphs, false);
        }),
      }),
  );
  return table(widths, [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body]);
}
