import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLegalBasis } from '#shared/model/legal-basis';

describe('a document in a sentence', () => {
  it.each([
    [
      'Kế hoạch số 1164/KH-UBND ngày 15/3/2025 của UBND tỉnh Hải Dương về chuyển đổi số năm 2025.',
      ['Kế hoạch', '1164/KH-UBND', '2025-03-15', 'UBND tỉnh Hải Dương', 'Chuyển đổi số năm 2025'],
    ],
    [
      'Căn cứ Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư;',
      [
        'Quyết định',
        '06/QĐ-TTg',
        '2022-01-06',
        'Thủ tướng Chính phủ',
        'Phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư',
      ],
    ],
    ['749/QĐ-TTg', ['Quyết định', '749/QĐ-TTg', undefined, 'Thủ tướng Chính phủ']],
    [
      'Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học',
      ['Nghị quyết', '57-NQ/TW', '2024-12-22', 'Bộ Chính trị', 'Đột phá phát triển khoa học'],
    ],
    ['Nghị quyết 71/NQ-CP ngày 1-4-2025', ['Nghị quyết', '71/NQ-CP', '2025-04-01', 'Chính phủ']],
    [
      'Nghị định 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ về công tác văn thư',
      ['Nghị định', '30/2020/NĐ-CP', '2020-03-05', 'Chính phủ', 'Công tác văn thư'],
    ],
    [
      'Thông tư số 22/2023/TT-BTTTT ngày 31.12.2023 của Bộ Thông tin và Truyền thông quy định cấu trúc chung',
      [
        'Thông tư',
        '22/2023/TT-BTTTT',
        '2023-12-31',
        'Bộ Thông tin và Truyền thông',
        'Quy định cấu trúc chung',
      ],
    ],
    [
      'Luật số 20/2023/QH15 ngày 22/6/2023 của Quốc hội về giao dịch điện tử',
      ['Luật', '20/2023/QH15', '2023-06-22', 'Quốc hội', 'Giao dịch điện tử'],
    ],
    [
      'Luật Giao dịch điện tử số 20/2023/QH15',
      ['Luật', '20/2023/QH15', undefined, 'Quốc hội', 'Luật Giao dịch điện tử'],
    ],
    ['Bộ luật Dân sự số 91/2015/QH13', ['Bộ luật', '91/2015/QH13', undefined, 'Quốc hội', 'Bộ luật Dân sự']],
    [
      'Công văn số 2345/UBND-KGVX ngày 10/5/2024 của UBND thành phố V/v triển khai tổ công nghệ số',
      ['Công văn', '2345/UBND-KGVX', '2024-05-10', 'UBND thành phố', 'Triển khai tổ công nghệ số'],
    ],
    ['2345/UBND-KGVX', ['Công văn', '2345/UBND-KGVX']],
    ['Số: 45/BC-SKHCN (tháng 3/2025)', ['Báo cáo', '45/BC-SKHCN', '2025-03']],
    ['Chỉ thị 02/CT-UBND năm 2023', ['Chỉ thị', '02/CT-UBND', '2023']],
    [
      'Chương trình hành động số 12/CTr-UBND',
      ['Chương trình', '12/CTr-UBND', undefined, undefined, 'Hành động'],
    ],
    ['Nghị quyết số 15/2024/NQ-HĐND của HĐND tỉnh, ngày 10/7/2024', ['Nghị quyết', '15/2024/NQ-HĐND']],
  ])('%s', (text, [kind, number, date, issuer, title]) => {
    const expected = Object.entries({ kind, number, date, issuer, title }).filter(([, value]) => value);
    expect(readLegalBasis(text)).toMatchObject(Object.fromEntries(expected));
  });

  it.each(['', 'Kế hoạch của UBND', '15/3/2025', '52/100', 'http://a.vn/1/2', 'constructor', 'khổ giấy'])(
    'nothing in %j',
    (text) => {
      expect(readLegalBasis(text)).toBeUndefined();
    },
  );

  it('reads decomposed letters as composed ones', () => {
    expect(readLegalBasis('Quyết định số 06/QĐ-TTg'.normalize('NFD'))?.number).toBe('06/QĐ-TTg');
  });

  it('invents no number and never fails', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const reading = readLegalBasis(`${before} 1164/KH-UBND ${after}`);
        expect(
          reading === undefined ||
            `${before} 1164/KH-UBND ${after}`.normalize('NFC').includes(reading.number),
        ).toBe(true);
      }),
    );
  });
});
