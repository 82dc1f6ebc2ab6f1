import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { SearchAnswer } from '#shared/model/search';
import { startCore, startOffice } from '#tests/support/office';

const query = (text: string) => ({ text, facets: {}, sort: 'relevance', limit: 20 }) as const;

/** Asks until the answer is as wished: what was just written is found a moment later. */
async function eventually(
  core: Core,
  text: string,
  wish: (answer: SearchAnswer) => boolean,
): Promise<SearchAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await core.invoke('search.query', query(text));
    if (wish(answer) || attempt === 600) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('search in an open library', () => {
  it('finds a peer practice in the samples without accents, with its province then and now', async () => {
    const core = await startCore();
    await core.invoke('library.openSample', { language: 'vi' });
    await core.invoke('library.refresh', {});
    const answer = await eventually(core, 'ngam hoa cap vien thong', ({ hits }) => hits.length > 0);
    expect(answer.hits[0]?.practice.title).toBe('Ngầm hóa, chỉnh trang cáp viễn thông');
    expect(answer.hits[0]?.title.some(({ hit }) => hit)).toBe(true);
  });

  it('finds what was written a moment ago, and no more what was deleted', async () => {
    const { core } = await startOffice();
    const { summary, hash } = await core.invoke('practices.create', {
      language: 'vi',
      title: 'Trợ lý ảo một cửa',
    });
    await core.invoke('practices.save', {
      id: summary.id,
      base: hash,
      fields: {},
      sections: { steps: 'Khảo sát nhu cầu người dân' },
    });
    const found = await eventually(core, 'khao sat nhu cau', ({ total }) => total === 1);
    expect(found.hits[0]).toMatchObject({ practice: { id: summary.id }, foundIn: ['sections'] });
    const saved = await core.invoke('practices.get', { id: summary.id });
    if (saved.type !== 'practice') throw new Error(saved.type);
    await core.invoke('practices.delete', { id: summary.id, base: saved.practice.hash });
    expect(await eventually(core, 'khao sat nhu cau', ({ total }) => total === 0)).toMatchObject({
      total: 0,
    });
  });
});
