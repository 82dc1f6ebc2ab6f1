import { describe, expect, it } from 'vitest';
import { formFile } from '#core/forms/form-file';
import { readFormBytes } from '#core/forms/read-form-file';
import {
  cell,
  editWord,
  paragraph,
  row,
  rowWith,
  withoutMarks,
  withoutRow,
  writeBelow,
  writeBeside,
} from '#tests/core/forms/edit-word';
import { formVocabulary } from '#tests/core/forms/vocabulary';
import type { FormReading } from '#shared/model/form';

const blank = await formFile({
  ...{ language: 'vi', office: 'Sở Khoa học và Công nghệ', unit: '', sections: {} },
  ...{ fields: { period: '2026-Q3' }, vocabulary: formVocabulary },
});

const reading = (edit: (xml: string) => string): Promise<FormReading> =>
  readFormBytes(editWord(blank, edit), formVocabulary);

/** What an official writes into a form, by way of its XML. */
const filled = (xml: string): string => {
  let text = writeBeside(xml, 'Đơn vị đăng ký', 'UBND xã Tân Phú');
  text = writeBeside(text, 'Tên cách làm hay', 'Số hóa sổ hộ tịch');
  text = writeBeside(text, 'Từ khóa', 'hộ tịch; số hóa');
  text = writeBelow(text, '1. Tình trạng trước khi áp dụng', paragraph('Sổ giấy, tra cứu mất 2 ngày.'));
  return writeBelow(
    text,
    '4. Các bước thực hiện',
    paragraph('- Quét sổ'),
    paragraph('+ theo năm'),
    paragraph('- Nhập dữ liệu'),
  );
};

const expectFilled = (read: FormReading): void => {
  expect(read.unit).toBe('UBND xã Tân Phú');
  expect(read.fields.title).toBe('Số hóa sổ hộ tịch');
  expect(read.sections.before).toBe('Sổ giấy, tra cứu mất 2 ngày.');
  expect(read.sections.steps).toBe('- Quét sổ\n  - theo năm\n- Nhập dữ liệu');
};

