import type { Node, Schema } from '@tiptap/pm/model';
import type { RootContent } from 'mdast';
import { alignBlocks, changedPlace } from '#renderer/views/editor/rich/align-blocks';
import {
  fingerprint,
  listMarkers,
  parseMarkdown,
  printMarkdown,
} from '#renderer/views/editor/rich/markdown-tree';
import { findPlainReason, type PlainReason } from '#renderer/views/editor/rich/plain-reason';
import { blocks as documentBlocks } from '#renderer/views/editor/rich/to-document';
import { tickText } from '#renderer/views/editor/rich/tick-boxes';
import { toBlocks } from '#renderer/views/editor/rich/to-markdown';

/** A block and the very text that it stands for, whole lines without the last line end. */
interface Block {
  readonly node: Node;
  readonly text: string;
}

/** The text of a section in blocks: `before` + block + gap + block + ... + `after` is the text, byte for byte. */
export interface SectionSource {
  readonly blocks: readonly Block[];
  readonly gaps: readonly string[];
  readonly before: string;
  readonly after: string;
  /** As it was when the section was opened, if that is past: undoing an edit brings the text back. */
  readonly opened: SectionSource | null;
}

export type OpenedSection =
  | { readonly type: 'rich'; readonly doc: Node; readonly source: SectionSource }
  | { readonly type: 'plain'; readonly reason: PlainReason };

const gap = '\n\n';

function cut(text: string, tree: readonly RootContent[], doc: Node): SectionSource {
  const ranges = tree.map(({ position }) => {
    const start = text.lastIndexOf('\n', (position?.start.offset ?? 0) - 1) + 1;
    const end = text.slice(position?.end.offset).search(/[^ \t]|$/) + (position?.end.offset ?? 0);
    return { start, end };
  });
  const blocks = ranges.map(({ start, end }, at) => ({ node: doc.child(at), text: text.slice(start, end) }));
  const gaps = ranges.slice(1).map(({ start }, at) => text.slice(ranges[at]?.end, start));
  const before = text.slice(0, ranges[0]?.start ?? text.length);
  return { blocks, gaps, before, after: text.slice(ranges.at(-1)?.end ?? text.length), opened: null };
}

/**
 * Opens the text of a section in the rich editor. Only text that the editor can hold is opened: parsed, printed from the
 * editor's document and parsed again, it must give the same tree. Line ends become LF.
 */
export function openSection(markdown: string, schema: Schema): OpenedSection {
  const text = markdown.replace(/\r\n?/g, '\n');
  const tree = parseMarkdown(text);
  const reason = findPlainReason(tree);
  if (reason !== undefined) return { type: 'plain', reason };
  try {
    const content = documentBlocks(tree.children);
    const doc = schema.nodeFromJSON({
      type: 'doc',
      content: content.length > 0 ? content : [{ type: 'paragraph' }],
    });
    doc.check();
    const again = parseMarkdown(printMarkdown(doc.children.flatMap(toBlocks)));
    if (fingerprint(again) !== fingerprint(tree)) return { type: 'plain', reason: 'unknown' };
    return { type: 'rich', doc, source: cut(text, tree.children, doc) };
  } catch (error) {
    if (error instanceof RangeError) return { type: 'plain', reason: 'unknown' };
    throw error;
  }
}

const trees = (text: string): string[] => parseMarkdown(text).children.map((child) => fingerprint(child));

/**
 * True for blocks that an empty line parts whatever stands in them (CommonMark 5): it ends all but lists and code, and
 * a list goes on below it only with a marker or further in. Parsing would say the same, at the cost of a pause in typing.
 */
function partedByGap({ node }: Block, below: string): boolean {
  if (/List$/.test(node.type.name)) return /^[^\s\d*+-]/.test(below);
  return node.type.name !== 'codeBlock';
}

/** True when the blocks, one above the other, are still read as the same blocks. */
function standApart(above: Block, below: string): boolean {
  if (partedByGap(above, below)) return true;
  return [...trees(above.text), ...trees(below)].join('\n') === trees(above.text + gap + below).join('\n');
}

/** The text of a block that comes below another one, marked in another way if they would run together. */
function fitBelow(above: Block, { node, text }: Block): string | undefined {
  if (standApart(above, text)) return text;
  return listMarkers
    .map((markers) => printMarkdown(toBlocks(node), markers))
    .find((other) => standApart(above, other));
}

/** Puts the text of an edited document together, block by block. */
class Assembly {
  readonly blocks: Block[] = [];
  readonly gaps: string[] = [];

  /** Adds a block that stood below the last one before, too. */
  keep(block: Block, above: string): void {
    this.gaps.push(above);
    this.blocks.push(block);
  }

  /** Adds a block below one that it did not follow before; true when either was marked in another way. */
  join(block: Block): boolean {
    const last = this.blocks.at(-1);
    let text: string | undefined = block.text;
    let isOther = false;
    if (last) {
      this.gaps.push(gap);
      text = fitBelow(last, block);
      if (text === undefined) {
        // A code block that was left open, for one, takes in all that follows it.
        const closed = { node: last.node, text: printMarkdown(toBlocks(last.node)) };
        this.blocks[this.blocks.length - 1] = closed;
        text = fitBelow(closed, block);
        isOther = true;
      }
    }
    this.blocks.push({ node: block.node, text: text ?? block.text });
    return isOther || (text !== undefined && text !== block.text);
  }
}

const isSame = (source: SectionSource, doc: Node): boolean =>
  source.blocks.length === doc.childCount && source.blocks.every(({ node }, at) => node.eq(doc.child(at)));

/**
 * The source of an edited document. Blocks that are as they were keep their text and the lines between them; only the
 * others are printed. `sourceText` gives it as Markdown.
 */
export function updateSource(source: SectionSource, doc: Node): SectionSource {
  const opened = source.opened ?? source;
  if (isSame(opened, doc)) return opened;
  const old = source.blocks;
  const from = alignBlocks(
    old.map(({ node }) => node),
    doc.children,
  );
  const assembly = new Assembly();
  /** Where the blocks stood before that have a text, in order. */
  const places: (number | null)[] = [];
  let isMarkedOtherwise = false;
  for (const [index, node] of doc.children.entries()) {
    const same = from[index] ?? null;
    const place = same ?? changedPlace(from, index, old.length);
    const was = place === null ? undefined : old[place];
    const ticked = same === null && was ? tickText(was.text, was.node, node) : undefined;
    const found = ticked === undefined ? same : place;
    const known = same === null ? opened.blocks.find((block) => block.node.eq(node)) : was;
    const block = { node, text: known?.text ?? ticked ?? printMarkdown(toBlocks(node)) };
    if (block.text === '') continue;
    const last = places.at(-1) ?? null;
    const follows = found !== null && last !== null && found === last + 1 && !isMarkedOtherwise;
    if (follows) assembly.keep(block, source.gaps[last] ?? gap);
    else isMarkedOtherwise = assembly.join(block);
    places.push(found);
  }
  const { blocks, gaps } = assembly;
  const before = places[0] === 0 ? source.before : '';
  const after = old.length > 0 && places.at(-1) === old.length - 1 ? source.after : '';
  return { blocks, gaps, before, after, opened };
}

/** The same source for the document of another editor, which has a schema of its own. */
export function forDocument(source: SectionSource, doc: Node): SectionSource {
  const blocks = source.blocks.map(({ text }, at) => ({ node: doc.child(at), text }));
  return { ...source, blocks, opened: null };
}

export function sourceText({ blocks, gaps, before, after }: SectionSource): string {
  return before + blocks.map(({ text }, at) => text + (gaps[at] ?? '')).join('') + after;
}
