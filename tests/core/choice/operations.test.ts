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

  it('counts a work once that two chosen practices tell of, as long as they tell of it', async () => {
    const { core } = await startOffice();
    const ids: string[] = [];
    for (const title of ['Một', 'Hai', 'Ba']) ids.push((await writeApproved(core, title)).summary.id);
    const [one = '', two = '', three = ''] = ids;
    await core.invoke('compilations.save', { period, base: null, foreword: '', items: ids });
    const link = (a: string, b: string, main: string) =>
      core.invoke('nearDuplicates.decide', {
        practices: a < b ? [a, b] : [b, a],
        base: null,
        decision: { type: 'same', main },
      });
    const counted = async (): Promise<unknown> => {
      const { sums, leftOut } = (await core.invoke('choice.facts', { period })).figures;
      return [
        sums.map(({ practices, copies }) => [practices, copies]),
        leftOut.map(({ practice }) => practice).toSorted(),
      ];
    };
    const linked = await link(one, two, two);
    expect(await counted()).toEqual([[[[two, three].toSorted(), 1]], [one]]);
    // By way of the second the third tells of the same, and it stands for both.
    await link(two, three, three);
    expect(await counted()).toEqual([[[[three], 2]], [one, two].toSorted()]);
    // Of a work that is told of by one that is not chosen, the one that is chosen counts.
    const { hash } = await core.invoke('compilations.get', { period });
    await core.invoke('compilations.save', { period, base: hash, foreword: '', items: [one, three] });
    expect(await counted()).toEqual([[[[one, three].toSorted(), 0]], []]);
    expect(linked.type).toBe('decided');
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
