import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { SearchAnswer, SearchQuery } from '#shared/model/search';
import { eventually } from '#tests/support/eventually';
import { startCore, startOffice } from '#tests/support/office';

const ask = (core: Core, text: string, more: Partial<SearchQuery> = {}): Promise<SearchAnswer> =>
  core.invoke('search.query', { text, facets: {}, sort: 'relevance', limit: 20, ...more });
const titles = ({ hits }: SearchAnswer): string[] => hits.map(({ practice }) => practice.title);

/** A practice has the province that the office has when it is begun. */
async function write(core: Core, title: string, province?: string): Promise<void> {
  if (province !== undefined) {
    const office = {
      name: 'Sở Khoa học và Công nghệ',
      symbol: 'SKHCN',
      level: 'province' as const,
      province,
    };
    await core.invoke('office.save', office);
  }
  await core.invoke('practices.create', { language: 'vi', title });
}

/** Waits until what was written can be found. */
async function indexed(core: Core, practices: number): Promise<void> {
  await eventually(async () => {
    expect((await ask(core, 'bài')).total).toBe(practices);
  });
}

describe('search with abbreviations, synonyms and names of provinces', () => {
  it('finds what is written otherwise, says so, and finds just what was typed when asked to', async () => {
    const { core } = await startOffice();
    await write(core, 'Bài về chuyển đổi số ở xã');
    await write(core, 'Bài về CĐS ở xã');
    await write(core, 'Bài về số ở xã');
    await indexed(core, 3);
    const answer = await ask(core, 'CĐS xã');
    expect(titles(answer)).toEqual(['Bài về CĐS ở xã', 'Bài về chuyển đổi số ở xã']);
    expect(answer.also).toEqual([{ typed: 'CĐS', terms: ['chuyển đổi số'] }]);
    expect(answer.hits[1]?.title.filter(({ hit }) => hit).map(({ text }) => text)).toEqual([
      'chuyển đổi số',
      'xã',
    ]);
    const literal = await ask(core, 'CĐS xã', { literal: true });
    expect(titles(literal)).toEqual(['Bài về CĐS ở xã']);
    expect(literal.also).toEqual(answer.also);
    expect((await ask(core, 'xã')).also).toBeUndefined();
  });

  it('shares the list between two hosts: a change counts in the other one’s next query', async () => {
    const { core, path } = await startOffice();
    await write(core, 'Bài về kinh tế đêm');
    await indexed(core, 1);
    const other = await startCore();
    await other.invoke('library.open', { path });
    await indexed(other, 1);
    expect((await ask(other, 'KTĐ')).total).toBe(0);
    const saved = await core.invoke('synonyms.save', {
      id: null,
      terms: ['KTĐ', 'kinh tế đêm'],
      capitals: false,
    });
    expect(titles(await ask(core, 'ktđ'))).toEqual(['Bài về kinh tế đêm']);
    expect(titles(await ask(other, 'ktđ'))).toEqual(['Bài về kinh tế đêm']);
    const id = saved.lines.find(({ from }) => from === 'own')?.id ?? '';
    await other.invoke('synonyms.switch', { id, off: true });
    expect((await ask(core, 'KTĐ')).total).toBe(0);
    await expect(
      core.invoke('synonyms.save', { id: null, terms: ['một'], capitals: false }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      rule: 'too-few',
    });
  });

  it.each([
    ['Bac Can', 'Bắc Kạn'],
    ['Kontum', 'Kon Tum'],
    ['Đắc Lắc', 'Đắk Lắk'],
    ['TP.HCM', 'Thành phố Hồ Chí Minh'],
    ['tphcm', 'Sài Gòn'],
    ['mĩ thuật', 'mỹ thuật'],
    ['xử lí', 'xử lý'],
  ])('finds %s where %s is written', async (typed, written) => {
    const { core } = await startOffice();
    await write(core, `Bài ở ${written} này`);
    await indexed(core, 1);
    expect((await ask(core, typed)).total).toBe(1);
  });

  it('finds the provinces that one was made of, the very name first, and says so', async () => {
    const { core } = await startOffice('Sở Khoa học và Công nghệ', '37@2025-07-01');
    await write(core, 'Bài của nơi cũ', '36@2008-08-01');
    await write(core, 'Bài của tỉnh nay', '37@2025-07-01');
    await write(core, 'Bài của nơi khác', '31@2025-07-01');
    await indexed(core, 3);
    const answer = await ask(core, 'ninh bình');
    expect(titles(answer)).toEqual(['Bài của tỉnh nay', 'Bài của nơi cũ']);
    expect(answer.succession).toEqual([
      { province: '37@2025-07-01', former: ['35@2008-08-01', '36@2008-08-01'], today: null },
    ]);
    const former = await ask(core, 'Nam Định');
    expect(titles(former)).toEqual(['Bài của nơi cũ', 'Bài của tỉnh nay']);
    expect(former.succession).toEqual([{ province: '36@2008-08-01', former: [], today: '37@2025-07-01' }]);
    expect((await ask(core, 'Bắc Cạn')).succession).toEqual([
      { province: '06@2008-08-01', former: [], today: '19@2025-07-01' },
    ]);
    // Accents that were typed are those of the name.
    expect((await ask(core, 'hạ nam')).succession).toBeUndefined();
    expect((await ask(core, 'Hà Nội')).succession).toBeUndefined();
  });
});
