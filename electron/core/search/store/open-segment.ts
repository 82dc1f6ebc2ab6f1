import type { OpenFile } from '#core/files/file-system';
import { LiveSegment } from '#core/search/segment/live-segment';
import { textFile } from '#core/search/store/commit';
import type { DocumentColumns } from '#core/search/store/document-columns';
import type { SegmentFiles } from '#core/search/store/segment-files';
import { readFileText } from '#core/search/store/file-texts';
import { fileTextsRange, readSegment, readText, type StoredSegment } from '#core/search/store/stored-segment';

/** What searching needs of a segment. */
export interface SearchedSegment {
  readonly live: LiveSegment;
  readonly columns: DocumentColumns;
  /** The text that passages of a document are cut from; empty where it cannot be read any more. */
  text(document: number): Promise<string>;
  /** The text of an attachment around a word by its place in that field; nothing where it cannot be read. */
  fileText(
    document: number,
    place: number,
  ): Promise<{ readonly name: string; readonly text: string } | undefined>;
}

/** A segment in files. */
export class OpenSegment implements SearchedSegment {
  readonly name: string;
  readonly live: LiveSegment;
  readonly columns: DocumentColumns;
  readonly #stored: StoredSegment;
  readonly #texts: OpenFile;

  private constructor(name: string, stored: StoredSegment, texts: OpenFile, dead: readonly number[]) {
    this.name = name;
    this.#stored = stored;
    this.columns = stored.columns;
    this.live = new LiveSegment(stored.data, dead);
    this.#texts = texts;
  }

  /** Fails with `DamagedFile` where its files are not what was written. */
  static async open(
    files: SegmentFiles,
    { name, libraryId }: { readonly name: string; readonly libraryId: string },
    dead: readonly number[],
  ): Promise<OpenSegment> {
    const stored = await readSegment(files, name, libraryId);
    return new OpenSegment(name, stored, await files.open(textFile(name)), dead);
  }

  async text(document: number): Promise<string> {
    try {
      return new TextDecoder().decode(await readText(this.#texts, this.#stored.texts, document));
    } catch {
      return '';
    }
  }

  async fileText(document: number, place: number): ReturnType<SearchedSegment['fileText']> {
    const { from, bytes } = fileTextsRange(this.#stored.texts, document);
    if (bytes === 0) return undefined;
    try {
      return await readFileText(this.#texts, from, place);
    } catch {
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#texts.close();
  }
}
