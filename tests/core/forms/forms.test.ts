import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import { formFile } from '#core/forms/form-file';
import type { Job } from '#shared/contract/application';
import type { FormOutcome, FormTake } from '#shared/contract/forms';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { editWord, paragraph } from '#tests/core/forms/edit-word';
import { formVocabulary } from '#tests/core/forms/vocabulary';
import { endedJob } from '#tests/support/ended-job';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';

const period = '2026-Q3';
let folder: string;
let core: Core;
let library: string;

beforeEach(async () => {
  folder = temporaryFolder();
  ({ core, path: library } = await startOffice());
});

const form = (unit: string, title: string, more: object = {}): Promise<Uint8Array> =>
  formFile({
    ...{ language: 'vi', office: 'Sở Khoa học và Công nghệ Hải Phòng', unit, sections: completeSections },
    fields: { ...completeFields, title, ...more },
    vocabulary: formVocabulary,
  });

const nilForm = async (unit: string): Promise<Buffer> => {
  const blank = await formFile({
    ...{ language: 'vi', office: 'Sở', unit, sections: {}, fields: { period }, vocabulary: formVocabulary },
  });
  return editWord(blank, (xml) => xml.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>'));
};

async function take(files: Readonly<Record<string, Uint8Array>>): Promise<FormTake> {
  const given = Object.entries(files).map(([name, bytes]) => {
    const path = join(folder, `${String(Math.random()).slice(2)}.bin`);
    writeFileSync(path, bytes);
    return { type: 'path' as const, path, name };
  });
  const job = await endedJob(core, await core.invoke('forms.take', { files: given, period }));
  return core.invoke('forms.report', { take: job.subject ?? '' });
}

const typesOf = ({ items }: FormTake): string[] => items.map(({ outcome }) => outcome.type);
const practiceOf = (outcome: FormOutcome | undefined): string =>
  outcome && 'practice' in outcome ? (outcome.practice ?? '') : '';
describe('forms that come back', () => {
  it('become drafts with everything in its place and the form as attachment, or nil answers', async () => {
    const odd = editWord(await form('Xã An Bình', 'Số hóa sổ hộ tịch'), (xml) =>
      xml.replace('<w:body>', `<w:body>${paragraph('Kính gửi *Sở* [x](y)')}`),
    );
    const report = await take({
      'Phiếu Tân Phú.docx': await form('UBND xã Tân Phú', 'Ngầm hóa cáp'),
      'Phiếu An Bình.docx': odd,
      'không.docx': await nilForm('Xã Đông Hải'),
    });
    expect(typesOf(report)).toEqual(['draft', 'draft', 'nil']);
    const found = await core.invoke('practices.get', { id: practiceOf(report.items[1]?.outcome) });
    if (found.type !== 'practice') throw new Error(found.type);
    const { practice } = found;
    const [first] = completeFields.results ?? [];
    const result = { ...first };
    delete result.expected;
    // A figure that is not said to be expected is none.
    expect(practice.frontMatter).toMatchObject({
      ...completeFields,
      results: [result],
      title: 'Số hóa sổ hộ tịch',
    });
    const sections = practice.sections.map(({ key, body }) => [key, body]);
    expect(Object.fromEntries(sections)).toMatchObject({
      steps: completeSections.steps,
      before: completeSections.before,
    });
    expect(practice.sections.at(-1)).toMatchObject({
      key: null,
      heading: 'Nội dung phiếu chưa xếp được',
      body: '**phần đầu phiếu:** Kính gửi \\*Sở\\* \\[x\\](y)',
    });
    expect(practice.work).toMatchObject({ status: 'draft', unit: 'Xã An Bình' });
    const [attachment] = practice.frontMatter.attachments ?? [];
    expect(attachment?.title).toBe('Phiếu An Bình.docx');
    const kept = readFileSync(
      join(library, 'practices', practice.summary.id, 'attachments', attachment?.file ?? ''),
    );
    expect(kept.equals(odd)).toBe(true);
    const listed = await core.invoke('forms.list', { period });
    expect(listed.map(({ unit, answer }) => [unit, answer])).toEqual([
      ['UBND xã Tân Phú', 'practice'],
      ['Xã An Bình', 'practice'],
      ['Xã Đông Hải', 'nil'],
    ]);
  });

  it('says in plain words what cannot be read, and that holds up no other', async () => {
    const good = await form('Phòng Bưu chính', 'Ngầm hóa');
    const bomb = editWord(good, (xml) => xml.replace('<w:body>', `<w:body>${'<w:p/>'.repeat(9_000_000)}`));
    const report = await take({
      'a.docm': good,
      'b.doc': Buffer.from('d0cf11e0a1b11ae1aabbcc', 'hex'),
      'c.docx': Buffer.from('PK\u0003\u0004 cut off'),
      'd.docx': bomb,
      'e.docx': good,
      'f.pdf': Buffer.from('%PDF-1.4'),
    });
    expect(report.items.map(({ outcome }) => ('reason' in outcome ? outcome.reason : outcome.type))).toEqual([
      ...['macros', 'old-format', 'damaged', 'too-big', 'draft', 'not-word'],
    ]);
  });

  it('asks where a unit has answered before: replace, keep or leave', async () => {
    const first = await form('Xã Tân Phú', 'Ngầm hóa cáp');
    const opened = await take({ 'một.docx': first, 'lại.docx': first });
    expect(typesOf(opened)).toEqual(['draft', 'same']);
    const id = practiceOf(opened.items[0]?.outcome);
    const second = await form('XÃ TÂN PHÚ', 'Ngầm hóa cáp', { summary: 'Bản mới.' });
    const asked = await take({ 'hai.docx': second });
    expect(asked.items[0]?.outcome).toMatchObject({
      type: 'asked',
      before: { practice: id, title: 'Ngầm hóa cáp', replaceable: true },
    });
    const replaced = await core.invoke('forms.decide', { take: asked.take, item: 0, choice: 'replace' });
    expect(replaced.items[0]?.outcome).toMatchObject({ type: 'replaced', practice: id });
    const summaryOf = async (): Promise<string | undefined> => {
      const found = await core.invoke('practices.get', { id });
      return found.type === 'practice' ? found.practice.frontMatter.summary : found.type;
    };
    expect(await summaryOf()).toBe('Bản mới.');
    await expect(
      core.invoke('forms.decide', { take: asked.take, item: 0, choice: 'keep' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await core.invoke('forms.undo', { take: asked.take });
    expect(await summaryOf()).toBe(completeFields.summary);
    const third = await take({ 'ba.docx': await form('Xã Tân Phú', 'Ngầm hóa cáp', { summary: 'Ba.' }) });
    const kept = await core.invoke('forms.decide', { take: third.take, item: 0, choice: 'keep' });
    expect(kept.items[0]?.outcome.type).toBe('draft');
    expect(practiceOf(kept.items[0]?.outcome)).not.toBe(id);
  });

  it('takes a practice in the place of a nil answer', async () => {
    await take({ 'không.docx': await nilForm('Xã An Bình') });
    const asked = await take({ 'có.docx': await form('Xã An Bình', 'Có rồi') });
    expect(asked.items[0]?.outcome).toMatchObject({ type: 'asked', before: null });
    await core.invoke('forms.decide', { take: asked.take, item: 0, choice: 'replace' });
    const listed = await core.invoke('forms.list', { period });
    expect(listed.map(({ answer, title }) => [answer, title])).toEqual([['practice', 'Có rồi']]);
    // Taken back, the nil answer counts again.
    await core.invoke('forms.undo', { take: asked.take });
    expect((await core.invoke('forms.list', { period })).map(({ answer }) => answer)).toEqual(['nil']);
  });

  it('says what else the unit has sent, and keeps what it was on the screen once it is left or undone', async () => {
    const report = await take({
      'a.docx': await form('Xã Tân Phú', 'Ngầm hóa cáp'),
      'b.docx': await form('Xã Tân Phú', 'Trợ lý ảo'),
      'c.docx': await form('Xã Khác', 'Họp không giấy'),
    });
    expect(typesOf(report)).toEqual(['draft', 'draft', 'draft']);
    const readOf = ({ items }: FormTake): unknown[] =>
      items.map(({ outcome }) => ('read' in outcome ? [outcome.read.title, outcome.read.others] : null));
    expect(readOf(report)).toEqual([
      ['Ngầm hóa cáp', []],
      ['Trợ lý ảo', ['Ngầm hóa cáp']],
      ['Họp không giấy', []],
    ]);
    const again = await form('Xã Tân Phú', 'Trợ lý ảo', { summary: 'Bản mới.' });
    const asked = await take({ 'd.docx': again });
    const left = await core.invoke('forms.decide', { take: asked.take, item: 0, choice: 'leave' });
    expect(left.items[0]?.outcome).toMatchObject({
      type: 'left',
      read: { title: 'Trợ lý ảo', unit: 'Xã Tân Phú' },
    });
    const undone = await core.invoke('forms.undo', { take: report.take });
    expect(undone.items[2]?.outcome).toMatchObject({
      type: 'undone',
      read: { title: 'Họp không giấy', unit: 'Xã Khác' },
    });
  });

  it('names what it did not come to when it was stopped, and takes that the next time', async () => {
    const files = await Promise.all(
      ['Một', 'Hai', 'Ba', 'Bốn'].map(async (title) => [`${title}.docx`, await form(`Xã ${title}`, title)]),
    );
    const given = Object.fromEntries(files) as Record<string, Uint8Array>;
    const stop = core.subscribe((event, data) => {
      const job = data as Job;
      if (event === 'job.changed' && job.kind === 'forms' && job.done > 0)
        void core.invoke('jobs.cancel', { jobId: job.jobId });
    });
    const { items } = await take(given);
    stop();
    const taken = items.filter(({ outcome }) => outcome.type === 'draft').length;
    expect(items.map(({ name }) => name)).toEqual(Object.keys(given));
    expect(items.slice(taken).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 - taken }, () => ({ type: 'unread', reason: 'stopped' })),
    );
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(4);
    expect(await core.invoke('forms.list', { period })).toHaveLength(taken);
    expect(typesOf(await take(given))).toEqual([
      ...Array.from({ length: taken }, () => 'same'),
      ...Array.from({ length: 4 - taken }, () => 'draft'),
    ]);
  });

  it('takes all of a take back, but for what was changed since', async () => {
    const report = await take({
      'a.docx': await form('Xã A', 'Một'),
      'b.docx': await form('Xã B', 'Hai'),
      'c.docx': await nilForm('Xã C'),
    });
    const id = practiceOf(report.items[1]?.outcome);
    const found = await core.invoke('practices.get', { id });
    if (found.type !== 'practice') throw new Error(found.type);
    await core.invoke('practices.save', {
      id,
      base: found.practice.hash,
      fields: { influence: 'Toàn xã' },
      sections: {},
    });
    const undone = await core.invoke('forms.undo', { take: report.take });
    expect(undone.undone?.left).toEqual(['Hai']);
    expect(typesOf(undone)).toEqual(['undone', 'draft', 'undone']);
    expect(await core.invoke('forms.list', { period })).toMatchObject([{ unit: 'Xã B' }]);
    const gone = await core.invoke('practices.get', { id: practiceOf(report.items[0]?.outcome) });
    expect(gone.type).toBe('missing');
  });

  it('goes out from a practice and comes back as it was', async () => {
    const report = await take({ 'a.docx': await form('Xã A', 'Một') });
    const id = practiceOf(report.items[0]?.outcome);
    const made = await core.invoke('forms.make', { of: 'practice', id });
    expect(made.file).toBe('PhieuDangKyCachLamHay_Mot.docx');
    const served = await core.servedFile(`papers/${made.token}/${made.file}`);
    const again = await take({ 'b.docx': readFileSync(served?.path ?? '') });
    expect(typesOf(again).some((type) => type === 'same' || type === 'asked')).toBe(true);
  });
});
