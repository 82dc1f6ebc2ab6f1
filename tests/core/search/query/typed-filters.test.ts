import { describe, expect, it } from 'vitest';
import { FilterValues } from '#core/search/query/filter-values';
import { readFilters } from '#core/search/query/typed-filters';
import { createSearchReference } from '#core/search/search-document';
import { reference, summaryOf } from '#tests/core/search/samples';

const library = [
  summaryOf('a', { office: 'Sở Khoa học và Công nghệ Hải Phòng', period: '2024-Q4' }),
  summaryOf('b', { office: 'Sở Khoa học và Công nghệ Đà Nẵng', period: '2024-Q3' }),
  summaryOf('c', { office: 'UBND phường Bến Nghé', period: '2025-6M' }),
  summaryOf('d', { office: 'constructor', period: '2025-Q4' }),
];
const values = new FilterValues(createSearchReference(reference), () => library);
const read = (text: string) => readFilters(text, values);

/** What the filters of a text come to: `facet=values`, with a minus sign where they exclude. */
function understood(text: string): string[] {
  return (read(text)?.understood ?? []).map(
    ({ facet, values: chosen, excluded }) => `${excluded ? '-' : ''}${facet}=${chosen.join('|')}`,
  );
}
/** The words that are left, with single spaces. */
const words = (text: string): string => (read(text)?.words ?? text).replace(/\s+/g, ' ').trim();
const problems = (text: string) =>
  (read(text)?.notUnderstood ?? []).map((one) =>
    one.problem === 'value' ? [one.typed, one.pending, one.corrections.map(({ typed }) => typed)] : one,
  );

