import { FrequencyRows, orderRows } from '#core/search/segment/frequency-rows';
import { uint32List } from '#core/search/segment/growable';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { PostingWriter } from '#core/search/segment/posting-writer';
import { postingsOfForm, postingsOfPair, postingsOfTerm, rowOf } from '#core/search/segment/postings';
import { orderForms } from '#core/search/segment/segment-builder';
import { createStream, foldedOfExact, gap, type SegmentData } from '#core/search/segment/segment-data';

/** A segment to be merged, without the documents that were deleted or replaced since. */
type MergeInput = Pick<LiveSegment, 'data' | 'live'>;

/** An input with what its numbers have become. */
interface Source extends MergeInput {
  /** New number of each document; only where it is live. */
  readonly documentOf: Uint32Array;
  /** New numbers of exact and folded forms plus one; 0 for those that no live document has. */
  readonly formOf: Uint32Array;
  readonly foldedOf: Uint32Array;
  /** The place of each row of frequencies. */
  readonly rowOf: Uint32Array;
}

interface Forms extends Pick<SegmentData, 'folded' | 'exact' | 'exactStart'> {
  readonly formsOf: readonly Uint32Array[];
}

/**
 * One segment of what is live in several, documents in the order given. What dead documents alone had is gone from the
 * dictionary too, so that it is as if they had never been there. At most 65,535 documents may be live together.
 */
export function mergeSegments(segments: readonly MergeInput[]): SegmentData {
  const fields = segments[0]?.data.fields ?? 0;
  const forms = mergeForms(segments);
  const rows = mergeRows(segments, fields);
  const sources = numberAnew(segments, forms, rows.placesOf);
  const texts = mergeTexts(sources, forms.exact.length);
  return {
    fields,
    folded: forms.folded,
    exact: forms.exact,
    exactStart: forms.exactStart,
    frequencies: rows.frequencies,
    ...texts,
    ...mergePostings(sources, forms),
  };
}

function mergeForms(segments: readonly MergeInput[]): Forms {
  const numbers = new Map<string, number>();
  const used = segments.map(usedForms);
  segments.forEach(({ data }, at) => {
    data.exact.forEach((exact, form) => {
      if (used[at]?.[form] === 1 && !numbers.has(exact)) numbers.set(exact, numbers.size);
    });
  });
  const { placeOf, ...ordered } = orderForms([...numbers.keys()]);
  const formsOf = segments.map(({ data }, at) =>
    Uint32Array.from(data.exact, (exact, form) =>
      used[at]?.[form] === 1 ? (placeOf[numbers.get(exact) ?? 0] ?? 0) + 1 : 0,
    ),
  );
  return { ...ordered, formsOf };
}

/** 1 for each exact form that a live document has. */
function usedForms({ data, live }: MergeInput): Uint8Array {
  const used = new Uint8Array(data.exact.length);
  for (let document = 0; document < data.documents; document += 1) {
    if (live[document] !== 1) continue;
    for (const number of streamOf(data, document)) if (number !== gap) used[number - 1] = 1;
  }
  return used;
}

/** All fields of a document. */
function streamOf({ stream, streamStart, fields }: SegmentData, document: number): SegmentData['stream'] {
  return stream.subarray(streamStart[document * fields], streamStart[(document + 1) * fields]);
}

function mergeRows(
  segments: readonly MergeInput[],
  fields: number,
): { frequencies: Uint16Array; placesOf: Uint32Array[] } {
  const rows = new FrequencyRows(fields);
  const numbers = segments.map(({ data: { frequencies } }) => {
    const wide = Uint32Array.from(frequencies);
    return Uint32Array.from({ length: wide.length / fields }, (_, row) => rows.numberOf(wide, row * fields));
  });
  const use = new Uint32Array(rows.rows().length / fields);
  segments.forEach(({ data, live }, at) => {
    for (let posting = 0; posting < data.postingCode.length; posting += 1) {
      if (live[data.postingDocument[posting] ?? 0] !== 1) continue;
      const number = numbers[at]?.[rowOf(data, posting)] ?? 0;
      use[number] = (use[number] ?? 0) + 1;
    }
  });
  const { frequencies, placeOf } = orderRows(rows.rows(), fields, use);
  return { frequencies, placesOf: numbers.map((all) => all.map((number) => placeOf[number] ?? 0)) };
}

function numberAnew(
  segments: readonly MergeInput[],
  { exactStart, formsOf }: Forms,
  placesOf: readonly Uint32Array[],
): Source[] {
  const newFolded = foldedOfExact({ exact: { length: exactStart.at(-1) ?? 0 }, exactStart });
  let documents = 0;
  return segments.map(({ data, live }, at) => {
    const documentOf = new Uint32Array(data.documents);
    for (let document = 0; document < data.documents; document += 1) {
      documentOf[document] = documents;
      documents += live[document] ?? 0;
    }
    const formOf = formsOf[at] ?? new Uint32Array();
    const foldedOf = new Uint32Array(data.folded.length);
    foldedOfExact(data).forEach((folded, form) => {
      const become = formOf[form] ?? 0;
      if (become > 0) foldedOf[folded] = (newFolded[become - 1] ?? 0) + 1;
    });
    return { data, live, documentOf, formOf, foldedOf, rowOf: placesOf[at] ?? new Uint32Array() };
  });
}

