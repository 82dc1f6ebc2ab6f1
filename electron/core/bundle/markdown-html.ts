import { toHtml } from 'hast-util-to-html';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

type Root = Parameters<ReturnType<typeof rehypeSanitize>>[0];
type Element = Extract<Root['children'][number], { type: 'element' }>;

/** Elements and attributes that text from elsewhere may use: no ids, classes, styles, events; nothing that loads but pictures. */
const allowed: Options = {
  tagNames: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'sup', 'code', 'pre', 'blockquote', 'span'],
    ...['ul', 'ol', 'li', 'h4', 'h5', 'h6'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'img'],
  ],
  attributes: {
    a: ['href', ['rel', 'noopener', 'noreferrer']],
    img: ['src', 'alt'],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  // Pictures have relative addresses, which need no protocol; an empty list would allow all.
  protocols: { href: ['http', 'https', 'mailto'], src: ['none'] },
  strip: ['script', 'style'],
};

/** Longer text (a section has a page or two) is shown as it is: the time that Markdown takes grows faster than the text. */
const longest = 20_000;

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  // HTML inside Markdown is shown as the text that it is, so that nothing disappears.
  .use(remarkRehype, {
    footnoteLabel: 'Chú thích',
    footnoteBackContent: '',
    handlers: { html: (_: unknown, node: { value: string }) => ({ type: 'text', value: node.value }) },
  });
const sanitise = rehypeSanitize(allowed);

/**
 * Markdown as HTML for a page without scripts. `addresses` gives the relative addresses of files that the text may show
 * or link to, by file name; pictures from anywhere else become their description, so that opening the page tells nobody.
 */
export function markdownToHtml(text: string, addresses: ReadonlyMap<string, string>): string {
  if (text.length > longest) return asItIs(text);
  try {
    const tree = processor.runSync(processor.parse(text));
    visit(tree, 'element', (node) => {
      tame(node, addresses);
    });
    return toHtml(sanitise(tree));
  } catch (error) {
    // Quotes or lists, nested thousands deep, exhaust the stack.
    if (error instanceof RangeError) return asItIs(text);
    throw error;
  }
}

const asItIs = (text: string): string => `<pre>${escapeHtml(text)}</pre>`;

function tame(node: Element, addresses: ReadonlyMap<string, string>): void {
  const attribute = (name: string): string => {
    const value = node.properties[name];
    return typeof value === 'string' ? value : '';
  };
  const own = (name: string): string | undefined => {
    const file = /^(?:\.\/)?(?:attachments\/)?([^/]+)$/.exec(attribute(name))?.[1];
    return file === undefined ? undefined : addresses.get(file);
  };
  if (/^h[1-6]$/.test(node.tagName)) {
    node.tagName = `h${String(Math.min(6, Math.max(4, Number(node.tagName[1]) + 1)))}`;
  } else if (node.tagName === 'img') {
    const address = own('src');
    if (address === undefined) becomeText(node, `[${attribute('alt')}]`);
    else node.properties['src'] = address;
  } else if (node.tagName === 'input') {
    becomeText(node, node.properties['checked'] === true ? '☑ ' : '☐ ');
  } else if (node.tagName === 'a') {
    const href = attribute('href');
    const address = own('href') ?? (/^(?:https?|mailto):/i.test(href) ? href : undefined);
    if (address === undefined) node.tagName = 'span';
    else node.properties = { href: address, rel: ['noopener', 'noreferrer'] };
  }
}

function becomeText(node: Element, text: string): void {
  node.tagName = 'span';
  node.properties = {};
  node.children = [{ type: 'text', value: text }];
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
