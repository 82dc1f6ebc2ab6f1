import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { Practice } from '#shared/contract/practices';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { temporaryFolder } from '#tests/support/folders';
import { Interposed } from '#tests/support/interposing-file-system';
import { startCore, startOffice, takeStep } from '#tests/support/office';

interface TwoHosts {
  readonly boss: Core;
  /** Whose next look for the lock of a practice comes after `late.arm`ed work of the other. */
  readonly writer: Core;
  readonly late: Interposed;
  readonly path: string;
  readonly practice: Practice;
}

const given = (name: string, content: string) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return { type: 'path', path, name } as const;
};

/** A complete practice with one attachment that was submitted and returned, and two programs on its library. */
async function twoHosts(): Promise<TwoHosts> {
  const { core: boss, path } = await startOffice();
  const late = new Interposed(nodeFileSystem, isLock);
  const writer = await startCore({ fileSystem: late.fileSystem });
  await writer.invoke('library.open', { path });
  const created = await boss.invoke('practices.create', { language: 'vi', title: 'Ngầm hóa' });
  const { id } = created.summary;
  const filled = { id, base: created.hash, fields: completeFields, sections: completeSections };
  await boss.invoke('practices.save', filled);
  await boss.invoke('practices.attach', { id, file: given('ảnh.png', 'picture') });
  const outcome = await takeStep(boss, id, 'submit');
  if (outcome.type !== 'saved') throw new Error(outcome.type);
  await takeStep(boss, id, 'return', 'Sửa');
  const practice = await read(writer, id);
  await writer.invoke('revisions.list', { id });
  return { boss, writer, late, path, practice };
}

const isLock = (call: string, path: string): boolean =>
  call === 'create' && /practices.[0-9a-f-]+.\.lock$/.test(path);

async function read(core: Core, id: string): Promise<Practice> {
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  return got.practice;
}

const writes: Record<string, (core: Core, practice: Practice) => Promise<unknown>> = {
  save: (core, { summary: { id }, hash }) =>
    core.invoke('practices.save', {
      id,
      base: hash,
      fields: {},
      sections: { lessons: 'Chữ của người soạn' },
    }),
  attach: (core, { summary: { id } }) =>
    core.invoke('practices.attach', { id, file: given('khác.png', 'another') }),
  detach: (core, { summary: { id }, hash }) =>
    core.invoke('practices.detach', { id, base: hash, file: 'anh.png' }),
  arrange: (core, { summary: { id }, hash }) =>
    core.invoke('attachments.arrange', { id, base: hash, items: [{ file: 'anh.png', title: 'Tên khác' }] }),
  relist: (core, { summary: { id }, frontMatter }) =>
    core.invoke('attachments.relist', {
      id,
      items: (frontMatter.attachments ?? []).map((entry) => ({ ...entry, file: 'anh.png' })),
    }),
  replace: (core, { summary: { id }, hash }) =>
    core.invoke('attachments.replace', {
      id,
      base: hash,
      file: 'anh.png',
      with: given('ảnh.png', 'small'),
    }),
  restore: async (core, { summary: { id }, hash }) => {
    const { revisions } = await core.invoke('revisions.list', { id });
    return core.invoke('revisions.restore', { id, base: hash, revision: revisions[0]?.hash ?? '' });
  },
};

describe('a practice that is approved while another machine waits to write it', () => {
  it.each(Object.entries(writes))('stays as it was approved: %s', async (_, write) => {
    const { boss, writer, late, practice } = await twoHosts();
    const { id } = practice.summary;
    const seen = await read(writer, id);
    late.arm(async () => {
      await takeStep(boss, id, 'submit');
      expect(await takeStep(boss, id, 'approve')).toMatchObject({ type: 'saved' });
    });
    const failure: unknown = await write(writer, seen).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(late.isOver).toBe(true);
    const approved = await read(boss, id);
    expect(failure).toMatchObject({
      code: 'practice-closed',
      where: 'Ngầm hóa',
      overtaken: { by: 'Trần Thị Lan', hash: approved.hash },
    });
    expect(approved.summary.status).toBe('approved');
    expect(approved.sections.find(({ key }) => key === 'lessons')?.body).not.toBe('Chữ của người soạn');
    expect(approved.frontMatter.attachments).toEqual(practice.frontMatter.attachments);
    expect(approved.work?.log.at(-1)).toMatchObject({ step: 'approve', revision: approved.summary.revision });
    // What was approved is what was minted: bytes and record still agree.
    expect(await boss.invoke('practices.mint', { id })).toMatchObject({ minted: false });
  });
});

