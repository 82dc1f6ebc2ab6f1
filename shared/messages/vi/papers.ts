import type { OfficialPaperType, PaperFormat } from '#shared/contract/papers';
import type { SignedPaperType } from '#shared/model/issue';

/** In văn bản: công văn, phiếu gửi, danh mục tài liệu, văn bản đính chính. Mẫu 1.4, 1.5 Phụ lục III Nghị định 30/2020/NĐ-CP. */
export const papers = {
  names: {
    report: 'Báo cáo',
    letter: 'Công văn gửi các cơ quan',
    'dispatch-note': 'Phiếu gửi',
    'enclosed-list': 'Danh mục tài liệu kèm theo',
    digest: 'Bản tóm tắt tiếng Anh',
  } satisfies Record<OfficialPaperType, string>,
  formats: { docx: 'Word', pdf: 'PDF' } satisfies Record<PaperFormat, string>,
  number: (number: string, symbol: string) =>
    `Số: ${number === '' ? '       ' : number}/${symbol === '' ? '……' : symbol}`,
  date: (day: string, month: string, year: string) => `ngày ${day} tháng ${month} năm ${year}`,
  openDate: 'ngày … tháng … năm …',
  place: (place: string, date: string) => `${place === '' ? '………' : place}, ${date}`,
  /** Trong câu: "Báo cáo số 05/BC-SKHCN ngày 05 tháng 10 năm 2026". */
  cited: (type: SignedPaperType, number: string, date: string) =>
    `${type === 'report' ? 'Báo cáo' : 'Công văn'} số ${number} ${date}`,
  office: (office: string) => (office === '' ? 'Cơ quan' : office),
  archive: (drafter: string) => (drafter === '' ? 'Lưu: VT' : `Lưu: VT, ${drafter}`),
  toList: 'Các cơ quan có tên trong danh sách kèm theo.',
  toAll: 'Các bộ, ngành, địa phương.',
  list: 'DANH SÁCH NƠI NHẬN',
  listColumns: { number: 'TT', name: 'Cơ quan' },
  listNote: (cited: string, office: string) => `(Kèm theo ${cited}${office === '' ? '' : ` của ${office}`})`,

  replacement: {
    subject: (subject: string, cited: string) => `${subject} (thay thế ${cited})`,
    opening: (cited: string, reason: string) =>
      `Báo cáo này thay thế ${cited}.${reason === '' ? '' : ` Lý do: ${reason}`}`,
    letter: (cited: string, reason: string) =>
      `Công văn này và tài liệu kèm theo thay thế ${cited}.${reason === '' ? '' : ` Lý do: ${reason}`}`,
  },

  letter: {
    subject: (period: string) => `V/v chia sẻ cách làm hay ${period}`,
    opening: (office: string, period: string, count: string, ours: string, peers: string) =>
      `${office} trân trọng gửi tới Quý cơ quan bản tổng hợp cách làm hay ${period}, gồm ${count} cách làm hay${peers === '0' ? '' : ` (${ours} của đơn vị, ${peers} tiếp nhận từ bộ, ngành, địa phương khác)`}.`,
    enclosed: '1. Tài liệu gửi kèm',
    bundle: 'Gói chia sẻ cách làm hay (tệp .zip, đã niêm phong)',
    listEnclosed: 'Danh mục tài liệu kèm theo',
    how: '2. Cách mở gói chia sẻ',
    howText:
      'Cơ quan sử dụng chương trình Lan Tỏa mở gói tại mục “Gửi – Nhận”. Trường hợp chưa sử dụng chương trình, đề nghị giải nén tệp và mở tệp “index.html” trong thư mục “data” bằng trình duyệt; không cần kết nối mạng.',
    request: '3. Đề nghị',
    requestText: (office: string) =>
      `Đề nghị Quý cơ quan nghiên cứu, tham khảo, áp dụng phù hợp với điều kiện thực tế; thông tin về việc áp dụng (nếu có) gửi về ${office} để tổng hợp, chia sẻ.`,
    contact: (contact: string) => `Thông tin trao đổi: ${contact}.`,
    phone: (phone: string) => `điện thoại ${phone}`,
    email: (email: string) => `thư điện tử ${email}`,
    closing: 'Trân trọng cảm ơn sự quan tâm, phối hợp của Quý cơ quan./.',
  },

  correction: {
    subject: (cited: string) => `V/v đính chính ${cited}`,
    opening: (office: string, cited: string, reason: string) =>
      `Do sai sót về thể thức, kỹ thuật trình bày${reason === '' ? '' : ` (${reason})`}, ${office} đính chính ${cited} như sau:`,
    printedAt: (place: string, printed: string) => `${place}, đã in: “${printed}”.`,
    printed: (printed: string) => `Đã in: “${printed}”.`,
    instead: (instead: string) => `Nay sửa lại là: “${instead}”.`,
    place: (at: string) => `${at}. Nội dung đính chính`,
    closing: (office: string, cited: string) =>
      `Các nội dung khác của ${cited} không thay đổi. ${office} thông báo để các cơ quan biết, thực hiện./.`,
  },

  note: {
    name: 'PHIẾU GỬI',
    symbol: 'PG',
    subject: (period: string) => `Gửi gói chia sẻ cách làm hay ${period}`,
    opening: (office: string) => `${office} gửi kèm theo phiếu này các văn bản, tài liệu sau:`,
    bundle: (period: string, number: string) => `Gói chia sẻ cách làm hay ${period}, số ${number}`,
    openBundle: (period: string) => `Gói chia sẻ cách làm hay ${period}`,
    columns: { number: 'TT', title: 'Tên văn bản, tài liệu', mark: 'Số, ký hiệu; ngày', count: 'Số lượng' },
    closing: (office: string) =>
      `Sau khi nhận được, đề nghị Quý cơ quan ký xác nhận và gửi lại phiếu này cho ${office}./.`,
    received: 'Xác nhận của cơ quan nhận: đã nhận đủ văn bản, tài liệu ghi trên.',
    receivedOn: 'Nơi nhận, ngày nhận: ………………, ngày …… tháng …… năm ………',
    receivedBy: 'Người nhận (ký, ghi rõ họ tên): ………………………………………',
  },

  enclosed: {
    title: 'DANH MỤC TÀI LIỆU KÈM THEO',
    about: (period: string) => `Bản tổng hợp cách làm hay ${period}`,
    signed: 'I. VĂN BẢN',
    practices: 'II. CÁCH LÀM HAY',
    columns: {
      number: 'TT',
      title: 'Tên tài liệu',
      from: 'Cơ quan, đơn vị',
      files: 'Tài liệu đính kèm',
    },
    signedColumns: { number: 'TT', title: 'Loại, trích yếu', mark: 'Số, ký hiệu', date: 'Ngày' },
    none: 'Không có.',
  },

  digest: {
    title: (period: string) => `CÁCH LÀM HAY ${period.toLocaleUpperCase('vi')}`,
    from: (office: string) => `Nguồn: ${office}.`,
    contact: (contact: string) => `Liên hệ: ${contact}.`,
    change: (before: string, after: string) => `từ ${before} lên ${after}`,
  },

  /** Tên tài liệu gồm nhiều bài. */
  chosen: 'CÁCH LÀM HAY',

  making: 'Đang lập văn bản…',
};
