import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unzipSync } from 'fflate';
import { nodeFileSystem } from '#core/files/node-file-system';
import { standingOf } from '#shared/model/review';
import { vi } from '#shared/messages/vi';
import { reviewPaperRows } from '#shared/paper/review-paper';
import {
  colleague,
  decide,
  period,
  read,
  reviewOffice,
  sitDown,
  submitted,
  undo,
} from '#tests/core/review/review-office';
import { Interposed } from '#tests/support/interposing-file-system';
import { takeStep } from '#tests/support/office';

const opinion = { leader: 'Lê Thị Giám Đốc', on: '2026-09-20' };

describe('review with two levels', () => {
  it('goes from the head of the division to the head of the department, noted by name and role', async () => {
    const office = await reviewOffice();
    const { core } = office;
    const id = await submitted(core, 'Ngầm hóa cáp');
    await sitDown(core, 'Phạm Văn Phòng');
    const waiting = await core.invoke('review.list', { period });
    expect(waiting).toMatchObject({ levels: 2, items: [{ id, waits: 'division', missing: [] }] });
    expect(await core.invoke('review.waiting', {})).toEqual({ count: 1, period });
    const passed = await decide(core, [{ id, decision: 'pass', reason: ' Nên nhân rộng. ' }]);
    expect(passed).toMatchObject({ done: [{ id, decision: 'pass' }], left: [] });
    expect(await core.invoke('review.waiting', {})).toEqual({ count: 0, period: null });
    const after = await read(core, id);
    expect(after.work?.status).toBe('submitted');
    expect(after.work?.log.at(-1)).toMatchObject({
      ...{ by: 'Phạm Văn Phòng', step: 'reviewed', to: 'submitted', role: 'division-head' },
      reason: 'Nên nhân rộng.',
    });
    expect(after.work?.log.at(-1)).not.toHaveProperty('onBehalf');
    const boss = await colleague(office, 'Lê Thị Giám Đốc');
    const list = await boss.invoke('review.list', { period });
    expect(list.items).toMatchObject([
      { waits: 'department', passed: { by: 'Phạm Văn Phòng', reason: 'Nên nhân rộng.' } },
    ]);
    await decide(boss, [{ id, decision: 'approve' }]);
    const approved = await read(boss, id);
    expect(approved.summary.status).toBe('approved');
    expect(approved.work?.log.at(-1)).toMatchObject({ role: 'department-head', step: 'approve' });
    expect(await boss.invoke('review.list', { period })).toMatchObject({ items: [] });
  });

  it('notes who does it without the role for it', async () => {
    const { core } = await reviewOffice();
    const [one, two] = [await submitted(core, 'Một'), await submitted(core, 'Hai')];
    await decide(core, [
      { id: one, decision: 'pass' },
      { id: two, decision: 'approve' },
    ]);
    expect((await read(core, one)).work?.log.at(-1)).toMatchObject({
      ...{ by: 'Trần Thị Lan', role: 'division-head', onBehalf: true },
    });
    // Past the head of the division: the log shows it, and nothing stands in the way.
    expect((await read(core, two)).work?.log.map(({ step }) => step)).not.toContain('reviewed');
    expect((await read(core, two)).work?.log.at(-1)).toMatchObject({
      role: 'department-head',
      onBehalf: true,
    });
  });

  it('has one level where quarter.json says nothing, or cannot be read', async () => {
    const { core, path } = await reviewOffice(1);
    await submitted(core, 'Một');
    for (const content of ['{"levels":1}', '{"levels":7}', 'hỏng', '{}', '[]']) {
      writeFileSync(join(path, 'quarter.json'), content);
      expect(await core.invoke('review.list', { period })).toMatchObject({
        levels: 1,
        items: [{ waits: 'department' }],
      });
    }
    await sitDown(core, 'Phạm Văn Phòng');
    expect(await core.invoke('review.waiting', {})).toEqual({ count: 0, period: null });
  });
});

