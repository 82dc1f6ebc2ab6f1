/** Longest first: in "TUYỆT MẬT" the shorter mark is not counted too. */
const marks = ['TUYỆT MẬT', 'TỐI MẬT', 'MẬT'] as const;

/**
 * A mark stands alone, in upper case. "BẢO MẬT", "MẬT KHẨU", "MẬT MÃ", "MẬT ĐỘ" and the like, common in headings, are
 * other words.
 */
const pattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<!BẢO\s+)(${marks.map((mark) => mark.replace(' ', String.raw`\s+`)).join('|')})` +
    String.raw`(?![\p{L}\p{N}])(?!\s+(?:ĐỘ|KHẨU|MÃ|THƯ|THIẾT|ONG)(?![\p{L}\p{N}]))`,
  'gu',
);

/**
 * Marks of state secrecy (Law on Protection of State Secrets, Article 8: the three degrees) in the given texts, each
 * once, the gravest first. To be warned of, not to be trusted: a text without a mark may still be secret.
 */
export function secrecyMarks(texts: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [mark] of text.normalize('NFC').matchAll(pattern)) found.add(mark.replace(/\s+/g, ' '));
  }
  return marks.filter((mark) => found.has(mark));
}
