import { BlockBuilder, type Kind } from '#renderer/views/editor/paste/block-builder';
import {
  alignOf,
  isHidden,
  looksOf,
  marksIn,
  readStyle,
  type Style,
} from '#renderer/views/editor/paste/clipboard-style';
import { type Block, isEmpty, type Marks, noMarks } from '#renderer/views/editor/paste/paste-blocks';
import { safeAddress } from '#renderer/views/editor/paste/paste-links';
import type { DroppedKind } from '#renderer/views/editor/paste/paste-report';
import { raisedDigits } from '#renderer/views/editor/paste/raised-digits';
import { spanOf } from '#renderer/views/editor/paste/table-grid';
import { headingLevel, itemLevel, wordLeavesOut } from '#renderer/views/editor/paste/word-html';

/** Read as nothing: machinery, navigation, and what shows something without being text. */
const leftOut = new Set([
  ...['script', 'style', 'head', 'title', 'meta', 'link', 'template', 'noscript', 'nav', 'dialog'],
  ...['iframe', 'frame', 'frameset', 'noframes', 'object', 'embed', 'applet', 'audio', 'video', 'map'],
  ...['button', 'select', 'datalist', 'textarea', 'input', 'progress', 'meter', 'xml', 'rp', 'rt'],
]);
const drawings = new Set(['svg', 'math', 'canvas']);
const blocks = new Set([
  ...['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'address', 'figure', 'search'],
  ...['figcaption', 'form', 'fieldset', 'legend', 'details', 'summary', 'center', 'pre', 'dl', 'dt', 'dd'],
  ...['hgroup', 'caption', 'hr', 'blockquote', 'menu', 'listing', 'xmp', 'ul', 'ol', 'li', 'table', 'thead'],
  ...['tbody', 'tfoot', 'tr', 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'body'],
]);

/** What holds inside an element. */
interface Context {
  readonly element: Element | null;
  readonly marks: Marks;
  /** White space stands as it was typed. */
  readonly literal: boolean;
  readonly raised: 'sup' | 'sub' | null;
  /** Inside the bullet or number of an item that only looks like one. */
  readonly marker: boolean;
  /** A block: what kind of text goes on behind it. */
  readonly after: Kind | null;
  /** Something of the builder has to be closed at its end. */
  readonly opened: boolean;
}

/** Reads a document into blocks, going through it without recursion: it may be nested 100,000 deep. */
export class DocumentReader {
  /** How often each kind of thing was left out. */
  readonly dropped = new Map<DroppedKind, number>();
  readonly #builder = new BlockBuilder();
  readonly #picture: (image: Element) => string | null;
  readonly #contexts: Context[] = [
    {
      element: null,
      marks: noMarks,
      literal: false,
      raised: null,
      marker: false,
      after: null,
      opened: false,
    },
  ];
  /** Word's conditional comments (`<![if !supportLists]>`) that are open. */
  #conditions: string[] = [];

  /** `picture` names the place of a picture, or says by null that there is none; asked once for each, in order. */
  constructor(picture: (image: Element) => string | null) {
    this.#picture = picture;
  }

  read(root: Element): readonly Block[] {
    let node = root.firstChild;
    while (node) {
      if (this.#enter(node) && node.firstChild) {
        node = node.firstChild;
        continue;
      }
      for (;;) {
        this.#leave(node);
        const next: ChildNode | null = node.nextSibling;
        const parent: ParentNode | null = node.parentNode;
        if (next || parent === null || parent === root) {
          node = next;
          break;
        }
        node = parent as unknown as ChildNode;
      }
    }
    this.#builder.flush();
    const { mergedCells, nestedTables, numbering } = this.#builder.simplified;
    this.#drop('mergedCells', mergedCells);
    this.#drop('nestedTables', nestedTables);
    this.#drop('numbering', numbering);
    return withoutEmpty(this.#builder.blocks);
  }

  #drop(kind: DroppedKind, times = 1): void {
    if (times > 0) this.dropped.set(kind, (this.dropped.get(kind) ?? 0) + times);
  }

  get #context(): Context {
    const context = this.#contexts.at(-1);
    if (!context) throw new Error('the outermost context is never left');
    return context;
  }

  /** True when what is inside has to be read too. */
  #enter(node: Node): boolean {
    if (node.nodeType === Node.TEXT_NODE) this.#text(node.nodeValue ?? '');
    else if (node.nodeType === Node.COMMENT_NODE) this.#comment(node.nodeValue ?? '');
    else if (node.nodeType === Node.ELEMENT_NODE) return this.#element(node as Element);
    return false;
  }

  #comment(text: string): void {
    const condition = /^\[(if ([^\]]*)|endif)\]/.exec(text.trimStart());
    if (!condition) return;
    if (text.includes('<![endif]')) {
      if (condition[2]?.startsWith('supportFields')) this.#drop('fields');
    } else if (condition[1] === 'endif') this.#conditions.pop();
    else this.#conditions.push(condition[2] ?? '');
  }

  #text(text: string): void {
    const { literal, raised, marker, marks } = this.#context;
    const { kind } = this.#builder;
    if (this.#conditions.some((condition) => /^!support(?:Footnotes|Endnotes|Annotations)/.test(condition))) {
      if (text.trim() !== '') this.#drop('footnotes');
      return;
    }
    if (kind.type === 'item' && (marker || this.#conditions.includes('!supportLists'))) {
      if (kind.marker.length < 100) kind.marker += text;
      return;
    }
    const shown = raised ? raisedDigits(text, raised) : text;
    if (!literal) this.#builder.add({ type: 'text', text: shown, marks });
    else
      for (const [index, line] of shown.split(/\r\n?|\n/).entries()) {
        if (index > 0) this.#builder.add({ type: 'break' });
        this.#builder.add({ type: 'text', text: line, marks });
      }
  }

  #element(element: Element): boolean {
    const tag = element.localName;
    if (tag === 'br') this.#builder.add({ type: 'break' });
    else if (tag === 'img') this.#image(element);
    if (tag === 'br' || tag === 'img') return false;
    const style = readStyle(element);
    if (this.#leavesOut(element, tag, style)) return false;
    const { marks, literal, raised, marker } = this.#context;
    const looks = looksOf(element, style, marks.href !== null);
    const isBlock = blocks.has(tag);
    const after = isBlock ? this.#builder.kind : null;
    const opened = isBlock && this.#open(element, tag, style);
    const align = isBlock ? alignOf(element, style) : undefined;
    const isAligned = align !== undefined && tag !== 'table' && this.#builder.align(align);
    for (const look of looks) if (look !== 'alignment' || !isAligned) this.#drop(look);
    this.#contexts.push({
      element,
      marks: this.#linked(element, tag, marksIn(tag, style, marks)),
      literal: literal || tag === 'pre' || tag === 'listing' || tag === 'xmp',
      raised: tag === 'sup' || tag === 'sub' ? tag : raised,
      marker: marker || style.get('mso-list') === 'ignore',
      opened,
      after,
    });
    return true;
  }

  #leavesOut(element: Element, tag: string, style: Style): boolean {
    if (leftOut.has(tag) || element.getAttribute('role') === 'navigation') return true;
    // Word's frames around text (v:textbox) cannot be told from its shapes; both are on no clipboard as text.
    if (drawings.has(tag) || /^(?:v|m):/.test(tag)) {
      this.#drop('drawings');
      return true;
    }
    const word = isHidden(element, style) ? 'hidden' : wordLeavesOut(element, style);
    if (word === null) return false;
    if (word !== 'hidden' || element.textContent.trim() !== '') this.#drop(word);
    return true;
  }

  #linked(element: Element, tag: string, marks: Marks): Marks {
    const href = tag === 'a' ? (element.getAttribute('href') ?? '') : '';
    // A place in the document itself.
    if (href === '' || href.startsWith('#')) return marks;
    const address = safeAddress(href);
    if (address === null) this.#drop('links');
    return address === null ? marks : { ...marks, href: address };
  }

  #image(element: Element): void {
    const { kind } = this.#builder;
    if (kind.type === 'item' && (this.#context.marker || this.#conditions.includes('!supportLists'))) return;
    const at = this.#picture(element);
    if (at !== null) this.#builder.add({ type: 'picture', at, alt: element.getAttribute('alt') ?? '' });
  }

  #open(element: Element, tag: string, style: Style): boolean {
    const builder = this.#builder;
    builder.flush();
    this.#conditions = [];
    const level = headingLevel(element, style);
    const item = level === null ? itemLevel(element, style) : null;
    if (level !== null) builder.kind = { type: 'heading', level: Math.max(3, level) };
    else if (item !== null)
      builder.kind = { type: 'item', level: item, marker: fakeMarker(element), begun: false };
    else if (['li', 'td', 'th', 'blockquote'].includes(tag)) builder.kind = { type: 'paragraph' };
    if (tag === 'ul' || tag === 'menu') return !holdsFakeItems(element) && builder.openList(false, 1);
    if (tag === 'ol') return !holdsFakeItems(element) && builder.openList(true, startOf(element));
    if (tag === 'li') return item === null && builder.openItem();
    if (tag === 'blockquote') return builder.openQuote();
    if (tag === 'table') return builder.openTable();
    if (tag === 'tr') builder.openRow();
    if (tag !== 'td' && tag !== 'th') return false;
    return builder.openCell(spanOf(element, 'colspan'), spanOf(element, 'rowspan'));
  }

  #leave(node: Node): void {
    const { element, after, opened } = this.#context;
    if (element !== node) return;
    this.#contexts.pop();
    if (after === null) return;
    this.#builder.flush();
    this.#conditions = [];
    if (opened) this.#builder.close();
    this.#builder.kind = after;
  }
}

/** Word online's lists: each item alone in a list that says nothing of the level. */
function holdsFakeItems(list: Element): boolean {
  return list.firstElementChild?.hasAttribute('data-aria-level') ?? false;
}

function fakeMarker(item: Element): string {
  if (item.localName !== 'li') return '';
  const list = item.parentElement;
  return list?.localName === 'ol' ? `${String(startOf(list))}.` : '-';
}

/** A number that Markdown can begin a list with; 1 where there is none. */
function startOf(list: Element): number {
  const start = list.getAttribute('start') ?? '';
  return /^\d{1,9}$/.test(start) ? Number(start) : 1;
}

/** Without lists, items and quotes in which nothing can be seen. */
function withoutEmpty(list: readonly Block[]): Block[] {
  return list.flatMap((block): Block[] => {
    if (isEmpty([block])) return [];
    if (block.type === 'quote') return [{ ...block, blocks: withoutEmpty(block.blocks) }];
    if (block.type !== 'list') return [block];
    return [{ ...block, items: block.items.map(withoutEmpty).filter((item) => item.length > 0) }];
  });
}