describe('typed filters', () => {
  it.each([
    ['tỉnh:"Hải Phòng" cáp', 'province=31@2025-07-01', 'cáp'],
    ['tinh:"hai phong" cáp', 'province=31@2025-07-01', 'cáp'],
    ['cáp TỈNH:Huế', 'province=46@2025-01-01', 'cáp'],
    ['province:"Ho Chi Minh City"', 'province=79@2025-07-01', ''],
    ['tỉnh:TPHCM', 'province=79@2025-07-01', ''],
    ['tỉnh:"TP. Hải Phòng"', 'province=31@2025-07-01', ''],
    ['tỉnh:"Bình Dương"', 'province=74@2008-08-01', ''],
    ['tỉnh:“Hải Phòng” cáp', 'province=31@2025-07-01', 'cáp'],
    ['tỉnh:Hải Phòng cáp quang', 'province=31@2025-07-01', 'cáp quang'],
    ['tỉnh: Hải Phòng cáp quang', 'province=31@2025-07-01', 'cáp quang'],
    ['tỉnh: "Hải Phòng" cáp', 'province=31@2025-07-01', 'cáp'],
    ['tỉnh:"Hồ Chí" cáp', 'province=79@2025-07-01', 'cáp'],
    ['-tỉnh:Huế cáp', '-province=46@2025-01-01', 'cáp'],
    ['vùng:"Đông Nam Bộ"', 'region=Đông Nam Bộ', ''],
    ['region:"Red River Delta"', 'region=Đồng bằng sông Hồng', ''],
    ['lĩnh vực:"hạ tầng số"', 'field=ha-tang-so', ''],
    ['cáp lĩnh-vực:ha-tang-so ngầm', 'field=ha-tang-so', 'cáp ngầm'],
    ['field:digital cáp', 'field=ha-tang-so', 'cáp'],
    ['chủ đề:viễn thông', 'topic=vien-thong', ''],
    ['topic:telecommunications', 'topic=vien-thong', ''],
    ['mức xác nhận:"Đã áp dụng"', 'evidence=applied-elsewhere', ''],
    ['evidence:self-reported', 'evidence=self-reported', ''],
    ['ngôn ngữ:"tiếng Anh"', 'language=en', ''],
    ['language:vi', 'language=vi', ''],
    ['có:"số liệu"', 'has=figures', ''],
    ['có:"có văn bản mẫu"', 'has=templates', ''],
    ['has:figures', 'has=figures', ''],
    ['trạng thái:"đã duyệt"', 'status=approved', ''],
    ['status:draft', 'status=draft', ''],
    ['cơ quan:"sở khoa học và công nghệ đà nẵng"', 'office=Sở Khoa học và Công nghệ Đà Nẵng', ''],
    ['cơ quan:ubnd cáp', 'office=UBND phường Bến Nghé', 'cáp'],
    ['office:constructor', 'office=constructor', ''],
    ['quý:4/2024', 'period=2024-Q4', ''],
    ['quý:IV/2024 cáp', 'period=2024-Q4', 'cáp'],
    ['quý:"IV năm 2024"', 'period=2024-Q4', ''],
    ['quý:4 năm 2024 cáp', 'period=2024-Q4', 'cáp'],
    ['kỳ:"6 tháng 2025"', 'period=2025-6M', ''],
    ['period:2024-Q3', 'period=2024-Q3', ''],
    ['năm:2024', 'period=2024-Q3|2024-Q4', ''],
    ['year:1999', 'period=1999-Y', ''],
    ['quý:4', 'period=2024-Q4|2025-Q4', ''],
    ['ti\u0309nh:Hue\u0302\u0301', 'province=46@2025-01-01', ''],
  ])('%s', (text, expected, rest) => {
    expect(understood(text)).toEqual([expected]);
    expect([words(text), problems(text)]).toEqual([rest, []]);
  });

  it('reads a quarter and a year beside it as one period, others as alternatives', () => {
    expect(understood('quý:4 năm:2024')).toEqual(['period=2024-Q4', 'period=2024-Q4']);
    expect(understood('quý:3/2024 quý:4/2024')).toEqual(['period=2024-Q3', 'period=2024-Q4']);
    expect(understood('năm:2025 -quý:4')).toEqual(['period=2025-6M|2025-Q4', '-period=2024-Q4|2025-Q4']);
  });

  it('says what is unknown, offers the closest name, and leaves the words', () => {
    expect(problems('tỉnh:"Hà Tĩn" cáp')).toEqual([['tỉnh:"Hà Tĩn"', false, ['tỉnh:"Hà Tĩnh"']]]);
    expect(words('tỉnh:"Hà Tĩn" cáp')).toBe('Hà Tĩn cáp');
    expect(problems('tỉnh:Hà Tĩn cáp')).toEqual([['tỉnh:Hà Tĩn', false, ['tỉnh:"Hà Tĩnh"']]]);
    expect(words('-tỉnh:"Hà Tĩn" cáp')).toBe('-"Hà Tĩn" cáp');
    expect(problems('status:xyz ')).toEqual([['status:xyz', false, []]]);
    expect(problems('quý:9/2024 ')).toEqual([['quý:9/2024', false, []]]);
    expect(words('quý:9/2024 cáp')).toBe('9/2024 cáp');
    expect(problems('tỉnh:Hà cáp')).toEqual([
      ['tỉnh:Hà', false, ['Hà Nội', 'Hà Giang', 'Hà Nam', 'Hà Tĩnh'].map((name) => `tỉnh:"${name}"`)],
    ]);
  });

  it('leaves the answer alone while a filter is being typed', () => {
    for (const text of [
      'tỉnh:',
      'tỉnh: ',
      'cáp tỉnh:"',
      'quý:',
      'năm:20',
      'quý:4/',
      'quý:IV/20',
      'quý:4/202',
    ])
      expect([
        text,
        problems(text),
        words(text).replace('cáp', '').trim(),
        understood(text).length < 2,
      ]).toEqual([text, [], '', true]);
    expect(understood('tỉnh:"Hải Ph')).toEqual(['province=31@2025-07-01']);
    expect(problems('cáp tỉnh:"Hải')).toEqual([
      ['tỉnh:"Hải', true, ['tỉnh:"Hải Dương"', 'tỉnh:"Hải Phòng"']],
    ]);
    expect(words('cáp tỉnh:"Hải')).toBe('cáp');
  });

  it('takes everything else as text', () => {
    for (const text of [
      'ví dụ: hạ tầng',
      'https://hai-phong.gov.vn',
      'tỉnh://x',
      'lúc 8:30',
      '"tỉnh:Huế"',
      'tỉnh nào có: cách làm hay',
      'Kết quả: 21 tuyến',
      'constructor:x __proto__:y',
      'tên:cáp',
      'a:b:c :x :',
    ])
      expect([text, read(text)]).toEqual([text, undefined]);
  });
});
