import type { FailureCode } from '#shared/failure';

/** What a person is told of a fault. */
export interface FailureMessage {
  /** What happened. */
  readonly title: string;
  /** What was not touched. */
  readonly safe: string;
  /** What to do. */
  readonly advice: string;
}

/** Sizes as people say them: what is to be written, what is free. */
export interface MissingSizes {
  readonly needed: string;
  readonly free: string;
}

const named = (where: string | undefined): string => (where === undefined ? '' : ` “${where}”`);

const nothingChanged = 'Chưa có gì bị thay đổi.';
const libraryUntouched = 'Thư viện giữ nguyên như trước.';

const messages: Record<FailureCode, (where?: string, sizes?: MissingSizes) => FailureMessage> = {
  'bad-input': (where) => ({
    title: `Nội dung nhập chưa đúng${where === undefined ? '' : ` ở mục “${where}”`}.`,
    safe: nothingChanged,
    advice: 'Hãy xem lại nội dung vừa nhập rồi thử lại.',
  }),
  'not-found': (where) => ({
    title: `Không tìm thấy${named(where) || ' nội dung này'}.`,
    safe: 'Các nội dung khác không bị ảnh hưởng.',
    advice: 'Có thể người khác vừa chuyển hoặc xóa. Hãy tra cứu lại hoặc xem trong thùng rác.',
  }),
  'no-library': () => ({
    title: 'Chưa mở thư viện nào.',
    safe: nothingChanged,
    advice: 'Hãy mở hoặc tạo một thư viện trước.',
  }),
  'no-office': () => ({
    title: 'Chưa khai tên cơ quan.',
    safe: nothingChanged,
    advice: 'Vào Cài đặt, mục “Cơ quan của chúng tôi”, ghi tên cơ quan rồi làm lại.',
  }),
  'library-missing': (where) => ({
    title: `Không thấy thư mục thư viện${named(where)}.`,
    safe: 'Dữ liệu trong thư mục không bị đụng đến.',
    advice: 'Kiểm tra kết nối tới ổ đĩa hoặc thư mục chung rồi nhấn Thử lại.',
  }),
  'library-damaged': (where) => ({
    title: `Tệp${named(where)} của thư viện không đọc được.`,
    safe: 'Chương trình không sửa, không ghi đè tệp này.',
    advice: 'Hãy lấy lại tệp từ bản sao lưu rồi mở lại thư viện.',
  }),
  'library-version': () => ({
    title: 'Thư viện do phiên bản mới hơn tạo ra.',
    safe: libraryUntouched,
    advice: 'Hãy cập nhật chương trình rồi mở lại.',
  }),
  'not-a-library': (where) => ({
    title: `Thư mục${named(where)} chưa phải là thư viện Lan Tỏa.`,
    safe: 'Chương trình không ghi gì vào thư mục này. Thư viện đang dùng vẫn mở.',
    advice: 'Hãy chọn đúng thư mục của thư viện hoặc tạo thư viện mới.',
  }),
  'library-exists': (where) => ({
    title: `Thư mục${named(where)} đã có một thư viện.`,
    safe: libraryUntouched,
    advice: 'Hãy mở thư viện đó hoặc chọn một thư mục khác.',
  }),
  'library-read-only': () => ({
    title: 'Thư viện chỉ cho đọc, chưa ghi được.',
    safe: libraryUntouched,
    advice: 'Hãy xin quyền ghi vào thư mục hoặc mở một thư viện khác.',
  }),
  'folder-not-empty': (where) => ({
    title: `Thư mục${named(where)} đang có tệp khác.`,
    safe: 'Các tệp trong thư mục được giữ nguyên.',
    advice: 'Hãy chọn một thư mục trống hoặc tên thư mục mới.',
  }),
  'practice-damaged': (where) => ({
    title: `Bài viết${named(where)} không đọc được.`,
    safe: 'Tệp được giữ nguyên, không bị ghi đè.',
    advice: 'Mở bài để xem dòng bị lỗi, sửa tệp hoặc lấy lại từ bản sao lưu.',
  }),
  'practice-locked': (where) => ({
    title: `Người khác đang lưu bài này${where === undefined ? '' : ` (${where})`}.`,
    safe: 'Nội dung đang soạn vẫn còn trên màn hình.',
    advice: 'Hãy đợi vài giây rồi thử lại.',
  }),
  'lock-lost': () => ({
    title: 'Máy này đã dừng quá lâu giữa lúc ghi (chẳng hạn ở chế độ ngủ), nên máy khác đã được ghi tiếp.',
    safe: 'Không có gì bị ghi dở dang hay ghi đè. Nội dung đang soạn vẫn còn trên màn hình.',
    advice: 'Nội dung đang soạn sẽ tự lưu lại. Với việc khác, hãy xem kết quả rồi làm lại nếu cần.',
  }),
  'practice-not-ours': () => ({
    title: 'Bài này của cơ quan khác nên chỉ xem được.',
    safe: 'Bài gốc giữ nguyên.',
    advice: 'Dùng “Soạn bài dựa trên bài này” để viết bài của cơ quan mình.',
  }),
  'practice-closed': (where) => ({
    title: `Bài${named(where)} đã trình hoặc đã duyệt nên không sửa được.`,
    safe: 'Nội dung đã trình, đã duyệt giữ nguyên.',
    advice: 'Hãy mở lại để sửa rồi trình duyệt lại.',
  }),
  'attachment-missing': (where) => ({
    title: `Không thấy tài liệu kèm theo${named(where)}.`,
    safe: 'Nội dung bài viết vẫn đầy đủ.',
    advice: 'Hãy đính kèm lại tài liệu hoặc xin lại từ cơ quan gửi.',
  }),
  'attachment-changed': (where) => ({
    title: `Tài liệu kèm theo${named(where)} đã bị thay đổi ngoài chương trình.`,
    safe: 'Bài viết và các tài liệu khác giữ nguyên.',
    advice: 'Nếu bản mới là đúng, hãy gỡ ra và đính kèm lại; nếu không, lấy lại từ bản sao lưu.',
  }),
  'file-busy': (where) => ({
    title: `Tệp${named(where)} đang được chương trình khác sử dụng.`,
    safe: nothingChanged,
    advice: 'Hãy đóng tệp ở chương trình kia (Word, phần mềm đồng bộ) rồi thử lại.',
  }),
  'disk-full': (where) => ({
    title: `Ổ đĩa đã hết chỗ${where === undefined ? '' : ` khi ghi “${where}”`}.`,
    safe: 'Bản đã lưu trước đó vẫn nguyên vẹn.',
    advice: 'Hãy dọn bớt tệp trên ổ đĩa rồi thử lại.',
  }),
  'no-permission': (where) => ({
    title: `Không có quyền truy cập${named(where)}.`,
    safe: nothingChanged,
    advice: 'Hãy nhờ người quản lý thư mục cấp quyền hoặc chọn thư mục khác.',
  }),
  'bundle-refused': (where) => ({
    title: `Gói không được tiếp nhận${where === undefined ? '' : ` vì mục “${where}”`}: sai quy cách hoặc không an toàn.`,
    safe: libraryUntouched,
    advice: 'Hãy đề nghị nơi gửi xuất lại gói và gửi lại tệp.',
  }),
  'bundle-unreadable': (where) => ({
    title: `Không đọc được gói${named(where)}: tệp hỏng hoặc tải chưa hết.`,
    safe: libraryUntouched,
    advice: 'Hãy tải hoặc chép lại tệp; nếu vẫn lỗi, đề nghị nơi gửi gửi lại tệp.',
  }),
  'bundle-version': () => ({
    title: 'Gói do phiên bản mới hơn của chương trình tạo ra.',
    safe: libraryUntouched,
    advice: 'Hãy cập nhật chương trình rồi tiếp nhận lại.',
  }),
  'bundle-too-large': (where) => ({
    title: `Nội dung quá lớn để gửi trong một gói${where === undefined ? '' : `, nhất là “${where}”`}.`,
    safe: nothingChanged,
    advice: 'Hãy bớt bài hoặc bỏ bớt tài liệu kèm theo nặng rồi xuất lại.',
  }),
  'backup-inside-library': (where) => ({
    title: `Thư mục${named(where)} nằm trong chính thư viện này.`,
    safe: nothingChanged,
    advice:
      'Hãy chọn thư mục ở ổ đĩa khác, ví dụ ổ USB hoặc thư mục chung, để mất ổ này vẫn còn bản sao lưu.',
  }),
  'backup-folder-missing': (where) => ({
    title: `Không thấy thư mục sao lưu${named(where)}.`,
    safe: 'Thư viện và các bản sao lưu trước giữ nguyên.',
    advice: 'Hãy cắm lại ổ đĩa hoặc kết nối lại thư mục chung, hoặc chọn thư mục khác, rồi sao lưu lại.',
  }),
  'backup-too-large': (where) => ({
    title: `Tệp${named(where)} quá lớn để sao lưu.`,
    safe: 'Thư viện và các bản sao lưu trước giữ nguyên.',
    advice: 'Hãy chép riêng tệp này ra nơi khác và gỡ khỏi thư viện, rồi sao lưu lại.',
  }),
  'backup-damaged': (where) => ({
    title: `Bản sao lưu${named(where)} không nguyên vẹn.`,
    safe: 'Không có gì được lấy ra từ bản này; thư viện và các bản sao lưu khác giữ nguyên.',
    advice: 'Hãy dùng một bản sao lưu khác, hoặc chép lại tệp từ nơi cất giữ rồi thử lại.',
  }),
  'backup-of-another': (where) => ({
    title: `Bản sao lưu${named(where)} là của một thư viện khác.`,
    safe: 'Không có gì được lấy ra từ bản này; thư viện đang mở giữ nguyên.',
    advice: 'Hãy chọn bản sao lưu của chính thư viện đang mở.',
  }),
  'not-enough-space': (where, sizes) => ({
    title: sizes
      ? `Ổ đĩa của thư mục${named(where)} không đủ chỗ: cần khoảng ${sizes.needed}, chỉ còn trống ${sizes.free}.`
      : `Ổ đĩa của thư mục${named(where)} không đủ chỗ.`,
    safe: 'Chưa ghi gì; thư viện và các bản sao lưu trước giữ nguyên.',
    advice: 'Hãy dọn bớt tệp trên ổ đĩa này hoặc chọn thư mục ở ổ đĩa khác rồi làm lại.',
  }),
  'sample-cannot-leave': (where) => ({
    title: `Bài mẫu${named(where)} không phát hành, không gửi đi được.`,
    safe: nothingChanged,
    advice: 'Hãy bỏ bài mẫu ra khỏi bản tổng hợp.',
  }),
  'nothing-to-export': () => ({
    title: 'Bản tổng hợp chưa có bài nào để gửi.',
    safe: nothingChanged,
    advice: 'Hãy đưa ít nhất một bài đã duyệt vào bản tổng hợp.',
  }),
  'not-approved': (where) => ({
    title: `Bài${named(where)} chưa được duyệt.`,
    safe: nothingChanged,
    advice: 'Hãy trình duyệt bài hoặc bỏ bài ra khỏi bản tổng hợp.',
  }),
  'no-seal-key': () => ({
    title: 'Máy này chưa có niêm phong của cơ quan.',
    safe: nothingChanged,
    advice:
      'Vào Cài đặt, mục “Niêm phong”, nhập các từ trên Phiếu khôi phục niêm phong, hoặc làm việc này ở máy đã có niêm phong.',
  }),
  'seal-locked': () => ({
    title: 'Niêm phong trên máy này cần mật khẩu.',
    safe: nothingChanged,
    advice:
      'Hãy làm lại và nhập mật khẩu. Quên mật khẩu thì vào Cài đặt, mục “Niêm phong”, nhập Phiếu khôi phục niêm phong.',
  }),
  'passphrase-needed': (where) => ({
    title: `Cần mật khẩu để mở tệp${named(where)}.`,
    safe: nothingChanged,
    advice: 'Hãy hỏi nơi gửi qua điện thoại để biết mật khẩu.',
  }),
  'passphrase-wrong': (where) => ({
    title: `Mật khẩu không mở được tệp${named(where)}.`,
    safe: 'Không có gì được giữ lại từ tệp này.',
    advice: 'Hãy nhập lại mật khẩu. Nếu vẫn không được, gọi điện hỏi lại nơi gửi.',
  }),
  'locked-for-others': (where) => ({
    title: `Tệp${named(where)} chỉ nơi nhận khác mở được.`,
    safe: nothingChanged,
    advice:
      'Nếu gói gửi cho cơ quan mình, hãy mở ở máy đã có niêm phong của cơ quan, hoặc nhập Phiếu khôi phục niêm phong trên máy này (phiếu cũ cũng dùng được) rồi mở lại. Nếu không, đề nghị nơi gửi gửi lại tệp dành cho cơ quan mình.',
  }),
  'sharing-forbids': (where) => ({
    title: `Phạm vi chia sẻ của bài${named(where)} không cho gửi đến nơi này.`,
    safe: nothingChanged,
    advice:
      'Hãy đổi phạm vi chia sẻ của bài, bỏ bài ra khỏi bản tổng hợp, hoặc làm gói gửi riêng cho những nơi được nêu tên.',
  }),
  'choice-closed': () => ({
    title: 'Danh sách của kỳ này đã được chốt nên không sửa được nữa.',
    safe: nothingChanged,
    advice:
      'Muốn sửa, hãy mở trang Phát hành và chọn “Mở lại danh sách”; nếu bản tổng hợp đã phát hành thì lập văn bản sửa đổi, thay thế.',
  }),
  'issue-changed': (where) => ({
    title: `Nội dung${named(where)} đã khác với bản đã trình ký.`,
    safe: nothingChanged,
    advice:
      'Hãy mở trang Phát hành để xem bài nào đã thay đổi, đưa bài về bản đã chốt hoặc chốt lại danh sách và trình ký lại.',
  }),
  'paper-missing': (where) => ({
    title: `Chưa có văn bản đã ký${named(where)}.`,
    safe: nothingChanged,
    advice: 'Hãy nhập số, ngày và đính kèm tệp văn bản đã ký ở bước “Số, ngày, bản đã ký” rồi phát hành.',
  }),
  'seal-in-doubt': (where) => ({
    title: `Niêm phong của bài${named(where)} cần được xem lại trước khi đưa vào kho.`,
    safe: nothingChanged,
    advice: 'Hãy mở lại gói, đọc lý do ở bài này rồi quyết định riêng cho bài.',
  }),
  'statement-left': () => ({
    title: 'Nội dung này đã gửi đi nên không rút lại được.',
    safe: nothingChanged,
    advice: 'Nếu cần nói khác đi, hãy viết một nội dung mới: nơi nhận sẽ thấy cả hai.',
  }),
  cancelled: () => ({
    title: 'Đã dừng theo yêu cầu.',
    safe: 'Không có gì dở dang được giữ lại.',
    advice: 'Có thể làm lại bất cứ lúc nào.',
  }),
  unsupported: () => ({
    title: 'Máy này không làm được việc đó.',
    safe: nothingChanged,
    advice: 'Hãy dùng bản cài đặt của chương trình hoặc làm theo cách khác.',
  }),
  unauthorised: () => ({
    title: 'Phiên làm việc đã hết hoặc trang này không được phép mở.',
    safe: libraryUntouched,
    advice: 'Hãy đóng trang, mở lại chương trình và dùng địa chỉ mới được in ra.',
  }),
  'host-gone': () => ({
    title: 'Chương trình Lan Tỏa đã đóng hoặc không trả lời.',
    safe: 'Những gì đã lưu vẫn còn nguyên.',
    advice: 'Hãy khởi động lại chương trình và mở địa chỉ mới được in ra.',
  }),
  internal: () => ({
    title: 'Chương trình gặp lỗi ngoài dự tính.',
    safe: 'Những gì đã lưu vẫn còn nguyên.',
    advice: 'Hãy thử lại. Nếu lặp lại, chép phần chi tiết kỹ thuật gửi người hỗ trợ.',
  }),
};

/** Faults by code: what happened, what was not touched, what to do. */
export const failure = { messages, nameOffice: 'Khai tên cơ quan' };
