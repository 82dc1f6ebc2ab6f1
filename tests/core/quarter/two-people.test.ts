import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { sameUnit } from '#shared/model/unit';
import type { ReviewDecision } from '#shared/model/review';
import { colleague, decide, period, read, submitted } from '#tests/core/review/review-office';
import { startOffice } from '#tests/support/office';

/** Each of both adds so many, one after the other. */
const each = 6;
const id = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

let both: readonly [Core, Core];
beforeEach(async () => {
  const office = await startOffice();
  both = [office.core, await colleague(office, 'Lê Thị Giám Đốc')];
});

interface Saving<T> {
  readonly read: (core: Core) => Promise<{ hash: string | null; all: readonly T[] }>;
  readonly write: (
    core: Core,
    base: string | null,
    all: readonly T[],
  ) => Promise<{ type: 'saved' | 'conflict' }>;
  readonly one: (number: number) => T;
}

/** Adds one as a page does that is told of a conflict: to what is there now. */
async function add<T>(core: Core, saving: Saving<T>, number: number): Promise<void> {
  for (let isSaved = false; !isSaved;) {
    const { hash, all } = await saving.read(core);
    const { type } = await saving.write(core, hash, [...all, saving.one(number)]);
    isSaved = type === 'saved';
  }
}

/** Both add at once; gives what is there then. */
async function addAtOnce<T>(saving: Saving<T>): Promise<readonly T[]> {
  await Promise.all(
    both.map(async (core, who) => {
      for (let at = 0; at < each; at += 1) await add(core, saving, who * each + at);
    }),
  );
  return (await saving.read(both[0])).all;
}

const numbers = Array.from({ length: each * 2 }, (_, at) => at);
const empty = { wanted: '', fields: [], deadline: null, briefing: null, units: [] };

describe('two people at the quarter at once lose nothing of each other', () => {
  it('in the list of units', async () => {
    const units = await addAtOnce({
      read: async (core) => {
        const { hash, units } = await core.invoke('units.get', {});
        return { hash, all: units };
      },
      write: (core, base, all) => core.invoke('units.save', { base, units: [...all] }),
      one: (number) => ({
        ...{ id: id(number), name: `Xã ${String(number)}`, kind: 'commune' as const, usesProgram: false },
      }),
    });
    expect(units.map((unit) => unit.id).toSorted()).toEqual(numbers.map(id));
  });

  it('in the calendar', async () => {
    const days = await addAtOnce({
      read: async (core) => {
        const { hash, calendar } = await core.invoke('calendar.get', {});
        return { hash, all: calendar.holidays.filter((day) => day.startsWith('2026')) };
      },
      write: (core, base, all) =>
        core.invoke('calendar.save', {
          base,
          calendar: {
            ...{ window: 'calendar', levels: 1, beforeBriefing: 5, reminders: [], holidays: [...all] },
          },
        }),
      one: (number) => `2026-07-${String(number + 10)}`,
    });
    expect(days).toEqual(numbers.map((number) => `2026-07-${String(number + 10)}`));
  });

  it('in the call', async () => {
    const fields = await addAtOnce({
      read: async (core) => {
        const { hash, call } = await core.invoke('call.get', { period });
        return { hash, all: call?.fields ?? [] };
      },
      write: (core, base, all) =>
        core.invoke('call.save', { period, base, call: { ...empty, fields: [...all] } }),
      one: (number) => `linh-vuc-${String(number)}`,
    });
    expect(new Set(fields)).toEqual(new Set(numbers.map((number) => `linh-vuc-${String(number)}`)));
  });

  it('in the choice', async () => {
    const items = await addAtOnce({
      read: async (core) => {
        const { hash, compilation } = await core.invoke('compilations.get', { period });
        return { hash, all: compilation.items };
      },
      write: (core, base, all) =>
        core.invoke('compilations.save', { period, base, foreword: '', items: [...all] }),
      one: id,
    });
    expect([...items].toSorted()).toEqual(numbers.map(id));
  });

  it('in what has nothing to report: each unit is noted once, and taken back once', async () => {
    const names = ['Xã Tân Phú', 'Xã An Bình', 'Xã Đông Hải'];
    const noted = await Promise.all(
      both.flatMap((core, who) =>
        names.map((unit) =>
          core.invoke('coverage.nil', { period, unit: who === 0 ? unit : `UBND ${unit.toLowerCase()}` }),
        ),
      ),
    );
    expect(new Set(noted.map((note) => note.id)).size).toBe(names.length);
    const states = async (): Promise<string[]> =>
      (await both[1].invoke('coverage.get', { period })).rows.map(({ name, state }) => `${name} ${state}`);
    expect(await states()).toHaveLength(names.length);
    const [first] = noted;
    await Promise.all(both.map((core) => core.invoke('coverage.undo', { period, id: first?.id ?? '' })));
    const left = (await both[0].invoke('coverage.get', { period })).rows;
    expect(left.map(({ state }) => state)).toEqual(['nil', 'nil']);
    expect(left.some(({ name }) => sameUnit(name, names[0] ?? ''))).toBe(false);
  });

  it('on the board: one of two steps is taken, the other is told', async () => {
    const practice = await submitted(both[0], 'Hai người cùng kéo');
    const { hash } = await read(both[0], practice);
    const outcomes = await Promise.all(
      both.map((core, who) =>
        core.invoke('practices.step', {
          ...{ id: practice, base: hash, step: who === 0 ? 'approve' : 'return', reason: 'Thiếu' },
        }),
      ),
    );
    const { work } = await read(both[1], practice);
    const steps = (work?.log ?? []).filter(({ step }) => step === 'approve' || step === 'return');
    expect(outcomes.filter(({ type }) => type === 'saved')).toHaveLength(1);
    expect(steps).toHaveLength(1);
  });

  it('in decisions about many: each practice has one, and the rest is named with who was first', async () => {
    const ids: string[] = [];
    for (const number of numbers) ids.push(await submitted(both[0], `Bài ${String(number)}`));
    await Promise.all(both.map((core) => core.invoke('library.refresh', {})));
    const decisions: readonly ReviewDecision[] = ['approve', 'return'];
    const results = await Promise.all(
      both.map((core, who) =>
        decide(
          core,
          (who === 0 ? ids : ids.toReversed()).map((one) => {
            return { id: one, decision: decisions[who] ?? 'approve', reason: 'Thiếu số liệu' };
          }),
        ),
      ),
    );
    const [done, left] = [results.flatMap((one) => one.done), results.flatMap((one) => one.left)];
    expect(done.map((one) => one.id).toSorted()).toEqual(ids.toSorted());
    expect(left).toHaveLength(ids.length);
    expect(left.every(({ overtaken }) => overtaken !== null)).toBe(true);
    for (const practice of ids) {
      const { log = [] } = (await read(both[0], practice)).work ?? {};
      expect(log.filter(({ step }) => step === 'approve' || step === 'return')).toHaveLength(1);
    }
  });
});
