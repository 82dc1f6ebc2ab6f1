import type { PracticeRow } from '#shared/contract/lists';
import { boardColumns, type BoardCard, columnOf, type ColumnKey } from '#shared/model/board';
import { type CoverageScope, unitKey } from '#shared/model/coverage';
import type { Status } from '#shared/model/practice';
import { collator } from '#shared/model/text';

/** A card: the line of a practice with what is on its way. */
export interface Card extends BoardCard {
  readonly row: PracticeRow;
}

/** A cell of the matrix that was clicked: all fields of the row where `field` is null. */
export interface CellFilter {
  readonly key: string;
  readonly field: string | null;
}

/** By title; those without one come last. */
export function compareRows(a: PracticeRow, b: PracticeRow): number {
  return Number(a.title === '') - Number(b.title === '') || collator.compare(a.title, b.title);
}

export function cardOf(row: PracticeRow, status: Status | null, chosen: boolean): Card {
  const { ours, sample, damaged } = row;
  return { row, status, ours, sample, damaged: damaged !== null, chosen };
}

/** The row of the matrix that a practice belongs to. */
export function keyOf(row: PracticeRow): string {
  return row.ours ? unitKey(row.unit ?? '') : (row.origin ?? '');
}

/** Whether a practice is on the board of a scope: samples are nobody's work. */
export function isFollowed({ ours, sample, damaged }: PracticeRow, scope: CoverageScope): boolean {
  if (scope === 'units') return ours;
  return !ours && !sample && damaged === null;
}

export function isFilteredIn(row: PracticeRow, filter: CellFilter | null): boolean {
  if (filter === null) return true;
  if (keyOf(row) !== filter.key) return false;
  if (filter.field === null) return true;
  return filter.field === '' ? row.fields.length === 0 : row.fields.includes(filter.field);
}

export interface Column {
  readonly key: ColumnKey;
  readonly cards: readonly Card[];
}

/** The cards in their columns; what is chosen stands in the order of the compilation. */
export function columnsOf(
  cards: readonly Card[],
  items: readonly string[],
  scope: CoverageScope,
): readonly Column[] {
  const columns = new Map<ColumnKey, Card[]>(boardColumns[scope].map((key) => [key, []]));
  for (const card of cards) columns.get(columnOf(card))?.push(card);
  const places = new Map(items.map((id, at) => [id, at]));
  columns.get('chosen')?.sort((a, b) => (places.get(a.row.id) ?? 0) - (places.get(b.row.id) ?? 0));
  return [...columns].map(([key, inColumn]) => ({ key, cards: inColumn }));
}

/** Statuses by practice id, while they are on their way. */
export type Underway = ReadonlyMap<string, Status>;

export const noneUnderway: Underway = new Map();

/** The same with one more, or without it where there is no status. */
export function withUnderway(before: Underway, id: string, status: Status | null): Underway {
  const others = [...before].filter(([other]) => other !== id);
  return new Map(status === null ? others : [...others, [id, status]]);
}
