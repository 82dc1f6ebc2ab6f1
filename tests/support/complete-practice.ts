import type { EditableFields } from '#shared/model/practice';
import { sectionKeys, type SectionKey } from '#shared/model/section';

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
  results: [{ indicator: 'Chiều dài ngầm hóa', unit: 'km', before: 10, after: 52.8, asOf: '2026-09', method: 'Thống kê', expected: false }],
  costs: { total: 1_500_000_000, currency: 'VND', source: 'Ngân sách', staff: 5, months: 9 },
  beneficiaries: ['Người dân'],
  contact: { post: 'Phòng Bưu chính, Viễn thông', officePhone: '0225 3000 000' },
  reviewBy: '2027-09',
};

export const completeSections = Object.fromEntries(
  sectionKeys.map((key) => [key, `Nội dung của mục ${key}, đã thực hiện.`]),
) as Record<SectionKey, string>;
