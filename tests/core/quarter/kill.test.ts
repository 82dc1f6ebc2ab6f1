import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { readCompilation, saveCompilation } from '#core/compilation/compilation-file';
import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import { calendarOperations } from '#core/quarter/calendar-operations';
import { readCall, saveCall } from '#core/quarter/call-file';
import { tellCall, untellCall } from '#core/quarter/tell-call';
import { unitsOperations } from '#core/quarter/units-operations';
import type { Input } from '#shared/contract/contract';
import { type ExchangeOffice, newOffice, openOffice } from '#tests/support/exchange';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

const period = '2026-Q3';
const id = '0193e4a0-0000-7000-8000-000000000001';
const call: Input<'call.save'>['call'] = {
  ...{ wanted: 'Một', fields: [], deadline: '2026-09-28', briefing: null, units: [id] },
};
const writer = { by: 'Lan', now: new Date('2026-09-01T00:00:00Z') };
const nobody = (): void => undefined;

const save =
  (part: Partial<typeof call> = {}) =>
  async ({ library, root }: ExchangeOffice): Promise<void> => {
    const base = await hashOf(root);
    await saveCall(library, { period, base, call: { ...call, ...part } }, writer);
  };
const hashOf = async (root: string): Promise<string | null> => {
  return (await readCall((await openOffice(root)).library, period))?.hash ?? null;
};

const unitsOf = ({ library }: ExchangeOffice) => unitsOperations({ library, coverageChanged: nobody });
const saveUnits =
  (...names: readonly string[]) =>
  async (office: ExchangeOffice): Promise<unknown> => {
    const { hash } = await unitsOf(office)['units.get']({});
    const units = names.map((name) => ({ id, name, kind: 'commune' as const, usesProgram: false }));
    return unitsOf(office)['units.save']({ base: hash, units });
  };
const saveCalendar =
  (window: 'calendar' | 'mid-month') =>
  async ({ library }: ExchangeOffice): Promise<unknown> => {
    const operations = calendarOperations({ library, coverageChanged: nobody });
    const { hash } = await operations['calendar.get']({});
    const calendar = { ...{ window, beforeBriefing: 1, reminders: [], holidays: [] }, levels: 2 as const };
    return operations['calendar.save']({ base: hash, calendar });
  };
const choose =
  (...items: readonly string[]) =>
  async ({ library }: ExchangeOffice): Promise<unknown> => {
    const { hash } = await readCompilation(library, period);
    return saveCompilation(library, { period, base: hash, foreword: 'Lời đầu', items: [...items] });
  };

const cases: Record<
  string,
  {
    before: ((office: ExchangeOffice) => Promise<unknown>)[];
    run: (office: ExchangeOffice) => Promise<unknown>;
  }
> = {
  'the list of units': { before: [], run: saveUnits('Xã Tân Phú') },
  'a changed list of units': { before: [saveUnits('Xã Tân Phú')], run: saveUnits('Xã An Bình') },
  'the calendar': { before: [], run: saveCalendar('calendar') },
  'a changed calendar': { before: [saveCalendar('calendar')], run: saveCalendar('mid-month') },
  'a first choice': { before: [], run: choose(id) },
  'a changed choice': { before: [choose(id)], run: choose() },
  'a first call': { before: [], run: save() },
  'a changed call': { before: [save()], run: save({ wanted: 'Hai' }) },
  'telling it': { before: [save()], run: (office) => tellCall(office, period, 'Lan') },
  'telling it anew': {
    before: [save(), (office) => tellCall(office, period, 'Lan'), save({ wanted: 'Hai' })],
    run: (office) => tellCall(office, period, 'Lan'),
  },
  'taking it back': {
    before: [save(), (office) => tellCall(office, period, 'Lan')],
    run: (office) => untellCall(office, period),
  },
};

/** Ids are drawn anew in every run: what is kept is whether call and statement name each other. */
async function stateOf(root: string): Promise<unknown> {
  const { statements } = await openOffice(root);
  const read = (where: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(root, where), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  const { statement, ...said } = (read(layout.call(period)) ?? {}) as { statement?: string };
  const calls = (await statements.list()).filter((known) => known.statement.type === 'call');
  const told = calls.map((known) => [known.statement.body, known.sealed, known.statement.id === statement]);
  return {
    said,
    told,
    named: statement !== undefined,
    units: read(layout.units),
    choice: read(layout.compilation(period)),
    calendar: read(layout.calendar),
  };
}

describe('a process killed at any file-system step', () => {
  it.each(Object.entries(cases))('leaves all of it or nothing: %s', async (_, { before, run }) => {
    const { root } = await newOffice();
    for (const step of before) await step(await openOffice(root));
    await expectOldOrNew({
      original: root,
      run: async (folder: string, fileSystem: FileSystem) => run(await openOffice(folder, { fileSystem })),
      stateOf,
    });
  });
});
