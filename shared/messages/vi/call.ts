import type { DeadlineStanding } from '#shared/model/reporting-calendar';

/** Văn bản đề nghị các đơn vị gửi cách làm hay, và công văn đôn đốc. */
export const call = {
  title: 'Đề nghị và đôn đốc',
  loading: 'Đang mở…',
  plan: 'Kỳ báo cáo',
  window: (from: string, to: string) => `Cách làm hay từ ${from} đến ${to}`,
  deadlineIs: (date: string) => `Hạn gửi: ${date}`,
  remindersAre: (days: string) => `Nhắc vào: ${days}`,
  changeCalendar: 'Sửa lịch báo cáo',
  builtFrom: (issued: string) => `Tổng hợp từ các quý đã phát hành: ${issued}.`,
  notIssued: (open: string) => `Chưa phát hành: ${open}.`,
  nothingIssued: 'Chưa quý nào của kỳ này được phát hành.',

  wanted: 'Nội dung đề nghị',
  wantedHint: 'Cần loại việc gì, trình bày ra sao. Mỗi dòng thành một đoạn trong văn bản.',
  wantedDefault: (period: string) =>
    `Đề nghị các đơn vị gửi những cách làm hay đã triển khai trong ${period}, nêu rõ việc đã làm, kết quả bằng số liệu trước và sau, kinh phí, điều kiện áp dụng và đầu mối liên hệ.`,
  fields: 'Lĩnh vực trọng tâm',
  fieldsHint: 'Không chọn lĩnh vực nào nghĩa là nhận mọi lĩnh vực.',
  briefing: 'Ngày giao ban',
  briefingHint: 'Ví dụ: 05/10/2026',
  deadline: 'Hạn gửi',
  deadlineHint: (date: string) => `Để trống thì tính theo lịch: ${date}`,
  notADay: 'Hãy ghi ngày, tháng, năm, ví dụ 28/09/2026',
  afterBriefing: 'Hạn gửi sau ngày giao ban. Hãy kiểm tra lại hai ngày này.',
  dayOff: 'Hạn gửi rơi vào ngày nghỉ.',

  units: 'Đơn vị được đề nghị',
  asked: (asked: string, all: string) => `${asked}/${all} đơn vị`,
  askAll: 'Chọn tất cả',
  askNone: 'Bỏ chọn',
  findUnit: 'Tìm đơn vị',
  noMatch: 'Không có đơn vị nào khớp.',
  noUnits: 'Chưa có danh sách đơn vị',
  noUnitsText: 'Khai các phòng, đơn vị trực thuộc và xã, phường một lần; mỗi kỳ chỉ cần chọn.',
  listUnits: 'Khai danh sách đơn vị',
  editUnits: 'Sửa danh sách',
  kinds: { division: 'Phòng, đơn vị trực thuộc', commune: 'Xã, phường, đặc khu' },

  papers: 'Văn bản gửi đi',
  savePaper: 'Lưu công văn đề nghị',
  saveForm: 'Lưu Phiếu đăng ký trống',
  making: 'Đang tạo tệp…',
  made: (file: string) => `Đã tạo ${file}`,
  asPdf: (save: string) => `${save} (PDF)`,
  wordHint: 'Tệp Word để chỉnh sửa, trình ký và lấy số; tệp PDF để xem và in.',
  tell: 'Gửi kèm gói chia sẻ',
  tellHint: 'Các cơ quan khác thấy đề nghị này khi nhận gói chia sẻ kế tiếp.',
  told: (date: string) => `Đã xếp để đi cùng gói chia sẻ kế tiếp (${date}).`,
  toldSent: (date: string) => `Đã đi cùng gói chia sẻ (lập ngày ${date}).`,
  toldOld: 'Nội dung đã sửa sau đó.',
  tellAgain: 'Gửi kèm bản mới',
  untell: 'Không gửi kèm nữa',

  waiting: 'Chưa gửi',
  waitingCount: (count: string) => `${count} đơn vị chưa gửi bài, chưa báo không phát sinh`,
  allAnswered: 'Các đơn vị được đề nghị đều đã trả lời.',
  nobodyAsked: 'Chưa chọn đơn vị nào.',
  notAskedYet:
    'Đề nghị của kỳ này chưa được lưu. Lưu công văn đề nghị rồi thì ở đây thấy đơn vị nào chưa gửi.',
  saveReminder: 'Lưu công văn đôn đốc',
  reminderFor: (count: string) => `Công văn gửi ${count} đơn vị đã đánh dấu.`,

  received: 'Đề nghị của cơ quan khác',
  receivedFrom: (office: string, date: string) => `${office}, ngày ${date}`,
  receivedUnsure: 'Chưa xác định được có đúng của cơ quan này hay không.',
  useReceived: 'Dùng làm nội dung của mình',

  saving: 'Đang lưu…',
  saved: 'Đã lưu',
  readOnly: 'Kho đang chỉ đọc nên không sửa được.',
  conflict: 'Người khác vừa sửa đề nghị này',
  conflictText: (by: string) =>
    `Bản trong kho là của ${by}. Nội dung trên màn hình của anh, chị chưa được lưu và chưa mất.`,
  conflictNobody: 'người khác',
  keepMine: 'Lưu bản trên màn hình',
  takeTheirs: 'Dùng bản trong kho',

  today: {
    ahead: (days: string, period: string) => `Còn ${days} ngày làm việc đến hạn gửi ${period}`,
    today: (_days: string, period: string) => `Hôm nay là hạn gửi ${period}`,
    over: (days: string, period: string) =>
      `Quá hạn gửi ${period}${days === '0' ? '' : ` đã ${days} ngày làm việc`}`,
  } satisfies Record<DeadlineStanding, (days: string, period: string) => string>,
  todayWaiting: (waiting: string) => `${waiting} đơn vị chưa gửi`,
  todayRemind: (text: string) => `${text}. Đến ngày nhắc`,

  /** In văn bản. */
  paper: {
    motto: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    mottoBelow: 'Độc lập - Tự do - Hạnh phúc',
    about: (subject: string) => `V/v ${subject}`,
    to: 'Kính gửi:',
    toAll: 'Các đơn vị.',
    toList: 'Các đơn vị có tên trong danh sách kèm theo.',
    subject: (period: string) => `đề nghị gửi cách làm hay ${period}`,
    opening: (period: string, from: string, to: string, briefing: string | null) =>
      `Để tổng hợp, chia sẻ cách làm hay ${period}${briefing === null ? '' : `, phục vụ giao ban ngày ${briefing}`}, đề nghị các đơn vị rà soát, gửi cách làm hay của kỳ báo cáo (từ ngày ${from} đến ngày ${to}) như sau:`,
    content: 'Nội dung',
    focus: 'Lĩnh vực trọng tâm',
    how: 'Cách gửi',
    howText:
      'Mỗi cách làm hay ghi vào một “Phiếu đăng ký cách làm hay” (tệp Word kèm theo) và gửi lại chính tệp đó. Trường hợp trong kỳ không có cách làm hay, đề nghị gửi phiếu có đánh dấu “Không phát sinh trong kỳ”.',
    until: 'Thời hạn',
    untilText: (deadline: string) => `Chậm nhất ngày ${deadline}.`,
    closing: 'Đề nghị các đơn vị quan tâm, phối hợp thực hiện./.',
    reminderSubject: (period: string) => `đôn đốc gửi cách làm hay ${period}`,
    reminderOpening: (office: string, period: string, deadline: string) =>
      `${office === '' ? 'Cơ quan' : office} đã đề nghị các đơn vị gửi cách làm hay ${period}, chậm nhất ngày ${deadline}.`,
    reminderState: (today: string, over: boolean) =>
      `Đến ngày ${today}${over ? ', thời hạn trên đã hết nhưng' : ','} chưa nhận được cách làm hay hoặc thông báo không phát sinh của các đơn vị có tên trong văn bản này.`,
    reminderBefore: (deadline: string) =>
      `Đề nghị các đơn vị khẩn trương gửi, bảo đảm đúng thời hạn ${deadline}.`,
    reminderOver: (briefing: string | null) =>
      briefing === null
        ? 'Đề nghị các đơn vị gửi ngay khi nhận được văn bản này.'
        : `Đề nghị các đơn vị gửi ngay khi nhận được văn bản này để kịp tổng hợp phục vụ giao ban ngày ${briefing}.`,
    receivers: 'Nơi nhận:',
    asAbove: '- Như trên;',
    signer: 'THỦ TRƯỞNG CƠ QUAN',
    listTitle: 'DANH SÁCH ĐƠN VỊ',
    listColumns: { number: 'TT', name: 'Đơn vị' },
  },
};
