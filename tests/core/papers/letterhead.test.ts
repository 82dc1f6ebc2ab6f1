import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { layout } from '#core/library/layout';
import { saveLetterhead } from '#core/papers/letterhead-file';
import type { Input } from '#shared/contract/contract';
import { colleague } from '#tests/core/review/review-office';
import { newOffice, openOffice } from '#tests/support/exchange';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { startOffice, type TestOffice } from '#tests/support/office';

type Given = Input<'letterhead.save'>['letterhead'];
const empty: Given = {
  ...{ office: '', symbol: '', place: '', drafter: '', signers: [], letterTo: [] },
  ...{ reportRecipients: [], letterRecipients: [] },
  ...{ reportOpening: '', reportClosing: '', letterOpening: '', letterClosing: '' },
};
const full: Given = {
  ...empty,
  ...{ parent: 'UBND thành phố Hải Phòng', office: 'Sở KH&CN', symbol: 'SKHCN', place: 'Hải Phòng' },
  ...{ drafter: 'CĐS', reportTo: ['Văn phòng UBND thành phố'], reportRecipients: ['Lãnh đạo Sở'] },
  signers: [
    { authority: 'KT.', of: 'Giám đốc', post: 'Phó Giám đốc', name: 'Lê Văn B' },
    { post: 'Giám đốc', name: 'Nguyễn Văn A' },
  ],
  reportOpening: 'Một.\nHai.',
};

let office: TestOffice;
let core: Core;
beforeEach(async () => {
  office = await startOffice();
  ({ core } = office);
});
const path = (): string => join(office.path, layout.letterhead);
const save = (base: string | null, letterhead: Given, by = core) =>
  by.invoke('letterhead.save', { base, letterhead });
const written = (): Record<string, unknown> =>
  JSON.parse(readFileSync(path(), 'utf8')) as Record<string, unknown>;

describe('letterhead.json', () => {
  it('is nothing until it is saved, then what was saved, over what was read and over nothing else', async () => {
    expect(await core.invoke('letterhead.get', {})).toMatchObject({ hash: null, letterhead: empty });
    const first = await save(null, full);
    expect(first).toMatchObject({ type: 'saved', letterhead: full });
    const before = readFileSync(path(), 'utf8');
    expect(await save(null, empty)).toMatchObject({ type: 'conflict', hash: first.hash, letterhead: full });
    expect(readFileSync(path(), 'utf8')).toBe(before);
    expect((await save(first.hash, empty)).type).toBe('saved');
  });

  it('keeps what later versions add, and forgets what is to be derived again', async () => {
    await save(null, full);
    const signers = full.signers.map((signer) => ({ ...signer, sealed: true }));
    writeFileSync(path(), JSON.stringify({ ...written(), colour: 'đỏ', deep: { a: [1] }, signers }));
    const { hash, letterhead } = await core.invoke('letterhead.get', {});
    expect(letterhead.parent).toBe(full.parent);
    await save(hash, { ...empty, signers: letterhead.signers });
    expect(written()).toMatchObject({ colour: 'đỏ', deep: { a: [1] }, signers });
    expect(written()).not.toHaveProperty('parent');
    expect(written()).not.toHaveProperty('reportTo');
  });

  it('tells an empty body above from one that is derived', async () => {
    const { hash } = await save(null, { ...empty, parent: '', reportTo: [] });
    expect(written()).toMatchObject({ parent: '', reportTo: [] });
    expect((await save(hash, empty)).letterhead).not.toHaveProperty('parent');
  });

  it('that is damaged, or of a later version, is said and never written over', async () => {
    const { hash } = await save(null, full);
    const broken = ['{"format":"1.0"', '[]', '', 'null', '{"format":1}', '{"format":"1.0","signers":{}}'];
    for (const text of [...broken, '{"format":"1.0","place":7}']) {
      writeFileSync(path(), text);
      const failure = { code: 'library-damaged', where: layout.letterhead };
      await expect(core.invoke('letterhead.get', {})).rejects.toMatchObject(failure);
      await expect(save(hash, full)).rejects.toMatchObject(failure);
      expect(readFileSync(path(), 'utf8')).toBe(text);
    }
    writeFileSync(path(), '{"format":"2.0","office":{"vi":"Sở"}}');
    await expect(core.invoke('letterhead.get', {})).rejects.toMatchObject({ code: 'library-version' });
    await expect(save(hash, full)).rejects.toMatchObject({ code: 'library-version' });
  });

  it('of two people who save at once one is told what the other wrote', async () => {
    const other = await colleague(office, 'Lê Thị Giám Đốc');
    for (let round = 0; round < 5; round += 1) {
      const { hash } = await core.invoke('letterhead.get', {});
      const outcomes = await Promise.all([
        save(hash, { ...full, place: `A${String(round)}` }),
        save(hash, { ...full, place: `B${String(round)}` }, other),
      ]);
      expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['conflict', 'saved']);
      const places = new Set(outcomes.map(({ letterhead }) => letterhead.place));
      expect(places).toEqual(new Set([written()['place']]));
    }
  });

  it('is whole after a process that was killed at any file-system step', async () => {
    const { root } = await newOffice();
    const first = await saveLetterhead((await openOffice(root)).library, { base: null, letterhead: full });
    const base = first.type === 'saved' ? first.hash : null;
    await expectOldOrNew({
      original: root,
      run: async (folder, fileSystem) =>
        saveLetterhead((await openOffice(folder, { fileSystem })).library, { base, letterhead: empty }),
      stateOf: (folder) => Promise.resolve(JSON.parse(readFileSync(join(folder, layout.letterhead), 'utf8'))),
    });
  });
});

