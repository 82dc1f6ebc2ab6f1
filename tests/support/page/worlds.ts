import fields from '../../../resources/fields.json';
import provinces from '../../../resources/provinces.json';
import topics from '../../../resources/topics.json';
import { parse } from 'yaml';
import { type FakeWorld, fakePractice, openLibrary } from '#tests/support/fake-backend';
import type { Reference } from '#shared/contract/library';
import type { Practice } from '#shared/contract/practices';
import type { Person } from '#shared/model/office';
import type { FrontMatter, PracticeSummary } from '#shared/model/practice';
import { sections as formatSections } from '#shared/model/section';

const texts = import.meta.glob<string>('../../../resources/sample-library/vi/practices/*/practice.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const reference = { provinces, fields: fields.fields, topics: topics.topics, sources: [] } as Reference;

function samplePractice(text: string): Practice {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const frontMatter = parse(head) as FrontMatter;
  const sections = body
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      const key = formatSections.find((section) => section.vi === heading.trim())?.key ?? null;
      return { key, heading: heading.trim(), body: lines.join('\n').trim() };
    });
  return fakePractice(frontMatter, sections);
}

const samples = Object.values(texts).map(samplePractice);

const id = (number: number): string => `019b8c00-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A write-up in which everything is said, and much of it. */
const full = fakePractice(
  {
    id: id(1),
    title:
      'Ngầm hóa, chỉnh trang cáp viễn thông trên các tuyến đường trung tâm gắn với dùng chung hạ tầng kỹ thuật thụ động giữa các doanh nghiệp viễn thông và điện lực',
    summary:
      'Phối hợp doanh nghiệp viễn thông, điện lực và chính quyền địa phương để hạ ngầm cáp theo từng tuyến, dùng chung cống bể, giảm chi phí và hoàn trả mặt đường một lần.',
    office: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
    province: '31@2025-07-01',
    level: 'province',
    period: '2025-Q4',
    fields: ['ha-tang-so'],
    topics: ['vien-thong', 'ha-tang-so'],
    evidence: 'council-recognised',
    results: [
      {
        indicator: 'Tỷ lệ tuyến đường trung tâm đã ngầm hóa cáp viễn thông',
        unit: '%',
        before: 31,
        after: 52.8,
        asOf: '2025-12-15',
        method: 'Thống kê của Ban Quản lý dự án theo biên bản nghiệm thu',
      },
      { indicator: 'Sự cố đứt cáp do va quệt', unit: 'vụ', before: 46, after: 9, asOf: '2025-11' },
      { indicator: 'Cột treo cáp đã thu hồi', unit: 'cột', cumulative: 1164, asOf: '2025' },
      { indicator: 'Chi phí thuê cống bể bình quân', unit: 'triệu đồng/km', before: 18.5, after: 18.5 },
      { indicator: 'Tỷ lệ hộ dân hài lòng', unit: '%', after: 90, expected: true, note: 'Chưa khảo sát' },
    ],
    costs: {
      total: 12_500_000_000,
      currency: 'VND',
      source: 'Vốn doanh nghiệp, ngân sách hỗ trợ hoàn trả mặt đường',
      staff: 14,
      months: 9,
    },
    place: {
      level: 'commune',
      name: 'Các phường Hồng Bàng, Ngô Quyền, Lê Chân',
      population: 385_000,
      conditions: [
        'Có quy hoạch hạ tầng kỹ thuật thụ động được duyệt',
        'Doanh nghiệp thống nhất đơn giá thuê cống bể',
      ],
    },
    firstApplied: { date: '2025-03-10', trial: true },
    beneficiaries: ['Người dân các phường trung tâm', 'Doanh nghiệp viễn thông'],
    partners: ['VNPT Hải Phòng', 'Viettel Hải Phòng', 'Công ty Điện lực Hải Phòng'],
    contact: {
      post: 'Phòng Bưu chính, Viễn thông',
      name: 'Nguyễn Văn Hùng',
      officePhone: '0225 3842 156',
      email: 'bcvt.skhcn@haiphong.gov.vn',
    },
    legalBasis: [
      {
        kind: 'Quyết định',
        number: '1245/QĐ-UBND',
        date: '2025-02-18',
        issuer: 'UBND thành phố Hải Phòng',
        title: 'Phê duyệt kế hoạch ngầm hóa cáp viễn thông năm 2025',
      },
    ],
    attachments: [
      {
        file: 'quy-che-phoi-hop.docx',
        title: 'Quy chế phối hợp dùng chung hạ tầng',
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: 84_210,
        sha256: '0'.repeat(64),
      },
      {
        file: 'anh-truoc-sau.jpg',
        title: 'Ảnh trước và sau, phố Cầu Đất',
        mediaType: 'image/jpeg',
        bytes: 2_412_000,
        sha256: '0'.repeat(64),
      },
    ],
    reusable: ['quy-che-phoi-hop.docx'],
    sharing: { scope: 'government' },
    sources: ['Báo cáo số 512/BC-SKHCN ngày 20/12/2025'],
    reviewBy: '2026-12',
    revision: 3,
  },
  [
    {
      key: 'before',
      heading: 'Tình trạng trước khi áp dụng',
      body: 'Cáp treo chằng chịt trên **41 tuyến phố**, mỗi doanh nghiệp tự kéo một đường.\n\n- Không có đầu mối xử lý sự cố\n- Mặt đường bị đào nhiều lần trong năm\n\n| Năm | Số vụ đứt cáp | Ghi chú |\n|---|---:|---|\n| 2023 | 52 | Chưa tính cáp nội bộ |\n| 2024 | 46 | |',
    },
    { key: 'purpose', heading: 'Mục đích', body: 'Chưa có thông tin' },
    {
      key: 'steps',
      heading: 'Các bước thực hiện',
      body: '1. Rà soát, lập danh mục tuyến.\n2. Thống nhất đơn giá thuê cống bể.\n3. Thi công cuốn chiếu, hoàn trả mặt đường một lần.\n\nXem hướng dẫn tại [Cổng thông tin](https://haiphong.gov.vn/ngam-hoa) và ảnh ![trước](anh-truoc-sau.jpg) ![ngoài](https://evil.example/x.png).',
    },
  ],
  { ours: false, changedAt: Date.UTC(2026, 0, 4) },
);

const ours = (number: number, title: string, status: PracticeSummary['status']): Practice =>
  fakePractice(
    {
      id: id(number),
      title,
      office: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
      province: '31@2025-07-01',
      period: '2026-Q1',
      evidence: 'self-reported',
    },
    [],
    { ours: true, status, changedAt: Date.UTC(2026, 0, number) },
  );

export const people: Person[] = [
  {
    id: id(900),
    name: 'Trần Thị Lan',
    post: 'Chuyên viên',
    division: 'Phòng Bưu chính, Viễn thông',
    roles: ['writer', 'coordinator'],
  },
  { id: id(901), name: 'Nguyễn Văn Hùng', post: 'Phó Giám đốc Sở', division: '', roles: ['department-head'] },
  { id: id(902), name: 'Phạm Thu Hoa', post: 'Văn thư', division: 'Văn phòng Sở', roles: ['clerk'] },
];

const office = {
  format: '1.0',
  officeId: id(800),
  names: [{ name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng', symbol: 'SKHCN' }],
  level: 'province' as const,
  province: '31@2025-07-01',
  keys: [],
};

const practices = [
  full,
  ours(20, 'Trợ lý ảo hướng dẫn hồ sơ trực tuyến tại điểm phục vụ hành chính công', 'submitted'),
  ours(21, 'Tổ công nghệ số cộng đồng xuống từng khu dân cư', 'returned'),
  ours(22, '', 'draft'),
  ...samples,
];

const many = Array.from({ length: 3_000 }, (_, index) => {
  const sample = samples[index % samples.length];
  return sample
    ? fakePractice(
        {
          ...sample.frontMatter,
          id: id(10_000 + index),
          title: `${sample.summary.title} (${String(index + 1)})`,
        },
        sample.sections,
      )
    : full;
});

const library = { ...openLibrary, practices: practices.length, office, people, me: people[0] ?? null };

/** Worlds in which screens are looked at, by the name in `?world=`. */
export const worlds: Record<string, FakeWorld> = {
  office: { library, practices, reference },
  head: { library: { ...library, me: people[1] ?? null, damaged: 1, readOnly: true }, practices, reference },
  samples: {
    library: { ...openLibrary, name: 'Thư viện mẫu', sample: true, practices: samples.length },
    practices: samples,
    reference,
  },
  many: { library: { ...library, practices: many.length }, practices: many, reference },
  empty: { library: { ...openLibrary, name: 'Cách làm hay Hải Phòng' }, reference },
  emptyNamed: { library: { ...library, people, me: null, practices: 0 }, reference },
  none: {
    library: { type: 'none' },
    reference,
    settings: {
      recentLibraries: [{ name: 'Cách làm hay Hải Phòng', path: '\\\\may-chu\\chung\\CachLamHay' }],
    },
  },
  missing: { library: { type: 'missing', path: 'Z:\\CachLamHay' }, reference },
  damaged: {
    library: {
      type: 'damaged',
      path: 'Z:\\CachLamHay',
      file: 'library.json',
      detail: 'Unexpected token } in JSON at position 118',
    },
    reference,
  },
  newer: { library: { type: 'unknown-version', path: 'Z:\\CachLamHay', version: '2.0' }, reference },
};
