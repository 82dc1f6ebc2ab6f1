import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { Input, Output } from '#shared/contract/contract';
import type { MadePaper } from '#shared/contract/papers';
import { endedJob } from '#tests/support/ended-job';
import { startOffice, writeApproved } from '#tests/support/office';

const period = '2026-Q3';
const idOf = (at: number): string => `0193e4a0-0000-7000-8000-${String(at).padStart(12, '0')}`;
const names = ['Phòng Bưu chính', 'Xã Tân Phú', 'Xã An Bình', 'Phường Hồng Bàng <b>'];
const units: Input<'units.save'>['units'] = names.map((name, at) => ({
  ...{
    id: idOf(at + 1),
    name,
    kind: at === 0 ? ('division' as const) : ('commune' as const),
    usesProgram: at === 0,
  },
}));
const call: Input<'call.save'>['call'] = {
  wanted: 'Việc đã làm.\n\nKết quả bằng số liệu.',
  ...{ fields: ['ha-tang-so'], deadline: null, briefing: '2026-10-05' },
  units: units.map(({ id }) => id),
};

const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;

let core: Core;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-09-23T03:00:00Z');
  ({ core } = await startOffice(undefined, undefined, { now: () => now }));
  await core.invoke('units.save', { base: null, units });
});
const save = (part: Partial<typeof call> = {}, base: string | null = null): Promise<Output<'call.save'>> =>
  core.invoke('call.save', { period, base, call: { ...call, ...part } });

async function textOf({ token, file }: MadePaper): Promise<string> {
  const { path = '' } = (await core.servedFile(`papers/${token}/${file}`)) ?? {};
  const xml = strFromU8(unzipSync(readFileSync(path))['word/document.xml'] ?? new Uint8Array());
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

describe('the call of a period', () => {
  it('says the window, the deadline by the briefing and the days for reminders', async () => {
    const { plan, call: saved } = await save();
    expect(plan).toEqual({
      ...{
        from: '2026-06-15',
        to: '2026-09-14',
        deadline: '2026-09-28',
        reminders: ['2026-09-21', '2026-09-24'],
        ...{ standing: 'ahead', left: 3 },
      },
    });
    expect(saved).toMatchObject({ ...call, by: 'Trần Thị Lan', at: now.toISOString() });
  });

  it('is a Word paper with what is wanted, fields, deadline and addressees', async () => {
    await expect(core.invoke('call.paper', { period, language: 'vi', as: 'docx' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await save();
    const text = await textOf(await core.invoke('call.paper', { period, language: 'vi', as: 'docx' }));
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'V/v đề nghị gửi cách làm hay quý III/2026',
      'phục vụ giao ban ngày 05/10/2026',
      'từ ngày 15/06/2026 đến ngày 14/09/2026',
      '1. Nội dung\nViệc đã làm.\nKết quả bằng số liệu.\n2. Lĩnh vực trọng tâm\nHạ tầng số.',
      'Chậm nhất ngày 28/09/2026.',
      '- Phường Hồng Bàng <b>.',
    ])
      expect(text).toContain(part);
    expect(await textOf(await core.invoke('call.paper', { period, language: 'en', as: 'docx' }))).toContain(
      'Fields in focus',
    );
  });

  it.skipIf(!hasPdftotext)('is the same paper as PDF, of the call and of the reminder', async () => {
    await save();
    const read = async ({ token, file }: MadePaper): Promise<string> => {
      expect(file).toMatch(/\.pdf$/);
      const { path = '' } = (await core.servedFile(`papers/${token}/${file}`)) ?? {};
      return execFileSync('pdftotext', [path, '-']).toString().normalize('NFC').replace(/\s+/g, ' ');
    };
    const asked = { period, language: 'vi', as: 'pdf' } as const;
    expect(await read(await core.invoke('call.paper', asked))).toContain('Chậm nhất ngày 28/09/2026.');
    const reminder = await core.invoke('call.reminder', { ...asked, units: [idOf(2)] });
    expect(await read(reminder)).toContain('đôn đốc gửi cách làm hay quý III/2026');
  });

  it('of many units names them in a list behind the letter', async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...{ id: idOf(at + 1), name: `Xã số ${String(at + 1)}`, kind: 'commune' as const, usesProgram: false },
    }));
    await core.invoke('units.save', { base: (await core.invoke('units.get', {})).hash, units: many });
    await save({ units: many.map(({ id }) => id) });
    const text = await textOf(await core.invoke('call.paper', { period, language: 'vi', as: 'docx' }));
    expect(text).toContain('Kính gửi: Các đơn vị có tên trong danh sách kèm theo.');
    expect(text.indexOf('Xã số 40')).toBeGreaterThan(text.indexOf('DANH SÁCH ĐƠN VỊ'));
  });
});

