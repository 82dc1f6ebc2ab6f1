/** Bài đưa ra ngoài chương trình: chép sang Word, in. */
export const paper = {
  copyToWord: 'Chép sang Word',
  saveAsWord: 'Lưu thành tệp Word',
  saveAs: { docx: 'Lưu thành tệp Word', pdf: 'Lưu thành tệp PDF' },
  making: 'Đang tạo tệp Word…',
  made: (file: string) =>
    `Đã tạo tệp ${file}; tệp được lưu ở nơi trình duyệt hoặc hộp thoại lưu tệp cho biết.`,
  unit: 'Đơn vị tính',
  remarks: 'Ghi chú',
  picture: (name: string) =>
    name === '' ? '[Có một ảnh, xem trong Lan Tỏa]' : `[Ảnh: ${name}, xem trong Lan Tỏa]`,
  pictureMissing: (name: string) =>
    name === '' ? '[Có một ảnh, không tìm thấy tệp]' : `[Ảnh: ${name}, không tìm thấy tệp]`,
  /** Last line of what leaves the program. */
  source: (parts: string) => `Nguồn: ${parts} (Lan Tỏa).`,
  evidence: (level: string) => `mức độ xác nhận: ${level}`,
};
