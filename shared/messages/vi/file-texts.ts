import type { UnreadReason } from '#shared/model/attachment-text';

/** Tìm trong tệp kèm theo. */
export const fileTexts = {
  reading: (done: string, total: string) => `Đang đọc tệp kèm theo ${done}/${total}`,
  inFile: (name: string) => `Trong tệp “${name}”:`,
  note: (reason: string) => `Chưa tìm được trong tệp này: ${reason}`,
  noteInPart: (reason: string) => `Chỉ tìm được một phần tệp này: ${reason}`,
  reasons: {
    password: 'tệp có đặt mật khẩu',
    damaged: 'tệp bị hỏng hoặc không đúng định dạng',
    'no-text': 'bản quét, không có chữ để tìm',
    'too-big': 'tệp quá lớn',
    'too-long': 'tệp quá phức tạp, đọc mất nhiều thời gian',
    'old-format': 'định dạng Word, Excel cũ; lưu lại thành .docx hoặc .xlsx rồi đính kèm lại',
    unsupported: 'chương trình chưa đọc được chữ trong loại tệp này',
    encoding: 'chữ viết bằng bảng mã cũ (TCVN3, VNI); chuyển sang Unicode rồi đính kèm lại',
    empty: 'tệp không có nội dung',
    cut: 'văn bản rất dài, phần cuối chưa được tìm',
    'long-text': 'văn bản rất dài, chỉ tìm được trong 2.000.000 ký tự đầu',
    'practice-full':
      'các tệp của bài dài quá 5.000.000 ký tự nên tệp này chưa được tìm, hoặc chỉ tìm được phần đầu',
    changed: 'tệp không còn như lúc đính kèm',
    missing: 'không thấy tệp trong thư viện',
  } satisfies Record<UnreadReason, string>,
  listText:
    'Tra cứu tìm cả trong tệp Word, Excel, PDF và văn bản kèm theo. Các tệp dưới đây chưa tìm được, hoặc chỉ tìm được một phần; tệp vẫn mở và tải về bình thường.',
  none: 'Mọi tệp kèm theo đọc được chữ đều tìm được.',
  total: (count: string) => `${count} tệp chưa tìm được hết`,
  first: (count: string) => `Liệt kê ${count} tệp đầu tiên.`,
};
