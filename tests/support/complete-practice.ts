import type { EditableFields } from '#shared/model/practice';
import type { SectionKey } from '#shared/model/section';

/** Fields with which a practice passes the acceptance gate. */
export const completeFields: Partial<EditableFields> = {
  summary: 'Ngầm hóa cáp viễn thông trên các tuyến đường trung tâm.',
  period: '2026-Q3',
  firstApplied: { date: '2026-03' },
  fields: ['ha-tang-so'],
  topics: ['vien-thong'],
  keywords: ['ngầm hóa'],
  place: { level: 'province', name: 'Hải Phòng', conditions: ['đô thị'] },
  evidence: 'self-reported',
  sharing: { scope: 'public' },
  results: [
    {
      indicator: 'Chiều dài ngầm hóa',
      unit: 'km',
      before: 10,
      after: 52.8,
      asOf: '2026-09',
      method: 'Thống kê',
      expected: false,
    },
  ],
  costs: { total: 1_500_000_000, currency: 'VND', source: 'Ngân sách', staff: 5, months: 9 },
  beneficiaries: ['Người dân'],
  contact: { post: 'Phòng Bưu chính, Viễn thông', officePhone: '0225 3000 000' },
  reviewBy: '2027-09',
};

export const completeSections: Record<SectionKey, string> = {
  before: 'Cáp treo chằng chịt trên **52 tuyến đường** trung tâm, mất mỹ quan và dễ gây sự cố khi mưa bão.',
  purpose: 'Chỉnh trang đô thị, bảo đảm an toàn cho người đi đường và chất lượng dịch vụ viễn thông.',
  novelty: 'Các doanh nghiệp viễn thông dùng chung một hệ thống cống bể do thành phố điều phối.',
  steps:
    '1. Khảo sát hiện trạng cùng doanh nghiệp.\n2. Thống nhất kế hoạch ngầm hóa theo quý.\n3. Thi công, kiểm tra, thu hồi cáp cũ.',
  resources: 'Tổ công tác 5 người; kinh phí thi công do doanh nghiệp bảo đảm.',
  conditions: 'Có quy hoạch hạ tầng kỹ thuật ngầm và quy chế sử dụng chung.',
  limitations: 'Một số tuyến phải chờ chỉnh trang vỉa hè; đã điều chỉnh thứ tự thi công.',
  lessons: 'Mời doanh nghiệp tham gia ngay từ khâu khảo sát.',
  replication: 'Phù hợp với đô thị đã có vỉa hè ổn định.',
  sustainability: 'Doanh nghiệp duy trì, Sở kiểm tra hằng quý.',
};
