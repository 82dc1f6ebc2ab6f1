import { parsePartialDate } from '#shared/model/partial-date';

/** What a sentence says of one document; only what was found. `date` as in files: `2025-03-15`. */
export interface LegalReading {
  readonly kind?: string;
  readonly number: string;
  readonly date?: string;
  readonly issuer?: string;
  readonly title?: string;
}

/** Longer names first: each is looked for at the place where another one might end. */
const kinds = [
  ...['Thông tư liên tịch', 'Nghị quyết liên tịch', 'Bộ luật', 'Pháp lệnh', 'Nghị quyết', 'Nghị định'],
  ...['Quyết định', 'Chỉ thị', 'Thông tư', 'Kế hoạch', 'Công văn', 'Công điện', 'Chương trình', 'Đề án'],
  ...[
    'Hướng dẫn',
    'Thông báo',
    'Tờ trình',
    'Báo cáo',
    'Kết luận',
    'Quy định',
    'Quy chế',
    'Văn bản',
    'Luật',
    'Lệnh',
  ],
];

/** Kinds by their abbreviation in numbers (Nghị định 30/2020/NĐ-CP, annex III). */
const kindOfCode: Readonly<Record<string, string>> = {
  ...{ QĐ: 'Quyết định', NQ: 'Nghị quyết', NĐ: 'Nghị định', TT: 'Thông tư', TTLT: 'Thông tư liên tịch' },
  ...{ KH: 'Kế hoạch', CT: 'Chỉ thị', CTR: 'Chương trình', CV: 'Công văn', CĐ: 'Công điện', ĐA: 'Đề án' },
  ...{ HD: 'Hướng dẫn', TB: 'Thông báo', TTR: 'Tờ trình', BC: 'Báo cáo', KL: 'Kết luận', QC: 'Quy chế' },
  ...{ QYĐ: 'Quy định', PL: 'Pháp lệnh' },
};

/** Offices that a number names without a doubt. */
const issuerOfCode: Readonly<Record<string, string>> = {
  ...{
    TTg: 'Thủ tướng Chính phủ',
    CP: 'Chính phủ',
    TW: 'Ban Chấp hành Trung ương',
    VPCP: 'Văn phòng Chính phủ',
  },
  ...{ BTTTT: 'Bộ Thông tin và Truyền thông', BKHCN: 'Bộ Khoa học và Công nghệ', BNV: 'Bộ Nội vụ' },
  ...{ BTC: 'Bộ Tài chính', BXD: 'Bộ Xây dựng', BCA: 'Bộ Công an', BYT: 'Bộ Y tế', BCT: 'Bộ Công Thương' },
  ...{ BGDĐT: 'Bộ Giáo dục và Đào tạo', BTP: 'Bộ Tư pháp', BQP: 'Bộ Quốc phòng' },
};

/** `1164/KH-UBND`, `30/2020/NĐ-CP`, `20/2023/QH15`, `57-NQ/TW`, `2345/UBND-KGVX`. */
const numberForm =
  /(?<![\p{L}\d/-])\d{1,6}\p{Ll}?(?:\/(?:19|20)\d{2})?(?:-\p{Lu}\p{L}{0,5}\/\p{Lu}[\p{L}\d-]*|\/\p{Lu}[\p{L}\d&-]*(?:\/[\p{Lu}\d-]+)?)/u;
const dateForm =
  /(?:ngày\s+)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s*(?:năm|\/)\s*\d{4})|tháng\s+(\d{1,2}\s*(?:\/|-|năm)\s*\d{4})|năm\s+(\d{4})/iu;
/** Words with which the subject of a document begins. */
const subject =
  /(?:^|\s)(?:(?:về\s+việc|v\/v|về)(?=[\s:])|(?=(?:phê\s+duyệt|ban\s+hành|quy\s+định|sửa\s+đổi|hướng\s+dẫn|triển\s+khai|thực\s+hiện|giao|công\s+bố|thành\s+lập|tăng\s+cường|đẩy\s+mạnh)\s))/iu;

