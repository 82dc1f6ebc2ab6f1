/** In văn bản: báo cáo của kỳ và các phụ lục. Chữ theo Nghị định 30/2020/NĐ-CP, mẫu 1.4 và 2.1. */
export const report = {
  parent: (province: string) => `Ủy ban nhân dân ${province}`,
  circulation: 'LƯU HÀNH NỘI BỘ',
  name: 'BÁO CÁO',
  subject: (period: string) => `Tổng hợp cách làm hay ${period}`,
  opening: (office: string, period: string) =>
    `${office === '' ? 'Cơ quan' : office} báo cáo tổng hợp cách làm hay ${period} như sau:`,
  ours: 'I. CÁCH LÀM HAY CỦA ĐƠN VỊ',
  noneOfOurs: 'Trong kỳ, bản tổng hợp không có cách làm hay của đơn vị.',
  peers: 'II. CÁCH LÀM HAY CỦA BỘ, NGÀNH, ĐỊA PHƯƠNG KHÁC',
  noneOfPeers: 'Trong kỳ, bản tổng hợp không có cách làm hay tiếp nhận từ bộ, ngành, địa phương khác.',
  proposals: 'III. ĐỀ XUẤT, KIẾN NGHỊ',
  noProposals: 'Không có đề xuất, kiến nghị.',
  from: (office: string) => `Nguồn: ${office}.`,
  proposal: (why: string, whom: string) =>
    [why, whom === '' ? '' : `Đề xuất áp dụng cho: ${whom}`].filter(Boolean),
  closing: 'Danh mục tại Phụ lục I và nội dung từng cách làm hay tại Phụ lục II kèm theo Báo cáo này./.',
  closingWithout: 'Trên đây là báo cáo tổng hợp cách làm hay của kỳ./.',
  annex: (number: string) => `Phụ lục ${number}`,
  annexNote: (symbol: string, office: string) =>
    `(Kèm theo Báo cáo số        /BC-${symbol === '' ? '……' : symbol} ngày … tháng … năm …${office === '' ? '' : ` của ${office}`})`,
  list: 'DANH MỤC CÁCH LÀM HAY',
  listColumns: {
    number: 'TT',
    title: 'Tên cách làm hay',
    from: 'Đơn vị, cơ quan',
    evidence: 'Mức độ xác nhận',
  },
  contents: 'MỤC LỤC',
  practices: 'NỘI DUNG CÁC CÁCH LÀM HAY',
};