function mergeTexts(
  sources: readonly Source[],
  forms: number,
): Pick<SegmentData, 'documents' | 'lengths' | 'streamStart' | 'stream'> {
  const [lengths, starts] = [uint32List(), uint32List()];
  const words = sources.reduce((sum, { data }) => sum + data.stream.length, 0);
  const stream = createStream(words, forms);
  let at = 0;
  for (const { data, live, formOf } of sources) {
    for (let place = 0; place < data.lengths.length; place += 1) {
      if (live[Math.floor(place / data.fields)] !== 1) continue;
      lengths.push(data.lengths[place] ?? 0);
      starts.push(at);
      const end = data.streamStart[place + 1] ?? 0;
      for (let from = data.streamStart[place] ?? 0; from < end; from += 1) {
        const number = data.stream[from] ?? gap;
        stream[at] = number === gap ? gap : (formOf[number - 1] ?? 0);
        at += 1;
      }
    }
  }
  const fields = sources[0]?.data.fields ?? 1;
  const documents = starts.length / fields;
  starts.push(at);
  return {
    documents,
    lengths: lengths.view().slice(),
    streamStart: starts.view().slice(),
    stream: stream.slice(0, at),
  };
}

type MergedPostings = Pick<
  SegmentData,
  | 'pairStart'
  | 'pairSecond'
  | 'postingStart'
  | 'postingDocument'
  | 'postingCode'
  | 'exceptionAt'
  | 'exceptionRow'
>;

function mergePostings(sources: readonly Source[], { folded, exact, exactStart }: Forms): MergedPostings {
  const writer = new PostingWriter<Source>();
  writeTerms(
    writer,
    sources,
    folded.length,
    (source) => source.foldedOf,
    ({ data }, term) => postingsOfTerm(data, term),
  );
  const newFolded = foldedOfExact({ exact, exactStart });
  const oldFolded = new Map(sources.map(({ data }) => [data, foldedOfExact(data)]));
  writeTerms(
    writer,
    sources,
    exact.length,
    (source) => source.formOf,
    ({ data, formOf }, form) => {
      const become = newFolded[(formOf[form] ?? 0) - 1] ?? 0;
      const alone = (exactStart[become + 1] ?? 0) - (exactStart[become] ?? 0) === 1;
      return alone ? { from: 0, to: 0 } : postingsOfForm(data, form, oldFolded.get(data)?.[form] ?? 0);
    },
  );
  const pairs = writePairs(writer, sources, folded.length);
  return { ...pairs, ...writer.finish() };
}

/** Writes the postings of terms whose old numbers ascend as the new ones do. */
function writeTerms(
  writer: PostingWriter<Source>,
  sources: readonly Source[],
  count: number,
  numbersOf: (source: Source) => Uint32Array,
  postings: (source: Source, old: number) => { from: number; to: number },
): void {
  const cursors = sources.map((source) => ({ source, numbers: numbersOf(source), at: 0 }));
  for (let term = 0; term < count; term += 1) {
    for (const cursor of cursors) {
      while (cursor.numbers[cursor.at] === 0) cursor.at += 1;
      if (cursor.numbers[cursor.at] !== term + 1) continue;
      writer.append(cursor.source, postings(cursor.source, cursor.at));
      cursor.at += 1;
    }
    writer.endTerm();
  }
}

/** Pairs of which no live document is left are dropped. */
function writePairs(
  writer: PostingWriter<Source>,
  sources: readonly Source[],
  foldedCount: number,
): Pick<SegmentData, 'pairStart' | 'pairSecond'> {
  const starts = new Uint32Array(foldedCount + 1);
  const seconds = uint32List();
  const cursors = sources.map((source) => ({ source, at: 0 }));
  for (let first = 0; first < foldedCount; first += 1) {
    const found: { second: number; source: Source; pair: number }[] = [];
    for (const cursor of cursors) {
      const { data, foldedOf } = cursor.source;
      while (foldedOf[cursor.at] === 0) cursor.at += 1;
      if (foldedOf[cursor.at] !== first + 1) continue;
      const end = data.pairStart[cursor.at + 1] ?? 0;
      for (let pair = data.pairStart[cursor.at] ?? 0; pair < end; pair += 1)
        found.push({ second: (foldedOf[data.pairSecond[pair] ?? 0] ?? 0) - 1, source: cursor.source, pair });
      cursor.at += 1;
    }
    // The sort is stable: sources of the same pair stay in the order of their documents.
    found.sort((a, b) => a.second - b.second);
    found.forEach(({ second, source, pair }, at) => {
      if (second === -1) return;
      writer.append(source, postingsOfPair(source.data, pair));
      if (found[at + 1]?.second === second || !writer.hasPostings) return;
      seconds.push(second);
      writer.endTerm();
    });
    starts[first + 1] = seconds.length;
  }
  return { pairStart: starts, pairSecond: seconds.view().slice() };
}
