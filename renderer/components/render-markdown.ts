import rehypeSanitize, { type Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

type Root = Parameters<ReturnType<typeof rehypeSanitize>>[0];
type Node = Root['children'][number];
type Element = Extract<Node, { type: 'element' }>;

export interface MarkdownOptions {
  /** Addresses of the pictures that may be shown, by the file name of the attachment. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Stands in the place of all other pictures. */
  readonly pictureOutside: string;
  /** Names a table for screen readers: it may have to be scrolled sideways. */
  readonly table: string;
  /** Level of the heading above the text. */
  readonly under: 2 | 3;
}

/** Everything that a write-up may contain; raw HTML is no part of the tree, so it is gone before. */
const allowed: Options = {
  tagNames: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'sup', 'code', 'pre', 'blockquote'],
    ...['ul', 'ol', 'li', 'input', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'img'],
  ],
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    input: ['checked'],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  protocols: { href: ['https'], src: ['https'] },
  strip: ['script', 'style'],
};

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeSanitize, allowed);

const attribute = (node: Element, name: string): string => {
  const value = node.properties[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** The attachment that a picture names. */
const fileOf = (image: Element): string => attribute(image, 'src').replace(/^(?:\.\/)?attachments\//, '');

function appendAll(parent: ParentNode, nodes: readonly Node[], options: MarkdownOptions): void {
  for (const node of nodes) {
    if (node.type === 'text') parent.append(node.value);
    else if (node.type === 'element') parent.append(build(node, options));
  }
}

/** Headings inside a section stand below the section's own heading, whatever their number was. */
const headingLevel = (tag: string, under: number): string =>
  `h${String(Math.min(6, Math.max(under + 1, Number(tag[1]) + under - 2)))}`;

/** A cell without text heads nothing. */
function tagOf({ tagName, children }: Element, under: number): string {
  if (tagName === 'th' && children.length === 0) return 'td';
  return /^h[1-6]$/.test(tagName) ? headingLevel(tagName, under) : tagName;
}

/** The picture that a paragraph is, and nothing else, with words to stand below it. */
function captioned({ tagName, children }: Element, { pictures }: MarkdownOptions): Element | undefined {
  const [only] = tagName === 'p' && children.length === 1 ? children : [];
  if (only?.type !== 'element' || only.tagName !== 'img' || attribute(only, 'alt').trim() === '')
    return undefined;
  return pictures.has(fileOf(only)) ? only : undefined;
}

/** The caption is what the picture says to those who hear the page: it is not read out twice. */
function figure(node: Element, options: MarkdownOptions): globalThis.Node {
  const element = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.setAttribute('aria-hidden', 'true');
  caption.textContent = attribute(node, 'alt');
  element.append(picture(node, options), caption);
  return element;
}

function build(node: Element, options: MarkdownOptions): globalThis.Node {
  const standing = captioned(node, options);
  if (standing) return figure(standing, options);
  if (node.tagName === 'img') return picture(node, options);
  if (node.tagName === 'input')
    return document.createTextNode(node.properties['checked'] === true ? '☑ ' : '☐ ');
  if (node.tagName === 'a') return link(node, options);
  const tag = tagOf(node, options.under);
  const element = document.createElement(tag);
  for (const name of ['align', 'start']) {
    const value = attribute(node, name);
    if (value !== '') element.setAttribute(name, value);
  }
  appendAll(element, node.children, options);
  if (tag !== 'table') return element;
  const frame = document.createElement('div');
  frame.className = 'table-frame';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', options.table);
  frame.append(element);
  return frame;
}

/** Only the write-up's own attachments are shown: a picture from elsewhere would tell its server who reads. */
function picture(node: Element, options: MarkdownOptions): globalThis.Node {
  const address = options.pictures.get(fileOf(node));
  const alt = attribute(node, 'alt');
  if (address === undefined) {
    const note = document.createElement('span');
    note.className = 'picture-outside';
    note.textContent = alt === '' ? options.pictureOutside : `${options.pictureOutside}: ${alt}`;
    return note;
  }
  const image = document.createElement('img');
  image.src = address;
  image.alt = alt;
  image.loading = 'lazy';
  return image;
}

function link(node: Element, options: MarkdownOptions): globalThis.Node {
  const href = attribute(node, 'href');
  const outside = URL.canParse(href) && new URL(href).protocol === 'https:';
  const element = document.createElement(outside ? 'a' : 'span');
  if (element instanceof HTMLAnchorElement) {
    element.href = href;
    element.rel = 'noopener noreferrer';
  }
  appendAll(element, node.children, options);
  return element;
}

/**
 * Turns the Markdown of a write-up, which may come from anywhere, into elements. What reaches the page: the
 * elements of `allowed` without class, id, style or event attributes; links to https only; pictures among
 * `options.pictures` only. No HTML text is made on the way.
 */
export function renderMarkdown(text: string, options: MarkdownOptions): DocumentFragment {
  const fragment = document.createDocumentFragment();
  appendAll(fragment, processor.runSync(processor.parse(text)).children, options);
  return fragment;
}
