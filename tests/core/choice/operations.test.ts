import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startOffice, writeApproved } from '#tests/support/office';

const period = '2026-Q3';
const gone = '0192f0c1-0000-7000-8000-0000000000ff';

describe('what a choice amounts to', () => {
  it('is told of the practices as they are, and what cannot be read is counted', async () => {
    const { core, path } = await startOffice();
    const [one, two, lost] = [
      await writeApproved(core, 'Một'),
      await writeApproved(core, 'Hai'),
      await writeApproved(core, 'Mất'),
    ].map(({ summary }) => summary.id);
    const items = [one, gone, two, lost].map(String);
    await core.invoke('compilations.save', { period, base: null, foreword: '', items });
    rmSync(join(path, 'practices', String(lost), 'practice.md'));
    const { facts, figures, leftOut } = await core.invoke('choice.facts', { period });
    expect(facts).toMatchObject({
      practices: 2,
      ours: 2,
      peers: 0,
      fields: [{ key: 'ha-tang-so', count: 2 }],
    });
    expect(figures.sums).toMatchObject([{ indicator: 'Chiều dài ngầm hóa', unit: 'km', sum: 105.6 }]);
    expect(leftOut).toBe(2);
  });

  it.each([
    ['summary', 'TomTat_2026-Q3.docx', 'wordprocessingml'],
    ['slide', 'TrangChieu_2026-Q3.pptx', 'presentationml'],
    ['list', 'DanhSach_2026-Q3.xlsx', 'spreadsheetml'],
  ] as const)('is served as a file, also where nothing is chosen: %s', async (paper, name, type) => {
    const { core } = await startOffice();
    const { token, file, bytes } = await core.invoke('choice.paper', { period, paper, language: 'en' });
    expect(file).toBe(name);
    const served = await core.servedFile(`papers/${token}/${file}`);
    expect(served?.bytes).toBe(bytes);
    expect(served?.mediaType).toContain(type);
  });
});
