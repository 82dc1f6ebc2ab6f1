/** Bài đưa ra ngoài chương trình: chép sang Word, in. */
export const paper = {
  copyToWord: 'Chép sang Word',
  unit: 'Đơn vị tính',
  remarks: 'Ghi chú',
  picture: (name: string) =>
    name === '' ? '[Có một ảnh, xem trong Lan Tỏa]' : `[Ảnh: ${name}, xem trong Lan Tỏa]`,
  /** Last line of what leaves the program. */
  source: (parts: string) => `Nguồn: ${parts} (Lan Tỏa).`,
  evidence: (level: string) => `mức độ xác nhận: ${level}`,
};
