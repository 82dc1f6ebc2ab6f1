import { type Asked, countCoverage, counted, type Nil, type Reported } from '#core/coverage/count-coverage';
import type { CoverageRow } from '#shared/contract/coverage';
import type { CoverageSource } from '#core/coverage/coverage-source';
import type { NilOf, NilRecord } from '#core/coverage/nil-records';
import { unitKey } from '#shared/model/coverage';
import type { FormRecord } from '#shared/model/form';
import type { Period } from '#shared/model/period';

/** The rows of our own units: those of the list, and those that practices, forms and notes name in free words. */
export function coverageOfUnits(source: CoverageSource): CoverageRow[] {
  const names = new Map<string, string>();
  const key = (name: string): string => {
    const folded = unitKey(name);
    if (!names.has(folded)) names.set(folded, name.trim());
    return folded;
  };
  const now = reported(source, source.within, source.nils, key);
  const before = reported(source, source.withinBefore, source.nilsBefore, key);
  const asked = source.units.map(({ id, name, kind, asked }): Asked => ({
    key: unitKey(name),
    name,
    unit: id,
    kind,
    province: null,
    asked,
  }));
  return countCoverage({
    asked: onceEach(asked),
    now,
    before,
    answers: new Set(source.forms.flatMap(({ practice }) => practice ?? [])),
    isOver: source.isOver && (source.isBegun || now.practices.length > 0),
    found: (folded) => ({ name: names.get(folded) ?? '', unit: null, kind: null, province: null }),
  });
}

/** Two units of one name are one row: what practices say of them cannot be told apart. */
function onceEach(asked: readonly Asked[]): Asked[] {
  const rows = new Map<string, Asked>();
  for (const row of asked) {
    const same = rows.get(row.key);
    rows.set(row.key, same ? { ...same, asked: same.asked || row.asked } : row);
  }
  return [...rows.values()];
}

function reported(
  { practices, forms, period }: CoverageSource,
  within: ReadonlySet<Period>,
  nils: readonly NilOf[],
  key: (name: string) => string,
): Reported {
  return {
    practices: practices
      .filter(({ ours, period: own }) => ours && own !== null && within.has(own))
      .map((practice) => counted(practice, key(practice.unit ?? ''))),
    nils: [
      ...forms.filter((form) => isNil(form) && within.has(form.period)).map((form) => nilOf(form, null, key)),
      ...nils
        .filter(({ scope }) => scope === 'units')
        .map((record) => {
          return nilOf(record, record.of === period ? record.id : null, key);
        }),
    ],
  };
}

const isNil = ({ answer, unit, undone }: FormRecord): boolean =>
  answer === 'nil' && unit.trim() !== '' && undone === undefined;

function nilOf(
  { unit, at, by }: Pick<NilRecord, 'unit' | 'at' | 'by'>,
  id: string | null,
  key: (name: string) => string,
): Nil {
  return { key: key(unit), id, at, by };
}
