import { attachPastedPictures, type PictureFailure } from '#renderer/views/editor/paste/attach-pictures';
import {
  cleanPastedHtml,
  cleanPastedText,
  type PasteResult,
} from '#renderer/views/editor/paste/clean-pasted';
import type { PasteReport } from '#renderer/views/editor/paste/paste-report';
import type { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';

/** What a section has to know to take a paste in. */
export interface PasteTarget {
  readonly list: Pick<AttachmentList, 'attachTitled'>;
  /** Attachments that are there. */
  readonly taken: readonly string[];
  readonly pictureTitle: (number: string) => string;
}

export interface TakenPaste {
  readonly markdown: string;
  /** One paragraph: it goes into the line where the cursor is. */
  readonly inline: boolean;
  readonly report: PasteReport;
  readonly failures: readonly PictureFailure[];
}

const picturesOnly = (files: readonly File[]): PasteResult => {
  const html = files.map((_, index) => `<p><img src="picture:${String(index)}" alt=""></p>`).join('');
  const kept = { tables: 0, pictures: files.length, lists: 0, headings: 0, links: 0 };
  return { html, pictures: files, report: { kept, dropped: new Map() } };
};

const hasStructure = ({ html }: PasteResult): boolean => /<(?!\/?(?:p|br)>)/.test(html);

/**
 * Reads what a clipboard or a drop holds; must be called while its event is being handled. Null when it is mere text, which
 * the browser pastes best by itself, or files other than pictures.
 */
export function readPaste(data: DataTransfer): PasteResult | null {
  const files = [...data.files];
  const pictures = files.filter((file) => file.type.startsWith('image/'));
  const html = data.getData('text/html');
  if (html !== '') {
    const result = cleanPastedHtml(html, { pictures });
    if (hasStructure(result)) return result;
    if (result.html !== '') return null;
  }
  if (pictures.length > 0 && pictures.length === files.length) return picturesOnly(pictures);
  const text = data.getData('text/plain');
  return /\S\t\S/.test(text) ? cleanPastedText(text) : null;
}

/** Attaches the pictures of a paste and gives all of it as Markdown; text is kept whatever happens to them. */
export async function takePaste(result: PasteResult, target: PasteTarget): Promise<TakenPaste> {
  const naming = { taken: target.taken, title: target.pictureTitle };
  const { pictures, failures } = await attachPastedPictures(result.pictures, target.list, naming);
  const files = new Map(pictures.map((picture, index) => [`picture:${String(index)}`, picture]));
  // With the first paste: the printer of Markdown is no part of the form.
  const { htmlToMarkdown } = await import('#renderer/views/editor/paste/html-to-markdown');
  const markdown = htmlToMarkdown(result.html, (place) => files.get(place) ?? undefined);
  const { kept, dropped } = result.report;
  const attached = pictures.filter((picture) => picture !== null).length;
  return {
    markdown,
    inline: /^<p>(?:(?!<p>|<img).)*<\/p>$/.test(result.html),
    report: { kept: { ...kept, pictures: attached }, dropped },
    failures,
  };
}
