import type { CoverageCell, CoverageRow } from '#shared/contract/coverage';
import type { CoverageState } from '#shared/model/coverage';
import type { PracticeSummary, Status } from '#shared/model/practice';
import { collator } from '#shared/model/text';

/** A unit, an office or a province that is looked at, whether it has sent anything or not. */
export type Asked = Pick<CoverageRow, 'key' | 'name' | 'unit' | 'kind' | 'province' | 'asked'>;

/** What is counted of a practice. */
export interface Counted {
  readonly id: string;
  /** The row that it belongs to. */
  readonly key: string;
  readonly fields: readonly string[];
  readonly status: Status | null;
  readonly weak: boolean;
}

export interface Nil {
  readonly key: string;
  /** Null where a form says it, or it is of a quarter of a running sum. */
  readonly id: string | null;
  readonly at: string;
  readonly by: string;
}

/** What is there for a period. */
export interface Reported {
  readonly practices: readonly Counted[];
  readonly nils: readonly Nil[];
}

export interface CoverageInput {
  readonly asked: readonly Asked[];
  readonly now: Reported;
  readonly before: Reported;
  /** Practices that came as an answer whatever their status: by a form. */
  readonly answers: ReadonlySet<string>;
  /** The deadline is over. */
  readonly isOver: boolean;
  /** The row of a key that nobody was asked under. */
  readonly found: (key: string) => Omit<Asked, 'key' | 'asked'>;
}

/**
 * The rows of the matrix: those that were asked in their order, then those that only practices or notes name, by name, and
 * last the row of practices that name nobody.
 */
export function countCoverage(input: CoverageInput): CoverageRow[] {
  const { asked, now, before, found } = input;
  const groups = {
    now: byKey(now.practices),
    before: byKey(before.practices),
    nils: byKey(now.nils),
    nilsBefore: byKey(before.nils),
  };
  const known = new Set(asked.map(({ key }) => key));
  const others = new Set(Object.values(groups).flatMap((group) => [...group.keys()]));
  const more = [...others]
    .filter((key) => !known.has(key))
    .map((key): Asked => ({ ...found(key), key, asked: false }))
    .toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || collator.compare(a.name, b.name));
  return [...asked, ...more].map((row) => rowOf(row, groups, input));
}

interface Groups {
  readonly now: ReadonlyMap<string, readonly Counted[]>;
  readonly before: ReadonlyMap<string, readonly Counted[]>;
  readonly nils: ReadonlyMap<string, readonly Nil[]>;
  readonly nilsBefore: ReadonlyMap<string, readonly Nil[]>;
}

function rowOf(row: Asked, groups: Groups, input: CoverageInput): CoverageRow {
  const now = groups.now.get(row.key) ?? [];
  const before = groups.before.get(row.key) ?? [];
  const nil = (groups.nils.get(row.key) ?? []).at(-1);
  const statuses = { draft: 0, submitted: 0, returned: 0, approved: 0 };
  for (const { status } of now) if (status !== null) statuses[status] += 1;
  return {
    ...row,
    state: stateOf(row, now, nil, input),
    fields: cellsOf(now, before),
    total: {
      ...{ field: '', count: now.length, weak: now.filter(({ weak }) => weak).length },
      before: before.length,
    },
    statuses,
    nil: nil ? { id: nil.id, at: nil.at, by: nil.by } : null,
    nilBefore: groups.nilsBefore.has(row.key),
  };
}

/** What was sent outweighs a note that there is nothing; a draft that nobody has submitted is no answer. */
function stateOf(
  row: Asked,
  practices: readonly Counted[],
  nil: Nil | undefined,
  { answers, isOver }: CoverageInput,
): CoverageState {
  const sent = practices.filter(({ id, status }) => status !== 'draft' || answers.has(id));
  if (sent.length > 0) return sent.every(({ weak }) => weak) ? 'weak' : 'answered';
  if (nil) return 'nil';
  return row.asked && isOver ? 'late' : 'empty';
}

function cellsOf(now: readonly Counted[], before: readonly Counted[]): CoverageCell[] {
  const cells = new Map<string, CoverageCell>();
  const count = (practices: readonly Counted[], add: (cell: CoverageCell, one: Counted) => void): void => {
    for (const practice of practices)
      for (const field of practice.fields.length === 0 ? [''] : new Set(practice.fields)) {
        const cell = cells.get(field) ?? { field, count: 0, weak: 0, before: 0 };
        cells.set(field, cell);
        add(cell, practice);
      }
  };
  count(now, (cell, { weak }) => {
    cell.count += 1;
    cell.weak += Number(weak);
  });
  count(before, (cell) => {
    cell.before += 1;
  });
  return [...cells.values()].toSorted((a, b) => (a.field < b.field ? -1 : 1));
}

function byKey<T extends { readonly key: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.key);
    if (group) group.push(one);
    else groups.set(one.key, [one]);
  }
  return groups;
}

/** What is counted of a practice under the key. */
export function counted({ id, fields, status, weak }: PracticeSummary, key: string): Counted {
  return { id, key, fields, status, weak: weak === true };
}
