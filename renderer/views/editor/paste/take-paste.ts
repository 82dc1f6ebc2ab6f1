import { attachPastedPictures, type PictureFailure } from '#renderer/views/editor/paste/attach-pictures';
import {
  cleanPastedHtml,
  cleanPastedText,
  type PasteResult,
} from '#renderer/views/editor/paste/clean-pasted';
import { pictureEnding } from '#renderer/views/editor/paste/picture-sources';
import type { DroppedKind, PasteReport } from '#renderer/views/editor/paste/paste-report';
import type { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';

/** What a section has to know to take a paste in. */
export interface PasteTarget {
  readonly list: Pick<AttachmentList, 'attachPicture' | 'add'> & {
    readonly pasted: Pick<AttachmentList['pasted'], 'note' | 'undone' | 'redone'>;
  };
  /** Attachments that are there. */
  readonly taken: readonly string[];
  readonly pictureTitle: (number: string) => string;
}

/** What a clipboard or a drop holds. */
export interface ReadPaste extends PasteResult {
  /** Dropped files that no text shows: they are attached. */
  readonly files: readonly File[];
  /** The pictures are files with names of their own. */
  readonly named: boolean;
}

export interface TakenPaste {
  readonly markdown: string;
  /** One paragraph: it goes into the line where the cursor is. */
  readonly inline: boolean;
  readonly report: PasteReport;
  readonly failures: readonly PictureFailure[];
  /** The pictures' files that were not attached before. */
  readonly added: readonly string[];
}

/** Files that were attached beside the text, by name, and how many could not be. */
export interface AttachedBeside {
  readonly attached: readonly string[];
  readonly failed: number;
}

const picturesOnly = (files: readonly File[]): PasteResult => {
  const html = files.map((_, index) => `<p><img src="picture:${String(index)}" alt=""></p>`).join('');
  const kept = { tables: 0, pictures: files.length, lists: 0, headings: 0, links: 0 };
  return { html, pictures: files, report: { kept, dropped: new Map() } };
};

/** A line that begins as an item; no look at more than its beginning. */
const typedItem = /^[ \t]*(?:[-•–*+]|\d{1,9}[.)])[ \t]/m;
const hasStructure = ({ html }: PasteResult): boolean => /<(?!\/?(?:p|br)>)/.test(html);
const isShown = ({ type }: File): boolean => pictureEnding(type) !== undefined;
const pasted = (result: PasteResult): ReadPaste => ({ ...result, files: [], named: false });

/**
 * Reads what a clipboard holds; must be called while its event is being handled. Null when it is mere text, which
 * the browser pastes best by itself, or files other than pictures. `formatted` is for an editor in which "- " is no list yet.
 */
export function readPaste(data: DataTransfer, formatted = false): ReadPaste | null {
  const files = [...data.files];
  const pictures = files.filter((file) => file.type.startsWith('image/'));
  const html = data.getData('text/html');
  if (html !== '') {
    const result = cleanPastedHtml(html, { pictures, rtf: data.getData('text/rtf') });
    if (hasStructure(result)) return pasted(result);
    if (result.html !== '') return null;
  }
  if (pictures.length > 0 && pictures.length === files.length) return pasted(picturesOnly(pictures));
  const text = data.getData('text/plain');
  if (/\S\t\S/.test(text)) return pasted(cleanPastedText(text));
  if (!formatted || !typedItem.test(text)) return null;
  const result = cleanPastedText(text);
  return result.report.kept.lists > 0 ? pasted(result) : null;
}

/**
 * Reads what was dropped, likewise: of files alone, pictures that a text can show go into it and all others to the attachments. What
 * also has text, as a picture dragged out of a web page, is read as if it were pasted.
 */
export function readDrop(data: DataTransfer, formatted = false): ReadPaste | null {
  const files = [...data.files];
  if (files.length === 0 || data.getData('text/html') !== '') return readPaste(data, formatted);
  const rest = files.filter((file) => !isShown(file));
  return { ...picturesOnly(files.filter(isShown)), files: rest, named: true };
}

function withLeft(
  dropped: ReadonlyMap<DroppedKind, number>,
  left: { lost: number; drawings: number },
): Map<DroppedKind, number> {
  const all = new Map(dropped);
  if (left.lost > 0) all.set('pictures', (all.get('pictures') ?? 0) + left.lost);
  if (left.drawings > 0) all.set('metafiles', left.drawings);
  return all;
}

/** Attaches the files of a drop that no text shows; what has become of each stands in the list of attachments too. */
export async function attachBeside(
  { files }: ReadPaste,
  target: PasteTarget,
): Promise<AttachedBeside | null> {
  if (files.length === 0) return null;
  const attached = await target.list.add(files);
  return { attached, failed: files.length - attached.length };
}

/** Attaches the pictures of a paste and gives all of it as Markdown; text is kept whatever happens to them. */
export async function takePaste(result: ReadPaste, target: PasteTarget): Promise<TakenPaste> {
  const naming = { taken: target.taken, title: target.pictureTitle, named: result.named };
  const found = await attachPastedPictures(result.pictures, target.list, naming);
  target.list.pasted.note(found.added);
  const files = new Map(found.pictures.map((picture, index) => [`picture:${String(index)}`, picture]));
  // With the first paste: the printer of Markdown is no part of the form.
  const { htmlToMarkdown } = await import('#renderer/views/editor/paste/html-to-markdown');
  const markdown = htmlToMarkdown(result.html, (place) => files.get(place) ?? undefined);
  const { kept, dropped } = result.report;
  const shown = found.pictures.filter((picture) => picture !== null).length;
  return {
    markdown,
    inline: /^<p>(?:(?!<p>|<img).)*<\/p>$/.test(result.html),
    report: { kept: { ...kept, pictures: shown }, dropped: withLeft(dropped, found.left) },
    failures: found.failures,
    added: found.added.map(({ file }) => file),
  };
}
