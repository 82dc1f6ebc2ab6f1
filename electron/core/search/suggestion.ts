import { TokenSet } from '#core/search/lunr';
import { isPlainWord, type ParsedQuery, type QueryWord, wantedWords } from '#core/search/parsed-query';
import { foldedRange } from '#core/search/ranking/plan-words';
import { foldedTerm, termsAccepted } from '#core/search/segment/dictionary';
import type { LiveSegment } from '#core/search/segment/live-segment';
import { gap } from '#core/search/segment/segment-data';

/** With more unknown words than this a query is another language rather than a slip. */
const mostUnknown = 3;
const shortest = 2;
const longest = 24;
/** Words of the library within reach of one unknown word, at most. */
const mostNear = 200;
/** Documents looked at for one unknown word: what is common in so many is common. */
const mostDocuments = 5_000;
/** To stand beside the same word as in the query says more than to stand in so many documents with it. */
const besideWorth = 1_000;

/** A document with the known words of the query. */
export interface ContextDocument {
  readonly segment: LiveSegment;
  readonly document: number;
}

/**
 * The text with every unknown word replaced by a near one (up to two slips; one in short words) that stands together
 * with the other words in at least one document. Null where there is none.
 */
export function suggest(
  text: string,
  query: ParsedQuery,
  unknown: readonly QueryWord[],
  segments: readonly LiveSegment[],
  context: readonly ContextDocument[],
): string | null {
  if (unknown.length === 0 || unknown.length > mostUnknown || !unknown.every(isPlainWord)) return null;
  const wanted = wantedWords(query).sort((a, b) => a.start - b.start);
  const known = wanted.filter((word) => !unknown.includes(word));
  const replacements = new Map<string, string>();
  let documents = context.slice(0, mostDocuments);
  for (const word of unknown) {
    const at = wanted.indexOf(word);
    const beside = [wanted[at - 1], wanted[at + 1]].map((one) =>
      one && isPlainWord(one) && known.includes(one) ? one : undefined,
    );
    const near = nearestWord(word.folded, segments, documents, beside);
    if (near === undefined) return null;
    replacements.set(word.folded, near.spelling);
    documents = near.documents;
  }
  return replaceWords(text, query, replacements);
}

interface NearWord {
  /** As the library mostly writes it, with its accents. */
  readonly spelling: string;
  /** Those of the documents that have it. */
  readonly documents: ContextDocument[];
}

/** What speaks for a near word, by exact form. */
interface Evidence {
  worth: number;
  readonly forms: Map<string, number>;
  readonly documents: Set<ContextDocument>;
}

/** The word that comes nearest; of equally near ones that which fits the other words best. */
function nearestWord(
  folded: string,
  segments: readonly LiveSegment[],
  documents: readonly ContextDocument[],
  beside: readonly (QueryWord | undefined)[],
): NearWord | undefined {
  if (folded.length < shortest || folded.length > longest) return undefined;
  for (const distance of folded.length < 4 ? [1] : [1, 2]) {
    const automaton = TokenSet.fromFuzzyString(folded, distance);
    const accepted = segments.flatMap(({ data }) =>
      termsAccepted(data, automaton, mostNear).map((term) => data.folded[term] ?? ''),
    );
    const evidence = new Map([...new Set(accepted)].sort().map((word) => [word, newEvidence()]));
    for (const segment of segments) {
      const reader = new ContextReader(segment, evidence, beside);
      for (const one of documents) if (one.segment === segment) reader.read(one);
    }
    const [best] = [...evidence.values()].filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth);
    if (best) return { spelling: mostCommon(best.forms), documents: [...best.documents] };
  }
  return undefined;
}

function newEvidence(): Evidence {
  return { worth: 0, forms: new Map(), documents: new Set() };
}

/** Looks for near words in documents of one segment. */
class ContextReader {
  readonly #segment: LiveSegment;
  readonly #evidence: readonly Evidence[];
  /** By exact form: 0, or one more than where its evidence stands. Every word of thousands of documents is looked up. */
  readonly #near: Uint16Array;
  readonly #beside: readonly { readonly from: number; readonly to: number }[];

  constructor(
    segment: LiveSegment,
    evidence: ReadonlyMap<string, Evidence>,
    beside: readonly (QueryWord | undefined)[],
  ) {
    const { data } = segment;
    const formsOf = ({ from, to }: { from: number; to: number }): { from: number; to: number } => ({
      from: data.exactStart[from] ?? 0,
      to: data.exactStart[to] ?? 0,
    });
    this.#segment = segment;
    this.#evidence = [...evidence.values()];
    this.#near = new Uint16Array(data.exact.length);
    this.#beside = beside.map((word) => (word ? formsOf(foldedRange(data, word)) : { from: 0, to: 0 }));
    for (const [at, word] of [...evidence.keys()].entries()) {
      const { from, to } = formsOf(foldedTerm(data, word));
      this.#near.fill(at + 1, from, to);
    }
  }

  read(document: ContextDocument): void {
    const { data } = this.#segment;
    const from = data.streamStart[document.document * data.fields] ?? 0;
    const to = data.streamStart[(document.document + 1) * data.fields] ?? 0;
    for (let at = from; at < to; at += 1) {
      const form = (data.stream[at] ?? gap) - 1;
      const near = this.#near[form] ?? 0;
      const evidence = near === 0 ? undefined : this.#evidence[near - 1];
      if (!evidence) continue;
      const spelling = data.exact[form] ?? '';
      evidence.forms.set(spelling, (evidence.forms.get(spelling) ?? 0) + 1);
      if (!evidence.documents.has(document)) evidence.worth += 1;
      evidence.documents.add(document);
      if (this.#stands(0, at - 1) || this.#stands(1, at + 1)) evidence.worth += besideWorth;
    }
  }

  /** Whether the query's neighbour on that side stands there too. */
  #stands(side: number, at: number): boolean {
    const { from, to } = this.#beside[side] ?? { from: 0, to: 0 };
    const form = (this.#segment.data.stream[at] ?? gap) - 1;
    return form >= from && form < to;
  }
}

function mostCommon(counts: ReadonlyMap<string, number>): string {
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? '';
}

function replaceWords(text: string, query: ParsedQuery, replacements: ReadonlyMap<string, string>): string {
  const wanted = [...query.words, ...query.phrases.flat()];
  return wanted
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { folded, start, end }) => {
      const replacement = replacements.get(folded);
      return replacement === undefined ? changed : changed.slice(0, start) + replacement + changed.slice(end);
    }, text);
}