describe('units that have not answered', () => {
  it('are those that were asked and neither sent nor reported nil', async () => {
    await save({ units: [idOf(1), idOf(2), idOf(3), idOf(9)] });
    expect((await core.invoke('call.waiting', { period })).map(({ name }) => name)).toEqual(
      names.slice(0, 3),
    );
    await core.invoke('coverage.nil', { period, unit: 'xa tan phu' });
    expect((await core.invoke('call.waiting', { period })).map(({ name }) => name)).toEqual([
      names[0],
      names[2],
    ]);
  });

  it('are reminded in words that fit the day', async () => {
    await save();
    const paper = (ids: string[]): Promise<MadePaper> =>
      core.invoke('call.reminder', { period, language: 'vi', as: 'docx', units: ids });
    await expect(paper([idOf(77)])).rejects.toMatchObject({ code: 'bad-input' });
    const before = await textOf(await paper([idOf(2)]));
    expect(before).toContain('V/v đôn đốc gửi cách làm hay quý III/2026');
    expect(before).toContain('Kính gửi: Xã Tân Phú');
    expect(before).toContain('Đến ngày 23/09/2026, chưa nhận được');
    now = new Date('2026-09-28T18:00:00Z');
    expect(await textOf(await paper([idOf(2)]))).toContain('Đến ngày 29/09/2026, thời hạn trên đã hết');
  });

  it('are told of with the working days to the deadline, from the first reminder on', async () => {
    expect(await core.invoke('call.due', {})).toEqual([]);
    await save();
    const due = (): Promise<Output<'call.due'>> => core.invoke('call.due', {});
    expect(await due()).toEqual([
      { period, deadline: '2026-09-28', standing: 'ahead', left: 3, waiting: 4, remind: true },
    ]);
    now = new Date('2026-09-18T03:00:00Z');
    expect(await due()).toMatchObject([{ left: 6, remind: false }]);
    now = new Date('2026-09-30T03:00:00Z');
    expect(await due()).toMatchObject([{ standing: 'over', left: -2, remind: false }]);
    now = new Date('2026-07-01T03:00:00Z');
    expect(await due()).toEqual([]);
    now = new Date('2027-03-01T03:00:00Z');
    expect(await due()).toEqual([]);
    now = new Date('2026-09-28T03:00:00Z');
    for (const unit of names) await core.invoke('coverage.nil', { period, unit });
    expect(await due()).toEqual([]);
  });
});

describe('the call as a statement', () => {
  it('is told, is old once the call says something else, and can be taken back', async () => {
    const { hash } = await save();
    const { told } = await core.invoke('call.tell', { period });
    expect(told).toMatchObject({ current: true, sent: false });
    expect((await core.invoke('call.tell', { period })).told).toEqual(told);
    const base = (await core.invoke('call.get', { period })).hash;
    expect(base).not.toBe(hash);
    expect((await save({ wanted: 'Khác' }, base)).told).toMatchObject({ id: told?.id, current: false });
    const anew = await core.invoke('call.tell', { period });
    expect(anew.told?.id).not.toBe(told?.id);
    expect((await core.invoke('call.untell', { period })).told).toBeNull();
    expect((await core.invoke('call.untell', { period })).told).toBeNull();
  });

  it('rides in the next parcel, stays once it has left, and is shown where it arrives', async () => {
    const { summary } = await writeApproved(core, 'Ngầm hóa cáp');
    const { hash: chosen } = await core.invoke('compilations.get', { period });
    await core.invoke('compilations.save', { period, base: chosen, foreword: '', items: [summary.id] });
    await save();
    await core.invoke('call.tell', { period });
    const job = await endedJob(
      core,
      await core.invoke('compilations.export', { period, number: 1, unsealed: true }),
    );
    expect(job.state).toBe('done');
    expect((await core.invoke('call.get', { period })).told).toMatchObject({ sent: true });
    await expect(core.invoke('call.untell', { period })).rejects.toMatchObject({ code: 'statement-left' });
    const { path: root } = (await core.invoke('library.state', {})) as { path: string };

    const other = await startOffice('Sở Y tế Hải Phòng');
    const parcel = {
      type: 'path' as const,
      path: join(root, 'compilations', period, 'bundles', job.subject ?? ''),
      name: 'goi.zip',
    };
    const received = await endedJob(
      other.core,
      await other.core.invoke('exchange.receive', { file: parcel }),
    );
    const reviewId = received.subject ?? '';
    await endedJob(other.core, await other.core.invoke('exchange.takeIn', { reviewId, choose: [] }));
    const { received: calls } = await other.core.invoke('call.get', { period });
    expect(calls).toMatchObject([
      { wanted: call.wanted, deadline: '2026-09-28', briefing: '2026-10-05', fields: ['ha-tang-so'] },
    ]);
    expect((await other.core.invoke('call.get', { period: '2026-Q4' })).received).toEqual([]);
  });
});
