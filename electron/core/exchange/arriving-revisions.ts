import { refusal } from '#core/bundle/bundle-rules';
import { type ParcelPractice, practiceFolder, readBytes } from '#core/bundle/parcel-reader';
import type { ReviewedArchive } from '#core/exchange/reviewed-archive';
import { Lender } from '#core/files/read-ahead';
import type { JobControl } from '#core/jobs/jobs';
import { parseRecord, sealFile, textFile } from '#core/practices/record';
import type { ReceivedRevision } from '#core/practices/revisions';

/** Practices of a parcel as revisions whose files are checked, and reported, while they are read: one after the other. */
export class ArrivingRevisions {
  readonly #archive: ReviewedArchive;
  readonly #control: JobControl;
  readonly #lender = new Lender();
  /** Bytes of all that is to be read, and of what was. */
  readonly #total: number;
  #done = 0;

  constructor(
    archive: ReviewedArchive,
    control: JobControl,
    wanted: readonly { readonly practice: ParcelPractice }[],
  ) {
    this.#archive = archive;
    this.#control = control;
    this.#total = wanted.reduce((sum, { practice }) => sum + practice.bytes, 0);
  }

  async revision({ id, record, sealed, title }: ParcelPractice): Promise<ReceivedRevision> {
    const at = practiceFolder(id);
    const digests = new Map(parseRecord(record).map((entry) => [entry.path, entry.sha256]));
    const seal = sealed ? await readBytes(this.#archive, `${at}/${sealFile}`) : undefined;
    return {
      record,
      ...(seal ? { seal } : {}),
      read: (path) => {
        // The text is collected, attachments are written as they come.
        const lender = path === textFile ? undefined : this.#lender;
        const { sha256, chunks } = this.#archive.checked(`${at}/${path}`, lender);
        // Record and manifest were held against each other when the parcel was verified.
        if (sha256 !== digests.get(path)) throw refusal('quarantine-changed', path);
        return { sha256, chunks: this.#seen(chunks, title) };
      },
    };
  }

  async *#seen(chunks: AsyncIterable<Uint8Array>, title: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#control.check();
      this.#done += chunk.byteLength;
      // A text that is laid beside ours is read twice.
      this.#control.report(Math.min(this.#done, this.#total), this.#total, title);
      yield chunk;
    }
  }
}