describe('deciding on many', () => {
  it('does those that meet the gate, names the others, and goes back in one step', async () => {
    const { core, path } = await reviewOffice(1);
    const ids = [await submitted(core, 'Một'), await submitted(core, 'Hai')];
    const incomplete = await submitted(core, 'Chưa đủ', false);
    const damaged = await submitted(core, 'Hỏng');
    const all = [...ids, incomplete, damaged];
    const { items } = await core.invoke('review.list', { period });
    const bases = new Map(items.map((item) => [item.id, item.hash]));
    writeFileSync(join(path, 'practices', damaged, 'practice.md'), 'hỏng');
    const result = await decide(
      core,
      all.map((id) => ({ id, base: bases.get(id) ?? '', decision: 'approve' as const })),
    );
    expect(result.done.map(({ id }) => id)).toEqual(ids);
    expect(result.left).toMatchObject([
      { id: incomplete, title: 'Chưa đủ', reason: 'incomplete' },
      { id: damaged, reason: 'damaged' },
    ]);
    expect(result.left[0]?.missing.length).toBeGreaterThan(3);
    expect((await read(core, incomplete)).summary.status).toBe('submitted');
    const undone = await undo(core, result.undoId);
    expect(undone).toMatchObject({ change: { type: 'review' }, undone: { back: ids, left: [] } });
    for (const id of ids) {
      const { work } = await read(core, id);
      expect(work?.status).toBe('submitted');
      expect(work?.log.map(({ step }) => step).slice(-2)).toEqual(['approve', 'undo']);
    }
  });

  it('returns many with one reason, and tells what changed since', async () => {
    const { core } = await reviewOffice(1);
    const ids = [await submitted(core, 'Một'), await submitted(core, 'Hai')];
    await expect(decide(core, [{ id: ids[0] ?? '', decision: 'return', reason: ' ' }])).rejects.toMatchObject(
      {
        code: 'bad-input',
      },
    );
    await decide(
      core,
      ids.map((id) => ({ id, decision: 'return' as const, reason: 'Bổ sung số liệu' })),
    );
    const [id = ''] = ids;
    const { hash } = await read(core, id);
    await core.invoke('practices.save', { id, base: hash, fields: { title: 'Một, sửa' }, sections: {} });
    await takeStep(core, id, 'submit');
    const { items } = await core.invoke('review.list', { period });
    expect(items).toMatchObject([{ id, returned: { reason: 'Bổ sung số liệu', by: 'Trần Thị Lan' } }]);
    const before = items[0]?.returned?.revision ?? 'working';
    const { differences } = await core.invoke('revisions.compare', {
      ...{ id, before, after: 'working' as const, language: 'vi' as const },
    });
    expect(differences).toEqual([{ field: 'title', here: 'Một', there: 'Một, sửa' }]);
  });

  it('leaves what was edited since it was seen', async () => {
    const { core, path } = await reviewOffice(1);
    const id = await submitted(core, 'Một');
    const { hash } = await read(core, id);
    const file = join(path, 'practices', id, 'practice.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('52,8', '5,28').replace('treo', 'treo cao'));
    const result = await decide(core, [{ id, base: hash, decision: 'approve' }]);
    expect(result).toMatchObject({ done: [], left: [{ id, reason: 'changed', overtaken: null }] });
    await expect(undo(core, result.undoId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await core.invoke('bulk.last', {})).toBeNull();
  });
});

describe('two who decide on the same at once', () => {
  it.each([
    ['approve', 'return'],
    ['return', 'approve'],
    ['approve', 'approve'],
    ['pass', 'pass'],
    ['pass', 'return'],
  ] as const)(
    '%s, while another one does %s: nothing is lost, and who was first is told',
    async (mine, theirs) => {
      const office = await reviewOffice();
      const boss = await colleague(office, 'Lê Thị Giám Đốc');
      const late = new Interposed(
        nodeFileSystem,
        (call, path) => call === 'create' && /practices.[0-9a-f-]+.\.lock$/.test(path),
      );
      const id = await submitted(office.core, 'Ngầm hóa');
      const other = await submitted(office.core, 'Trợ lý ảo');
      const head = await colleague(office, 'Phạm Văn Phòng', { fileSystem: late.fileSystem });
      late.arm(() => decide(boss, [{ id, decision: theirs, reason: 'Lời của giám đốc' }]));
      const result = await decide(head, [
        { id, decision: mine, reason: 'Lời của trưởng phòng' },
        { id: other, decision: mine, reason: 'Lời của trưởng phòng' },
      ]);
      expect(late.isOver).toBe(true);
      expect(result.done.map((one) => one.id)).toEqual([other]);
      expect(result.left).toMatchObject([
        {
          ...{ id, title: 'Ngầm hóa', reason: mine === theirs ? 'same' : 'not-possible' },
          overtaken: { by: 'Lê Thị Giám Đốc' },
        },
      ]);
      const { work } = await read(head, id);
      expect(work?.log.at(-1)).toMatchObject({ by: 'Lê Thị Giám Đốc', reason: 'Lời của giám đốc' });
    },
  );

  it('does both where they agree: looked at in the division, then returned by the head', async () => {
    const office = await reviewOffice();
    const boss = await colleague(office, 'Lê Thị Giám Đốc');
    const id = await submitted(office.core, 'Ngầm hóa');
    const { hash } = await read(office.core, id);
    const passed = await decide(office.core, [{ id, base: hash, decision: 'pass' }]);
    await decide(boss, [{ id, base: hash, decision: 'return', reason: 'Sửa' }]);
    const undone = await undo(office.core, passed.undoId);
    expect(undone.undone).toMatchObject({ back: [], left: [{ id, reason: 'changed' }] });
    const { work } = await read(boss, id);
    expect(work?.log.map(({ step }) => step).slice(-2)).toEqual(['reviewed', 'return']);
    expect(work?.status).toBe('returned');
  });
});

describe('opinions from the printed list', () => {
  it('are noted with the leader, the day, and whose hand entered them', async () => {
    const { core } = await reviewOffice();
    const ids = [await submitted(core, 'Một'), await submitted(core, 'Hai'), await submitted(core, 'Ba')];
    const [yes = '', no = '', other = ''] = ids;
    const result = await decide(
      core,
      [
        { id: yes, decision: 'approve' },
        { id: no, decision: 'return', reason: 'Làm rõ kinh phí' },
        { id: other, decision: 'opinion', reason: 'Hỏi thêm phòng Bưu chính' },
      ],
      opinion,
    );
    expect(result.done.map(({ decision }) => decision)).toEqual(['approve', 'return', 'opinion']);
    const works = await Promise.all(ids.map(async (id) => (await read(core, id)).work));
    expect(works.map((work) => work?.status)).toEqual(['approved', 'returned', 'submitted']);
    for (const work of works) {
      expect(work?.log.at(-1)).toMatchObject({ by: 'Trần Thị Lan', role: 'department-head', opinion });
      expect(work?.log.at(-1)).not.toHaveProperty('onBehalf');
    }
    const { items } = await core.invoke('review.list', { period });
    expect(items).toMatchObject([
      { id: other, opinions: [{ ...opinion, by: 'Trần Thị Lan', reason: 'Hỏi thêm phòng Bưu chính' }] },
    ]);
    await undo(core, result.undoId);
    expect(await core.invoke('review.list', { period })).toMatchObject({
      items: [{ opinions: [] }, { opinions: [] }, { opinions: [] }],
    });
    expect(works[2] && standingOf(works[2]).status).toBe('submitted');
  });
});

describe('the list that is laid before a leader', () => {
  it('is a Word file of those asked for, in their order, with an empty last column', async () => {
    const { core } = await reviewOffice();
    const [one, two] = [await submitted(core, 'Một <&> "hai"'), await submitted(core, 'Chưa đủ', false)];
    await decide(core, [{ id: one, decision: 'pass', reason: 'Nên nhân rộng.' }]);
    const made = await core.invoke('review.paper', { period, ids: [two, one], language: 'vi' });
    expect(made.file).toBe('TrinhYKien_2026-Q3.docx');
    const served = await core.servedFile(`papers/${made.token}/${made.file}`);
    const text = Buffer.from(
      unzipSync(readFileSync(served?.path ?? ''))['word/document.xml'] ?? new Uint8Array(),
    ).toString();
    const plain = text.replace(/<[^>]*>/g, ' ');
    expect(plain.indexOf('Chưa đủ')).toBeLessThan(
      plain.indexOf('Một &lt;&amp;&gt; "hai"'.replace(/"/g, '&quot;')),
    );
    expect(plain).toContain('Ý kiến của lãnh đạo');
    expect(plain).toContain('đề nghị trả lại để hoàn thiện');
    expect(plain).toContain('Chiều dài ngầm hóa: 10 km → 52,8 km (09/2026)');
    expect(text).toContain('w:orient="landscape"');
    const again = await core.invoke('review.paper', { period, ids: [two, one], language: 'vi' });
    expect(again.bytes).toBe(made.bytes);
    const nobody = { period, ids: ['0193e4a0-0000-7000-8000-0000000000ff'], language: 'vi' as const };
    await expect(core.invoke('review.paper', nobody)).rejects.toMatchObject({ code: 'bad-input' });
    const { items } = await core.invoke('review.list', { period });
    const rows = reviewPaperRows(items, { messages: vi, language: 'vi', fields: [] });
    expect(rows.find(({ id }) => id === one)?.proposal).toMatch(
      /^Trần Thị Lan đã xem xét cấp phòng .* Nên nhân rộng\.$/,
    );
  });

  it('tells of other periods that wait', async () => {
    const { core } = await reviewOffice();
    const id = await submitted(core, 'Một');
    expect(await core.invoke('review.list', { period: '2026-Q4' })).toMatchObject({
      ...{ items: [], elsewhere: [{ period, count: 1 }] },
    });
    expect(await core.invoke('review.list', { period: '2026-9M' })).toMatchObject({ items: [{ id }] });
  });
});