describe('a form that was filled by hand', () => {
  it('is read, whatever the font', async () => {
    const read = await reading(filled);
    expectFilled(read);
    expect(read.fields.keywords).toEqual(['hộ tịch', 'số hóa']);
    expect(read.fields.period).toBe('2026-Q3');
    expect(read.unplaced).toEqual([]);
  });

  it('is read without its marks and content controls', async () => {
    const read = await reading((xml) => withoutMarks(filled(xml)));
    expectFilled(read);
    // The name of the office is no part of the form then.
    expect(read.unplaced.map(({ text }) => text)).toEqual(['SỞ KHOA HỌC VÀ CÔNG NGHỆ']);
  });

  it('is read with rows deleted, and an added row is listed', async () => {
    const read = await reading((xml) => {
      const shorter = ['Tọa độ', 'Dân số nơi áp dụng', 'Chủ đề'].reduce(withoutRow, filled(xml));
      const before = rowWith(shorter, 'Từ khóa');
      const added = row(cell(paragraph('Số người hưởng lợi')), cell(paragraph('1.204 hộ nghèo')));
      return shorter.replace(before, () => before + added);
    });
    expectFilled(read);
    expect(read.unplaced).toEqual([
      { where: { of: 'words', text: 'Số người hưởng lợi' }, text: '1.204 hộ nghèo' },
    ]);
  });

  it('is read with label and answer merged into one cell', async () => {
    const read = await reading((xml) => {
      const wide = '<w:gridSpan w:val="2"/>';
      const merged = row(cell(paragraph('Nguồn kinh phí: Ngân sách xã'), wide));
      const below = row(
        cell(paragraph('Tác giả') + paragraph('Mỗi người một dòng') + paragraph('Nguyễn Văn A'), wide),
      );
      const text = filled(xml);
      return text
        .replace(rowWith(text, 'Nguồn kinh phí'), () => merged)
        .replace(rowWith(text, '>Tác giả<'), () => below);
    });
    expectFilled(read);
    expect(read.fields.costs?.source).toBe('Ngân sách xã');
    expect(read.fields.authors).toEqual(['Nguyễn Văn A']);
    expect(read.unplaced).toEqual([]);
  });

  it('is read with labels that were altered a little, and headings that were replaced', async () => {
    const read = await reading((xml) =>
      withoutMarks(filled(xml))
        .replace('>Tên cách làm hay<', '>3. TÊN SÁNG KIẾN, CÁCH LÀM HAY:<')
        .replace('>4. Các bước thực hiện<', '>IV. Các bước tổ chức thực hiện<')
        .replace('>Đơn vị đăng ký<', '>Tên đơn vị<'),
    );
    expectFilled(read);
  });

  it('keeps the words of a label that was overwritten', async () => {
    const read = await reading((xml) =>
      filled(xml).replace('>2. Mục đích<', '>Để người dân không phải đi lại<'),
    );
    expectFilled(read);
    expect(read.sections.purpose).toBe('Để người dân không phải đi lại');
  });

  it('takes changes that wait to be accepted as accepted', async () => {
    const read = await reading((xml) =>
      filled(xml).replace(
        'Số hóa sổ hộ tịch</w:t></w:r>',
        'Số hóa</w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>giấy</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve"> sổ hộ tịch</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>cũ</w:t></w:r></w:moveFrom>',
      ),
    );
    expectFilled(read);
  });

  it('composes letters (NFD), reads ticks, typed crosses and Vietnamese figures', async () => {
    const result = row(
      ...['Hồ sơ trực tuyến', '', '31%', '52.8%', '9/2026'].map((text) => cell(paragraph(text))),
      cell(paragraph('Thống kê') + paragraph('Mục tiêu: 80') + paragraph('số dự kiến')),
    );
    const odd = row(
      cell(paragraph('Thời gian giải quyết')),
      cell(paragraph('phút'), '<w:vMerge w:val="restart"/>'),
      cell(paragraph('45 phút')),
      cell(paragraph('khoảng 10')),
      ...['', ''].map((text) => cell(paragraph(text))),
    );
    const merged = row(
      cell(paragraph('Thời gian chờ')),
      cell('<w:p/>', '<w:vMerge/>'),
      ...['116.656', '12', '', ''].map((text) => cell(paragraph(text))),
    );
    const read = await reading((xml) => {
      const text = writeBeside(filled(xml), 'Tóm tắt', 'Nga\u0302\u0300m ho\u0301a')
        .replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="0"/>')
        .replace('> Hạ tầng số<', '> x Hạ tầng số<');
      const inTable = writeBeside(text, 'Tổng kinh phí', '1,2 tỷ đồng');
      const first = rowWith(inTable, '>Chỉ tiêu<');
      return inTable.replace(first, () => first + result + odd + merged);
    });
    expect(read.fields.summary).toBe('Ngầm hóa');
    expect(read.fields.fields).toEqual(['ha-tang-so']);
    expect(read.fields.costs).toEqual({ total: 1_200_000_000, currency: 'VND' });
    expect(read.fields.results).toEqual([
      {
        indicator: 'Hồ sơ trực tuyến',
        unit: '%',
        before: 31,
        after: 52.8,
        asOf: '2026-09',
        method: 'Thống kê',
        target: 80,
        expected: true,
      },
      { indicator: 'Thời gian giải quyết', unit: 'phút', before: 45 },
      { indicator: 'Thời gian chờ', unit: 'phút', before: 116_656, after: 12 },
    ]);
    expect(read.unplaced.map(({ text }) => text)).toEqual(['khoảng 10']);
    expect(read.doubts.map(({ text, read: taken }) => [text, taken])).toEqual([
      ['52.8%', { type: 'figure', value: 52.8 }],
    ]);
  });

  it('lists what stands outside: above, in text boxes, behind the signature, in a label that comes twice', async () => {
    const box =
      '<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>';
    const read = await reading((xml) => {
      const text = filled(xml);
      const twice = row(cell(paragraph('Tên cách làm hay')), cell(paragraph('Tên thứ hai')));
      const title = rowWith(text, 'Số hóa sổ hộ tịch');
      return text
        .replace(title, () => title + twice)
        .replace('<w:body>', `<w:body>${paragraph('Kính gửi: Sở KH&amp;CN')}${box}`)
        .replace('<w:sectPr>', `${paragraph('Trân trọng cảm ơn')}<w:sectPr>`);
    });
    expectFilled(read);
    expect(read.unplaced.map(({ text }) => text).toSorted()).toEqual(
      ['Kính gửi: Sở KH&CN', 'Trong hộp', 'Trân trọng cảm ơn', 'Tên thứ hai'].toSorted(),
    );
  });

  it('lists words beside boxes, in the heads of tables, and above by the name of the office', async () => {
    const read = await reading((xml) => {
      const text = filled(xml)
        .replace('> Công khai<', '> Công khai (trừ kinh phí)<')
        .replace('> Xã, phường, đặc khu<', '> x Xã, phường, đặc khu Tân Phú<')
        .replace('> Áp dụng thí điểm<', '> Áp dụng thí điểm tại hai thôn<');
      const dated = text.replace(rowWith(text, 'Áp dụng thí điểm'), (found) =>
        found.replace(/<w:p>(?=(?:(?!<w:p>)[\s\S])*Áp dụng thí điểm)/, `${paragraph('3/2026')}<w:p>`),
      );
      const head = rowWith(dated, '>Trích yếu<');
      const inHead = dated.replace(head, () =>
        head.replace('</w:tc>', `${paragraph('Quyết định số 5')}</w:tc>`),
      );
      const summary = rowWith(inHead, '>Tóm tắt<');
      return inHead
        .replace(summary, () => summary.replace('<w:p>', `${paragraph('Xem kế hoạch')}<w:p>`))
        .replace('</w:tc>', `${paragraph('UBND XÃ TÂN PHÚ')}</w:tc>`);
    });
    expectFilled(read);
    expect(read.fields.place).toEqual({ level: 'commune' });
    expect(read.fields.summary).toBe('Xem kế hoạch');
    expect(read.fields.sharing).toBeUndefined();
    expect(read.fields.firstApplied).toEqual({ date: '2026-03' });
    expect(read.unplaced.map(({ text }) => text).toSorted()).toEqual(
      [
        ...['Công khai (trừ kinh phí)', 'Xã, phường, đặc khu Tân Phú', 'tại hai thôn'],
        ...['Quyết định số 5', 'UBND XÃ TÂN PHÚ'],
      ].toSorted(),
    );
  });

  it('is a nil answer by the box, by a typed cross, or by the words', async () => {
    const unit = (xml: string): string => writeBeside(xml, 'Đơn vị đăng ký', 'Xã An Bình');
    const ticked = await reading((xml) =>
      unit(xml).replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>'),
    );
    const typed = await reading((xml) =>
      withoutMarks(unit(xml)).replace('> Không phát sinh trong kỳ <', '> x Không phát sinh trong kỳ <'),
    );
    const said = await reading((xml) => writeBeside(unit(xml), 'Tên cách làm hay', 'Không phát sinh'));
    for (const read of [ticked, typed, said]) {
      expect(read.nil).toBe(true);
      expect(read.fields).toEqual({ period: '2026-Q3' });
      expect(read.unit).toBe('Xã An Bình');
    }
  });

  it('is refused where it is empty, no form, or no plain Word file', async () => {
    await expect(readFormBytes(Buffer.from(blank), formVocabulary)).rejects.toMatchObject({
      reason: 'blank',
    });
    await expect(
      reading((xml) => xml.replace(/<w:body>[\s\S]*<\/w:body>/, `<w:body>${paragraph('Báo cáo')}</w:body>`)),
    ).rejects.toMatchObject({ reason: 'not-a-form' });
    const macros = editWord(
      blank,
      (types) => types.replace('</Types>', '<!-- macroEnabled --></Types>'),
      '[Content_Types].xml',
    );
    await expect(readFormBytes(macros, formVocabulary)).rejects.toMatchObject({ reason: 'macros' });
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await expect(readFormBytes(old, formVocabulary)).rejects.toMatchObject({ reason: 'old-format' });
    await expect(readFormBytes(Buffer.from('xin chào'), formVocabulary)).rejects.toMatchObject({
      reason: 'not-word',
    });
    await expect(
      reading((xml) => xml.replace('<w:document', '<!DOCTYPE x [<!ENTITY a "b">]><w:document')),
    ).rejects.toMatchObject({ reason: 'damaged' });
    await expect(
      reading((xml) => xml.replace('<w:body>', `<w:body>${'<w:sdt>'.repeat(1_000)}`)),
    ).rejects.toMatchObject({ reason: 'too-big' });
  });
});
