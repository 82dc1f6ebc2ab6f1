import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SearchAnswer } from '#shared/model/search';
import { startCore, startOffice } from '#tests/support/office';

const officeFile = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(path, 'office.json'), 'utf8')) as Record<string, unknown>;

it('an office says of its place what it wants, takes it back, and loses no key that it does not know', async () => {
  const { core, path } = await startOffice();
  const before = officeFile(path);
  writeFileSync(join(path, 'office.json'), JSON.stringify({ ...before, ofLater: { kept: true } }));
  const state = await core.invoke('office.describe', {
    conditions: ['ven biển', 'vùng cảng', 'ven biển'],
    population: 2_100_000,
  });
  expect(state).toMatchObject({
    office: { conditions: ['ven biển', 'vùng cảng'], population: 2_100_000, level: 'province' },
  });
  // The form about its name knows nothing of it.
  await core.invoke('office.save', {
    name: 'Sở Y tế',
    symbol: 'SYT',
    level: 'province',
    province: '31@2025-07-01',
  });
  expect(officeFile(path)).toMatchObject({ conditions: ['ven biển', 'vùng cảng'], ofLater: { kept: true } });
  await core.invoke('office.describe', { conditions: [], population: null });
  expect(officeFile(path)).toEqual({
    ...before,
    changedAt: expect.any(String) as string,
    names: [{ name: 'Sở Y tế', symbol: 'SYT' }],
    ofLater: { kept: true },
  });
});

it('is refused before the office has a name', async () => {
  const core = await startCore();
  await core.invoke('library.openSample', { language: 'vi' });
  await expect(
    core.invoke('office.describe', { conditions: ['đô thị'], population: null }),
  ).rejects.toMatchObject({ code: 'no-office' });
});

it('practices are compared with it as their files say, at once and after a restart from the cache', async () => {
  const { core, path } = await startOffice();
  const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Bến cảng số' });
  const place = { level: 'province' as const, population: 1_500_000, conditions: ['Ven biển'] };
  await core.invoke('practices.save', { id: summary.id, base: hash, fields: { place }, sections: {} });
  await core.invoke('office.describe', { conditions: ['coastal'], population: 1_000_000 });
  const asked = async (): Promise<SearchAnswer> =>
    core.invoke('search.query', { text: '', facets: {}, sort: 'newest', limit: 5 });
  const expected = ['region', 'conditions', 'population', 'level'].map((value) => ({ value, count: 1 }));
  const sorted = (answer: SearchAnswer): unknown => expect.arrayContaining(answer.facets.like ?? []);
  expect(expected).toEqual(sorted(await asked()));
  expect((await asked()).facets.like).toHaveLength(4);
  await core.invoke('library.close', {});
  await core.invoke('library.open', { path });
  expect((await asked()).facets.like).toHaveLength(4);
});
