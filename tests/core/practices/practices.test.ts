import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '#core/practices/attachments';
import { parseRecord, recordText } from '#core/practices/record';
import { attachmentFileSchema } from '#shared/model/practice';
import * as fc from 'fast-check';
import { temporaryFolder } from '#tests/support/folders';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { startCore, startOffice, takeStep, writeApproved } from '#tests/support/office';

describe('writing a practice', () => {
  it('is a valid draft from the first moment and travels through all statuses', async () => {
    const { core, path } = await startOffice();
    const created = await core.invoke('practices.create', { language: 'vi', title: 'Ngầm hóa cáp' });
    const { id } = created.summary;
    expect(created).toMatchObject({
      editable: true,
      work: { status: 'draft', log: [{ by: 'Trần Thị Lan' }] },
    });
    expect(await takeStep(core, id, 'submit')).toMatchObject({ type: 'saved' });
    const refused = await takeStep(core, id, 'approve');
    expect(refused).toMatchObject({ type: 'incomplete' });
    expect(refused.type === 'incomplete' && refused.missing).toContain('summary');
    await expect(takeStep(core, id, 'return')).rejects.toMatchObject({
      code: 'bad-input',
    });
    await takeStep(core, id, 'return', 'Thiếu số liệu');
    const approved = await writeApproved(core, 'Đủ');
    expect(approved).toMatchObject({ editable: false, summary: { status: 'approved' } });
    const save = { id: approved.summary.id, base: approved.hash, fields: { title: 'Khác' }, sections: {} };
    await expect(core.invoke('practices.save', save)).rejects.toMatchObject({ code: 'practice-closed' });
    await takeStep(core, approved.summary.id, 'reopen');
    expect(await core.invoke('practices.save', save)).toMatchObject({ type: 'saved' });
    const work = JSON.parse(readFileSync(join(path, 'practices', id, 'work.json'), 'utf8')) as {
      log: { reason?: string }[];
    };
    expect(work.log.map(({ reason }) => reason)).toContain('Thiếu số liệu');
  });

  it('never overwrites what somebody else saved: same key is a conflict, other keys are merged', async () => {
    const { core, path } = await startOffice();
    const other = await startCore();
    await other.invoke('library.open', { path });
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    await other.invoke('library.refresh', {});
    const save = (title: string, base: string) => ({ id, base, fields: { title }, sections: {} });
    await other.invoke('practices.save', save('Của người kia', hash));
    const conflict = await core.invoke('practices.save', save('Của tôi', hash));
    expect(conflict).toMatchObject({
      type: 'conflict',
      practice: { frontMatter: { title: 'Của người kia' } },
    });
    expect(await core.invoke('practices.get', { id })).toMatchObject({
      practice: { frontMatter: { title: 'Của người kia' } },
    });
    const merged = await core.invoke('practices.save', {
      id,
      base: hash,
      fields: {},
      sections: { purpose: 'Mục đích' },
    });
    expect(merged).toMatchObject({
      type: 'saved',
      practice: { frontMatter: { title: 'Của người kia' }, sections: [{ key: 'purpose' }] },
    });
  });

  it('mints only when bytes changed; every revision can be checked with sha256sum and stays', async () => {
    const { core, path } = await startOffice();
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    const folder = join(path, 'practices', id);
    const source = join(temporaryFolder(), 'Công văn số 15.pdf');
    writeFileSync(source, 'pdf');
    const attached = await core.invoke('practices.attach', {
      id,
      file: { type: 'path', path: source, name: 'Công văn số 15.pdf' },
    });
    expect(attached.practice.frontMatter.attachments).toMatchObject([
      { file: 'cong-van-so-15.pdf', title: 'Công văn số 15.pdf', bytes: 3, mediaType: 'application/pdf' },
    ]);
    const first = await core.invoke('practices.mint', { id });
    expect(first.minted).toBe(true);
    expect(await core.invoke('practices.mint', { id })).toEqual({ revision: first.revision, minted: false });
    const record = readFileSync(join(folder, 'record.sha256'), 'utf8');
    expect(createHash('sha256').update(record).digest('hex')).toBe(first.revision);
    const listed = record
      .trim()
      .split('\n')
      .map((line) => line.split('  '));
    expect(listed.map(([, file]) => file)).toEqual(['attachments/cong-van-so-15.pdf', 'practice.md']);
    for (const [digest = '', file = ''] of listed) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ).toBe(digest);
    }
    const { practice } = attached;
    expect(practice.hash).not.toBe(hash);
    // The editor still names the text from before the mint: only revision and parents changed since.
    const saved = await core.invoke('practices.save', {
      id,
      base: practice.hash,
      fields: { title: 'Hai' },
      sections: {},
    });
    const without = await core.invoke('practices.detach', {
      id,
      base: saved.practice.hash,
      file: 'cong-van-so-15.pdf',
    });
    expect(without.type).toBe('saved');
    const second = await core.invoke('practices.mint', { id });
    expect(await core.invoke('revisions.list', { id })).toMatchObject({
      revisions: [
        { number: 2, hash: second.revision, title: 'Hai' },
        { number: 1, hash: first.revision, title: 'Một' },
      ],
    });
    const got = await core.invoke('practices.get', { id });
    expect(got).toMatchObject({ practice: { frontMatter: { revision: 2, parents: [first.revision] } } });
    expect(existsSync(join(folder, 'attachments/cong-van-so-15.pdf'))).toBe(false);
    expect(
      readFileSync(
        join(folder, 'history/attachments', createHash('sha256').update('pdf').digest('hex')),
        'utf8',
      ),
    ).toBe('pdf');
  });

  it('refuses to mint over an attachment whose bytes changed outside', async () => {
    const { core, path } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    const source = join(temporaryFolder(), 'a.png');
    writeFileSync(source, 'one');
    await core.invoke('practices.attach', {
      id,
      file: { type: 'path', path: source, name: 'a.png' },
    });
    writeFileSync(join(path, 'practices', id, 'attachments', 'a.png'), 'two!');
    await expect(core.invoke('practices.mint', { id })).rejects.toMatchObject({
      code: 'attachment-changed',
      where: 'a.png',
    });
    expect(await core.invoke('practices.get', { id })).toMatchObject({
      practice: { brokenAttachments: [{ file: 'a.png', reason: 'changed' }] },
    });
  });

  it('does not change what others wrote, and adapts it as a new practice', async () => {
    const core = await startCore();
    await core.invoke('library.openSample', { language: 'vi' });
    await core.invoke('library.refresh', {});
    const [sample] = await core.invoke('practices.list', {});
    const id = sample?.id ?? '';
    await expect(core.invoke('practices.create', { language: 'vi', title: 'x' })).rejects.toMatchObject({
      code: 'no-office',
    });
    await core.invoke('office.save', {
      name: 'Sở A',
      symbol: 'SKHCN',
      level: 'province',
      province: '31@2025-07-01',
    });
    const got = await core.invoke('practices.get', { id });
    const base = got.type === 'practice' ? got.practice.hash : '';
    await expect(
      core.invoke('practices.save', { id, base, fields: { title: 'x' }, sections: {} }),
    ).rejects.toMatchObject({ code: 'practice-not-ours' });
    const adapted = await core.invoke('practices.create', { language: 'vi', title: 'Học tập', basedOn: id });
    expect(adapted).toMatchObject({
      editable: true,
      frontMatter: { basedOn: { id, office: sample?.office } },
    });
  });

  it('deletes to the bin and brings back', async () => {
    const { core } = await startOffice();
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    expect(await core.invoke('practices.delete', { id, base: hash })).toEqual({ type: 'deleted', entry: id });
    expect(await core.invoke('practices.list', {})).toEqual([]);
    expect(await core.invoke('practices.get', { id })).toEqual({ type: 'missing' });
    expect(await core.invoke('bin.list', {})).toMatchObject([{ id, title: 'Một' }]);
    expect(await core.invoke('bin.restore', { id })).toEqual({ type: 'restored' });
    expect(await core.invoke('practices.list', {})).toMatchObject([{ id, title: 'Một' }]);
    await expect(core.invoke('bin.restore', { id })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps keys of a later version inside the groups that it changes', async () => {
    const { core, path } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const file = join(path, 'practices', summary.id, 'practice.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('title:', 'costs: {total: 5, later: giữ}\ntitle:'));
    const got = await core.invoke('practices.get', { id: summary.id });
    const base = got.type === 'practice' ? got.practice.hash : '';
    const fields = { costs: { source: 'Ngân sách' } };
    const saved = await core.invoke('practices.save', { id: summary.id, base, fields, sections: {} });
    expect(saved.practice.frontMatter.costs).toEqual({ source: 'Ngân sách', later: 'giữ' });
  });

  it('removes a field that is set to null and keeps the others', async () => {
    const { core } = await startOffice();
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const full = await core.invoke('practices.save', {
      id: summary.id,
      base: hash,
      fields: completeFields,
      sections: {},
    });
    const saved = await core.invoke('practices.save', {
      id: summary.id,
      base: full.practice.hash,
      fields: { costs: null },
      sections: {},
    });
    expect(saved.practice.frontMatter).toMatchObject({ period: '2026-Q3' });
    expect(saved.practice.frontMatter.costs).toBeUndefined();
  });
});

