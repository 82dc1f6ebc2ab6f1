import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { startOffice } from '#tests/support/office';

it('gives lines of all, of ours or of the named ones, and nothing else of them', async () => {
  const { core } = await startOffice();
  const titles = ['Một', 'Hai', 'Ba'];
  const ids: string[] = [];
  for (const title of titles)
    ids.push((await core.invoke('practices.create', { language: 'vi', title })).summary.id);
  const all = await core.invoke('practices.list', {});
  expect(all.map(({ title }) => title).sort()).toEqual([...titles].sort());
  expect(all[0]).not.toHaveProperty('summary');
  const named = [ids[1] ?? '', 'constructor', '..', ids[1] ?? ''];
  expect(await core.invoke('practices.list', { ids: named })).toMatchObject([{ title: 'Hai', ours: true }]);
  expect(await core.invoke('practices.list', { ours: true })).toHaveLength(3);
  expect(await core.invoke('practices.list', { ids: [] })).toEqual([]);
});

it('names who submitted a practice, and before that who began it', async () => {
  const { core, path } = await startOffice();
  const enter = async (name: string): Promise<void> => {
    const id = uuidv7();
    await core.invoke('people.save', { id, name, post: '', division: '', roles: [] });
    await core.invoke('people.setMe', { id });
  };
  await enter('Trần Thị Lan');
  const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
  expect(await core.invoke('practices.list', {})).toMatchObject([{ writer: 'Trần Thị Lan' }]);
  await enter('Lê Văn Nam');
  await core.invoke('practices.step', { id: summary.id, base: hash, step: 'submit' });
  expect(await core.invoke('practices.list', {})).toMatchObject([{ writer: 'Lê Văn Nam' }]);
  rmSync(join(path, 'practices', summary.id, 'work.json'));
  await core.invoke('library.refresh', {});
  expect((await core.invoke('practices.list', {}))[0]).not.toHaveProperty('writer');
});

it('tells counts, the newest and what cannot be read, without the index', async () => {
  const { core, path } = await startOffice();
  const make = async (title: string, period: string): Promise<string> => {
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title });
    await core.invoke('practices.save', { id: summary.id, base: hash, fields: { period }, sections: {} });
    return summary.id;
  };
  await make('Cũ', '2024-Q1');
  await make('Mới nhất', '2026-Y');
  const id = await make('Giữa', '2025-9M');
  const overview = await core.invoke('practices.overview', { newest: 2 });
  expect(overview.newest.map(({ title }) => title)).toEqual(['Mới nhất', 'Giữa']);
  expect(overview).toMatchObject({ counts: { draft: 3, approved: 0 }, damaged: null });
  expect((await core.invoke('practices.overview', { newest: 0 })).newest).toEqual([]);
  writeFileSync(join(path, 'practices', id, 'practice.md'), 'vỡ');
  await core.invoke('library.refresh', {});
  expect(await core.invoke('practices.overview', { newest: 8 })).toMatchObject({
    damaged: id,
    counts: { draft: 2 },
    newest: [{ title: 'Mới nhất' }, { title: 'Cũ' }],
  });
  expect(await core.invoke('practices.list', { damaged: true })).toMatchObject([{ id, title: 'Giữa' }]);
});
