import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { layout } from '#core/library/layout';
import type { Coverage, CoverageRow } from '#shared/contract/coverage';
import { boardPeriod, generateBoard } from '#tests/support/board-library';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';
import { startCore, startOffice, takeStep, type TestOffice } from '#tests/support/office';

const period = boardPeriod;
const unitId = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const rowOf = ({ rows }: Coverage, name: string): CoverageRow => {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`${name} is not among ${rows.map((one) => one.name).join(', ')}`);
  return row;
};

async function write({ core, path }: TestOffice, unit: string, complete = true): Promise<string> {
  const { summary, hash } = await core.invoke('practices.create', {
    language: 'vi',
    title: `Bài của ${unit}`,
  });
  const { id } = summary;
  const fields = complete ? { ...completeFields, period } : { period };
  const sections = complete ? completeSections : {};
  await core.invoke('practices.save', { id, base: hash, fields, sections });
  const work = { format: '1.0', status: 'draft', unit, log: [] };
  writeFileSync(join(path, layout.work(id)), JSON.stringify(work));
  await eventually(async () => {
    const [row] = await core.invoke('practices.list', { ids: [id] });
    expect(row?.unit).toBe(unit.trim());
  });
  return id;
}

function list({ path }: TestOffice, ...names: readonly string[]): void {
  const units = names.map((name, at) => {
    return { id: unitId(at + 1), name, kind: 'division', usesProgram: true };
  });
  writeFileSync(join(path, layout.units), JSON.stringify({ format: '1.0', units }));
}

const get = (core: Core): Promise<Coverage> => core.invoke('coverage.get', { period });
const at = (now: string): { now: () => Date } => ({ now: () => new Date(now) });

