/** What a word processor or a page puts on the clipboard for lists, tables, headings and bold. */
const formatting = /<(?:table|ul|ol|li|b|strong|h[1-6])[\s>]|mso-list|font-weight:\s*(?:bold|[6-9]00)/i;

/** True when pasting this `text/html` as plain text leaves something behind that a reader would miss. */
export function losesFormatting(html: string): boolean {
  return formatting.test(html);
}
