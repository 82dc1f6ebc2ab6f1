/** Longest first: in "TUYỆT MẬT" the shorter mark is not counted too. */
const marks = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'] as const;
const anyMark = marks.map((mark) => mark.replace(' ', String.raw`\s+`)).join('|');

/** A mark stands alone, in upper case. */
const standing = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${anyMark})(?![\p{L}\p{M}\p{N}])`, 'gu');
/** After the label that the form of documents has, a mark counts in any case: "Độ mật: Mật". */
const labelled = new RegExp(
  String.raw`(?<![\p{L}\p{M}\p{N}])độ\s{1,20}mật\s{0,20}:\s{0,20}(${anyMark})(?![\p{L}\p{M}\p{N}])(?!\s+(?:độ|khẩu|mã)(?!\p{L}))`,
  'giu',
);

/** Words that make another word of MẬT, common in headings in upper case: "BẢO MẬT", "BÍ MẬT", "ĐỘ MẬT", "SỎI MẬT". */
const before = new Set('BẢO BÍ CƠ ĐỘ KHÔNG THÂN CẨN NGHIÊM TRÙ ONG TÚI SỎI ỐNG DỊCH GAN ĐƯỜNG RỈ'.split(' '));
/** "MẬT ĐỘ", "MẬT KHẨU", "MẬT ONG" and the like. */
const after = new Set(
  'ĐỘ KHẨU MÃ THƯ THIẾT ONG HOA MÍA GẤU NGỌT RỈ VỤ DANH LỆNH NGHỊ PHỤC THÁM TÔNG'.split(' '),
);
/** A word further off than this (characters) is no part of the same phrase. */
const reach = 40;

function isOtherWord(text: string, start: number, end: number, mark: string): boolean {
  const [, previous = ''] = /(\p{L}+)\s+$/u.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
  const [, next = ''] = /^\s+(\p{L}+)/u.exec(text.slice(end, end + reach)) ?? [];
  if (after.has(next.toUpperCase())) return true;
  return mark === 'MẬT' && before.has(previous.toUpperCase());
}

const plain = (mark: string): string => mark.replace(/\s+/g, ' ').toUpperCase();

/**
 * Marks of state secrecy (Law on Protection of State Secrets, Article 8: the three degrees) in the given texts, each
 * once, the gravest first. To be warned of, not to be trusted: a text without a mark may still be secret.
 */
export function secrecyMarks(texts: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const given of texts) {
    const text = given.normalize('NFC');
    for (const match of text.matchAll(standing)) {
      const mark = plain(match[0]);
      if (!isOtherWord(text, match.index, match.index + match[0].length, mark)) found.add(mark);
    }
    for (const [, mark = ''] of text.matchAll(labelled)) found.add(plain(mark));
  }
  return marks.filter((mark) => found.has(mark));
}
