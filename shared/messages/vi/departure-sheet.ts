/** Sổ đăng ký văn bản đi trên tệp Excel, theo Phụ lục IV Nghị định 30/2020/NĐ-CP (mục I). */
export const departureSheet = {
  file: (year: number) => `So-dang-ky-van-ban-di-${String(year)}.xlsx`,
  sheet: (year: number) => `Năm ${String(year)}`,
  title: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  year: (year: number) => `Năm: ${String(year)}`,
  span: (fromDay: string, toDay: string, parcels: number) =>
    `Từ ngày ${fromDay} đến ngày ${toDay}. ${String(parcels)} gói chia sẻ cách làm hay`,
  columns: [
    'Số, ký hiệu văn bản',
    'Ngày tháng văn bản',
    'Tên loại và trích yếu nội dung văn bản',
    'Người ký',
    'Nơi nhận văn bản',
    'Đơn vị, người nhận bản lưu',
    'Số lượng bản',
    'Ngày chuyển',
    'Ký nhận',
    'Ghi chú',
  ] as readonly string[],
  /** Số của gói; văn thư thay bằng số, ký hiệu của văn bản gửi kèm, nếu có. */
  number: (number: string) => `Gói số ${number}`,
  kept: 'Kho của cơ quan',
  subject: (period: string, number: string, practices: string) =>
    `Gói chia sẻ cách làm hay ${period}, gói số ${number}, gồm ${practices} bài`,
  received: (name: string, date: string, number: string | null) =>
    number === null ? `${name}: báo nhận ${date}` : `${name}: báo nhận ${date}, số đến ${number}`,
  notSent: (names: string) => `Chưa gửi: ${names}`,
  only: (names: string) => `Gửi riêng: ${names}`,
  files: (names: string) => `Tệp: ${names}`,
  issuedBy: (name: string) => `Người xuất gói: ${name}`,
};
export type DepartureSheetWords = typeof departureSheet;
