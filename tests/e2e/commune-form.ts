import { completeSections } from '#tests/support/complete-practice';
import {
  cell,
  editWord,
  paragraph,
  row,
  rowWith,
  writeBelow,
  writeBeside,
} from '#tests/core/forms/edit-word';
import { sections } from '#shared/model/section';

/** What a commune writes into the rows of the form. */
const answers = {
  'Tóm tắt': 'Hạ ngầm cáp viễn thông trên trục đường chính của xã.',
  'Từ khóa': 'ngầm hóa; viễn thông',
  'Ngày bắt đầu áp dụng': '3/2025',
  'Đối tượng thụ hưởng': 'người dân; doanh nghiệp',
  'Rà soát lại trước ngày': '30/9/2026',
  'Tổng kinh phí': '350 triệu đồng',
  'Nguồn kinh phí': 'Ngân sách xã',
  'Chức vụ, bộ phận': 'Văn phòng HĐND và UBND xã',
  'Điện thoại cơ quan': '0225 3000 111',
};
const ticked = ['Hạ tầng số', 'Xã, phường, đặc khu', 'Đơn vị tự báo cáo', 'Công khai'];
const result = ['Chiều dài ngầm hóa', 'km', '0', '2,5', '9/2025', 'Thống kê'];

/** Clicks the box before these words, as Word writes it. */
export function tick(xml: string, words: string): string {
  const label = xml.search(new RegExp(`> ${words} ?<`));
  const box = '<w14:checked w14:val="0"/>';
  const at = xml.lastIndexOf(box, label);
  if (label < 0 || at < 0) throw new Error(`no box before ${words}`);
  return xml.slice(0, at) + box.replace('"0"', '"1"') + xml.slice(at + box.length);
}

/** An empty form as a commune fills it in: words beside the labels, boxes ticked, text below the headings. */
export function filledForm(blank: Uint8Array, unit: string, title: string): Buffer {
  return editWord(blank, (xml) => {
    let text = writeBeside(xml, 'Đơn vị đăng ký', unit);
    text = writeBeside(text, 'Tên cách làm hay', title);
    for (const [label, words] of Object.entries(answers)) text = writeBeside(text, label, words);
    for (const words of ticked) text = tick(text, words);
    const head = rowWith(text, '>Chỉ tiêu<');
    text = text.replace(head, () => head + row(...result.map((words) => cell(paragraph(words)))));
    for (const [at, { key, vi }] of sections.entries()) {
      const lines = completeSections[key].replaceAll('**', '').split('\n');
      text = writeBelow(text, `${String(at + 1)}. ${vi}`, ...lines.map((line) => paragraph(line)));
    }
    return text;
  });
}

/** The same, saying that there is nothing. */
export const nilForm = (blank: Uint8Array, unit: string): Buffer =>
  editWord(blank, (xml) => tick(writeBeside(xml, 'Đơn vị đăng ký', unit), 'Không phát sinh trong kỳ'));
