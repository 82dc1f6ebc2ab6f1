import { fold } from '#shared/model/text';
import type { SearchField } from '#shared/model/search';

/** What can stand before a colon to choose practices by what they are, not by their words. */
export type FilterName =
  | 'province'
  | 'region'
  | 'field'
  | 'period'
  | 'quarter'
  | 'year'
  | 'office'
  | 'evidence'
  | 'topic'
  | 'language'
  | 'has'
  | 'status'
  | 'like';

export type QueryName =
  | { readonly kind: 'filter'; readonly filter: FilterName }
  | { readonly kind: 'field'; readonly field: SearchField };

/** In both languages; accents, case, and what joins the words of a name do not matter. */
const filterNames: Record<FilterName, readonly string[]> = {
  province: ['tỉnh', 'tỉnh thành', 'thành phố', 'tỉnh thành phố', 'province', 'city'],
  region: ['vùng', 'vùng miền', 'region'],
  field: ['lĩnh vực', 'field'],
  period: ['kỳ', 'kì', 'kỳ báo cáo', 'kì báo cáo', 'period'],
  quarter: ['quý', 'quí', 'quarter'],
  year: ['năm', 'year'],
  office: ['cơ quan', 'đơn vị', 'office'],
  evidence: ['mức xác nhận', 'mức độ xác nhận', 'xác nhận', 'evidence'],
  topic: ['chủ đề', 'topic'],
  language: ['ngôn ngữ', 'language'],
  has: ['có', 'has'],
  status: ['trạng thái', 'status'],
  like: ['điều kiện', 'như nơi mình', 'điều kiện như nơi mình', 'like', 'like ours', 'conditions'],
};

const fieldNames: Record<SearchField, readonly string[]> = {
  title: ['tên', 'tên bài', 'tiêu đề', 'title'],
  summary: ['tóm tắt', 'summary'],
  keywords: ['từ khóa', 'keywords', 'keyword'],
  results: ['kết quả', 'results', 'result'],
  legal: ['căn cứ', 'căn cứ pháp lý', 'legal', 'legal basis'],
  place: ['nơi', 'địa bàn', 'place'],
  sections: ['nội dung', 'sections', 'text'],
  attachments: ['tệp', 'tài liệu', 'tài liệu kèm theo', 'attachments', 'attachment'],
};

const names = new Map<string, QueryName>([
  ...Object.entries(filterNames).flatMap(([filter, list]) =>
    list.map((name): [string, QueryName] => [keyOf(name), { kind: 'filter', filter: filter as FilterName }]),
  ),
  ...Object.entries(fieldNames).flatMap(([field, list]) =>
    list.map((name): [string, QueryName] => [keyOf(name), { kind: 'field', field: field as SearchField }]),
  ),
]);

/** What a name before a colon means; nothing where it is none of ours ("ví dụ", "https"). */
export function queryName(typed: string): QueryName | undefined {
  return names.get(keyOf(typed));
}

function keyOf(name: string): string {
  return fold(name).replace(/[\s_-]+/g, '');
}
