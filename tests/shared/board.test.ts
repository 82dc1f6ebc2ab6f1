import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardCard, boardColumns, columnOf, moveOf } from '#shared/model/board';
import { periodBefore, periodsWithin, unitKey } from '#shared/model/coverage';
import { statuses, statusSteps } from '#shared/model/practice';

const card = fc.record({
  status: fc.constantFrom(null, ...statuses),
  ours: fc.boolean(),
  sample: fc.boolean(),
  damaged: fc.boolean(),
  chosen: fc.boolean(),
});
const column = fc.constantFrom(...boardColumns.units, ...boardColumns.offices);
const draft: BoardCard = { status: 'draft', ours: true, sample: false, damaged: false, chosen: false };

describe('a move on the board', () => {
  it('is a step of the statuses, a choice, or nothing (property)', () => {
    fc.assert(
      fc.property(card, column, (one, to) => {
        const move = moveOf(one, to);
        if (move.type === 'none') expect(columnOf(one)).toBe(to);
        if (move.type === 'step') {
          expect(one.ours && !one.damaged && !one.chosen).toBe(true);
          expect(statusSteps[move.step].from).toContain(one.status);
          expect(statusSteps[move.step].to).toBe(to);
        }
        // What is taken out lands where it is dropped.
        if (move.type === 'take-out') expect(columnOf({ ...one, chosen: false })).toBe(to);
        if (move.type === 'choose')
          expect(!one.sample && (!one.ours || one.status === 'approved')).toBe(true);
      }),
    );
  });

  it.each([
    [draft, 'submitted', 'step'],
    [draft, 'approved', 'submit-first'],
    [draft, 'returned', 'submit-first'],
    [draft, 'chosen', 'approve-first'],
    [{ ...draft, status: 'returned' }, 'submitted', 'step'],
    [{ ...draft, status: 'returned' }, 'approved', 'submit-again'],
    [{ ...draft, status: 'approved' }, 'returned', 'reopen-first'],
    [{ ...draft, status: 'approved' }, 'chosen', 'choose'],
    [{ ...draft, status: 'approved', chosen: true }, 'draft', 'take-out-first'],
    [{ ...draft, status: 'approved', chosen: true }, 'approved', 'take-out'],
    [{ ...draft, chosen: true }, 'approved', 'not-approved-chosen'],
    [{ ...draft, chosen: true }, 'draft', 'take-out'],
    [{ ...draft, status: null, ours: false }, 'chosen', 'choose'],
    [{ ...draft, status: null, ours: false, sample: true }, 'chosen', 'sample'],
    [{ ...draft, damaged: true }, 'submitted', 'damaged'],
    [{ ...draft, status: null, ours: false, damaged: true, chosen: true }, 'received', 'take-out'],
  ] as const)('of %j to %s: %s', (one, to, expected) => {
    const move = moveOf(one, to);
    expect(move.type === 'not' ? move.why : move.type).toBe(expected);
  });
});

describe('periods that belong together', () => {
  it.each([
    ['2026-Q1', '2025-Q4'],
    ['2026-Q3', '2026-Q2'],
    ['2026-6M', '2025-6M'],
    ['2026-Y', '2025-Y'],
    ['1900-Q1', null],
    ['constructor', null],
  ])('%s comes after %s', (period, before) => {
    expect(periodBefore(period)).toBe(before);
  });

  it('a cumulative one has its quarters', () => {
    expect([...periodsWithin('2026-9M')]).toEqual(['2026-9M', '2026-Q1', '2026-Q2', '2026-Q3']);
    expect([...periodsWithin('2026-Q2')]).toEqual(['2026-Q2']);
  });
});

it('a unit is known however its name is typed', () => {
  expect(unitKey('  PHÒNG  Đô thị ')).toBe(unitKey('phong do thi'.normalize('NFD')));
});