describe('what stands where the letterhead leaves it open', () => {
  const derived = async () => (await core.invoke('letterhead.get', {})).derived;
  const head = (id: number, post: string) =>
    core.invoke('people.save', {
      id: `0193e4a0-0000-7000-8000-0000000000d${String(id)}`,
      ...{ name: `Người ${String(id)}`, post, division: '', roles: ['department-head'] },
    });

  it('of a department is its committee, its seat, its names; in Vietnamese in every language', async () => {
    await core.invoke('settings.change', { language: 'en' });
    expect(await derived()).toEqual({
      parent: 'Ủy ban nhân dân thành phố Hải Phòng',
      ...{ office: 'Sở Khoa học và Công nghệ Hải Phòng', symbol: 'SKHCN', place: 'Hải Phòng' },
      ...{ signer: null, reportTo: ['Ủy ban nhân dân thành phố Hải Phòng'], letterTo: [] },
    });
  });

  it('is the one head of the office, but no deputy and none of several', async () => {
    await head(1, 'Phó Giám đốc');
    expect((await derived()).signer).toBeNull();
    await head(1, 'Giám đốc');
    expect((await derived()).signer).toEqual({ post: 'Giám đốc', name: 'Người 1' });
    await head(2, 'Giám đốc');
    expect((await derived()).signer).toBeNull();
  });

  it('of a committee has nobody above it; of another level a person says it', async () => {
    const saveOffice = (name: string, level: 'province' | 'commune') =>
      core.invoke('office.save', { name, symbol: '', level, province: '79@2025-07-01' });
    await saveOffice('UBND Thành phố Hồ Chí Minh', 'province');
    expect(await derived()).toMatchObject({ parent: '', reportTo: [], place: 'Thành phố Hồ Chí Minh' });
    await saveOffice('Ủy ban nhân dân xã Tân Phú', 'commune');
    expect(await derived()).toMatchObject({ parent: '', place: '' });
  });

  it('lists the recipients by name', async () => {
    const recipient = {
      ...{ id: '0193e4a0-0000-7000-8000-0000000000ff', name: 'Sở Y tế', office: null, government: true },
      ...{ groups: [], channel: 'mail' as const, address: '' },
    };
    await core.invoke('sending.saveRecipients', { base: null, recipients: [recipient] });
    expect((await derived()).letterTo).toEqual(['Sở Y tế']);
  });
});
