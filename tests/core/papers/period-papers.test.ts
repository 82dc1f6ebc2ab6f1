import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { OfficialPaperType, PaperFormat } from '#shared/contract/papers';
import { laidPages } from '#tests/core/papers/pdf-layout';
import { giveFile, scan } from '#tests/core/issue/papers';
import { endedJob } from '#tests/support/ended-job';
import { startOffice, writeApproved } from '#tests/support/office';

const period = '2026-Q3';
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

async function bytesOf(core: Core, started: { jobId: string }): Promise<Buffer> {
  const { state, subject, failure } = await endedJob(core, started);
  expect(state, JSON.stringify(failure)).toBe('done');
  return readFileSync((await core.servedFile(join('papers', subject ?? '')))?.path ?? '');
}

const paperOf = async (core: Core, paper: OfficialPaperType, as: PaperFormat): Promise<Buffer> =>
  bytesOf(core, await core.invoke('papers.official', { period, paper, as, language: 'vi' }));

async function wordsOf(bytes: Buffer, as: PaperFormat): Promise<string> {
  const keep = process.env['LANTOA_PAPERS'];
  if (keep !== undefined) writeFileSync(join(keep, `${String(Date.now())}.${as}`), bytes);
  if (as === 'docx') return plain((await mammoth.extractRawText({ buffer: bytes })).value);
  return plain((await laidPages(bytes)).flatMap(({ lines }) => lines.map(({ text }) => text)).join(' '));
}

/** What a paper says, as Word and as PDF. */
async function saidBy(core: Core, paper: OfficialPaperType): Promise<string[]> {
  return Promise.all(
    (['docx', 'pdf'] as const).map(async (as) => wordsOf(await paperOf(core, paper, as), as)),
  );
}

async function officeWithChoice(): Promise<{ core: Core; ids: string[]; path: string }> {
  const { core, path } = await startOffice();
  const ids: string[] = [];
  for (const title of ['Ngầm hóa cáp viễn thông', 'Trợ lý ảo trả lời người dân'])
    ids.push((await writeApproved(core, title)).summary.id);
  await core.invoke('compilations.save', { period, base: null, foreword: '', items: ids });
  const before = await core.invoke('letterhead.get', {});
  await core.invoke('letterhead.save', {
    base: before.hash,
    letterhead: {
      ...before.letterhead,
      ...{ drafter: 'CĐS', letterTo: ['Sở Khoa học và Công nghệ tỉnh Lào Cai', 'Sở Y tế tỉnh Lào Cai'] },
      signers: [{ authority: 'KT.', of: 'Giám đốc', post: 'Phó Giám đốc', name: 'Phạm Thị Hồng' }],
    },
  });
  return { core, ids, path };
}

const seen = async (core: Core): Promise<{ period: string; base: string | null }> => ({
  period,
  base: (await core.invoke('issue.get', { period })).hash,
});
const signer = { post: 'Giám đốc', name: 'Trần Văn A' };

async function issueReport(core: Core): Promise<void> {
  await core.invoke('issue.freeze', await seen(core));
  await core.invoke('issue.submit', await seen(core));
  await core.invoke('issue.paper', {
    ...{ ...(await seen(core)), type: 'report', number: 5, symbol: 'BC-SKHCN', date: '2026-02-03', signer },
    file: giveFile(scan()),
  });
}

