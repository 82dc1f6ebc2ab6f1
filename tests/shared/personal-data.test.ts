import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalData } from '#shared/model/personal-data';

const found = (text: string, known: string[] = []): [string, string][] =>
  personalData(text, known).map(({ kind, text: value }) => [kind, value]);

describe('data of persons', () => {
  it.each<[string, [string, string][]]>([
    ['Liên hệ anh Nguyễn Văn Nam, ĐT: 0912345678.', [['phone', '0912345678']]],
    [
      'Chị Hoa (0904 123 456) hoặc 090.412.3457',
      [
        ['phone', '0904 123 456'],
        ['phone', '090.412.3457'],
      ],
    ],
    [
      'di động 0987-654-321; +84 912345678; +84912345678',
      [
        ['phone', '0987-654-321'],
        ['phone', '+84 912345678'],
        ['phone', '+84912345678'],
      ],
    ],
    ['SĐT 0389.12.34.56', [['phone', '0389.12.34.56']]],
    ['CCCD số 001085012345, cấp ngày 12/5/2021', [['citizen-id', '001085012345']]],
    ['Số định danh cá nhân: 031190 000123', [['citizen-id', '031190 000123']]],
    ['căn cước công dân 079 185 012 345 của ông B', [['citizen-id', '079 185 012 345']]],
    ['CMND: 012345678 cấp tại Hải Phòng', [['citizen-id', '012345678']]],
    [
      'Danh sách: 031185001234; 031190005678',
      [
        ['citizen-id', '031185001234'],
        ['citizen-id', '031190005678'],
      ],
    ],
    [
      'Thư gửi về nguyenvana85@gmail.com hoặc b.tran@yahoo.com.vn',
      [
        ['email', 'nguyenvana85@gmail.com'],
        ['email', 'b.tran@yahoo.com.vn'],
      ],
    ],
    ['Ủng hộ qua STK: 0011 0040 12345 Vietcombank', [['bank-account', '0011 0040 12345']]],
    ['Số tài khoản 19036789012345 tại Techcombank', [['bank-account', '19036789012345']]],
  ])('are found in “%s”', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'Điện thoại cơ quan: 0225.3822.616, 024 3943 5602, (028) 38 223 651, 1900 1234',
    'Đường dây nóng 1022, tổng đài 19009095',
    'Quyết định số 749/QĐ-TTg ngày 03/6/2020; Công văn 0912/UBND-VX',
    'Ngày 05-07-2024 08 giờ 30, từ 03.09.2023 đến 05.07.2024',
    'Kinh phí 912.345.678 đồng; 0,912345678 điểm; 1.234.567.890 đồng',
    'Đã cấp tài khoản cho 1.203.456 người dân; mở 25000000 tài khoản',
    'tài khoản định danh điện tử mức 2: 98,5%, tài khoản 0 đồng',
    'Nộp vào tài khoản số 3713 0105 4567 tại Kho bạc Nhà nước Hải Phòng',
    'Mã hồ sơ 000.00.19.H24-240105-0001, mã QR 202401051234567',
    'Mã số thuế 0200157890; mã cơ quan 000.12.24.H31',
    'skhcn@haiphong.gov.vn, cds@mst.gov.vn, info@gmail.com.edu.vn',
    'Tọa độ 20.8449, 106.6881; phiên bản 10.0.19045.3803; IP 192.168.100.254',
    'sha256 0912345678ab0912345678ab; tệp anh-0912345678.jpg',
    'https://zalo.me/0912345678',
    'Biển số 15A-123.45, vận đơn 990912345678, số 999123456789',
  ])('are not seen in “%s”', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('leave out the contact of the practice and of the office, however they are written', () => {
    const text = 'Gọi 0912.345.678, +84912345678 hoặc viết SKHCN.HP@gmail.com; không gọi 0912345679';
    expect(found(text, ['0912 345 678', 'skhcn.hp@gmail.com'])).toEqual([['phone', '0912345679']]);
  });

  it('are found wherever they stand in a text, once each, in its order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('0912345678', '031185001234', 'a@gmail.com', 'chữ', '2024')),
        (words) => {
          const data = personalData(words.join(', '));
          expect(data.map(({ text }) => text)).toEqual(
            words.filter((word) => !['chữ', '2024'].includes(word)),
          );
          for (const { text, start } of data)
            expect(words.join(', ').slice(start)).toMatch(new RegExp(`^${text}`));
        },
      ),
    );
  });

  it('are looked for in time that grows with the text only', () => {
    for (const piece of ['0912 ', 'số tài khoản ', '1 ', 'a.', 'CCCD số ', '0912.345.'])
      expect(found(piece.repeat(40_000))).toEqual([]);
  });
});