describe('names and records', () => {
  it('makes a safe, free file name of any name (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.string()), (name, others) => {
        const taken = new Set([...others, safeFileName(name, new Set())]);
        const file = safeFileName(name, taken);
        expect(attachmentFileSchema.safeParse(file).success).toBe(true);
        expect(taken.has(file)).toBe(false);
      }),
    );
  });

  it.each(['CON', 'nul.txt', '..', '../../etc/passwd', 'a\0b.pdf', '.htaccess', 'Đề án 06.DOCX', 'a.'])(
    'takes %j',
    (name) => {
      expect(attachmentFileSchema.safeParse(safeFileName(name, new Set())).success).toBe(true);
    },
  );

  it('reads back the record it writes and refuses any other', () => {
    const entry = (path: string) => ({ path, sha256: 'ab'.repeat(32) });
    const text = recordText([entry('practice.md'), entry('attachments/b.png'), entry('attachments/a.png')]);
    expect(recordText(parseRecord(text))).toBe(text);
    for (const wrong of [
      '',
      text.replaceAll('\n', '\r\n'),
      text.toUpperCase(),
      recordText([entry('attachments/a.png')]),
      recordText([entry('practice.md'), entry('practice.md')]),
      recordText([entry('practice.md'), entry('attachments/../../x')]),
      recordText([entry('practice.md'), entry('work.json')]),
      text.split('\n').toReversed().join('\n').trimStart(),
    ]) {
      expect(() => parseRecord(wrong), JSON.stringify(wrong.slice(0, 80))).toThrow();
    }
  });
});

