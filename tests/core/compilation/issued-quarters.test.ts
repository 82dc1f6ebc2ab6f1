import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Core } from '#core/core';
import { layout } from '#core/library/layout';
import type { Period } from '#shared/model/period';
import { giveFile, paper, scan } from '#tests/core/issue/papers';
import { endedJob } from '#tests/support/ended-job';
import { startOffice, writeApproved } from '#tests/support/office';

async function choose(core: Core, period: Period, items: readonly string[]): Promise<void> {
  const { hash } = await core.invoke('compilations.get', { period });
  await core.invoke('compilations.save', { period, base: hash, foreword: '', items: [...items] });
}

async function issue(core: Core, period: Period): Promise<void> {
  const job = await endedJob(core, await core.invoke('compilations.export', { period, number: 1 }));
  expect(job.failure).toBeNull();
}

it('a running sum is built from what its issued quarters have chosen, and says which are missing', async () => {
  const { core, path } = await startOffice();
  const ids = [];
  for (const title of ['Một', 'Hai', 'Ba', 'Bốn']) ids.push((await writeApproved(core, title)).summary.id);
  const [one = '', two = '', three = '', four = ''] = ids;
  await choose(core, '2026-Q1', [two, one]);
  await choose(core, '2026-Q2', [three]);
  await choose(core, '2026-Q3', [one, four]);
  await choose(core, '2025-Q4', [three]);
  for (const period of ['2026-Q1', '2026-Q3', '2025-Q4']) await issue(core, period);
  const of = (period: Period) => core.invoke('compilations.ofQuarters', { period });
  expect(await of('2026-6M')).toEqual({ issued: ['2026-Q1'], open: ['2026-Q2'], items: [two, one] });
  expect(await of('2026-9M')).toEqual({
    issued: ['2026-Q1', '2026-Q3'],
    open: ['2026-Q2'],
    items: [two, one, four],
  });
  expect((await of('2026-Y')).open).toEqual(['2026-Q2', '2026-Q4']);
  expect(await of('2026-Q1')).toEqual({ issued: [], open: [], items: [] });
  expect(await of('2024-Y')).toMatchObject({ issued: [], items: [] });
  rmSync(join(path, layout.practice(two)), { recursive: true });
  await core.invoke('library.refresh', {});
  expect((await of('2026-6M')).items).toEqual([one]);
});

it('a running sum takes what was issued with a paper, also while the choice of a replacement is other', async () => {
  const { core } = await startOffice();
  const ids = [];
  for (const title of ['Một', 'Hai']) ids.push((await writeApproved(core, title)).summary.id);
  const [one = '', two = ''] = ids;
  const period = '2026-Q1';
  const seen = async () => ({ period, base: (await core.invoke('issue.get', { period })).hash });
  await choose(core, period, [one]);
  await core.invoke('issue.freeze', await seen());
  await core.invoke('issue.submit', await seen());
  await core.invoke('issue.paper', { ...(await seen()), ...paper(), file: giveFile(scan()) });
  const job = await endedJob(core, await core.invoke('issue.issue', { ...(await seen()), number: 1 }));
  expect(job.failure).toBeNull();
  const errata: [] = [];
  await core.invoke('issue.again', { ...(await seen()), kind: 'replacement', reason: 'Sai số', errata });
  await choose(core, period, [two]);
  expect(await core.invoke('compilations.ofQuarters', { period: '2026-6M' })).toMatchObject({ items: [one] });
  const behind = await core.invoke('lookingBack.practices', {
    ...{ period: '2026-6M', figure: { of: 'issued', key: '' } },
  });
  expect(behind.map(({ id }) => id)).toEqual([one]);
});
