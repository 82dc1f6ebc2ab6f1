import type { LeftOutReason } from '#shared/model/figure-sums';
import type { ChoicePaper } from '#shared/contract/choice';

export const choice = {
  otherPeriod: (period: string) => `Kỳ khác: ${period}`,
  noPeriod: 'Chưa ghi kỳ',

  grouped: 'Nhóm theo lĩnh vực',
  groupUp: (name: string) => `Đưa nhóm lên: ${name}`,
  groupDown: (name: string) => `Đưa nhóm xuống: ${name}`,
  groupMoved: (name: string, place: string, count: string) => `Nhóm ${name}: vị trí ${place} trên ${count}`,
  groupedHint: 'Kéo để đổi thứ tự bài, nhóm, hoặc nhấn Alt + mũi tên lên, xuống.',

  proposal: 'Ý kiến đề xuất áp dụng',
  why: 'Vì sao đề xuất',
  whyHint: 'Điều đáng học và lý do phù hợp với địa phương mình.',
  whom: 'Đề xuất cho nơi nào, đơn vị nào',
  whomHint: 'Ví dụ: các xã miền núi; Trung tâm Phục vụ hành chính công.',
  writeProposal: 'Ghi ý kiến đề xuất',
  changeProposal: 'Sửa ý kiến đề xuất',
  proposalSaved: 'Được lưu cùng bản tổng hợp.',
  done: 'Xong',
  forWhom: (whom: string) => `Cho: ${whom}`,

  facts: 'Số liệu',
  factsLoading: 'Đang tính số liệu…',
  factsEmpty: 'Chọn bài trước, số liệu sẽ hiện ở đây.',
  insert: 'Chèn vào lời dẫn',
  inserted: 'Đã chèn vào cuối lời dẫn.',
  factPractices: (all: string, ours: string, peers: string) =>
    `Bản tổng hợp có ${all} cách làm hay: ${ours} của đơn vị, ${peers} tiếp nhận từ nơi khác.`,
  factUnits: (count: string) => `Số phòng, đơn vị, xã, phường có bài được chọn: ${count}.`,
  factOffices: (count: string) => `Số cơ quan ở nơi khác có bài được chọn: ${count}.`,
  factFields: (fields: string) => `Theo lĩnh vực: ${fields}.`,
  factEvidence: (levels: string) => `Theo mức độ xác nhận: ${levels}.`,
  factOtherPeriods: (count: string) => `Có ${count} bài không thuộc kỳ này.`,
  noEvidence: 'Chưa ghi mức độ xác nhận',
  notTold: (count: string) =>
    `${count} bài chưa tính vào: bài mẫu, bài không đọc được hoặc không còn trong kho.`,
  cover: 'Chung của bản tổng hợp',

  sums: 'Số liệu cộng được',
  sumsHint:
    'Chỉ cộng kết quả đã đạt, cùng chỉ tiêu và cùng đơn vị tính, của kỳ này. Các bài đã ghi là cùng một cách làm chỉ tính một lần.',
  toDuplicates: 'Xem các bài có thể trùng',
  withoutCopies: (count: string) => `Không tính lại ${count} bài cùng một cách làm.`,
  noSums: 'Chưa có chỉ tiêu nào mà từ hai bài trở lên cùng ghi.',
  sumOfOurs: (count: string) => `cộng từ ${count} bài của đơn vị`,
  sumOfPeers: (count: string) => `cộng từ ${count} bài của nơi khác`,
  single: (count: string) => `Chỉ một bài ghi (${count})`,
  leftOut: (count: string) => `Không cộng (${count})`,
  reasons: {
    expected: 'Số dự kiến, chưa đạt',
    cumulative: 'Số lũy kế',
    rate: 'Tỷ lệ, bình quân, thời gian: cộng lại không có nghĩa',
    'other-period': 'Số của kỳ khác',
    'no-unit': 'Chưa ghi đơn vị tính',
    'no-figure': 'Chưa ghi số sau khi áp dụng',
    repeated: 'Một bài ghi chỉ tiêu này nhiều lần',
    'same-work': 'Cùng một cách làm với bài đã tính',
  } satisfies Record<LeftOutReason, string>,

  papers: 'Tài liệu của kỳ',
  paper: {
    summary: 'Bản tóm tắt một trang (Word)',
    slide: 'Trang trình chiếu (PowerPoint)',
    list: 'Danh sách (Excel)',
  } satisfies Record<ChoicePaper, string>,
  making: 'Đang tạo tệp…',
  reports: { docx: 'Báo cáo trình ký (Word)', pdf: 'Báo cáo trình ký (PDF)' },
  made: (file: string) => `Đã tạo tệp ${file}.`,

  title: (period: string) => `Cách làm hay ${period}`,
  summaryTitle: (period: string) => `Tóm tắt cách làm hay ${period}`,
  summaryGeneral: 'Số liệu chung',
  summaryList: 'Các cách làm hay',
  summaryResults: 'Kết quả cộng được',
  proposalLine: (text: string) => `Đề xuất áp dụng: ${text}`,
  more: (count: string) => `và ${count} cách làm hay khác, xem danh sách kèm theo`,
  noFurther: (count: string) => `và ${count} bài khác`,

  slideCards: {
    practices: 'cách làm hay',
    units: 'phòng, đơn vị, xã, phường tham gia',
    fields: 'lĩnh vực',
    peers: 'bài học từ nơi khác',
  },
  slideFields: 'Số bài theo lĩnh vực',
  otherFields: 'Lĩnh vực khác',
  slideList: 'Cách làm hay',

  sheet: 'Danh sach',
  listTitle: 'Danh sách cách làm hay',
  listSpan: (all: string, ours: string, peers: string) =>
    `${all} bài: ${ours} của đơn vị, ${peers} tiếp nhận từ nơi khác`,
  listColumns: [
    'STT',
    'Tên cách làm hay',
    'Đơn vị, cơ quan',
    'Nguồn',
    'Lĩnh vực',
    'Kỳ báo cáo',
    'Mức độ xác nhận',
    'Ý kiến đề xuất áp dụng',
    'Đề xuất cho',
  ],
  own: 'Của đơn vị',
  peer: 'Nơi khác',

  conflictGroups: 'cách nhóm theo lĩnh vực',
  conflictProposals: 'ý kiến đề xuất áp dụng',
};
