/** Tệp mà chỉ một số nơi nhận mở được. */
export const closedParcel = {
  who: 'Ai mở được tệp',
  ways: {
    offices: 'Các cơ quan được chọn',
    passphrase: 'Người biết mật khẩu',
  },
  hints: {
    offices: 'Chương trình ở nơi nhận tự mở, không hỏi gì. Chọn được những nơi đã đối chiếu niêm phong.',
    passphrase: 'Gửi tệp, rồi đọc mật khẩu qua điện thoại; không viết chung vào thư.',
  },
  list: 'Nơi nhận',
  empty: 'Gói này chưa có nơi nhận nào, danh sách nơi nhận cũng chưa có ai.',
  noneReady: 'Chưa chọn được nơi nào. Lý do ghi ở dưới; có thể dùng mật khẩu.',
  notYet: (count: string) => `Chưa chọn được (${count})`,
  states: {
    unknown: 'chưa có gói nào của nơi này đến nên chưa biết niêm phong',
    unconfirmed: 'chưa đối chiếu niêm phong',
    changed: 'niêm phong đã đổi hoặc ngừng dùng, chưa đối chiếu lại',
    untold: 'nơi này dùng bản chương trình cũ, chưa nhận được tệp kiểu này',
    forbidden: 'phạm vi chia sẻ không cho gửi đến nơi này',
  },
  compare: 'Mở danh sách Cơ quan đã biết để đối chiếu',
  pick: 'Chọn nơi nhận',
  make: (count: string) => `Làm tệp cho ${count} nơi`,
  making: 'Đang làm tệp…',
  done: (files: string, names: string) => `Đã làm ${files} tệp. Chỉ những nơi này mở được: ${names}.`,
  doneHint:
    'Tệp nằm ở mục “Tệp để gửi”, tên kết thúc bằng .lantoa. Hãy gửi đúng tệp ấy: tệp .zip thì ai cũng mở được.',
  onlyFor: (names: string) => `Chỉ ${names} mở được`,
};
