import { describe, expect, it } from 'vitest';
import { bundleName, type Issuer } from '#core/bundle/bundle-name';
import { manifestText, parseManifest, parseTags, tagsText } from '#core/bundle/tag-files';
import { markdownToHtml } from '#core/bundle/markdown-html';
import { vietnamDate } from '#core/bundle/vietnam-date';
import { secrecyMarks } from '#shared/model/secrecy';

const issuer: Issuer = {
  id: '0193e4a0-0000-7000-8000-0000000000aa',
  name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
  symbol: 'SKHCN',
  level: 'province',
  province: { id: '31@2025-07-01', name: 'Hải Phòng' },
};

describe('names of bundles', () => {
  it.each<[string, Partial<Issuer>, string, number, string]>([
    ['a province', {}, '2026-Q3', 2, 'CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02'],
    [
      'a ministry',
      { symbol: 'BTTTT', level: 'central', province: null },
      '2024-Y',
      12,
      'CachLamHay_Nam-2024_BTTTT_So12',
    ],
    ['six months', {}, '2026-6M', 1, 'CachLamHay_6Thang-2026_SKHCN-HaiPhong_So01'],
    ['nine months', {}, '2026-9M', 100, 'CachLamHay_9Thang-2026_SKHCN-HaiPhong_So100'],
    [
      'no symbol',
      { symbol: '' },
      '2026-Q1',
      1,
      'CachLamHay_QuyI-2026_SoKhoaHocVaCongNgheThanhPhoHaiPhong-HaiPhong_So01',
    ],
    [
      'a commune',
      { symbol: 'UBND', level: 'commune', name: 'Ủy ban nhân dân phường Hồng Bàng' },
      '2026-Q4',
      3,
      'CachLamHay_QuyIV-2026_UBND-UyBanNhanDanPhuongHongBang-HaiPhong_So03',
    ],
    [
      'đ, Đ and the Eth of old texts',
      { symbol: 'ĐÐ', province: { id: '', name: 'Đắk Lắk' } },
      '2026-Q2',
      1,
      'CachLamHay_QuyII-2026_DD-DakLak_So01',
    ],
    ['a symbol with a sign', { symbol: 'KH&CN' }, '2026-Q2', 1, 'CachLamHay_QuyII-2026_KHCN-HaiPhong_So01'],
    [
      'nothing of use',
      { symbol: '', name: '../..', province: null },
      '2026-Q2',
      1,
      'CachLamHay_QuyII-2026__So01',
    ],
  ])('name %s', (_what, change, period, number, name) => {
    expect(bundleName({ ...issuer, ...change }, period, number)).toBe(name);
    expect(name).toMatch(/^[\w-]+$/);
  });
});

describe('tag files', () => {
  it('encode what would break a line and read it back', () => {
    const files = [{ path: 'data/a%0A\nb\r%25', sha256: 'ab'.repeat(32) }];
    expect(manifestText(files)).toBe(`${'ab'.repeat(32)}  data/a%250A%0Ab%0D%2525\n`);
    expect(parseTags(tagsText([['Source-Organization', 'Sở KH&CN\nPayload-Oxum: 1.1']]))).toEqual([
      ['Source-Organization', 'Sở KH&CN Payload-Oxum: 1.1'],
    ]);
    expect(parseTags('A: b\r\n c\nD:e')).toEqual([
      ['A', 'b c'],
      ['D', 'e'],
    ]);
  });

  it('knows no names that objects have by birth', () => {
    const digest = 'ab'.repeat(32);
    const parsed = parseManifest(`${digest}  data/constructor\n${digest}  data/__proto__\n`, 'x');
    expect([...parsed.keys()]).toEqual(['data/constructor', 'data/__proto__']);
  });

  it('gives the day in Viet Nam', () => {
    expect(vietnamDate('2026-10-04T16:59:59Z')).toBe('2026-10-04');
    expect(vietnamDate('2026-10-04T17:00:00.000Z')).toBe('2026-10-05');
  });
});

describe('Markdown on the page of a bundle', () => {
  const files = new Map([['anh.png', 'practices/x/attachments/anh.png']]);

  it.each([
    ['a script', '<script>alert(1)</script>', '&#x3C;script>alert(1)&#x3C;/script>'],
    ['an event', '<img src=x onerror=alert(1)>', '&#x3C;img src=x onerror=alert(1)>'],
    ['a link that runs', '[a](javascript:alert(1))', '<p><span>a</span></p>'],
    ['a link to this computer', '[a](file:///etc/passwd)', '<p><span>a</span></p>'],
    ['a picture from elsewhere', '![đếm](https://evil.example/x.png)', '<p><span>[đếm]</span></p>'],
    ['a picture from a share', '![](//server/share/x.png)', '<p><span>[]</span></p>'],
    ['a picture that is not attached', '![a](attachments/other.png)', '<p><span>[a]</span></p>'],
    [
      'an attached picture',
      '![a](attachments/anh.png)',
      '<p><img src="practices/x/attachments/anh.png" alt="a"></p>',
    ],
    [
      'a link to an attachment',
      '[a](anh.png)',
      '<p><a href="practices/x/attachments/anh.png" rel="noopener noreferrer">a</a></p>',
    ],
    ['a large heading', '# A', '<h4>A</h4>'],
    ['a task', '- [x] A', '☑ '],
  ])('makes %s harmless', (_what, text, html) => {
    expect(markdownToHtml(text, files)).toContain(html);
  });

  it('shows what is too long or nested too deep as it is', () => {
    expect(markdownToHtml('<a>'.repeat(10_000), files)).toBe(`<pre>${'&lt;a&gt;'.repeat(10_000)}</pre>`);
    expect(markdownToHtml('>'.repeat(19_000), files).length).toBeGreaterThan(1_000);
  });
});

describe('marks of secrecy', () => {
  it.each([
    ['Độ mật: MẬT', ['MẬT']],
    ['TUYỆT  MẬT', ['TUYỆT MẬT']],
    ['TỐI MẬT và MẬT', ['TỐI MẬT', 'MẬT']],
    ['(MẬT)', ['MẬT']],
    ['MẬT'.normalize('NFD'), ['MẬT']],
    ['AN TOÀN, BẢO MẬT', []],
    ['MẬT KHẨU, MẬT ĐỘ DÂN SỐ, MẬT MÃ, MẬT THƯ', []],
    ['mật, Mật, BÍMẬT, MẬTX', []],
  ])('in %j are %j', (text, marks) => {
    expect(secrecyMarks([text])).toEqual(marks);
  });
});
