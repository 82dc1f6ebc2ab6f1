import { describe, expect, it } from 'vitest';
import { type Compared, compareGroups, isDifferent } from '#renderer/views/compare/compare-rows';
import type { FrontMatter } from '#shared/model/practice';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { fakePractice } from '#tests/support/fake-backend';

const app = {
  messages: vi,
  language: 'vi' as const,
  provinces: new Map(),
  reference: { provinces: [], fields: [], topics: [], sources: [] },
};

function practice(
  frontMatter: Partial<FrontMatter>,
  sections: Compared['sections'] = [],
  summary: Partial<Compared['summary']> = {},
): Compared {
  const base = fakePractice({ id: '019b8c00-0000-7000-8000-000000000001', title: 'Một' });
  return {
    summary: { ...base.summary, ...summary },
    frontMatter: { ...base.frontMatter, ...frontMatter },
    preamble: '',
    sections,
  };
}

function rows(columns: readonly (Compared | null)[], group: string, words = app) {
  return compareGroups(columns, words).find(({ key }) => key === group)?.rows ?? [];
}

describe('the rows of a comparison', () => {
  it('put the same indicator into one row, with figures and units as written, never added up', () => {
    const one = practice({ results: [{ indicator: 'Tuyến đường', unit: 'km', before: 0, after: 40 }] });
    const two = practice({
      results: [
        { indicator: 'tuyến đường', unit: 'tuyến', cumulative: 21 },
        { indicator: 'Tuyến  đường', unit: 'km', after: 12.5, expected: true },
      ],
    });
    expect(rows([one, two], 'results')).toMatchObject([
      { label: 'Tuyến đường', note: 'Đơn vị tính: km', cells: [['từ 0 lên 40 km'], ['12,5 km (dự kiến)']] },
      { label: 'tuyến đường', note: 'Đơn vị tính: tuyến', cells: [[], ['lũy kế 21 tuyến']] },
    ]);
  });

  it('bring sections together by what they are, whatever language each is written in', () => {
    const own = practice({}, [
      { key: null, heading: 'Steps', body: 'Riêng' },
      { key: 'steps', heading: 'Các bước thực hiện', body: '1. Một' },
      { key: 'before', heading: 'Tình trạng trước khi áp dụng', body: 'Trước' },
    ]);
    const english = practice({}, [
      { key: 'steps', heading: 'Steps', body: '1. One' },
      { key: null, heading: 'steps', body: 'Own' },
      { key: 'lessons', heading: 'Lessons', body: '  ' },
    ]);
    const found = rows([own, english], 'sections');
    expect(found.map(({ label, cells }) => [label, ...cells])).toEqual([
      ['Tình trạng trước khi áp dụng', ['Trước'], []],
      ['Các bước thực hiện', ['1. Một'], ['1. One']],
      ['Steps', ['Riêng'], ['Own']],
    ]);
    const translated = rows([own, english], 'sections', { ...app, messages: en, language: 'en' as never });
    expect(translated[1]?.label).toBe('Steps');
  });

  it('leave out what nobody says, and a practice that is gone has an empty column', () => {
    const one = practice({ contact: { post: 'Phòng Chuyển đổi số' } });
    expect(rows([one, null], 'basis')).toMatchObject([
      { key: 'contact', cells: [['Phòng Chuyển đổi số'], []] },
    ]);
    expect(compareGroups([null, null], app)).toEqual([]);
  });

  it('differ by words, not by spelling, and not from a practice that is gone', () => {
    const both = [true, true];
    expect(isDifferent({ cells: [['Người dân'], ['người  dân']] }, both)).toBe(false);
    expect(isDifferent({ cells: [['Người dân'], []] }, both)).toBe(true);
    expect(isDifferent({ cells: [['Người dân'], []] }, [true, false])).toBe(false);
  });
});
