import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { type FormKey, formKeys } from '#shared/model/form';
import type { Language } from '#shared/model/practice';
import { type SectionKey, sections } from '#shared/model/section';
import { fold } from '#shared/model/text';

/** Words of forms and of practices in a language. */
export const wordsIn = (language: Language): typeof vi => (language === 'vi' ? vi : en);

/** Columns of the table of results; `more` holds what has no column of its own. */
export const resultColumns = ['indicator', 'unit', 'before', 'after', 'asOf', 'more'] as const;
export type ResultColumn = (typeof resultColumns)[number];
export const legalColumns = ['kind', 'number', 'date', 'issuer', 'title'] as const;
export type LegalColumn = (typeof legalColumns)[number];

/** What a label of a form can stand for. */
export type Label =
  | { readonly type: 'value'; readonly key: FormKey }
  | { readonly type: 'section'; readonly key: SectionKey }
  | { readonly type: 'nil' };

/** Labels are marked by bookmarks, which survive what people do to words and fonts; a table by one in its head. */
export const markOf = {
  value: (key: FormKey): string => `lt_${key}`,
  section: (key: SectionKey): string => `lt_section_${key}`,
  nil: 'lt_nil',
  results: 'lt_results',
  legalBasis: 'lt_legal_basis',
  /** Words of the form itself that are no part of an answer. */
  own: 'lt_own',
  sign: 'lt_sign',
} as const;

/** How labels are compared: letters and digits, without marks, numbers in front and what stands in brackets. */
export function simple(text: string): string {
  return fold(text)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/^\s*(?:(?:[ivx]{1,5}|\d{1,2}|[a-z])[.)]\s*)+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Other words that people have for a label. */
const others: Partial<Record<FormKey, readonly string[]>> = {
  unit: ['Đơn vị', 'Tên đơn vị', 'Đơn vị báo cáo', 'Đơn vị gửi', 'Unit'],
  period: ['Kỳ', 'Quý', 'Kỳ đăng ký'],
  title: ['Tên mô hình', 'Tên sáng kiến', 'Tên giải pháp', 'Tên cách làm', 'Tên mô hình, cách làm hay'],
  placeName: ['Địa điểm', 'Nơi thực hiện', 'Địa bàn áp dụng'],
  firstApplied: ['Áp dụng lần đầu', 'Thời gian bắt đầu', 'Thời điểm áp dụng'],
  authors: ['Tác giả, nhóm tác giả', 'Người thực hiện'],
  phone: ['Điện thoại', 'Số điện thoại'],
  email: ['Email', 'Thư điện tử'],
  name: ['Họ tên'],
  total: ['Kinh phí', 'Tổng kinh phí thực hiện'],
  months: ['Thời gian thực hiện'],
  staff: ['Nhân lực', 'Số người tham gia'],
};

interface Known {
  readonly label: Label;
  readonly words: string;
}

const known: readonly Known[] = (['vi', 'en'] as const).flatMap((language) => {
  const { paper } = wordsIn(language).forms;
  const values = formKeys.flatMap((key) =>
    [paper.labels[key], ...(language === 'vi' ? (others[key] ?? []) : [])].map((words) => ({
      label: { type: 'value' as const, key },
      words: simple(words),
    })),
  );
  const heads = sections.map((section) => ({
    label: { type: 'section' as const, key: section.key },
    words: simple(section[language]),
  }));
  return [...values, ...heads, { label: { type: 'nil' as const }, words: simple(paper.nil) }];
});

const exact = new Map(known.toReversed().map(({ label, words }) => [words, label]));

/** The label that these words are, to the letter but for accents and numbers. */
export const exactLabel = (text: string): Label | undefined => exact.get(simple(text));

/** Labels are no longer. */
const longestLabel = 120;
const alike = 0.74;

/** The label that these words are most like; undefined where none is near, or two are as near. */
export function likeLabel(text: string): Label | undefined {
  if (text.length > longestLabel) return undefined;
  const found = exactLabel(text);
  if (found) return found;
  const words = simple(text);
  if (words === '') return undefined;
  const scored = known
    .map((one) => ({ ...one, score: likeness(words, one.words) }))
    .filter(({ score }) => score >= alike)
    .toSorted((one, other) => other.score - one.score);
  const [best, second] = scored;
  const tie = second && best && second.score === best.score && !isSame(second.label, best.label);
  return best && !tie ? best.label : undefined;
}

export function isSame(one: Label, other: Label): boolean {
  return one.type === other.type && ('key' in one ? one.key : '') === ('key' in other ? other.key : '');
}

/** Dice's coefficient over words: twice what is common, of all. */
export function likeness(one: string, other: string): number {
  const left = one.split(' ');
  const right = other.split(' ');
  const rest = [...right];
  const common = left.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * common) / (left.length + right.length);
}

const byMark = new Map<string, Label>([
  ...formKeys.map((key): [string, Label] => [markOf.value(key), { type: 'value', key }]),
  ...sections.map(({ key }): [string, Label] => [markOf.section(key), { type: 'section', key }]),
  [markOf.nil, { type: 'nil' }],
]);

/** The label that is marked here. Word and LibreOffice add marks of their own, and copies get a number at the end. */
export function markedLabel(bookmarks: readonly string[]): Label | undefined {
  return bookmarks.map((name) => byMark.get(name)).find((label) => label !== undefined);
}

/** Words that every form has in it, in both languages, and that are no answer. */
const printed = new Set(
  (['vi', 'en'] as const).flatMap((language) => {
    const { paper } = wordsIn(language).forms;
    return [
      ...[
        paper.motto,
        paper.mottoBelow,
        paper.title,
        paper.howTo,
        paper.nil,
        `${paper.nil} ${paper.nilHint}`,
      ],
      ...[paper.nilHint, ...Object.values(paper.parts), ...Object.values(paper.labels)],
      ...Object.values(paper.hints),
      ...[paper.trial, paper.sectionsHint, paper.resultsHint, paper.legalBasisHint],
      ...[...Object.values(paper.results), ...Object.values(paper.legalBasis)],
      ...[paper.signPlace, paper.signTitle, paper.signHint],
      ...Object.values(wordsIn(language).practice.sectionHints),
    ].map(letters);
  }),
);

/** A text that the form itself has, whatever was done to its marks, blanks and case. */
export const isPrinted = (text: string): boolean => letters(text) === '' || printed.has(letters(text));

function letters(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