describe('several people at once', () => {
  it('gives two files of the same name two names and loses neither', async () => {
    const { core, path } = await startOffice();
    const other = await startCore();
    await other.invoke('library.open', { path });
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    const folder = temporaryFolder();
    const files = ['một', 'hai'].map((text, index) => {
      const source = join(folder, String(index));
      writeFileSync(source, text);
      return { type: 'path', path: source, name: 'Ảnh.jpg' } as const;
    });
    const [first, second] = files;
    if (!first || !second) throw new Error('no files');
    await Promise.all([
      core.invoke('practices.attach', { id, file: first }),
      other.invoke('practices.attach', { id, file: second }),
    ]);
    const got = await core.invoke('practices.get', { id });
    const attachments = got.type === 'practice' ? (got.practice.frontMatter.attachments ?? []) : [];
    expect(attachments.map(({ file }) => file).sort()).toEqual(['anh-2.jpg', 'anh.jpg']);
    const texts = attachments.map(({ file }) =>
      readFileSync(join(path, 'practices', id, 'attachments', file), 'utf8'),
    );
    expect(texts.sort()).toEqual(['hai', 'một']);
    expect(await core.invoke('practices.mint', { id })).toMatchObject({ minted: true });
  });

  it('approves the text that was read and no later one', async () => {
    const { core } = await startOffice();
    const { summary, hash } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    const { id } = summary;
    const full = await core.invoke('practices.save', {
      id,
      base: hash,
      fields: completeFields,
      sections: completeSections,
    });
    expect(full.type).toBe('saved');
    const submitted = await takeStep(core, id, 'submit');
    const read = submitted.type === 'saved' ? submitted.practice.hash : '';
    const later = { id, base: read, fields: {}, sections: { lessons: 'Thêm sau khi lãnh đạo đã đọc' } };
    await expect(core.invoke('practices.save', later)).rejects.toMatchObject({
      code: 'practice-closed',
      overtaken: { by: 'Trần Thị Lan', hash: read },
    });
    await takeStep(core, id, 'reopen');
    await core.invoke('practices.save', later);
    await takeStep(core, id, 'submit');
    expect(await core.invoke('practices.step', { id, base: read, step: 'approve' })).toMatchObject({
      type: 'conflict',
      practice: { summary: { status: 'submitted' } },
    });
    expect(await takeStep(core, id, 'approve')).toMatchObject({ type: 'saved' });
  });
});
