import { type Block, visitInlines } from '#renderer/views/editor/paste/paste-blocks';
import { isTooDeep, textBetweenTags } from '#renderer/views/editor/paste/nesting';
import { plainBlocks } from '#renderer/views/editor/paste/plain-blocks';
import type { DroppedKind, KeptCounts, PasteReport } from '#renderer/views/editor/paste/paste-report';
import { pictureOfAddress } from '#renderer/views/editor/paste/picture-sources';
import { placePictures } from '#renderer/views/editor/paste/place-pictures';
import { printHtml } from '#renderer/views/editor/paste/print-html';
import { DocumentReader } from '#renderer/views/editor/paste/read-blocks';
import { typedLists } from '#renderer/views/editor/paste/typed-lists';
import { type LatePicture, RtfPictures } from '#renderer/views/editor/paste/rtf-pictures';

export interface PasteOptions {
  /** The clipboard's picture files, in order: those that a word processor names by paths of its own. */
  readonly pictures?: readonly File[];
  /** The same text as RTF, which holds the bytes of a word processor's pictures. */
  readonly rtf?: string;
}

/** A picture, or where it can be read from. */
export type PastedPicture = File | LatePicture;

export interface PasteResult {
  /** Pictures stand in it as `<img src="picture:0">`, by their place in `pictures`. */
  readonly html: string;
  readonly pictures: readonly PastedPicture[];
  readonly report: PasteReport;
}

/** Longer clipboards are not read: a write-up of 100 pages with its pictures is shorter. In UTF-16 units. */
const longestHtml = 60_000_000;

const placeholder = /^picture:\d{1,4}$/;

/** Pictures that only measure visitors, decorate, or stand for a smiley. */
function isOrnament(image: Element): boolean {
  const side = (name: string): number => Number.parseInt(image.getAttribute(name) ?? '', 10);
  return side('width') <= 2 || side('height') <= 2 || !image.hasAttribute('src');
}

/** A bullet that Word shows by a picture. */
const isBullet = (image: Element): boolean => image.closest('[style*="mso-list:Ignore" i]') !== null;

/** Pictures of the text that say where they lay, not what they are, each with its place among them. */
function nameless(root: ParentNode, address: RegExp): Map<Element, number> {
  const found = [...root.querySelectorAll('img')].filter(
    (image) => !isOrnament(image) && address.test(image.getAttribute('src') ?? '') && !isBullet(image),
  );
  return new Map(found.map((image, index) => [image, index]));
}

/** Gives pictures their places, and collects their files. */
class PictureCollector {
  readonly files: PastedPicture[] = [];
  lost = 0;
  readonly #find: (image: Element) => PastedPicture | undefined;

  /**
   * A clipboard has a file for each picture, or one that shows the whole selection as a picture, as from Excel:
   * files are used only where there are enough for all the pictures without bytes of their own. Word has no files, but its
   * RTF holds the pictures in the same order.
   */
  constructor(root: ParentNode, { pictures = [], rtf = '' }: PasteOptions) {
    const outside = nameless(root, /^(?!data:|picture:)/i);
    const local = nameless(root, /^file:/i);
    const fromRtf = new RtfPictures(rtf, local.size);
    this.#find = (image) => {
      if (outside.size > 0 && pictures.length >= outside.size) return pictures[outside.get(image) ?? -1];
      const index = rtf === '' ? undefined : local.get(image);
      return index === undefined ? undefined : fromRtf.at(index);
    };
  }

  place(image: Element): string | null {
    if (isOrnament(image)) return null;
    const source = image.getAttribute('src') ?? '';
    if (placeholder.test(source)) return source;
    const file = /^data:/i.test(source) ? pictureOfAddress(source) : this.#find(image);
    if (!file) {
      this.lost += 1;
      return null;
    }
    this.files.push(file);
    return `picture:${String(this.files.length - 1)}`;
  }
}

/** What a document holds that was worth keeping; lists inside lists count as one. */
function countKept(blocks: readonly Block[]): KeptCounts {
  const kept = { tables: 0, pictures: 0, lists: 0, headings: 0, links: 0 };
  const count = (list: readonly Block[], inList: boolean): void => {
    for (const block of list) {
      if (block.type === 'table') kept.tables += 1;
      else if (block.type === 'heading') kept.headings += 1;
      else if (block.type === 'quote') count(block.blocks, inList);
      else if (block.type === 'list') {
        if (!inList) kept.lists += 1;
        for (const item of block.items) count(item, true);
      }
    }
  };
  count(blocks, false);
  let href: string | null = null;
  visitInlines(blocks, (inline) => {
    if (inline.type === 'picture') kept.pictures += 1;
    const next = inline.type === 'text' ? inline.marks.href : null;
    if (next !== null && next !== href) kept.links += 1;
    href = next;
  });
  return kept;
}

function result(
  blocks: readonly Block[],
  pictures: readonly PastedPicture[],
  dropped: ReadonlyMap<DroppedKind, number>,
): PasteResult {
  return { html: printHtml(blocks), pictures, report: { kept: countKept(blocks), dropped } };
}

/** Blocks of text without formatting: `plainBlocks` says what it makes of lines and tabs. */
export function cleanPastedText(text: string): PasteResult {
  return result(plainBlocks(text), [], new Map());
}

/** HTML whose structure cannot be read within reason: its letters. */
function cleanWithoutStructure(html: string): PasteResult {
  const text = html.length > longestHtml ? '' : textBetweenTags(html);
  return result(plainBlocks(text), [], new Map([['structure', 1]]));
}

/**
 * The structure of clipboard HTML and nothing else, whoever made it: paragraphs, headings (from h3 on), lists,
 * tables, quotes, bold, italic, struck, links to http, https and mailto, and places of pictures. What it says
 * may be hostile: it is parsed without running or loading anything and written anew from the letters up.
 */
export function cleanPastedHtml(html: string, options: PasteOptions = {}): PasteResult {
  if (html.length > longestHtml || isTooDeep(html)) return cleanWithoutStructure(html);
  // Windows puts lines about positions in front, which some programs pass on.
  const start = /^\s*Version:\d/.test(html.slice(0, 50)) ? Math.max(0, html.indexOf('<')) : 0;
  const { body } = new DOMParser().parseFromString(html.slice(start), 'text/html');
  const collector = new PictureCollector(body, options);
  const reader = new DocumentReader((image) => collector.place(image));
  const blocks = placePictures(typedLists(reader.read(body)));
  const dropped = new Map(reader.dropped);
  if (collector.lost > 0) dropped.set('pictures', collector.lost);
  return result(blocks, collector.files, dropped);
}
