import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusSteps, stepsFrom, type Work, workSchema } from '#shared/model/practice';
import {
  canDecide,
  decisionStatus,
  hasRole,
  levelsOf,
  logSteps,
  noteOf,
  reviewDecisions,
  roleFor,
  standingOf,
  waitsFor,
} from '#shared/model/review';

type Line = Work['log'][number];

const at = '2026-09-01T02:00:00.000Z';
const line = (step: string, to: Work['status'], by = 'Lan'): Line => ({ at, by, step, to });
const workOf = (...log: Line[]): Work => ({
  format: '1.0',
  status: log.at(-1)?.to ?? 'draft',
  log,
});

/** What any of several people, in any of several programs, may try with a practice. */
const attempts = fc.array(
  fc.record({
    by: fc.constantFrom('Lan', 'Phòng', 'Giám đốc', ''),
    what: fc.constantFrom(...reviewDecisions, ...(['submit', 'reopen', 'undo', 'mint'] as const)),
  }),
  { maxLength: 30 },
);

type Attempt = (typeof attempts extends fc.Arbitrary<infer T> ? T : never)[number];

/** As the program does it: what cannot be done changes nothing; only the last step can be undone. */
function tried(works: readonly Work[], { by, what }: Attempt): readonly Work[] {
  const work = works.at(-1) ?? workOf();
  const added = (step: string, to: Work['status']): readonly Work[] => [
    ...works,
    { ...work, status: to, log: [...work.log, line(step, to, by)] },
  ];
  if (what === 'mint') return [...works.slice(0, -1), added('minted', work.status).at(-1) ?? work];
  if (what === 'undo') {
    const former = works.at(-2);
    const isStep = !['undo', 'minted', undefined].includes(work.log.at(-1)?.step);
    if (!former || !isStep) return works;
    const undone = added('undo', former.status).at(-1) ?? work;
    return [...works.slice(0, -2), undone];
  }
  if (what === 'submit' || what === 'reopen')
    return stepsFrom(work.status).includes(what) ? added(what, statusSteps[what].to) : works;
  if (!canDecide(standingOf(work), what)) return works;
  return added(logSteps[what], decisionStatus[what] ?? work.status);
}

/** Who has passed what was submitted, told by states instead of the log. */
function passedBy(works: readonly Work[]): string | null {
  return standingOf(works.at(-1) ?? workOf()).passed?.by ?? null;
}

describe('where a practice stands in review', () => {
  it('is what its log and its status say, whoever does what in whatever order', () => {
    fc.assert(
      fc.property(attempts, (list) => {
        let works: readonly Work[] = [workOf()];
        for (const attempt of list) {
          const before = works.at(-1) ?? workOf();
          const next = tried(works, attempt);
          const work = next.at(-1) ?? before;
          // Valid, and nothing that was noted is lost.
          expect(workSchema.safeParse(work).success).toBe(true);
          expect(work.log.slice(0, before.log.length)).toEqual(before.log);
          const standing = standingOf(work);
          expect(standing.status).toBe(work.status);
          // Nothing waits that was not submitted, and what was waits for somebody.
          for (const levels of [1, 2] as const)
            expect(waitsFor(standing, levels) !== null).toBe(work.status === 'submitted');
          if (standing.passed) expect(['submitted', 'approved']).toContain(work.status);
          if (attempt.what === 'pass' && work !== before) {
            expect(passedBy(next)).toBe(attempt.by);
            expect(waitsFor(standing, 2)).toBe('department');
          }
          if (attempt.what === 'submit' && work !== before) expect(standing.passed).toBeNull();
          works = next;
        }
      }),
    );
  });

  it('is after an undo what it was before the step', () => {
    fc.assert(
      fc.property(attempts, fc.constantFrom(...reviewDecisions), (list, decision) => {
        let works: readonly Work[] = [workOf()];
        for (const attempt of list) works = tried(works, attempt);
        const before = standingOf(works.at(-1) ?? workOf());
        const done = tried(works, { by: 'Lan', what: decision });
        if (done === works) return;
        const back = tried(done, { by: 'Lan', what: 'undo' });
        expect(standingOf(back.at(-1) ?? workOf())).toEqual(before);
      }),
    );
  });

  it('is the status where the log says something else, or nothing', () => {
    const edited: Work = {
      ...workOf(line('submit', 'submitted'), line('reviewed', 'submitted')),
      status: 'draft',
    };
    expect(standingOf(edited)).toMatchObject({ status: 'draft', passed: null });
    const empty: Work = { format: '1.0', status: 'submitted', log: [] };
    expect(waitsFor(standingOf(empty), 1)).toBe('department');
  });

  it('opens the logs of older programs, and of other makes', () => {
    const old = workOf(line('create', 'draft'), line('submit', 'submitted'), line('return', 'returned'));
    expect(standingOf(old)).toMatchObject({ status: 'returned', returned: { step: 'return' } });
    const other = { ...line('reviewed', 'submitted'), role: 'thủ trưởng', onBehalf: 'có' } as Line;
    expect(noteOf(other)).toEqual({});
    expect(workSchema.parse(workOf(line('submit', 'submitted'), other)).log[1]).toEqual(other);
    expect(standingOf(workOf(line('submit', 'submitted'), other)).passed).toEqual(other);
  });

  it('asks for the role of its level', () => {
    expect(roleFor('pass', 'division')).toBe('division-head');
    expect(roleFor('return', 'division')).toBe('division-head');
    expect(roleFor('return', 'department')).toBe('department-head');
    expect(roleFor('approve', 'division')).toBe('department-head');
    expect(hasRole(['department-head'], 'division-head', 'return')).toBe(true);
    expect(hasRole(['department-head'], 'division-head', 'pass')).toBe(false);
    expect(levelsOf(['clerk', 'division-head'])).toEqual(['division']);
    expect(levelsOf(['coordinator'])).toEqual(['division', 'department']);
  });
});
