import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePractice } from '#core/practices/document';
import { summarise } from '#core/practices/summary';
import { createSearchReference, searchDocument } from '#core/search/search-document';
import type { Searcher } from '#core/search/searcher';
import { searcherWith, query, reference } from '#tests/core/search/samples';

/** The sample library as it comes with the program. */
function samples(language: string): { engine: Searcher; titles: Map<string, string> } {
  const folder = join('resources/sample-library', language, 'practices');
  const names = createSearchReference(reference);
  const documents = readdirSync(folder).map((id) => {
    const practice = parsePractice(readFileSync(join(folder, id, 'practice.md'), 'utf8'));
    const summary = summarise(practice, { status: null, revision: null, changedAt: 0, office: undefined });
    return searchDocument(summary, { ...practice, sections: [...practice.sections] }, 'f', names);
  });
  return {
    engine: searcherWith(documents),
    titles: new Map(documents.map(({ id, fields }) => [id, fields.title])),
  };
}

describe('the sample library', () => {
  const { engine, titles } = samples('vi');
  const first = async (text: string): Promise<string> =>
    titles.get((await engine.query(query(text))).hits[0]?.id ?? '') ?? '';

  it.each([
    'ngam hoa cap vien thong',
    'ngầm hóa cáp viễn thông',
    'chinh trang cap',
    'bình dương ngầm hóa',
    'NGẦM HOÁ',
    'ngam hoa cap vien tho',
  ])('finds the cable practice first by %j', async (text) => {
    expect(await first(text)).toBe('Ngầm hóa, chỉnh trang cáp viễn thông');
  });

  it.each([
    ['1164/KH-UBND', 'địa chỉ số'],
    ['ho so suc khoe', 'sức khỏe'],
    ['may tinh cu', 'máy tính'],
    ['giấy phép lái xe', 'lái xe'],
  ])('finds by %j a practice whose title says %j', async (text, title) => {
    expect((await first(text)).toLowerCase()).toContain(title);
  });

  it('says what was meant', async () => {
    expect(await engine.query(query('ngam hoaa cap'))).toMatchObject({
      unknownWords: ['hoaa'],
      suggestion: 'ngam hóa cap',
    });
  });

  it('finds English samples by English words', async () => {
    const english = samples('en');
    const { hits } = await english.engine.query(query('undergrounding telecom cables'));
    expect(english.titles.get(hits[0]?.id ?? '')).toMatch(/cable/i);
  });
});
