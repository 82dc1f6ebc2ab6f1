import { beforeEach, expect, it } from 'vitest';
import { UnitsDesk } from '#renderer/views/settings/units-desk.svelte';
import type { Unit } from '#shared/model/unit';
import { FakeBackend } from '#tests/support/fake-backend';

const ids = [1, 2, 3].map((at) => `0193e4a0-0000-7000-8000-00000000000${String(at)}`);
const unit = (at: number, name: string, more: Partial<Unit> = {}): Unit => ({
  ...{ id: ids[at] ?? '', name, kind: 'commune', usesProgram: false },
  ...more,
});

let stored: Unit[];
let version: number;
let saves: number;
let desk: UnitsDesk;

beforeEach(async () => {
  stored = [unit(0, 'Xã A'), unit(1, 'Xã B'), unit(2, 'Xã C')];
  version = 1;
  saves = 0;
  const found = (): { units: Unit[]; hash: string } => ({
    units: structuredClone(stored),
    hash: String(version).repeat(64),
  });
  const backend = new FakeBackend({
    answers: {
      'units.get': () => Promise.resolve(found()),
      'units.save': ({ base, units }) => {
        saves += 1;
        if (base !== found().hash) return Promise.resolve({ type: 'conflict', ...found() });
        stored = units;
        version += 1;
        return Promise.resolve({ type: 'saved', ...found() });
      },
    },
  });
  desk = new UnitsDesk(backend, () => undefined);
  await desk.load();
});

const names = (): string[] => stored.map(({ name }) => name);

it('does what is asked for while something is being saved', async () => {
  const first = desk.remove(unit(0, 'Xã A')).then(() => desk.removed?.at);
  const second = desk.addLines('Xã D');
  const third = desk.put(unit(1, 'Xã B', { phone: '0225' }));
  expect([await first, await second, await third]).toEqual([0, true, true]);
  expect(names()).toEqual(['Xã B', 'Xã C', 'Xã D']);
  expect(stored[0]?.phone).toBe('0225');
  await desk.undo();
  expect(names()).toEqual(['Xã A', 'Xã B', 'Xã C', 'Xã D']);
  expect(desk.removed).toBeNull();
});

it('tells that the first was overtaken, and lets the second change what it is about alone', async () => {
  stored = [unit(0, 'Xã A'), unit(1, 'Xã B', { email: 'b@x.vn' }), unit(2, 'Xã C')];
  version = 7;
  const first = desk.addLines('Xã D');
  const second = desk.put(unit(1, 'Xã B', { phone: '0225' }));
  expect([await first, await second, desk.overtaken]).toEqual([false, true, true]);
  expect(stored[1]).toMatchObject({ email: 'b@x.vn', phone: '0225' });
});

it('names both where two names of the list mean one unit', async () => {
  stored = [unit(0, 'Xã A'), unit(1, 'UBND xã A')];
  await desk.load();
  expect(await desk.addLines('Xã D')).toBe(false);
  expect([desk.twice, saves]).toEqual([['Xã A', 'UBND xã A'], 0]);
  expect(await desk.put(unit(1, 'UBND xã A', { until: '2026-Q2' }))).toBe(true);
  expect(desk.twice).toBeNull();
});
