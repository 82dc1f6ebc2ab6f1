import { foldedOfExact, gap, type SegmentData } from '#core/search/segment/segment-data';
import { type SearchField, searchFields } from '#shared/model/search';

/** Fields that say what a practice is about; places, figures and papers are shared by practices about anything. */
const telling: readonly SearchField[] = ['title', 'summary', 'keywords', 'sections'];
export const tellingFields: readonly number[] = searchFields.flatMap((name, field) =>
  telling.includes(name) ? [field] : [],
);

/** Words of a field that are looked at: what a practice is about is said before them. */
const mostWords = 4_000;

/** Lists, where one entry ends is not known: what stands side by side there need not belong together. */
export const listField = searchFields.indexOf('keywords');

/** Words that stand one right after the other in one field of a practice. */
export interface Run {
  readonly field: number;
  readonly folded: readonly string[];
  readonly exact: readonly string[];
}

/** The words of a document in their order, from the forward list of its segment. */
export function runsOf(data: SegmentData, document: number): Run[] {
  const foldedOf = foldedOfExact(data);
  return tellingFields.flatMap((field) => {
    const at = document * data.fields + field;
    const start = data.streamStart[at] ?? 0;
    const end = Math.min(data.streamStart[at + 1] ?? start, start + mostWords);
    const stream = data.stream.subarray(start, end);
    return split(stream).map((forms) => ({
      field,
      folded: Array.from(forms, (form) => data.folded[foldedOf[form - 1] ?? 0] ?? ''),
      exact: Array.from(forms, (form) => data.exact[form - 1] ?? ''),
    }));
  });
}

/** What stands between gaps. */
function split(stream: SegmentData['stream']): SegmentData['stream'][] {
  const parts: SegmentData['stream'][] = [];
  let from = 0;
  for (let at = 0; at <= stream.length; at += 1) {
    if (at < stream.length && stream[at] !== gap) continue;
    if (at > from) parts.push(stream.subarray(from, at));
    from = at + 1;
  }
  return parts;
}

/** Where each word stands in a practice. */
export class WordPlaces {
  readonly #at = new Map<string, [run: Run, place: number][]>();

  constructor(runs: readonly Run[]) {
    for (const run of runs)
      for (const [place, word] of run.folded.entries()) {
        const known = this.#at.get(word);
        if (known) known.push([run, place]);
        else this.#at.set(word, [[run, place]]);
      }
  }

  /** Each place where these words stand in this order. */
  of(words: readonly string[]): [run: Run, place: number][] {
    return (this.#at.get(words[0] ?? '') ?? []).filter(([{ folded }, place]) =>
      words.every((word, offset) => folded[place + offset] === word),
    );
  }
}
