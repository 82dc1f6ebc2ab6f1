import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { Input } from '#shared/contract/contract';
import { startOffice } from '#tests/support/office';

const period = '2026-Q3';
const ids = [1, 2, 3].map((at) => `0193e4a0-0000-7000-8000-00000000000${String(at)}`);
const [tanPhu = '', anBinh = ''] = ids;
const units: Input<'units.save'>['units'] = [
  { id: tanPhu, name: 'Xã Tân Phú', kind: 'commune', usesProgram: false },
  { id: anBinh, name: 'constructor', kind: 'division', usesProgram: true },
];
const calendar: Input<'calendar.save'>['calendar'] = {
  ...{ window: 'calendar', levels: 2, beforeBriefing: 3, reminders: [2, 7, 2] },
  holidays: ['2026-02-17', '--04-30', '2026-02-17'],
};
const call: Input<'call.save'>['call'] = {
  ...{ wanted: 'Việc đã làm', fields: ['ha-tang-so'], deadline: null, briefing: '2026-10-05', units: ids },
};

let core: Core;
let library: string;
beforeEach(async () => {
  ({ core, path: library } = await startOffice());
});

const at = (where: string): string => join(library, where);
const json = (where: string): Record<string, unknown> =>
  JSON.parse(readFileSync(at(where), 'utf8')) as Record<string, unknown>;

const files = {
  units: {
    where: layout.units,
    get: () => core.invoke('units.get', {}),
    save: (base: string | null) => core.invoke('units.save', { base, units }),
  },
  calendar: {
    where: layout.calendar,
    get: () => core.invoke('calendar.get', {}),
    save: (base: string | null) => core.invoke('calendar.save', { base, calendar }),
  },
  call: {
    where: layout.call(period),
    get: () => core.invoke('call.get', { period }),
    save: (base: string | null) => core.invoke('call.save', { period, base, call }),
  },
  choice: {
    where: layout.compilation(period),
    get: () => core.invoke('compilations.get', { period }),
    save: (base: string | null) =>
      core.invoke('compilations.save', { period, base, foreword: 'Lời đầu', items: ids }),
  },
};

describe.each(Object.entries(files))('%s', (_, { where, get, save }) => {
  it('is saved over what was read and over nothing else', async () => {
    expect((await get()).hash).toBeNull();
    const first = await save(null);
    expect(first.type).toBe('saved');
    const before = readFileSync(at(where), 'utf8');
    expect(await save(null)).toMatchObject({ type: 'conflict', hash: first.hash });
    expect(readFileSync(at(where), 'utf8')).toBe(before);
    expect((await save(first.hash)).type).toBe('saved');
    expect((await get()).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps keys that this version does not know', async () => {
    const { hash } = await save(null);
    const more = { ...json(where), colour: 'đỏ', __proto__x: { deep: [1] } };
    writeFileSync(at(where), JSON.stringify(more));
    expect(await save(hash)).toMatchObject({ type: 'conflict' });
    await save((await get()).hash);
    expect(json(where)).toMatchObject({ colour: 'đỏ', __proto__x: { deep: [1] } });
  });

  it('that is damaged, or of a later version, is said and never written over', async () => {
    await save(null);
    const before = readFileSync(at(where), 'utf8');
    const broken = ['{"format":"1.0"', '{"format":"1.0"}', '[]', '', 'null', '{"format":1}'];
    for (const text of broken) {
      writeFileSync(at(where), text);
      await expect(get()).rejects.toMatchObject({ code: 'library-damaged', where });
      await expect(save(null)).rejects.toMatchObject({ code: 'library-damaged' });
      expect(readFileSync(at(where), 'utf8')).toBe(text);
    }
    const unknown = (value: string): string => before.replace('{', `{"later":${value},`);
    const hostile = [
      Buffer.from(unknown('"\xff"'), 'latin1'),
      Buffer.from(before, 'utf16le'),
      Buffer.from(unknown('['.repeat(100_000) + ']'.repeat(100_000))),
    ];
    for (const bytes of hostile) {
      writeFileSync(at(where), bytes);
      await expect(get()).rejects.toMatchObject({ code: 'library-damaged', where });
      await expect(save(sha256(bytes))).rejects.toMatchObject({ code: 'library-damaged' });
      expect(readFileSync(at(where)).equals(bytes)).toBe(true);
    }
    writeFileSync(at(where), unknown('"[[{\\\\\\"[[ \\\\"'));
    expect((await get()).hash).not.toBeNull();
    writeFileSync(at(where), '{"format":"2.0","new":true}');
    await expect(get()).rejects.toMatchObject({ code: 'library-version', detail: '2.0' });
    await expect(save(null)).rejects.toMatchObject({ code: 'library-version' });
  });
});

it('units are told apart by name and id, and NFC is written', async () => {
  const names = ['Xã Tân Phú', 'UBND xã Tân Phú'];
  const twice = units.map((unit, index) => ({ ...unit, name: names[index] ?? unit.name }));
  await expect(core.invoke('units.save', { base: null, units: twice })).rejects.toMatchObject({
    ...{ code: 'bad-input', detail: 'name twice: Xã Tân Phú, UBND xã Tân Phú' },
  });
  const sameId = units.map((unit) => ({ ...unit, id: tanPhu }));
  await expect(core.invoke('units.save', { base: null, units: sameId })).rejects.toMatchObject({
    code: 'bad-input',
  });
  const [first, second] = twice.map((unit, index) => (index === 0 ? { ...unit, until: '2026-Q2' } : unit));
  if (!first || !second) throw new Error('two');
  const saved = await core.invoke('units.save', {
    base: null,
    units: [{ ...first, name: first.name.normalize('NFD'), phone: '0225', later: 1 }, second],
  });
  expect(saved.units[0]).toMatchObject({ name: 'Xã Tân Phú', phone: '0225', later: 1 });
});

it('the calendar is the usual until somebody says otherwise; days and reminders stand once, in order', async () => {
  const { calendar: usual } = await core.invoke('calendar.get', {});
  expect(usual).toMatchObject({
    window: 'mid-month',
    levels: 1,
    holidays: ['--01-01', '--04-30', '--05-01', '--09-02'],
  });
  const { calendar: saved } = await core.invoke('calendar.save', { base: null, calendar });
  expect(saved).toMatchObject({ reminders: [7, 2], holidays: ['--04-30', '2026-02-17'], levels: 2 });
});

it('a call in the folder of another period is damage', async () => {
  await core.invoke('call.save', { period, base: null, call });
  const copied = readFileSync(at(layout.call(period)), 'utf8').replace('2026-Q3', '2026-Q2');
  writeFileSync(at(layout.call(period)), copied);
  await expect(core.invoke('call.get', { period })).rejects.toMatchObject({ code: 'library-damaged' });
  await expect(core.invoke('call.tell', { period })).rejects.toMatchObject({ code: 'library-damaged' });
});
