import { codeOf } from '#core/search/segment/frequency-rows';
import { Growable, uint16List, uint32List } from '#core/search/segment/growable';
import { rowOf } from '#core/search/segment/postings';
import { exceptional, type SegmentData } from '#core/search/segment/segment-data';

/** Where postings come from: a segment, and what its documents and rows are called where they go. */
interface PostingSource {
  readonly data: SegmentData;
  readonly live: Uint8Array;
  readonly documentOf: Uint32Array;
  readonly rowOf: Uint32Array;
}

type Written = Pick<
  SegmentData,
  'postingStart' | 'postingDocument' | 'postingCode' | 'exceptionAt' | 'exceptionRow'
>;

/** Copies the live postings of other segments, term after term. */
export class PostingWriter<S extends PostingSource> {
  readonly #starts = uint32List();
  readonly #documents = uint16List();
  readonly #codes = new Growable((length) => new Uint8Array(length));
  readonly #exceptionAt = uint32List();
  readonly #exceptionRow = uint32List();

  constructor() {
    this.#starts.push(0);
  }

  /** Whether the term being written has any. */
  get hasPostings(): boolean {
    return this.#documents.length > (this.#starts.view().at(-1) ?? 0);
  }

  /** Sources must be given in the order of their new documents. */
  append({ data, live, documentOf, rowOf: placeOf }: S, { from, to }: { from: number; to: number }): void {
    for (let posting = from; posting < to; posting += 1) {
      const document = data.postingDocument[posting] ?? 0;
      if (live[document] !== 1) continue;
      const place = placeOf[rowOf(data, posting)] ?? 0;
      const code = codeOf(place);
      if (code === exceptional) {
        this.#exceptionAt.push(this.#documents.length);
        this.#exceptionRow.push(place);
      }
      this.#documents.push(documentOf[document] ?? 0);
      this.#codes.push(code);
    }
  }

  endTerm(): void {
    this.#starts.push(this.#documents.length);
  }

  finish(): Written {
    return {
      postingStart: this.#starts.view().slice(),
      postingDocument: this.#documents.view().slice(),
      postingCode: this.#codes.view().slice(),
      exceptionAt: this.#exceptionAt.view().slice(),
      exceptionRow: this.#exceptionRow.view().slice(),
    };
  }
}