describe('a practice that is deleted while another machine works on it', () => {
  it.each(Object.entries(writes))(
    'is not written, and the answer says where it lies: %s',
    async (_, write) => {
      const { boss, writer, late, practice } = await twoHosts();
      const { id } = practice.summary;
      const seen = await read(writer, id);
      late.arm(() => boss.invoke('practices.delete', { id, base: seen.hash }));
      await expect(write(writer, seen)).rejects.toMatchObject({
        code: 'not-found',
        where: 'Ngầm hóa',
        overtaken: { by: 'Trần Thị Lan', entry: id },
      });
      expect(late.isOver).toBe(true);
      // The next save, which finds nothing from the start, is answered alike.
      const later = { id, base: seen.hash, fields: { title: 'Sau' }, sections: {} };
      await expect(writer.invoke('practices.save', later)).rejects.toMatchObject({
        code: 'not-found',
        overtaken: { entry: id },
      });
      expect(await writer.invoke('bin.restore', { id })).toEqual({ type: 'restored' });
      expect((await read(boss, id)).hash).toBe(seen.hash);
    },
  );

  it('lies in the bin once, however many delete it at once', async () => {
    const { boss, writer, practice } = await twoHosts();
    const { id } = practice.summary;
    for (let round = 0; round < 8; round += 1) {
      const one = { id, base: practice.hash };
      const outcomes = await Promise.allSettled(
        [boss, writer, boss].map((core) => core.invoke('practices.delete', one)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'not-found' });
      expect(await boss.invoke('bin.list', {})).toMatchObject([{ id, entry: id, title: 'Ngầm hóa' }]);
      const back = await Promise.all([
        boss.invoke('bulk.restore', { entries: [id] }),
        writer.invoke('bulk.restore', { entries: [id] }),
        boss.invoke('bulk.restore', { entries: [id] }),
      ]);
      expect(back.flatMap(({ restored }) => restored)).toEqual([id]);
      expect(back.flatMap(({ left }) => left)).toEqual([id, id]);
    }
  });

  it('is not deleted on top of what somebody wrote since, nor while somebody writes it unless that is meant', async () => {
    const { boss, writer, late, practice } = await twoHosts();
    const { id } = practice.summary;
    late.arm(() =>
      boss.invoke('practices.save', { id, base: practice.hash, fields: { title: 'Mới hơn' }, sections: {} }),
    );
    const refused = await writer.invoke('practices.delete', { id, base: practice.hash });
    expect(refused).toMatchObject({
      type: 'conflict',
      found: { practice: { frontMatter: { title: 'Mới hơn' } } },
    });
    const { hash } = await read(writer, id);
    await boss.invoke('presence.enter', { id });
    await writer.invoke('presence.enter', { id });
    expect(await writer.invoke('practices.delete', { id, base: hash })).toMatchObject({
      type: 'others',
      others: [{ name: 'Trần Thị Lan' }],
    });
    expect((await read(boss, id)).hash).toBe(hash);
    const meant = { id, base: hash, despiteOthers: true };
    expect(await writer.invoke('practices.delete', meant)).toEqual({ type: 'deleted', entry: id });
  });

  it('stays reachable beside an earlier deletion of the same practice', async () => {
    const { boss, path, practice } = await twoHosts();
    const { id } = practice.summary;
    const place = join(path, 'practices', id);
    await boss.invoke('practices.delete', { id, base: practice.hash });
    // It comes in again, from a bundle or a backup.
    cpSync(join(path, 'bin', id), place, { recursive: true });
    await boss.invoke('library.refresh', {});
    const saved = await boss.invoke('practices.save', {
      id,
      base: practice.hash,
      fields: { title: 'Lần hai' },
      sections: {},
    });
    const again = await boss.invoke('practices.delete', { id, base: saved.practice.hash });
    if (again.type !== 'deleted') throw new Error(again.type);
    const titles = (await boss.invoke('bin.list', {})).map(({ title, entry }) => [title, entry]);
    expect(titles).toEqual([
      ['Lần hai', again.entry],
      ['Ngầm hóa', id],
    ]);
    // Both at once would be one on top of the other.
    const both = await boss.invoke('bulk.restore', { entries: [id, again.entry] });
    expect(both).toMatchObject({ restored: [id], left: [expect.any(String)] });
    const [rest] = both.left;
    const came = await read(boss, id);
    await boss.invoke('practices.delete', { id, base: came.hash });
    expect(await boss.invoke('bin.restore', { id, entry: rest })).toEqual({ type: 'restored' });
    const titlesNow = [(await read(boss, id)).frontMatter.title, came.frontMatter.title];
    expect(titlesNow.toSorted()).toEqual(['Lần hai', 'Ngầm hóa']);
  });
});

describe('a revision', () => {
  it('names whoever had it minted, also where replacing an attachment or a step did it', async () => {
    const { boss, practice } = await twoHosts();
    const { id } = practice.summary;
    const saved = await boss.invoke('practices.save', {
      id,
      base: practice.hash,
      fields: { title: 'Bản hai' },
      sections: {},
    });
    await writes['replace']?.(boss, saved.practice);
    await takeStep(boss, id, 'submit');
    const { revisions } = await boss.invoke('revisions.list', { id });
    expect(revisions.map(({ by }) => by)).toEqual(['Trần Thị Lan', 'Trần Thị Lan', 'Trần Thị Lan']);
  });
});
