import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createCore } from '#core/create-core';
import type { Core } from '#core/core';
import { addComment } from '#core/practices/comments';
import {
  newOffice,
  openOffice,
  takeInReviewed,
  writePractice,
  receiveFile,
  exportPractices,
} from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

const comment = { text: 'Cần nêu số liệu', about: 'section:steps' as const };

/** A program of its own on the library, with a person at its keyboard. */
async function program(root: string, me: string): Promise<Core> {
  const core = await createCore(testPlatform());
  const opened = await core.invoke('library.open', { path: root });
  if (opened.type !== 'open') throw new Error(opened.type);
  const id = uuidv7();
  await core.invoke('people.save', { id, name: me, post: '', division: '', roles: [] });
  await core.invoke('people.setMe', { id });
  return core;
}

async function withPractice(): Promise<{ core: Core; id: string; root: string }> {
  const office = await newOffice();
  const id = await writePractice(office);
  return { core: await program(office.root, 'Trần Thị Lan'), id, root: office.root };
}

describe('comments', () => {
  it('are added whatever the status, dealt with, opened again, and taken back with a trace', async () => {
    const { core, id } = await withPractice();
    const before = await core.invoke('practices.get', { id });
    const added = await core.invoke('comments.add', {
      id,
      ...comment,
      text: ' Cần nêu so\u0302\u0301 liệu ',
      quote: '1. Một',
    });
    const [first] = added.work?.comments ?? [];
    expect(first).toMatchObject({
      by: 'Trần Thị Lan',
      text: 'Cần nêu số liệu',
      about: 'section:steps',
      quote: '1. Một',
    });
    // A comment is no change of the text: nothing approved is touched by it.
    expect(added.hash).toBe(before.type === 'practice' ? before.practice.hash : '');
    const one = { id, comment: first?.id ?? '' };
    expect((await core.invoke('comments.resolve', one)).work?.comments).toMatchObject([
      { resolvedBy: 'Trần Thị Lan' },
    ]);
    const open = (await core.invoke('comments.reopen', one)).work?.comments?.[0];
    expect(open).not.toHaveProperty('resolvedAt');
    expect(await core.invoke('comments.remove', one)).toMatchObject({
      type: 'removed',
      practice: { work: { comments: [{ id: one.comment, text: '', removedBy: 'Trần Thị Lan' }] } },
    });
    await expect(core.invoke('comments.resolve', { id, comment: id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await core.close();
  });

  it('of somebody else stay', async () => {
    const { core, id, root } = await withPractice();
    const added = await core.invoke('comments.add', { id, ...comment });
    const other = await program(root, 'Lê Văn Nam');
    const outcome = await other.invoke('comments.remove', {
      id,
      comment: added.work?.comments?.[0]?.id ?? '',
    });
    expect(outcome).toMatchObject({ type: 'not-yours', practice: { work: { comments: [comment] } } });
    await Promise.all([core.close(), other.close()]);
  });

  it('are not made on a practice of another office', async () => {
    const theirs = await newOffice({ name: 'Sở Y tế', symbol: 'SYT' });
    const id = await writePractice(theirs);
    const ours = await newOffice();
    await takeInReviewed(ours, await receiveFile(ours, await exportPractices(theirs, [id])));
    const core = await program(ours.root, 'Lan');
    await expect(core.invoke('comments.add', { id, ...comment })).rejects.toMatchObject({
      code: 'practice-not-ours',
    });
    await core.close();
  });

  it('of two programs at once are all kept, with the steps that are taken meanwhile', async () => {
    const { core, id, root } = await withPractice();
    const other = await program(root, 'Lê Văn Nam');
    const turns = Array.from({ length: 12 }, (_, turn) => String(turn));
    const saying = (who: Core, name: string) =>
      Promise.all(turns.map((turn) => who.invoke('comments.add', { id, text: `${name} ${turn}` })));
    await Promise.all([saying(core, 'Lan'), saying(other, 'Nam'), reopen(core, id)]);
    const got = await other.invoke('practices.get', { id });
    const work = got.type === 'practice' ? got.practice.work : null;
    const said = (work?.comments ?? []).map(({ text }) => text).sort();
    expect(said).toEqual(['Lan', 'Nam'].flatMap((name) => turns.map((turn) => `${name} ${turn}`)).sort());
    expect(work?.status).toBe('draft');
    await Promise.all([core.close(), other.close()]);
  });
});

async function reopen(core: Core, id: string): Promise<void> {
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  await core.invoke('practices.step', { id, base: got.practice.hash, step: 'reopen' });
}

describe('work.json of a later version', () => {
  it('keeps what it says that we do not know', async () => {
    const office = await openOffice((await newOffice({ root: join(temporaryFolder(), 'kho') })).root);
    const id = await writePractice(office, { approve: false });
    const later = { format: '1.1', status: 'draft' as const, log: [], deadline: '2027' };
    const { store } = office.library;
    await store.exclusively(id, (held) => store.writeWork(id, later, held));
    await addComment(office.library, { id, ...comment }, { by: 'Lan', at: new Date() });
    expect(await office.library.store.work(id)).toMatchObject({ ...later, comments: [comment] });
  });
});
