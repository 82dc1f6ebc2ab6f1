/** Bản đồ 34 tỉnh, thành phố ở cột lọc. */
export const provinceMap = {
  faces: 'Cách xem tỉnh, thành phố',
  list: 'Danh sách',
  map: 'Bản đồ',
  title: 'Bản đồ tỉnh, thành phố: chọn nơi cần lọc',
  loading: 'Đang mở bản đồ…',
  none: 'chưa có kết quả',
  hint: 'Bấm vào một tỉnh để lọc; bấm lần nữa để bỏ.',
  chosen: 'đang chọn',
  legend: 'Số kết quả',
  hoangSa: ['Quần đảo', 'Hoàng Sa'],
  truongSa: ['Quần đảo Trường Sa'],
};
