import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsWhenOpened, previewKind } from '#shared/model/file-kind';
import { secrecyMarks } from '#shared/model/secrecy';

describe('marks of state secrecy', () => {
  it.each([
    'bảo mật, bí mật, mật độ, mật khẩu, Mật, Tối mật ong',
    'QUY CHẾ BẢO MẬT THÔNG TIN',
    'BÍ MẬT KINH DOANH, BÍ  MẬT ĐỜI TƯ',
    'BÍ\u00a0MẬT NHÀ NƯỚC',
    'MẬT ĐỘ DÂN SỐ; MẬT KHẨU; MẬT MÃ; MẬT THƯ; MẬT ONG RỪNG',
    'PHẪU THUẬT SỎI MẬT, TÚI MẬT, ĐƯỜNG MẬT',
    'XÁC ĐỊNH ĐỘ MẬT CỦA TÀI LIỆU',
    'TÀI LIỆU KHÔNG MẬT',
    'MẬTX, XMẬT, M ẬT, MAT, CHẬT',
    'độ mật: mật độ cao',
  ])('none in %j', (text) => {
    expect(secrecyMarks([text, text.normalize('NFD')])).toEqual([]);
  });

  it.each([
    ['MẬT', ['MẬT']],
    ['UBND TỈNH\nTỐI\nMẬT\nSố: 12/BC', ['TỐI MẬT']],
    ['Độ mật: Tối mật', ['TỐI MẬT']],
    ['ĐỘ MẬT: MẬT', ['MẬT']],
    ['độ mật : mật', ['MẬT']],
    ['BÍ MẬT ... MẬT', ['MẬT']],
    ['[TUYỆT MẬT]', ['TUYỆT MẬT']],
    ['cong-van_MẬT_15.pdf', ['MẬT']],
    ['MẬT và TUYỆT MẬT', ['TUYỆT MẬT', 'MẬT']],
  ])('in %j: %j', (text, marks) => {
    expect(secrecyMarks([text])).toEqual(marks);
    expect(secrecyMarks([text.normalize('NFD')])).toEqual(marks);
  });

  it('are found wherever they stand among words in lower case (property)', () => {
    const word = fc.constantFrom('báo', 'cáo', 'mật', 'độ', 'bảo', 'số', '12', ',');
    fc.assert(
      fc.property(
        fc.array(word),
        fc.array(fc.constantFrom('báo', 'cáo', 'số', '12', '.')),
        fc.constantFrom('MẬT', 'TỐI MẬT', 'TUYỆT MẬT'),
        (before, after, mark) => {
          const quiet = before.map((text) => text.replace(/^(?:bảo|độ)$/, 'và'));
          expect(secrecyMarks([before.join(' ')])).toEqual([]);
          expect(secrecyMarks([[...quiet, mark, ...after].join(' ')])).toEqual([mark]);
        },
      ),
    );
  });

  it('are looked for in a long text without delay', () => {
    const text = 'Độ mật :  MẬT ĐỘ BẢO MẬT bảo mật '.repeat(60_000);
    const start = performance.now();
    secrecyMarks([text, ' '.repeat(1_000_000), `độ${' '.repeat(500_000)}mật`]);
    // A pattern that goes back over it would take minutes.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('kinds of files', () => {
  it.each([
    'a.exe',
    'a.bat',
    'a.js',
    'a.vbs',
    'a.lnk',
    'a.docm',
    'a.tar.ps1',
    'A.EXE',
    'a.xlsm',
    'a.msi',
    'a.jar',
  ])('%s would run', (file) => {
    expect(runsWhenOpened(file)).toBe(true);
  });
  it.each(['a.docx', 'a.pdf', 'a.xlsx', 'a.pptx', 'exe', 'a.exe.pdf', 'a.constructor', 'a.zip', 'a.odt'])(
    '%s would not',
    (file) => {
      expect(runsWhenOpened(file)).toBe(false);
    },
  );
  it('are shown as what is safe to show', () => {
    const kind = (file: string, mediaType = '') => previewKind({ file, mediaType });
    expect([
      kind('a.png', 'image/png'),
      kind('a.svg', 'image/svg+xml'),
      kind('a.pdf'),
      kind('a.csv'),
    ]).toEqual(['picture', null, 'pdf', 'text']);
    expect([kind('a.html', 'text/html'), kind('a.docx'), kind('constructor')]).toEqual([null, null, null]);
  });
});
