import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const processor = unified().use(remarkParse).use(remarkGfm);

const fileOf = (url: string): string => url.replace(/^(?:\.\/)?attachments\//, '');

/** The place of the address in the source of a picture, link or definition: its last one, after any text and inner picture. */
function addressIn(source: string, file: string): number | undefined {
  // Punctuation may be escaped in an address (CommonMark 2.4).
  const name = file.replace(/[._-]/g, (mark) => String.raw`\\?\u{${mark.charCodeAt(0).toString(16)}}`);
  const pattern = new RegExp(
    String.raw`(?:\]\(|\]:)\s*<?(?:\./)?(?:attachments/)?(${name})(?=[>\s)]|$)`,
    'dgu',
  );
  return [...source.matchAll(pattern)].at(-1)?.indices?.[1]?.[0];
}

/** Markdown in which pictures and links that lead to the attachment `from` lead to `to`; all other bytes stay. */
export function renameReferences(markdown: string, from: string, to: string): string {
  if (from === to || !markdown.includes(from.slice(0, 1))) return markdown;
  const places = new Set<number>();
  visit(processor.parse(markdown), (node) => {
    if (node.type !== 'image' && node.type !== 'link' && node.type !== 'definition') return;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (fileOf(node.url) !== from || start === undefined || end === undefined) return;
    const at = addressIn(markdown.slice(start, end), from);
    if (at !== undefined) places.add(start + at);
  });
  let result = markdown;
  for (const place of [...places].sort((a, b) => b - a)) {
    // As it is written there, escapes included.
    const written = /^(?:\\?[a-z0-9._-])+/.exec(result.slice(place))?.[0] ?? '';
    result = result.slice(0, place) + to + result.slice(place + written.length);
  }
  return result;
}
