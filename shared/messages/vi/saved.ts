/** Tìm kiếm đã lưu. */
export const saved = {
  title: 'Tìm kiếm đã lưu',
  save: 'Lưu tìm kiếm',
  isSaved: 'Đã lưu',
  saveTitle: 'Lưu tìm kiếm này',
  saveText:
    'Từ cần tìm, các mục đang lọc và cách sắp xếp được lưu cho riêng anh/chị. Có bài mới của nơi khác khớp thì chương trình báo.',
  name: 'Tên',
  nameMissing: 'Hãy đặt tên cho tìm kiếm này.',
  everything: 'Tất cả các bài',
  full: 'Đã lưu 50 tìm kiếm, là mức nhiều nhất. Hãy xóa bớt trong “Quản lý” rồi lưu lại.',
  fresh: (count: string) => `${count} mới`,
  freshSpoken: (count: string) => `${count} bài mới`,
  isFresh: 'Mới',
  manage: 'Quản lý',
  manageTitle: 'Quản lý tìm kiếm đã lưu',
  open: 'Mở',
  rename: 'Đổi tên',
  renameOf: (name: string) => `Đổi tên: ${name}`,
  removeOf: (name: string) => `Xóa: ${name}`,
  removed: (name: string) => `Đã xóa “${name}”.`,
  empty: 'Chưa lưu tìm kiếm nào.',
};
