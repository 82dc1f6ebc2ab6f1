import type { ArrivalKind } from '#shared/model/bundle';
import type {
  EditableKey,
  EvidenceLevel,
  Status,
  StatusStep,
  levels,
  sharingScopes,
} from '#shared/model/practice';
import type { SectionKey } from '#shared/model/section';

/** Words for what a practice consists of, used wherever one is written, read, compared or listed. */
export const practice = {
  one: 'Cách làm hay',
  untitled: '(Chưa có tên)',
  notReported: 'Chưa có thông tin',
  none: 'Không có',
  yes: 'Có',
  no: 'Không',
  unreadable: 'Không đọc được nội dung',
  sample: 'Bài mẫu',
  own: 'Bài của đơn vị',

  /** Labels of the fields that a person fills in. */
  fields: {
    title: 'Tên cách làm hay',
    summary: 'Tóm tắt',
    period: 'Kỳ báo cáo',
    firstApplied: 'Áp dụng lần đầu',
    authors: 'Tác giả',
    fields: 'Lĩnh vực',
    topics: 'Chủ đề',
    keywords: 'Từ khóa',
    place: 'Nơi áp dụng',
    influence: 'Phạm vi ảnh hưởng',
    evidence: 'Mức độ xác nhận',
    sharing: 'Phạm vi chia sẻ',
    results: 'Kết quả',
    costs: 'Kinh phí',
    legalBasis: 'Căn cứ pháp lý',
    partners: 'Đơn vị phối hợp',
    beneficiaries: 'Đối tượng thụ hưởng',
    contact: 'Đầu mối liên hệ',
    sources: 'Nguồn thông tin',
    reusable: 'Tài liệu dùng lại được',
    reviewBy: 'Rà soát lại trước ngày',
    language: 'Ngôn ngữ',
  } satisfies Record<EditableKey, string>,

  /** Labels of what else the front matter holds. */
  about: {
    office: 'Đơn vị',
    province: 'Tỉnh, thành phố',
    level: 'Cấp',
    status: 'Trạng thái',
    attachments: 'Tài liệu kèm theo',
    basedOn: 'Dựa trên bài',
    translationOf: 'Bản dịch của',
    revision: 'Bản số',
    changedAt: 'Sửa lần cuối',
    id: 'Mã bài',
    parents: 'Các bản trước',
    format: 'Phiên bản định dạng',
    origin: 'Mã đơn vị',
  },

  /** Headings of the sections are fixed by the format: shared/model/section.ts; these say what to write there. */
  sectionHints: {
    before: 'Trước khi áp dụng làm như thế nào, vướng ở đâu? Nêu số liệu cụ thể.',
    purpose: 'Nhằm giải quyết việc gì, cho ai?',
    novelty: 'Cách làm là gì, khác cách làm trước đây ở điểm nào?',
    steps: 'Từng bước: làm gì, ai làm, trong bao lâu.',
    resources: 'Nhân lực, thiết bị, phần mềm, kinh phí đã dùng.',
    conditions: 'Nơi khác muốn làm theo thì cần có những gì?',
    limitations: 'Việc gì chưa được, vì sao, đã khắc phục thế nào? Thất bại cũng là thông tin quý.',
    lessons: 'Nếu làm lại từ đầu thì sẽ làm khác điều gì?',
    replication: 'Đã có nơi nào làm theo? Nơi nào phù hợp để áp dụng?',
    sustainability: 'Ai duy trì, kinh phí duy trì lấy từ đâu? (Không bắt buộc)',
  } satisfies Record<SectionKey, string>,
  preamble: 'Phần mở đầu',
  optional: 'không bắt buộc',

  results: {
    indicator: 'Chỉ tiêu',
    unit: 'Đơn vị tính',
    before: 'Trước',
    after: 'Sau',
    cumulative: 'Lũy kế',
    target: 'Mục tiêu',
    asOf: 'Tính đến',
    method: 'Cách đo, nguồn số liệu',
    expected: 'Dự kiến',
    evidence: 'Tài liệu chứng minh',
    note: 'Ghi chú',
    /** One result as part of a sentence: risen, fallen, or the same. */
    rise: (before: string, after: string) => `từ ${before} lên ${after}`,
    fall: (before: string, after: string) => `từ ${before} xuống ${after}`,
    same: (value: string) => `giữ nguyên ${value}`,
  },

  firstApplied: {
    date: 'Ngày bắt đầu áp dụng',
    trial: 'Áp dụng thí điểm',
    trialFrom: (date: string) => `Thí điểm từ ${date}`,
    from: (date: string) => `Từ ${date}`,
  },

  place: {
    level: 'Cấp áp dụng',
    name: 'Tên nơi áp dụng',
    coordinates: 'Tọa độ',
    latitude: 'Vĩ độ',
    longitude: 'Kinh độ',
    population: 'Dân số',
    conditions: 'Điều kiện của nơi áp dụng',
  },
  placeLevels: {
    national: 'Toàn quốc',
    province: 'Toàn tỉnh, thành phố',
    district: 'Huyện, quận (trước 01/7/2025)',
    commune: 'Xã, phường, đặc khu',
    unit: 'Một đơn vị',
  },

  costs: {
    total: 'Tổng kinh phí',
    currency: 'Đơn vị tiền',
    source: 'Nguồn kinh phí',
    staff: 'Số người thực hiện',
    months: 'Thời gian thực hiện (tháng)',
    persons: (count: string) => `${count} người`,
    duration: (count: string) => `${count} tháng`,
    /** "120 triệu đồng" is written by hand; the plain sum reads so. */
    money: (amount: string, currency: string) => `${amount} ${currency === 'VND' ? 'đồng' : currency}`,
  },

  legalBasis: {
    kind: 'Loại văn bản',
    number: 'Số, ký hiệu',
    date: 'Ngày ban hành',
    issuer: 'Cơ quan ban hành',
    title: 'Trích yếu',
  },

  contact: {
    post: 'Chức vụ, bộ phận',
    officePhone: 'Điện thoại cơ quan',
    name: 'Họ và tên',
    email: 'Thư điện tử công vụ',
  },

  attachments: {
    one: 'Tài liệu kèm theo',
    title: 'Tên tài liệu',
    size: 'Dung lượng',
    reusable: 'Mẫu dùng lại được',
    missing: 'Không còn tệp này',
    changed: 'Nội dung tệp đã khác lúc đính kèm',
  },

  status: {
    draft: 'Dự thảo',
    submitted: 'Trình duyệt',
    returned: 'Trả lại để hoàn thiện',
    approved: 'Đã duyệt',
  } satisfies Record<Status, string>,

  /** What the buttons say that lead from one status to the next. */
  steps: {
    submit: 'Trình duyệt',
    return: 'Trả lại để hoàn thiện',
    approve: 'Duyệt',
    reopen: 'Mở lại để sửa',
  } satisfies Record<StatusStep, string>,

  evidence: {
    'self-reported': 'Đơn vị tự báo cáo',
    'authority-confirmed': 'Cơ quan chủ quản xác nhận',
    'council-recognised': 'Hội đồng sáng kiến công nhận',
    'applied-elsewhere': 'Đã áp dụng tại nơi khác',
  } satisfies Record<EvidenceLevel, string>,

  sharing: {
    public: 'Công khai',
    government: 'Trong các cơ quan nhà nước',
    internal: 'Chỉ trong đơn vị',
    named: 'Chỉ các đơn vị được nêu tên',
  } satisfies Record<(typeof sharingScopes)[number], string>,
  sharingOffices: 'Các đơn vị được chia sẻ',

  levels: {
    central: 'Trung ương',
    province: 'Cấp tỉnh',
    commune: 'Cấp xã',
    district: 'Cấp huyện (trước 01/7/2025)',
  } satisfies Record<(typeof levels)[number], string>,

  languages: { vi: 'Tiếng Việt', en: 'Tiếng Anh' },

  arrival: {
    new: 'Mới',
    newer: 'Có bản mới hơn',
    same: 'Đã có',
    older: 'Cũ hơn',
    diverged: 'Hai bên cùng sửa',
    binned: 'Đang ở thùng rác',
  } satisfies Record<ArrivalKind, string>,
};