describe('coverage.get', () => {
  it('tells of units of the list and of those that only a practice names, however they are typed', async () => {
    const office = await startOffice(undefined, undefined, at('2027-01-04T02:00:00Z'));
    const { core } = office;
    list(office, 'Phòng Chuyển đổi số', 'Phòng Bưu chính', 'constructor', 'Phòng Viễn thông');
    const good = await write(office, ' phong  chuyen ĐỔI số');
    const weak = await write(office, 'Phòng Bưu chính', false);
    await write(office, 'Xã Tân Phú');
    await takeStep(core, good, 'submit');
    await takeStep(core, weak, 'submit');
    const coverage = await get(core);
    expect(coverage.rows.map(({ name, state, unit }) => [name, state, unit !== null])).toEqual([
      ['Phòng Chuyển đổi số', 'answered', true],
      ['Phòng Bưu chính', 'weak', true],
      ['constructor', 'late', true],
      ['Phòng Viễn thông', 'late', true],
      ['Xã Tân Phú', 'empty', false],
    ]);
    expect(rowOf(coverage, 'Phòng Chuyển đổi số')).toMatchObject({
      fields: [{ field: 'ha-tang-so', count: 1, weak: 0, before: 0 }],
      statuses: { submitted: 1 },
      total: { count: 1 },
    });
    expect(coverage.before).toBe('2026-Q2');
  });

  it('notes once that there is nothing, shows it to the period after, and takes it back', async () => {
    const office = await startOffice(undefined, undefined, at('2027-01-04T02:00:00Z'));
    const { core, path } = office;
    list(office, 'Phòng Viễn thông');
    await write(office, 'Phòng Bưu chính');
    expect(rowOf(await get(core), 'Phòng Viễn thông').state).toBe('late');
    const [one, other] = await Promise.all(
      ['Phòng Viễn thông', 'phong vien thong'].map((unit) => core.invoke('coverage.nil', { period, unit })),
    );
    expect(one).toEqual(other);
    const row = rowOf(await get(core), 'Phòng Viễn thông');
    expect(row).toMatchObject({ state: 'nil', nil: { id: one?.id, by: 'Trần Thị Lan' } });
    expect(readdirSync(join(path, layout.nils(period)))).toEqual([`${one?.id ?? ''}.json`]);
    const next = await core.invoke('coverage.get', { period: '2026-Q4' });
    expect(rowOf(next, 'Phòng Viễn thông').nilBefore).toBe(true);
    await core.invoke('coverage.undo', { period, id: one?.id ?? '' });
    expect(rowOf(await get(core), 'Phòng Viễn thông')).toMatchObject({ state: 'late', nil: null });
    await expect(core.invoke('coverage.undo', { period, id: unitId(9) })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('counts what was noted for a quarter in the running sums with it, where it is not taken back', async () => {
    const office = await startOffice(undefined, undefined, at('2027-01-04T02:00:00Z'));
    const { core } = office;
    list(office, 'Phòng Viễn thông', 'Phòng Bưu chính');
    const { id } = await core.invoke('coverage.nil', { period: '2026-Q2', unit: 'Phòng Viễn thông' });
    const stateIn = async (sum: string): Promise<unknown> => {
      const { rows } = await core.invoke('coverage.get', { period: sum });
      return rows.map(({ state, nil }) => [state, nil?.id]);
    };
    expect(await stateIn('2026-Q2')).toEqual([
      ['nil', id],
      ['late', undefined],
    ]);
    for (const sum of ['2026-6M', '2026-9M', '2026-Y'])
      expect(await stateIn(sum), sum).toEqual([
        ['nil', null],
        ['late', undefined],
      ]);
    const own = await core.invoke('coverage.nil', { period: '2026-6M', unit: 'Phòng Viễn thông' });
    expect((await stateIn('2026-6M')) as unknown[]).toContainEqual(['nil', own.id]);
    await core.invoke('coverage.undo', { period: '2026-6M', id: own.id });
    expect((await stateIn('2026-6M')) as unknown[]).toContainEqual(['nil', null]);
  });

  it('calls nobody late for a period of which nothing is here, as before the office was', async () => {
    const office = await startOffice(undefined, undefined, at('2027-01-04T02:00:00Z'));
    const { core } = office;
    list(office, 'Phòng Viễn thông');
    for (const scope of ['units', 'offices'] as const) {
      const { rows } = await core.invoke('coverage.get', { period: '2012-Q1', scope });
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ state }) => state)).not.toContain('late');
    }
    const call = { wanted: '', fields: [], deadline: null, briefing: null, units: [unitId(1)] };
    await core.invoke('call.save', { period: '2012-Q1', base: null, call });
    const { rows } = await core.invoke('coverage.get', { period: '2012-Q1' });
    expect(rows.map(({ state }) => state)).toEqual(['late']);
  });

  it('reads on where notes are damaged, foreign or of a later version', async () => {
    const office = await startOffice(undefined, undefined, at('2026-07-04T02:00:00Z'));
    const { core, path } = office;
    const folder = join(path, layout.nils(period));
    mkdirSync(folder, { recursive: true });
    const id = unitId(5);
    const record = {
      format: '2.0',
      id,
      scope: 'units',
      unit: 'X',
      at: '2026-09-10T02:00:00.000Z',
      by: 'Lan',
    };
    writeFileSync(join(folder, `${id}.json`), JSON.stringify(record));
    writeFileSync(join(folder, `${unitId(6)}.json`), JSON.stringify({ ...record, format: '1.0' }));
    writeFileSync(join(folder, `${unitId(7)}.json`), '{"format":');
    writeFileSync(join(folder, 'constructor.json'), '{}');
    expect((await get(core)).rows).toEqual([]);
  });

  it('shows a ministry the provinces of today with the offices that sent, and those that did not', async () => {
    const core = await startCore(at('2027-01-04T02:00:00Z'));
    const path = join(temporaryFolder(), 'kho');
    generateBoard(path, 90);
    await core.invoke('library.open', { path });
    await eventually(async () => {
      expect(await core.invoke('practices.list', {})).toHaveLength(90);
    });
    const offices = (): Promise<Coverage> => core.invoke('coverage.get', { period, scope: 'offices' });
    const { rows } = await offices();
    // Of our own province nobody is asked.
    const asked = rows.filter((row) => row.asked);
    expect(new Set(asked.map(({ province }) => province)).size).toBe(33);
    expect(asked.some(({ province }) => province === '31@2025-07-01')).toBe(false);
    const theirs = await core.invoke('practices.list', { periods: [period] });
    expect(rows.reduce((sum, { total }) => sum + total.count, 0)).toBe(
      theirs.filter(({ ours }) => !ours).length,
    );
    const silent = rows.find(({ kind }) => kind === 'province');
    expect(silent).toMatchObject({ state: 'late', total: { count: 0 } });
    await core.invoke('coverage.nil', { period, scope: 'offices', unit: silent?.key ?? '' });
    expect((await offices()).rows.find(({ key }) => key === silent?.key)).toMatchObject({ state: 'nil' });
    expect(rowOf(await get(core), 'Xã Lào Cai').total.count).toBeGreaterThan(0);
  });
});
