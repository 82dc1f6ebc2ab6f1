import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { endedJob } from '#tests/support/ended-job';
import { laidPages } from '#tests/core/papers/pdf-layout';
import { startOffice, writeApproved } from '#tests/support/office';

const period = '2026-Q3';

describe('the report of a period', () => {
  it('is made of the choice, as Word and as PDF, in a process of its own; the same choice gives the same bytes', async () => {
    const { core } = await startOffice();
    const { summary } = await writeApproved(core, 'Ngầm hóa cáp viễn thông');
    const items = [summary.id];
    await core.invoke('compilations.save', { period, base: null, foreword: 'Lời **dẫn** của quý.', items });
    const fetch = async (as: 'docx' | 'pdf'): Promise<Buffer> => {
      const started = await core.invoke('papers.official', { period, paper: 'report', as, language: 'vi' });
      const { subject } = await endedJob(core, started);
      expect(subject).toMatch(new RegExp(`/BaoCao_2026-Q3\\.${as}$`));
      const served = await core.servedFile(join('papers', subject ?? ''));
      return readFileSync(served?.path ?? '');
    };
    const word = await fetch('docx');
    const { value } = await mammoth.extractRawText({ buffer: word });
    const pdf = await fetch('pdf');
    const text = (await laidPages(pdf)).flatMap(({ lines }) => lines.map((line) => line.text)).join(' ');
    for (const said of [value, text].map((one) => one.normalize('NFC').replace(/\s+/g, ' ')))
      for (const words of [
        'BÁO CÁO',
        'Lời dẫn của quý.',
        '1. Ngầm hóa cáp viễn thông',
        'Phụ lục II',
        'Lưu: VT.',
      ])
        expect(said).toContain(words);
    expect(word.equals(await fetch('docx'))).toBe(true);
    expect(pdf.equals(await fetch('pdf'))).toBe(true);
  });
});
