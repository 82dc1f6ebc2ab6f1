import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { choiceFacts, type ChosenPractice } from '#shared/model/choice';
import { arranged } from '#shared/model/field-groups';
import { sumFigures } from '#shared/model/figure-sums';
import type { Language } from '#shared/model/practice';
import type { ToldToPaper } from '#shared/paper/choice-paper';

const period = '2026-Q3';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** 150 characters, the most that a title has. */
export const longTitle =
  'Ứng dụng trợ lý ảo hỗ trợ người dân nộp hồ sơ trực tuyến tại Trung tâm Phục vụ hành chính công các xã miền núi, biên giới và hải đảo trên địa bàn tỉnh'
    .normalize('NFC')
    .slice(0, 150);

const fields = ['chinh-quyen-so', 'kinh-te-so', 'xa-hoi-so', 'ha-tang-so', 'nhan-luc', 'an-toan', 'khac'].map(
  (key) => ({ key, vi: `Lĩnh vực ${key} và những nội dung có liên quan`, en: `Field ${key}` }),
);

export function chosen(number: number, change: Partial<ChosenPractice> = {}): ChosenPractice {
  return {
    ...{ id: id(number), title: `Bài ${String(number)}`, summary: '', office: 'Sở A', unit: 'Phòng 1' },
    ...{
      ours: true,
      period,
      fields: [fields[number % 7]?.key ?? ''],
      evidence: 'self-reported',
      results: [],
    },
    ...{ proposal: { why: '', whom: '' }, ...change },
  };
}

export function toldOf(
  given: readonly ChosenPractice[],
  { grouped = false, language = 'vi' }: { grouped?: boolean; language?: Language } = {},
): ToldToPaper {
  const byId = new Map(given.map((practice) => [practice.id, practice]));
  const fieldOf = (one: string): string => byId.get(one)?.fields[0] ?? '';
  const practices = arranged([...byId.keys()], fieldOf, grouped ? [] : null).flatMap(
    (one) => byId.get(one) ?? [],
  );
  return {
    ...{ period, language, practices, grouped, fields, messages: { vi, en }[language] },
    office: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
    facts: choiceFacts(practices, period),
    sums: sumFigures(practices, period).sums,
  };
}

/** So many, each as long as can be; every third is a peer's with a proposal. */
export function longOnes(count: number): ChosenPractice[] {
  return Array.from({ length: count }, (_, at) =>
    chosen(at + 1, {
      title: longTitle,
      summary: `${longTitle}. `.repeat(4).slice(0, 500),
      unit: 'Ủy ban nhân dân xã Xuân Lâm Thượng, huyện cũ Thuận Thành',
      results: [1, 2, 3, 4, 5, 6, 7].map((one) => ({
        ...{ indicator: `Số hộ dân được hỗ trợ nộp hồ sơ đợt ${String(one)}`, unit: 'hộ', after: 1_000 + at },
      })),
      ...(at % 3 === 2
        ? {
            ...{ ours: false, office: 'Sở Khoa học và Công nghệ tỉnh Lào Cai', period: '2026-Q2' },
            proposal: { why: 'Dễ làm theo, ít tốn kém. '.repeat(60), whom: 'các xã miền núi '.repeat(20) },
          }
        : {}),
    }),
  );
}
