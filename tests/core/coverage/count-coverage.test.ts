import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  type Counted,
  countCoverage,
  type Nil,
  type Reported,
} from '#core/coverage/count-coverage';
import { statuses } from '#shared/model/practice';

const keys = ['a', 'b', 'constructor', '__proto__', 'toString', ''];
const fields = ['ha-tang-so', 'the-che-so', 'constructor', '__proto__'];

const practice = fc.record({
  id: fc.uuid(),
  key: fc.constantFrom(...keys),
  fields: fc.array(fc.constantFrom(...fields), { maxLength: 3 }),
  status: fc.constantFrom(null, ...statuses),
  weak: fc.boolean(),
});
const nil = fc.record({
  key: fc.constantFrom(...keys),
  id: fc.constant(null),
  at: fc.constant('2026-09-01T00:00:00.000Z'),
  by: fc.constant('Lan'),
});
const reported = fc.record({ practices: fc.array(practice), nils: fc.array(nil, { maxLength: 4 }) });
const unitOf = (key: string, asked: boolean): Asked => ({
  ...{ key, asked, name: `Đơn vị ${key}`, unit: null, kind: 'commune', province: null },
});
const asked = fc
  .uniqueArray(fc.record({ key: fc.constantFrom('a', 'constructor', 'c'), asked: fc.boolean() }), {
    selector: ({ key }) => key,
  })
  .map((units) => units.map(({ key, asked: isAsked }) => unitOf(key, isAsked)));

const found = (key: string): Omit<Asked, 'key' | 'asked'> => ({
  ...{ name: key, unit: null, kind: null, province: null },
});
const count = <T>(all: readonly T[], holds: (one: T) => boolean): number => all.filter(holds).length;

/** The state of a row as the words of the contract say it. */
function expectedState(
  mine: readonly Counted[],
  hasNil: boolean,
  { isAsked, isOver, answers }: { isAsked: boolean; isOver: boolean; answers: ReadonlySet<string> },
): string {
  const sent = mine.filter(({ id, status }) => answers.has(id) || status !== 'draft');
  if (sent.some(({ weak }) => !weak)) return 'answered';
  if (sent.length > 0) return 'weak';
  if (hasNil) return 'nil';
  return isAsked && isOver ? 'late' : 'empty';
}

describe('the coverage of a period', () => {
  it('is what counting one by one gives (property)', () => {
    fc.assert(
      fc.property(asked, reported, reported, fc.boolean(), fc.nat(), (units, now, before, isOver, seed) => {
        const answers = new Set(now.practices.filter((_, at) => (at + seed) % 3 === 0).map(({ id }) => id));
        const rows = countCoverage({ asked: units, now, before, answers, isOver, found });
        const named = [...now.practices, ...now.nils, ...before.practices, ...before.nils];
        expect(new Set(rows.map(({ key }) => key))).toEqual(
          new Set([...units, ...named].map(({ key }) => key)),
        );
        expect(rows.length).toBe(new Set(rows.map(({ key }) => key)).size);
        expect(rows.slice(0, units.length).map(({ key }) => key)).toEqual(units.map(({ key }) => key));
        for (const row of rows) {
          const mine = now.practices.filter(({ key }) => key === row.key);
          const theirs = before.practices.filter(({ key }) => key === row.key);
          const hasNil = now.nils.some(({ key }) => key === row.key);
          expect(row.state).toBe(expectedState(mine, hasNil, { isAsked: row.asked, isOver, answers }));
          expect(row.total).toEqual({
            ...{
              field: '',
              count: mine.length,
              weak: count(mine, ({ weak }) => weak),
              before: theirs.length,
            },
          });
          for (const status of statuses)
            expect(row.statuses[status]).toBe(count(mine, (one) => one.status === status));
          expect(row.nilBefore).toBe(before.nils.some(({ key }) => key === row.key));
          for (const field of [...fields, '']) {
            const of = (one: Counted): boolean =>
              field === '' ? one.fields.length === 0 : one.fields.includes(field);
            const cell = row.fields.find((one) => one.field === field);
            expect(cell ?? { field, count: 0, weak: 0, before: 0 }).toEqual({
              field,
              count: count(mine, of),
              weak: count(mine, (one) => of(one) && one.weak),
              before: count(theirs, of),
            });
          }
        }
      }),
    );
  });

  const none: Reported = { practices: [], nils: [] };
  const sent: Counted = { id: '1', key: 'a', fields: [], status: 'submitted', weak: false };
  const said: Nil = { key: 'a', id: 'n', at: '', by: 'Lan' };
  it.each([
    ['late', none, true],
    ['empty', none, false],
    ['nil', { practices: [], nils: [said] }, true],
    ['nil', { practices: [{ ...sent, status: 'draft' }], nils: [said] }, true],
    ['answered', { practices: [sent], nils: [said] }, true],
    ['weak', { practices: [{ ...sent, weak: true }], nils: [] }, true],
    ['late', { practices: [{ ...sent, status: 'draft' }], nils: [] }, true],
  ] as const)('says %s', (state, now, isOver) => {
    const units = [unitOf('a', true)];
    const rows = countCoverage({ asked: units, now, before: none, answers: new Set(), isOver, found });
    expect(rows.map((row) => row.state)).toEqual([state]);
  });

  it('takes a draft that came by a form for an answer', () => {
    const now = { practices: [{ ...sent, status: 'draft' } as const], nils: [] };
    const [row] = countCoverage({
      ...{ asked: [unitOf('a', true)], now, before: none, isOver: true, found },
      answers: new Set(['1']),
    });
    expect(row?.state).toBe('answered');
  });
});
