/** Sổ đăng ký văn bản đến trên tệp Excel, theo Phụ lục IV Nghị định 30/2020/NĐ-CP (mục VI). */
export const registerSheet = {
  file: (year: number) => `So-dang-ky-van-ban-den-${String(year)}.xlsx`,
  sheet: (year: number) => `Năm ${String(year)}`,
  title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  year: (year: number) => `Năm: ${String(year)}`,
  span: (fromDay: string, toDay: string, from: number, to: number) =>
    `Từ ngày ${fromDay} đến ngày ${toDay}. Từ số ${String(from)} đến số ${String(to)}`,
  columns: [
    'Ngày đến',
    'Số đến',
    'Tác giả',
    'Số, ký hiệu văn bản',
    'Ngày tháng văn bản',
    'Tên loại và trích yếu nội dung văn bản',
    'Đơn vị hoặc người nhận',
    'Ngày chuyển',
    'Ký nhận',
    'Ghi chú',
  ] as readonly string[],
  /** Khi không có văn bản gửi kèm. */
  parcel: (number: string) => `Gói số ${number}`,
  parts: (come: number, all: number) => `Mới nhận ${String(come)}/${String(all)} phần`,
  due: (day: string) => `Hạn xử lý ${day}`,
  done: (day: string, name: string) => (name === '' ? `Xong ngày ${day}` : `Xong ngày ${day} (${name})`),
};
export type RegisterSheetWords = typeof registerSheet;
