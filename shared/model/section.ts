/** The sections of a practice in their order; `optional` ones do not count for completeness. */
export const sections = [
  { key: 'before', vi: 'Tình trạng trước khi áp dụng', en: 'Situation before' },
  { key: 'purpose', vi: 'Mục đích', en: 'Purpose' },
  { key: 'novelty', vi: 'Nội dung và tính mới', en: 'What is new' },
  { key: 'steps', vi: 'Các bước thực hiện', en: 'Steps' },
  { key: 'resources', vi: 'Nguồn lực', en: 'Resources' },
  {
    key: 'conditions',
    vi: 'Yếu tố thành công, các điều kiện cần thiết để áp dụng',
    en: 'Success factors and conditions',
  },
  {
    key: 'limitations',
    vi: 'Tồn tại, hạn chế, nguyên nhân và cách khắc phục',
    en: 'Limitations and remedies',
  },
  { key: 'lessons', vi: 'Bài học kinh nghiệm', en: 'Lessons' },
  { key: 'replication', vi: 'Khả năng áp dụng, nhân rộng', en: 'Replication' },
  { key: 'sustainability', vi: 'Tính bền vững', en: 'Sustainability', optional: true },
] as const;

export type SectionKey = (typeof sections)[number]['key'];
export const sectionKeys = sections.map((section) => section.key) as [SectionKey, ...SectionKey[]];
export const isSectionKey = (key: string): key is SectionKey => sectionKeys.some((known) => known === key);
