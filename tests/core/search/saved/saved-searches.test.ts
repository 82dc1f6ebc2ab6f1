import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { SettingsStore } from '#core/platform';
import type { Input } from '#shared/contract/contract';
import type { ListedSearch } from '#shared/contract/saved-searches';
import { mostSaved } from '#shared/model/saved-search';
import { exportPractices, newOffice, revise, writePractice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { eventually } from '#tests/support/eventually';
import { startCore, startOffice, writeApproved } from '#tests/support/office';

const cables: Input<'searches.save'> = {
  name: 'Cáp ngầm',
  text: 'cáp viễn thông',
  facets: {},
  sort: 'relevance',
};

/** Settings of one user, which outlive a program. */
function userSettings(): SettingsStore {
  let kept: unknown = {};
  return { get: () => kept, set: (value) => (kept = structuredClone(value)), setAside: null };
}

async function save(core: Core, search: Input<'searches.save'> = cables): Promise<ListedSearch> {
  const outcome = await core.invoke('searches.save', search);
  const saved = outcome.type === 'saved' ? outcome.searches.at(-1) : undefined;
  if (!saved) throw new Error('nothing saved');
  return saved;
}

/** Receives a bundle and takes in what it offers; resolves when it is done. */
async function takeIn(core: Core, path: string): Promise<void> {
  const ended = async ({ jobId }: { jobId: string }): Promise<string> =>
    eventually(async () => {
      const job = (await core.invoke('jobs.list', {})).find((one) => one.jobId === jobId);
      expect(job?.state).toBe('done');
      return job?.subject ?? '';
    });
  const reviewId = await ended(
    await core.invoke('exchange.receive', { file: { type: 'path', path, name: 'gói.zip' } }),
  );
  const review = await core.invoke('exchange.review', { reviewId });
  const choose = review.items.filter(({ chosen }) => chosen).map(({ id }) => id);
  await ended(await core.invoke('exchange.takeIn', { reviewId, choose }));
}

const marks = async (core: Core): Promise<number[]> =>
  (await core.invoke('searches.list', {})).map(({ fresh }) => fresh);

async function marksBecome(core: Core, expected: number[]): Promise<void> {
  await eventually(async () => {
    expect(await marks(core)).toEqual(expected);
  });
}

/** Everything there is can be found. */
async function indexed(core: Core): Promise<void> {
  await core.invoke('library.refresh', {});
  await eventually(async () => {
    expect((await core.invoke('search.state', {})).ready).toBe(true);
  });
}

describe('a saved search', () => {
  it('marks what others sent since it was saved, until it is opened; a new revision is new again', async () => {
    const peer = await newOffice({ name: 'Sở Khoa học và Công nghệ Đà Nẵng', province: '48@2025-07-01' });
    const first = await writePractice(peer);
    const other = await writePractice(peer, { title: 'Trợ lý ảo một cửa' });
    const { core } = await startOffice();
    await indexed(core);
    const told: number[][] = [];
    core.subscribe((event, data) => {
      if (event === 'searches.changed') told.push((data as ListedSearch[]).map(({ fresh }) => fresh));
    });
    const saved = await save(core);
    await save(core, { ...cables, name: 'Tất cả', text: '' });
    expect(await marks(core)).toEqual([0, 0]);

    await takeIn(core, await exportPractices(peer, [first, other]));
    await marksBecome(core, [1, 2]);
    // Told by itself: nobody has to ask.
    await eventually(() => {
      expect(told.at(-1)).toEqual([1, 2]);
    });
    const opened = await core.invoke('searches.open', { id: saved.id });
    expect(opened.fresh).toEqual([first]);
    expect(await marks(core)).toEqual([0, 2]);

    await revise(peer, first, { summary: 'Thêm tuyến đường mới.' });
    await takeIn(core, await exportPractices(peer, [first], { number: 3 }));
    await marksBecome(core, [1, 2]);
  });

  it("never marks the office's own, nor what does not answer it", async () => {
    const { core } = await startOffice();
    await indexed(core);
    await save(core);
    await writeApproved(core, 'Ngầm hóa cáp viễn thông');
    const peer = await newOffice();
    await takeIn(core, await exportPractices(peer, [await writePractice(peer, { title: 'Cáp quang' })]));
    await indexed(core);
    const found = await core.invoke('search.query', { ...cables, limit: 10 });
    expect(found.total).toBeGreaterThan(0);
    expect(await marks(core)).toEqual([0]);
  });

  it('survives a restart, and marks what came while the program was closed', async () => {
    const home = temporaryFolder();
    const settings = userSettings();
    const { core, path } = await startOffice(undefined, undefined, { home, settings });
    await indexed(core);
    const saved = await save(core);
    await core.close();
    // A colleague takes it in at another machine.
    const colleague = await startCore();
    await colleague.invoke('library.open', { path });
    const peer = await newOffice();
    await takeIn(colleague, await exportPractices(peer, [await writePractice(peer)]));
    await colleague.close();

    const again = await startCore({ home, settings });
    await again.invoke('library.open', { path });
    await marksBecome(again, [1]);
    expect((await again.invoke('searches.open', { id: saved.id })).fresh).toHaveLength(1);
    await again.close();
    const third = await startCore({ home, settings });
    await third.invoke('library.open', { path });
    await indexed(third);
    expect(await marks(third)).toEqual([0]);
  });

  it('is the same in two programs of one person', async () => {
    const home = temporaryFolder();
    const settings = userSettings();
    const { core, path } = await startOffice(undefined, undefined, { home, settings });
    const other = await startCore({ home, settings });
    await other.invoke('library.open', { path });
    await Promise.all([indexed(core), indexed(other)]);
    const saved = await save(core);
    expect(await marks(other)).toEqual([0]);
    const peer = await newOffice();
    await takeIn(core, await exportPractices(peer, [await writePractice(peer)]));
    await marksBecome(core, [1]);
    await other.invoke('library.refresh', {});
    await marksBecome(other, [1]);
    await other.invoke('searches.open', { id: saved.id });
    expect(await marks(core)).toEqual([0]);
  });

  it('marks nothing rather than everything where the notes of what was seen are gone or damaged', async () => {
    const home = temporaryFolder();
    const settings = userSettings();
    const { core, path } = await startOffice(undefined, undefined, { home, settings });
    const peer = await newOffice();
    const sent = await exportPractices(peer, [await writePractice(peer)]);
    await indexed(core);
    await save(core);
    await core.close();
    const { libraryId } = JSON.parse(readFileSync(join(path, 'library.json'), 'utf8')) as {
      libraryId: string;
    };
    writeFileSync(join(home, 'cache', libraryId, 'first-seen.json'), '{"format":"1.0","entries":[[');
    const colleague = await startCore();
    await colleague.invoke('library.open', { path });
    await takeIn(colleague, sent);
    await colleague.close();

    const again = await startCore({ home, settings });
    await again.invoke('library.open', { path });
    await indexed(again);
    expect(await marks(again)).toEqual([0]);
    await takeIn(again, await exportPractices(peer, [await writePractice(peer)], { number: 3 }));
    await marksBecome(again, [1]);
  });
});

describe('a saved search for just what was typed', () => {
  it('marks nothing that only says it in other words, also after another start; those of before stay as they were', async () => {
    const peer = await newOffice({ name: 'Sở Khoa học và Công nghệ Đà Nẵng', province: '48@2025-07-01' });
    const settings = userSettings();
    const home = temporaryFolder();
    const { core, path } = await startOffice(undefined, undefined, { home, settings });
    await indexed(core);
    // As an earlier version of the program kept it.
    expect(await save(core, { ...cables, text: 'CĐS' })).not.toHaveProperty('literal');
    expect(await save(core, { ...cables, text: 'CĐS', literal: true })).toMatchObject({ literal: true });
    await core.close();
    const again = await startCore({ home, settings });
    await again.invoke('library.open', { path });
    await indexed(again);
    const said = await writePractice(peer, { title: 'Chuyển đổi số ở cấp xã' });
    await takeIn(again, await exportPractices(peer, [said]));
    await marksBecome(again, [1, 0]);
    expect((await again.invoke('searches.list', {})).map(({ literal }) => literal)).toEqual([
      undefined,
      true,
    ]);
  });
});

describe('the list of saved searches', () => {
  it('can be renamed, and a removed one comes back as it was', async () => {
    const { core } = await startOffice();
    const saved = await save(core, { ...cables, facets: { province: ['31@2025-07-01'] }, sort: 'newest' });
    const [renamed] = await core.invoke('searches.rename', { id: saved.id, name: '  __proto__  ' });
    expect(renamed).toMatchObject({ name: '__proto__', text: cables.text, sort: 'newest' });
    expect(await core.invoke('searches.remove', { id: saved.id })).toEqual([]);
    if (!renamed) throw new Error('gone');
    const { fresh, ...whole } = renamed;
    expect(await core.invoke('searches.putBack', whole)).toEqual([{ ...whole, fresh }]);
    await expect(core.invoke('searches.open', { id: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('has an end, and says so', async () => {
    const { core } = await startOffice();
    for (let count = 0; count < mostSaved; count += 1) await save(core, { ...cables, name: String(count) });
    expect(await core.invoke('searches.save', cables)).toEqual({ type: 'full' });
    expect(await marks(core)).toHaveLength(mostSaved);
  });

  it('belongs to one library', async () => {
    const { core, path } = await startOffice();
    await save(core);
    await core.invoke('library.create', { path: `${path}-2`, name: 'Kho khác' });
    expect(await marks(core)).toEqual([]);
    await core.invoke('library.open', { path });
    expect(await marks(core)).toHaveLength(1);
  });
});
