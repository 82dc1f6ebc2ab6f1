/** Elements that HTML closes by itself when the next of their kind begins, and those that hold nothing. */
const flat = new Set([
  ...['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'option', 'optgroup', 'colgroup'],
  ...['br', 'img', 'hr', 'col', 'meta', 'link', 'input', 'wbr', 'area', 'base', 'source', 'track', 'embed'],
]);
/** Browsers stop at 512; no document of an office comes near. */
const deepest = 500;

/**
 * True when elements seem to stand in each other deeper than any browser shows. Building such a document can take
 * the square of its length in time, or all of the stack.
 */
export function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, slash, name = '', closed] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s*(\/)>)?/gi)) {
    if (closed !== undefined || flat.has(name.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** The letters between the tags, with a line end for each tag that may begin a block. */
export function textBetweenTags(html: string): string {
  return html
    .split('<')
    .map((piece, index) => {
      if (index === 0) return piece;
      const text = piece.slice(piece.indexOf('>') + 1);
      return /^\/?(?:p|div|br|li|tr|h[1-6]|table)\b/i.test(piece) ? `\n${text}` : text;
    })
    .join('');
}
