import { describe, expect, it } from 'vitest';
import { createSearchReference, searchDocument } from '#core/search/search-document';
import type { PracticeParts } from '#core/search/search-source';
import { searcherWith, query, reference, summaryOf } from '#tests/core/search/samples';
import type { PracticeSummary } from '#shared/model/practice';

const names = createSearchReference(reference);
const document = (
  change: Partial<PracticeSummary>,
  frontMatter: Partial<PracticeParts['frontMatter']> = {},
) => {
  const summary = summaryOf('a', change);
  const matter = { format: '1.0', id: 'a', origin: 'a', language: summary.language, ...frontMatter };
  return searchDocument(summary, { frontMatter: matter, preamble: '', sections: [] }, 'f', names);
};

describe('the document of a practice', () => {
  it('holds what people search for, each in its field', () => {
    const { fields } = document(
      {
        title: 'Tên',
        summary: '**Tóm** tắt',
        office: 'Sở TT&TT',
        fields: ['ha-tang-so'],
        topics: ['vien-thong', 'lạ'],
      },
      {
        keywords: ['ngầm hóa'],
        results: [
          { indicator: 'Hộ nông dân', before: 0, after: 116656, unit: 'hộ' },
          { indicator: 'Tỷ lệ', after: 52.8, unit: '%' },
        ],
        legalBasis: [{ kind: 'Kế hoạch', number: '1164/KH-UBND', title: 'về bưu chính' }],
        attachments: [
          { file: 'a.pdf', title: 'Mẫu tờ trình', mediaType: 'application/pdf', bytes: 1, sha256: '0' },
        ],
        partners: ['VNPT'],
      },
    );
    expect(fields).toEqual({
      title: 'Tên',
      summary: 'Tóm tắt',
      keywords: 'ngầm hóa\nHạ tầng số\nViễn thông\nlạ',
      results: 'Hộ nông dân: 0 → 116.656 hộ\nTỷ lệ: 52,8 %',
      legal: 'Kế hoạch 1164/KH-UBND\nvề bưu chính',
      place: 'Sở TT&TT',
      sections: 'VNPT',
      attachments: 'Mẫu tờ trình',
    });
  });

  it('has facets of its province now and then, and of nothing that is not there', () => {
    const { facets } = document({
      province: '74@2008-08-01',
      period: '2024-Q4',
      office: 'Sở',
      hasTemplates: true,
    });
    expect(facets).toEqual({
      province: ['79@2025-07-01', '74@2008-08-01'],
      region: ['Đông Nam Bộ'],
      field: [],
      period: ['2024-Q4'],
      evidence: [],
      office: ['Sở'],
      topic: [],
      language: ['vi'],
      has: ['templates'],
      status: [],
    });
    expect(document({ province: '31@2008-08-01', status: 'approved' }).facets).toMatchObject({
      province: ['31@2025-07-01'],
      status: ['approved'],
    });
    expect(document({ province: '99@1900-01-01' }).facets.province).toEqual(['99@1900-01-01']);
  });

  it('is found by the names of its province then and now, the own one first', async () => {
    const of = (id: string, province: string) => ({ ...document({ title: 'Cáp', province }), id });
    const engine = searcherWith([
      of('binh-duong', '74@2008-08-01'),
      of('sai-gon', '79@2008-08-01'),
      of('today', '79@2025-07-01'),
      of('hai-phong', '31@2025-07-01'),
    ]);
    const ids = async (text: string): Promise<string[]> =>
      (await engine.query(query(text))).hits.filter(({ tier }) => tier === 'exact').map(({ id }) => id);
    expect(await ids('hồ chí minh')).toHaveLength(3);
    expect((await ids('hồ chí minh')).at(-1)).toBe('binh-duong');
    expect(await ids('bình dương')).toEqual(['binh-duong', 'today']);
  });

  it('is made of the summary alone where there is nothing else', () => {
    const { fields, sortKeys } = searchDocument(
      summaryOf('a', { title: 'Tên', evidence: 'applied-elsewhere', changedAt: 7 }),
      undefined,
      '',
      names,
    );
    expect(fields.title).toBe('Tên');
    expect(sortKeys).toEqual({ period: 0, changedAt: 7, evidence: 4 });
  });
});
