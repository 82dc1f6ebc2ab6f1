/** What a host says itself: on the command line, in plain pages before the program is shown, in native dialogs. */
export const host = {
  refused: {
    foreign: {
      title: 'Yêu cầu không được chấp nhận',
      text: 'Trang này chỉ mở được từ chính máy tính đang chạy chương trình. Hãy sao chép địa chỉ đã in khi khởi động và dán vào thanh địa chỉ của trình duyệt.',
    },
    used: {
      title: 'Địa chỉ này đã được sử dụng',
      text: 'Mỗi địa chỉ chỉ mở được một lần, trong một trình duyệt. Hãy tiếp tục trong trình duyệt đã mở; muốn dùng trình duyệt khác, nhấn Enter trong cửa sổ đã khởi động chương trình để nhận địa chỉ mới. Nếu không phải bạn đã mở địa chỉ này, hãy đóng chương trình và khởi động lại.',
    },
    unknown: {
      title: 'Chưa mở được Lan Tỏa trong trình duyệt này',
      text: 'Hãy mở đúng địa chỉ đầy đủ đã in khi khởi động chương trình. Nếu địa chỉ đó đã được sử dụng, nhấn Enter trong cửa sổ đã khởi động chương trình để nhận địa chỉ mới.',
    },
  },
  openLink: {
    title: 'Mở liên kết bên ngoài',
    question: 'Mở liên kết này bằng trình duyệt?',
    detail: (url: string) => `${url}\n\nNội dung trang này không do Lan Tỏa kiểm soát.`,
    open: 'Mở liên kết',
    cancel: 'Không mở',
  },
  openFile: {
    title: 'Mở bằng chương trình khác',
    question: (title: string) => `Mở “${title}” bằng chương trình khác?`,
    detail: (file: string, bytes: number, office: string) =>
      [
        `Tệp: ${file} (${String(Math.max(1, Math.round(bytes / 1000))).replace(/\B(?=(\d{3})+$)/g, '.')} kB)`,
        `Nơi gửi: ${office || 'chưa ghi cơ quan'}`,
        '',
        'Chỉ mở khi tin tưởng nơi gửi. Chương trình mở một bản sao: sửa ở đó không làm thay đổi tài liệu trong thư viện.',
      ].join('\n'),
    open: 'Mở tài liệu',
    cancel: 'Không mở',
  },
};
