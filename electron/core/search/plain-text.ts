/**
 * The words of Markdown without its marks: links as their text, pictures as their description, tables with a dot
 * between cells. For searching and for passages only: what is shown as Markdown goes through a parser. Every pattern
 * stops at the end of a line, so that no text takes more than linear time.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ *(?:```|~~~).*$/gm, '')
    .replace(/^ *\|?(?: *:?-+:? *\|)+ *(?::?-+:?)? *$/gm, '')
    .replace(/^ *(?:[-*_] *){3,}$/gm, '')
    .replace(/^ *(?:> *)+/gm, '')
    .replace(/^ *#{1,6}[ \t]+/gm, '')
    .replace(/^ *(?:[-*+]|\d{1,9}[.)])[ ]+(?:\[[ xX]\][ \t]+)?/gm, '')
    .replace(/!?\[([^[\]\n]*)\](?:\([^()\n]*\)|\[[^[\]\n]*\])/g, '$1')
    .replace(/<(https?:\/\/[^<>\s]*|[^<>\s@]+@[^<>\s]+)>/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>\n]*>|<!--[^<>\n]*-->/g, ' ')
    .replace(/(^|[^\\])\*{1,3}(?=\S)|(?<=[^\s\\])\*{1,3}/gm, '$1')
    .replace(/(^|[\s(])_{1,3}(?=\S)|(?<=[^\s\\_])_{1,3}(?=[\s).,;:!?]|$)/gm, '$1')
    .replace(/~~|`+/g, '')
    .replace(/^ *\||\| *$/gm, '')
    .replace(/ *\| */g, ' · ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/ +/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