const trimmed = (text: string): string =>
  text.replace(/^[\s,;:.()“”"'–-]+|[\s,;:.(“”"'–-]+$/gu, '').replace(/\s+/g, ' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const found = (text: string): string | undefined => (text === '' ? undefined : text);

/**
 * Recognises a document in a sentence as officials write it: "Kế hoạch số 1164/KH-UBND ngày 15/3/2025 của UBND tỉnh X về
 * …". Undefined where there is no document number. What the sentence does not say is taken from the number, as far as
 * that is certain.
 */
export function readLegalBasis(text: string): LegalReading | undefined {
  const sentence = text.normalize('NFC').replace(/\s+/g, ' ').slice(0, 2_000);
  const match = numberForm.exec(sentence);
  if (!match) return undefined;
  const number = match[0].replace(/-+$/, '');
  const before = readBefore(sentence.slice(0, match.index));
  const after = sentence.slice(match.index + match[0].length);
  const date = dateForm.exec(after.slice(0, 60));
  const rest = date ? after.slice(date.index + date[0].length) : after;
  const { issuer, title } = readRest(rest);
  const reading = {
    kind: before.kind ?? kindOf(number),
    number,
    date: date ? parsePartialDate(date[1] ?? date[2] ?? date[3] ?? '') : undefined,
    issuer: issuer ?? issuerOf(number),
    title: title ?? before.title,
  };
  return Object.fromEntries(
    Object.entries(reading).filter(([, value]) => value !== undefined),
  ) as unknown as LegalReading;
}

/** "Luật Giao dịch điện tử số": the kind, and a title where one stands between the kind and the number. */
function readBefore(text: string): { kind: string | undefined; title: string | undefined } {
  const lower = text.toLowerCase();
  const places = kinds.map((kind) => ({ kind, at: lower.lastIndexOf(kind.toLowerCase()) }));
  const last = places
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.at - one.at || other.kind.length - one.kind.length)[0];
  if (!last) return { kind: undefined, title: undefined };
  // "Bộ luật" ends where "luật" does.
  const kind =
    places.find(
      ({ kind: longer, at }) => at >= 0 && at < last.at && at + longer.length === last.at + last.kind.length,
    ) ?? last;
  const between = trimmed(text.slice(kind.at + kind.kind.length).replace(/\s*(?:số|so)\s*:?\s*$/iu, ''));
  const isLaw = /luật|pháp lệnh/i.test(kind.kind);
  return {
    kind: kind.kind,
    title: between.length < 3 ? undefined : isLaw ? `${kind.kind} ${between}` : capital(between),
  };
}

function readRest(rest: string): { issuer: string | undefined; title: string | undefined } {
  const begins = subject.exec(rest);
  const head = begins ? rest.slice(0, begins.index) : rest;
  const title = begins ? trimmed(rest.slice(begins.index + begins[0].length)) : '';
  const issuer = /^[\s,;(]*(?:của|do)\s+(.+?)(?:\s+ban hành)?[\s,;.)]*$/iu.exec(head)?.[1] ?? '';
  const name = trimmed(issuer.split(/[,;(]/)[0] ?? '');
  return { issuer: found(name), title: title === '' ? undefined : capital(title) };
}

function kindOf(number: string): string | undefined {
  if (/\/QH\d+$/.test(number)) return undefined;
  const party = /^\d+\p{Ll}?-(\p{L}+)\//u.exec(number)?.[1];
  const code = party ?? /\/(\p{L}+)(?:-|$)/u.exec(number)?.[1] ?? '';
  const known = Object.hasOwn(kindOfCode, code.toUpperCase()) ? kindOfCode[code.toUpperCase()] : undefined;
  // Letters have no kind in their number: 2345/UBND-KGVX.
  return known ?? (/^\d+\/(?:UBND|HĐND|S\p{Lu}+|B\p{Lu}+|VPCP)-/u.test(number) ? 'Công văn' : undefined);
}

function issuerOf(number: string): string | undefined {
  if (/\/QH\d+$/.test(number)) return 'Quốc hội';
  if (/\/UBTVQH\d+$/.test(number)) return 'Ủy ban Thường vụ Quốc hội';
  const code = /[-/](\p{L}+)$/u.exec(number)?.[1] ?? '';
  return Object.hasOwn(issuerOfCode, code) ? issuerOfCode[code] : undefined;
}
