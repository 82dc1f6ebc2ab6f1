import type { Role } from '#shared/model/office';
import type { FacetName, SearchField } from '#shared/model/search';

const role: Record<Role, string> = {
  writer: 'Soạn bài',
  'division-head': 'Lãnh đạo phòng',
  'department-head': 'Lãnh đạo Sở',
  coordinator: 'Đầu mối tổng hợp',
  clerk: 'Văn thư',
};

const facet: Record<FacetName, string> = {
  province: 'Tỉnh, thành phố',
  region: 'Vùng',
  field: 'Lĩnh vực',
  period: 'Kỳ báo cáo',
  evidence: 'Mức độ xác nhận',
  office: 'Cơ quan',
  topic: 'Chủ đề',
  language: 'Ngôn ngữ',
  has: 'Có sẵn',
  status: 'Trạng thái',
  like: 'Điều kiện như nơi mình',
};

const foundIn: Record<SearchField, string> = {
  title: 'tên',
  summary: 'tóm tắt',
  keywords: 'từ khóa',
  results: 'kết quả',
  legal: 'căn cứ pháp lý',
  place: 'địa bàn, cơ quan',
  sections: 'nội dung',
  attachments: 'tài liệu kèm theo',
};

/** Names of roles, facets and of the places where words are found; those of a practice stand in `practice`. */
export const reference = {
  role,
  facet,
  foundIn,
  /** Values of the facet `has`. */
  has: { figures: 'Có số liệu', templates: 'Có văn bản mẫu' },
  /** Values of the facet `like`. */
  like: {
    region: 'Cùng vùng',
    conditions: 'Cùng điều kiện',
    population: 'Dân số tương đương',
    level: 'Cùng cấp áp dụng',
  },
};
