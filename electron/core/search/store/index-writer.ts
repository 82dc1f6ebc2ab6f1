import { randomUUID } from 'node:crypto';
import type { FileSystem } from '#core/files/file-system';
import { LiveSegment } from '#core/search/segment/live-segment';
import { SegmentBuilder } from '#core/search/segment/segment-builder';
import { mergeSegments } from '#core/search/segment/segment-merge';
import type { SearchDocument } from '#core/search/search-index';
import { type Commit, noCommit, readCommit, filesOf, textFile, writeCommit } from '#core/search/store/commit';
import { attachmentsField, encodeFileTexts } from '#core/search/store/file-texts';
import { columnsOf, type DocumentRow, rowOfDocument } from '#core/search/store/document-columns';
import { segmentsToMerge } from '#core/search/store/merge-policy';
import { type KeptFiles, SegmentFiles } from '#core/search/store/segment-files';
import {
  type DocumentTexts,
  each,
  readNames,
  readSegment,
  readTexts,
  type StoredSegment,
  writeSegment,
} from '#core/search/store/stored-segment';
import { passageTextOf } from '#core/search/search-document';
import { searchFields } from '#shared/model/search';

/** A segment that the index has, as far as writing needs to know it. */
interface WrittenSegment {
  readonly name: string;
  readonly documents: number;
  readonly dead: Set<number>;
}

/** Where the newest version of a document is. */
interface DocumentPlace {
  readonly segment: WrittenSegment | undefined;
  readonly document: number;
}

/**
 * Writes the index of one library: new documents go into a new segment, older versions of them are marked dead, small
 * segments are merged. Files never change once written; what counts is said by the last commit, so that a kill at any
 * moment leaves an earlier state. One at a time for a folder.
 */
export class IndexWriter {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #libraryId: string;
  readonly #files: SegmentFiles;
  #segments: WrittenSegment[] = [];
  readonly #places = new Map<string, DocumentPlace>();
  #builder = new SegmentBuilder(searchFields.length);
  #rows: DocumentRow[] = [];
  #texts: DocumentTexts[] = [];
  /** Documents of the builder that were replaced before it was written. */
  #replaced = new Set<number>();

  private constructor(fileSystem: FileSystem, folder: string, libraryId: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#libraryId = libraryId;
    this.#files = new SegmentFiles(fileSystem, folder);
  }

