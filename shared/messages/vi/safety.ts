/** What is typed and not stored yet: why, and what can be done about it. */
export const safety = {
  unsafe: {
    closed: 'Chưa lưu phần vừa gõ',
    gone: 'Chưa lưu: bài ở thùng rác',
    away: 'Chưa lưu: không thấy thư viện',
    failed: 'Chưa lưu',
  },
  asked: (parts: string) => `Chưa lưu ${parts} phần: chờ bạn chọn`,
  notKeptHere: 'Chưa giữ được trên máy này: bộ nhớ của trang đã đầy',

  leaveTitle: 'Rời bài này?',
  leave: {
    closed: 'Bài đã đóng nên chữ bạn vừa gõ chưa vào bài. Chữ đó được giữ trên máy này.',
    gone: 'Bài đang ở thùng rác nên chữ bạn vừa gõ chưa được lưu. Chữ đó được giữ trên máy này.',
    away: 'Không thấy thư mục thư viện nên chữ bạn vừa gõ chưa được lưu. Chữ đó được giữ trên máy này và được hỏi lại khi bạn mở bài.',
    failed: 'Chữ bạn vừa gõ chưa lưu được. Chữ đó được giữ trên máy này và được hỏi lại khi bạn mở bài.',
    asked:
      'Có phần chưa lưu vì chờ bạn chọn giữ bản nào. Bản của bạn được giữ trên máy này và được hỏi lại khi bạn mở bài.',
  },
  leaveUploads: (count: string) =>
    `Đang đưa ${count} tệp vào bài. Nếu rời đi, các tệp chưa xong không vào bài.`,
  stay: 'Ở lại',
  leaveAnyway: 'Vẫn rời đi',
  stopAndLeave: 'Dừng và rời đi',
  closeTitle: 'Đóng chương trình?',
  closeText: 'Còn nội dung chưa lưu vào thư viện hoặc tệp đang được đưa vào bài.',
  closeAnyway: 'Vẫn đóng',

  closedBy: (who: string, did: string, when: string) => `${who} ${did} bài này lúc ${when}`,
  closedUnknown: 'Bài này vừa được chuyển bước nên không sửa được nữa',
  did: { submitted: 'đã trình duyệt', approved: 'đã duyệt' },
  closedText:
    'Chữ bạn vừa gõ chưa kịp vào bài và được giữ trên máy này. Bấm “Mở lại để sửa” rồi “Lấy lại nội dung đó”.',
  keptWhileClosed: 'Máy này còn giữ nội dung chưa lưu của bài này. Bấm “Mở lại để sửa” nếu cần lấy lại.',
  showText: 'Xem nội dung chưa lưu',
  copyText: 'Chép nội dung',
  dropped: 'Đã bỏ nội dung chưa lưu.',

  goneBy: (who: string, when: string) => `${who} đã chuyển bài này vào thùng rác lúc ${when}`,
  goneUnknown: 'Bài này vừa được chuyển vào thùng rác',
  goneText: 'Chữ bạn vừa gõ vẫn ở đây và được giữ trên máy này, chưa vào bài.',
  goneAllStored: 'Nội dung bạn đã gõ nằm trong bài ở thùng rác.',
  takeBack: 'Lấy lại từ thùng rác',

  awayTitle: 'Không thấy thư mục thư viện',
  awayText: 'Chương trình đang đợi và tự tiếp tục khi thấy lại. Chưa có gì bị mất hay thay đổi.',
  awayWriting: 'Chữ bạn gõ được giữ trên máy này và sẽ lưu khi có lại thư mục.',

  submitTitle: 'Bài còn thiếu mục bắt buộc',
  submitText: 'Lãnh đạo chưa duyệt được khi bài còn thiếu:',
  submitAnyway: 'Vẫn trình',
  submittedNote: 'Bài đang trình duyệt nên không sửa trực tiếp. Bấm “Mở lại để sửa” nếu cần viết tiếp.',

  conflictBy: (name: string) => `${name} cũng vừa sửa những mục này`,
  conflictAgain: 'Trong lúc bạn chọn, mục này lại được sửa',
  conflictText:
    'Chưa ghi đè gì; các mục khác vẫn được lưu. Hãy chọn giữ bản nào; bản còn lại được giữ trong bài.',
  conflictAgainText: 'Lựa chọn vừa rồi chưa được ghi. Hãy xem bản mới rồi chọn lại.',
  takeOf: (name: string) => `Lấy của ${name}`,
  onlyMine: '[chỉ ở bản của tôi: ',
  onlyTheirs: '[chỉ ở bản kia: ',
  endOfMark: ']',

  updatedBy: (name: string) => `Đã cập nhật theo nội dung ${name} vừa lưu`,
  updatedOutside: 'Đã cập nhật theo tệp vừa được sửa bên ngoài',
  seeChanges: 'Xem thay đổi',
  unfold: 'Đọc hết',
  fold: 'Thu gọn',
  keptHere: 'Máy này còn giữ nội dung chưa lưu',
};
