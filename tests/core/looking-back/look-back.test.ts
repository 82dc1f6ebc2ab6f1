import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookBack, type PastPractice, type PastSource, practicesBehind } from '#core/looking-back/look-back';
import { Turns } from '#core/looking-back/turns';
import type { PastFigure } from '#shared/contract/looking-back';
import { toFailure } from '#shared/failure';
import { evidenceLevels, statuses } from '#shared/model/practice';

const periods = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-6M', '2026-9M', '2026-Y'];
/** Said again, by hand, what belongs to what. */
const parts: Record<string, string[]> = {
  '2025-Q4': ['2025-Q4'],
  '2026-Q1': ['2026-Q1'],
  '2026-Q2': ['2026-Q2'],
  '2026-Q3': ['2026-Q3'],
  '2026-6M': ['2026-6M', '2026-Q1', '2026-Q2'],
  '2026-9M': ['2026-9M', '2026-Q1', '2026-Q2', '2026-Q3'],
  '2026-Y': ['2026-Y', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
};
const units = ['', 'phong a', 'xa b', 'constructor'];
const fields = ['y-te', 'giao-duc', '__proto__'];
const ids = Array.from({ length: 14 }, (_, number) => `id${String(number)}`);

const practice = fc.record({
  title: fc.constant('Bài'),
  period: fc.constantFrom(...periods, null),
  fields: fc.subarray(fields),
  evidence: fc.constantFrom(...evidenceLevels, null),
  status: fc.constantFrom(...statuses, null),
  ours: fc.boolean(),
  sample: fc.boolean(),
  damaged: fc.constantFrom(null, null, null, { message: 'x', line: null }),
  unit: fc.constantFrom(...units, null),
  weak: fc.constantFrom(true as const, undefined),
  basedOn: fc.constantFrom(...ids, 'elsewhere', undefined),
});
const practices: fc.Arbitrary<PastPractice[]> = fc.array(practice, { maxLength: ids.length }).map((all) =>
  all.map(({ weak, basedOn, ...rest }, at) => ({
    ...rest,
    ...(weak ? { weak } : {}),
    ...(basedOn === undefined ? {} : { basedOn }),
    id: ids[at] ?? '',
  })),
);
const source: fc.Arbitrary<PastSource & { practices: PastPractice[] }> = fc.record({
  practices,
  compilations: fc
    .dictionary(
      fc.constantFrom(...periods),
      fc.record({ items: fc.array(fc.constantFrom(...ids, 'gone')), issued: fc.boolean() }),
    )
    .map((all) => new Map(Object.entries(all))),
  reports: fc
    .dictionary(
      fc.constantFrom(...periods),
      fc.record({
        asked: fc.subarray(units.slice(1)),
        nil: fc.subarray(units.slice(1)),
        isOver: fc.constantFrom(true, false, null),
      }),
    )
    .map((all) => new Map(Object.entries(all))),
  adopted: fc.subarray(ids).map((all) => new Set(all)),
  answers: fc.subarray(ids).map((all) => new Set(all)),
});

const atOnce = (): Promise<void> => Promise.resolve();

/** The ids behind a figure, each practice asked on its own. */
function bruteForce(
  from: PastSource & { practices: PastPractice[] },
  period: string,
  { of, key }: PastFigure,
): string[] {
  const within = parts[period] ?? [];
  const readable = from.practices.filter((one) => !one.sample && one.damaged === null);
  const chosenIn = (id: string, issued: boolean): boolean =>
    within.some((part) => {
      const compilation = from.compilations.get(part);
      return compilation?.items.includes(id) === true && (compilation.issued || !issued);
    });
  const isOwn = (one: PastPractice): boolean =>
    one.ours && one.period !== null && within.includes(one.period);
  const tests: Record<PastFigure['of'], (one: PastPractice) => boolean> = {
    all: isOwn,
    submitted: (one) => isOwn(one) && ['submitted', 'returned', 'approved'].includes(one.status ?? ''),
    approved: (one) => isOwn(one) && one.status === 'approved',
    chosen: (one) => one.ours && chosenIn(one.id, false),
    issued: (one) => one.ours && chosenIn(one.id, true),
    peers: (one) => !one.ours && chosenIn(one.id, false),
    field: (one) => isOwn(one) && (key === '' ? one.fields.length === 0 : one.fields.includes(key)),
    evidence: (one) => isOwn(one) && (one.evidence ?? '') === key,
    adopted: (one) => isOwn(one) && from.adopted.has(one.id),
    adapted: (one) =>
      isOwn(one) &&
      one.basedOn !== undefined &&
      !readable.some((other) => other.id === one.basedOn && other.ours),
    weak: (one) => isOwn(one) && one.weak === true,
  };
  return readable.filter(tests[of]).map(({ id }) => id);
}

const plain = [
  'all',
  'submitted',
  'approved',
  'chosen',
  'issued',
  'peers',
  'adopted',
  'adapted',
  'weak',
] as const;
const figures: PastFigure[] = [
  ...plain.map((of): PastFigure => ({ of, key: '' })),
  ...['', ...fields].map((key): PastFigure => ({ of: 'field', key })),
  ...['', ...evidenceLevels].map((key): PastFigure => ({ of: 'evidence', key })),
];

describe('looking back', () => {
  it('counts what each practice, asked on its own, says; and names the practices behind each figure', () =>
    fc.assert(
      fc.asyncProperty(source, async (from) => {
        for (const column of await lookBack(from, periods, atOnce))
          for (const figure of figures) {
            const expected = bruteForce(from, column.period, figure);
            const counted = column.figures.find(({ of, key }) => of === figure.of && key === figure.key);
            expect(counted?.count ?? 0).toBe(expected.length);
            const behind = practicesBehind(from, column.period, figure).map(({ id }) => id);
            expect(behind.toSorted()).toEqual(expected.toSorted());
          }
      }),
    ));

  it('counts each unit once: sent before nil before late', () =>
    fc.assert(
      fc.asyncProperty(source, async (from) => {
        for (const { period, units: counted } of await lookBack(from, periods, atOnce)) {
          const within = parts[period] ?? [];
          const reports = within.flatMap((part) => from.reports.get(part) ?? []);
          const states = units.slice(1).map((unit) => {
            const sent = from.practices.some(
              (one) =>
                one.ours &&
                !one.sample &&
                one.damaged === null &&
                one.unit === unit &&
                one.period !== null &&
                within.includes(one.period) &&
                (one.status !== 'draft' || from.answers.has(one.id)),
            );
            if (sent) return 'answered';
            if (reports.some(({ nil }) => nil.includes(unit))) return 'nil';
            return reports.some(({ asked, isOver }) => isOver === true && asked.includes(unit))
              ? 'late'
              : 'none';
          });
          const count = (state: string): number => states.filter((one) => one === state).length;
          expect([counted.answered, counted.nil]).toEqual([count('answered'), count('nil')]);
          if (counted.late === null) expect(count('late')).toBe(0);
          else expect(counted.late).toBe(count('late'));
          const asked = units
            .slice(1)
            .filter((unit) => reports.some((report) => report.asked.includes(unit)));
          expect(counted.asked).toBe(asked.length);
        }
      }),
    ));

  it('says that nobody knows who is late where no deadline was set', async () => {
    const report = { asked: ['phong a'], nil: [], isOver: null };
    const empty = {
      practices: [],
      compilations: new Map(),
      adopted: new Set<string>(),
      answers: new Set<string>(),
    };
    const late = async (isOver: boolean | null): Promise<number | null | undefined> => {
      const reports = new Map([['2026-Q1', { ...report, isOver }]]);
      const [column] = await lookBack({ ...empty, reports }, ['2026-Q1'], atOnce);
      return column?.units.late;
    };
    expect(await Promise.all([null, false, true].map(late))).toEqual([null, 0, 1]);
  });

  it('lets others have their turn before each period, and ends where the same asker wants something else', async () => {
    const [from] = fc.sample(source, { numRuns: 1, seed: 7 });
    if (!from) throw new Error('nothing to look back on');
    const turns = new Turns();
    const seen: string[] = [];
    const count = async (name: string, asker: string | undefined): Promise<void> => {
      const { turn, end } = turns.begin(asker);
      const noted = async (): Promise<void> => {
        await turn();
        seen.push(name);
      };
      try {
        await lookBack(from, periods, noted);
        seen.push(`${name} is there`);
      } catch (error) {
        seen.push(`${name} ${toFailure(error).code}`);
      }
      end();
    };
    const first = count('first', 'a');
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, count('second', 'a'), count('other', 'b'), count('nobody', undefined)]);
    const times = (name: string): number => seen.filter((one) => one === name).length;
    expect(seen).toContain('first cancelled');
    expect(times('first')).toBeLessThan(periods.length);
    for (const name of ['second', 'other', 'nobody']) {
      expect(times(name)).toBe(periods.length);
      expect(seen).toContain(`${name} is there`);
    }
    // None waits for another one's last period.
    expect(seen.indexOf('nobody')).toBeLessThan(seen.lastIndexOf('second'));
    expect(seen.indexOf('second')).toBeLessThan(seen.lastIndexOf('nobody'));
  });
});