  /**
   * Goes on where the last commit ended, without the segments that are known to be damaged and those that cannot be read.
   * Returns what is there: fingerprints by id.
   */
  static async open(
    fileSystem: FileSystem,
    { folder, libraryId, damaged }: { folder: string; libraryId: string; damaged: readonly string[] },
  ): Promise<{ writer: IndexWriter; known: Map<string, string> }> {
    await fileSystem.makeFolder(folder).catch(() => undefined);
    const writer = new IndexWriter(fileSystem, folder, libraryId);
    const known = new Map<string, string>();
    for (const { name, dead } of (await readCommit(fileSystem, folder, libraryId)).segments) {
      if (damaged.includes(name)) continue;
      const names = await readNames(writer.#files, name, libraryId).catch(() => undefined);
      if (!names) continue;
      const segment = { name, documents: names.ids.length, dead: new Set(dead) };
      writer.#segments.push(segment);
      names.ids.forEach((id, document) => {
        if (segment.dead.has(document)) return;
        writer.#places.set(id, { segment, document });
        known.set(id, names.fingerprints[document] ?? '');
      });
    }
    return { writer, known };
  }

  /** Adds documents or replaces those of the same id; they count from the next commit on. */
  async put(documents: readonly SearchDocument[]): Promise<void> {
    for (const document of documents) {
      this.#forget(document.id);
      this.#places.set(document.id, { segment: undefined, document: this.#rows.length });
      this.#rows.push(document);
      const own = new TextEncoder().encode(passageTextOf(document));
      this.#texts.push({ own, files: encodeFileTexts(document) });
      const fields = { ...document.fields, attachments: attachmentsField(document) };
      this.#builder.add(searchFields.map((field) => fields[field]));
      if (this.#builder.full) await this.#flush();
    }
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#forget(id);
  }

  /** Makes everything so far count; `kept` are files of it that are in memory only. */
  async commit(): Promise<{ commit: Commit; kept: KeptFiles }> {
    await this.#flush();
    const commit: Commit = {
      ...noCommit(this.#libraryId),
      segments: this.#segments.map(({ name, dead }) => ({ name, dead: [...dead].sort((a, b) => a - b) })),
    };
    // Where it cannot be kept, the next run makes it anew.
    if (this.#files.kept.size === 0)
      await writeCommit(this.#fileSystem, this.#folder, commit).catch(() => undefined);
    await this.#files.removeOthers(filesOf(commit));
    return { commit, kept: this.#files.kept };
  }

  /** Merges the segments that are due, if any; answers then go as before until the next commit. */
  async merge(): Promise<boolean> {
    const due = segmentsToMerge(this.#segments);
    if (due.length === 0) return false;
    const stored = await Promise.all(due.map(({ name }) => this.#read(name)));
    const inputs = due.map(({ dead }, at) => new LiveSegment((stored[at] as StoredSegment).data, dead));
    const kept = inputs.flatMap(({ live }, input) =>
      Array.from(live.keys()).flatMap((document) => (live[document] === 1 ? [{ input, document }] : [])),
    );
    if (kept.length === 0) {
      this.#segments = this.#segments.filter((segment) => !due.includes(segment));
      return true;
    }
    const rows = kept.map(({ input, document }) =>
      rowOfDocument((stored[input] as StoredSegment).columns, document),
    );
    const name = randomUUID();
    const damaged = new Set<number>();
    await writeSegment(
      this.#files,
      { name, libraryId: this.#libraryId },
      {
        data: mergeSegments(inputs),
        // A text that is damaged is asked for in the next run, as its fingerprint is not that of the practice.
        columns: () =>
          columnsOf(rows.map((row, at) => (damaged.has(at) ? { ...row, fingerprint: '' } : row))),
      },
      () => this.#textsOf(due, stored, kept, damaged),
    );
    const merged: WrittenSegment = { name, documents: rows.length, dead: new Set() };
    rows.forEach(({ id }, document) => {
      // Replaced or deleted while this was under way.
      const place = this.#places.get(id);
      if (place?.segment !== undefined && due.includes(place.segment))
        this.#places.set(id, { segment: merged, document });
      else merged.dead.add(document);
    });
    this.#segments = [...this.#segments.filter((segment) => !due.includes(segment)), merged];
    return true;
  }

  /** Those of damaged documents are empty, and their numbers among `kept` are added to `damaged`. */
  async *#textsOf(
    due: readonly WrittenSegment[],
    stored: readonly StoredSegment[],
    kept: readonly { input: number; document: number }[],
    damaged: Set<number>,
  ): AsyncGenerator<DocumentTexts> {
    const files = await Promise.all(due.map(({ name }) => this.#files.open(textFile(name))));
    try {
      for (const [at, { input, document }] of kept.entries()) {
        const [file, segment] = [files[input], stored[input]];
        if (!file || !segment) continue;
        const texts = await readTexts(file, segment.texts, document).catch(() => undefined);
        if (!texts) damaged.add(at);
        yield texts ?? { own: new Uint8Array(), files: [] };
      }
    } finally {
      for (const file of files) await file.close();
    }
  }

  #forget(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    (place.segment?.dead ?? this.#replaced).add(place.document);
    this.#places.delete(id);
  }

  async #flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const [rows, texts, replaced] = [this.#rows, this.#texts, this.#replaced];
    const name = randomUUID();
    const data = this.#builder.build();
    [this.#builder, this.#rows, this.#texts, this.#replaced] = [
      new SegmentBuilder(searchFields.length),
      [],
      [],
      new Set(),
    ];
    const segment = { name, documents: rows.length, dead: replaced };
    rows.forEach(({ id }, document) => {
      if (!replaced.has(document)) this.#places.set(id, { segment, document });
    });
    this.#segments.push(segment);
    await writeSegment(
      this.#files,
      { name, libraryId: this.#libraryId },
      { data, columns: () => columnsOf(rows) },
      () => each(texts),
    );
  }

  #read(name: string): Promise<StoredSegment> {
    return readSegment(this.#files, name, this.#libraryId);
  }
}