describe('papers of a period', () => {
  it('the letter to peers has its symbol, addressees, signer and records office as the decree has them', async () => {
    const { core } = await officeWithChoice();
    for (const said of await saidBy(core, 'letter'))
      for (const words of [
        '/SKHCN-CĐS',
        'V/v chia sẻ cách làm hay quý III/2026',
        'Kính gửi:',
        '- Sở Khoa học và Công nghệ tỉnh Lào Cai;',
        '- Sở Y tế tỉnh Lào Cai.',
        'gồm 2 cách làm hay.',
        '- Như trên;',
        '- Lưu: VT, CĐS.',
        'KT. GIÁM ĐỐC',
        'PHÓ GIÁM ĐỐC',
        'Phạm Thị Hồng',
      ])
        expect(said).toContain(words);
  });

  it('names number and date once the clerk has given them, with their zeros in front', async () => {
    const { core } = await officeWithChoice();
    for (const said of await saidBy(core, 'report')) expect(said).toMatch(/Số:\s+\/BC-SKHCN/);
    await issueReport(core);
    for (const said of await saidBy(core, 'report'))
      for (const words of [
        'Số: 05/BC-SKHCN',
        'Hải Phòng, ngày 03 tháng 02 năm 2026',
        '(Kèm theo Báo cáo số 05/BC-SKHCN ngày 03 tháng 02 năm 2026 của Sở Khoa học và Công nghệ Hải Phòng)',
      ])
        expect(said).toContain(words);
    for (const said of await saidBy(core, 'letter'))
      expect(said).toContain('Báo cáo số 05/BC-SKHCN ngày 03 tháng 02 năm 2026;');
    for (const said of await saidBy(core, 'dispatch-note'))
      for (const words of ['PHIẾU GỬI', '/PG-SKHCN', '05/BC-SKHCN;', 'Gói chia sẻ cách làm hay'])
        expect(said).toContain(words);
    for (const said of await saidBy(core, 'enclosed-list'))
      for (const words of ['DANH MỤC TÀI LIỆU KÈM THEO', '05/BC-SKHCN', 'Trợ lý ảo trả lời người dân'])
        expect(said).toContain(words);
  });

  it('a replacement and a correction refer to the first paper', async () => {
    const { core } = await officeWithChoice();
    await issueReport(core);
    const started = await core.invoke('issue.issue', { ...(await seen(core)), number: 1 });
    expect(await endedJob(core, started)).toMatchObject({ state: 'done' });
    const cited = 'Báo cáo số 05/BC-SKHCN ngày 03 tháng 02 năm 2026';
    const errata = [
      { printed: 'Sở KHCN', instead: 'Sở Khoa học và Công nghệ' },
      { place: 'tại trang 3, mục 2.', printed: 'ngày 31', instead: 'ngày 30' },
    ];
    const again = async (kind: 'replacement' | 'correction'): Promise<void> => {
      await core.invoke('issue.again', {
        ...{ ...(await seen(core)), kind, reason: 'sai tên đơn vị' },
        errata: kind === 'correction' ? errata : [],
      });
    };
    await again('correction');
    for (const said of await saidBy(core, 'letter'))
      for (const words of [
        `V/v đính chính ${cited}`,
        'Đã in: “Sở KHCN”.',
        'Nay sửa lại là: “Sở Khoa học và Công nghệ”.',
        'Tại trang 3, mục 2, đã in: “ngày 31”.',
        'Nay sửa lại là: “ngày 30”.',
      ])
        expect(said).toContain(words);
    await core.invoke('issue.back', { ...(await seen(core)), to: 'start' });
    await again('replacement');
    for (const said of await saidBy(core, 'report'))
      for (const words of [`(thay thế ${cited})`, `Báo cáo này thay thế ${cited}. Lý do: sai tên đơn vị`])
        expect(said).toContain(words);
  });

  it('one practice, a chosen few and the digest stand in the same style, without head and number', async () => {
    const { core, ids, path } = await officeWithChoice();
    const practices = async (some: string[], as: PaperFormat): Promise<string> =>
      wordsOf(
        await bytesOf(core, await core.invoke('papers.practices', { ids: some, as, language: 'vi' })),
        as,
      );
    for (const as of ['docx', 'pdf'] as const) {
      const one = await practices(ids.slice(0, 1), as);
      expect(one).toContain('Ngầm hóa cáp viễn thông');
      expect(one).not.toContain('CỘNG HÒA');
      const both = await practices(ids, as);
      expect(both.indexOf('1. Ngầm hóa')).toBeLessThan(both.indexOf('2. Trợ lý ảo'));
    }
    const created = await core.invoke('practices.create', { language: 'en', title: 'Cables underground' });
    await core.invoke('practices.save', {
      ...{ id: created.summary.id, base: created.hash, sections: {} },
      fields: { summary: 'Cables of main streets went underground.' },
    });
    // As another program writes it: no screen asks for it yet.
    const written = join(path, 'practices', created.summary.id, 'practice.md');
    const text = readFileSync(written, 'utf8');
    writeFileSync(written, text.replace('language: en', `language: en\ntranslationOf: ${ids[0] ?? ''}`));
    for (const said of await saidBy(core, 'digest')) {
      expect(said).toContain('1. Cables underground');
      expect(said).toContain('Cables of main streets went underground.');
      expect(said).toContain('Contact: Phòng Bưu chính, Viễn thông, 0225 3000 000.');
      expect(said).toContain('GOOD PRACTICES, Q3 2026');
      expect(said).not.toContain('CỘNG HÒA');
    }
  });

  it('ends where somebody stops it, and leaves nothing', async () => {
    const { core } = await officeWithChoice();
    const started = await core.invoke('papers.official', {
      period,
      paper: 'report',
      as: 'pdf',
      language: 'vi',
    });
    await core.invoke('jobs.cancel', started);
    expect(await endedJob(core, started)).toMatchObject({ state: 'cancelled', failure: null });
  });
});
