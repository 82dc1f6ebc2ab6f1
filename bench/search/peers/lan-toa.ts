import { resolve } from 'node:path';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Expander } from '#core/search/expansion/expander';
import { mergeSynonyms, readShippedSynonyms } from '#core/search/expansion/synonym-file';
import { presence } from '#core/search/lunr';
import { parseQuery, type QueryWord } from '#core/search/parsed-query';
import { bestMatches } from '#core/search/ranking/best-matches';
import { FacetCounter, sumCounts } from '#core/search/ranking/facet-counter';
import { planClauses } from '#core/search/ranking/plan-clauses';
import { type DocumentBits, documentsIn, noDocuments } from '#core/search/ranking/pruned/document-bits';
import { planPair } from '#core/search/ranking/plan-words';
import { type Snapshot, takeSnapshot } from '#core/search/ranking/snapshot';
import { inOrderOfWeight, type Plan } from '#core/search/ranking/term-plan';
import { kindBoosts, weights } from '#core/search/ranking/weights';
import type { SearchDocument } from '#core/search/search-index';
import { type Commit, readCommit } from '#core/search/store/commit';
import { IndexReader } from '#core/search/store/index-reader';
import { IndexWriter } from '#core/search/store/index-writer';
import { OpenSegment } from '#core/search/store/open-segment';
import { SegmentFiles } from '#core/search/store/segment-files';
import type { Answer, BenchDocument, Engine, EngineKind, SearchRequest } from '#bench/search/engine';
import type { TextEngine } from '#bench/search/quality/text-engine';
import { searchFields } from '#shared/model/search';

const libraryId = 'bench';
const batch = 500;
const allFields = 2 ** searchFields.length - 1;

/**
 * Our own engine below its lexer, so that the same words are asked as of the others. It analyses texts itself, into exact
 * forms and positions as well, keeps the texts for passages, and ranks by pairs in every mode.
 */
export const kind: EngineKind = {
  facets: true,
  async build(documents, folder) {
    const { writer } = await IndexWriter.open(nodeFileSystem, { folder, libraryId, damaged: [] });
    let waiting: SearchDocument[] = [];
    for (const document of documents) {
      waiting.push(searchDocument(document));
      if (waiting.length < batch) continue;
      await writer.put(waiting);
      waiting = [];
    }
    await writer.put(waiting);
    await writer.commit();
    while (await writer.merge()) await writer.commit();
  },
  async open(folder) {
    const engine = new OwnEngine(folder);
    await engine.show(await readCommit(nodeFileSystem, folder, libraryId));
    return engine;
  },
};

/** The same index with its lexer, tiers and weights, as the search screen asks it. */
export async function openText(folder: string): Promise<TextEngine> {
  const reader = await openReader(folder);
  const expander = await shippedExpander();
  return {
    name: 'Lan Tỏa',
    async search(text, limit) {
      // The blank says that the last word is finished.
      const asked = { text: `${text} `, facets: {}, sort: 'relevance', limit } as const;
      const query = { ...asked, alternatives: expander.expand(parseQuery(asked.text)) };
      return (await reader.query(query)).hits.map(({ id }) => Number(id));
    },
    close: () => reader.close(),
  };
}

async function openReader(folder: string): Promise<IndexReader> {
  const reader = new IndexReader(nodeFileSystem, folder, libraryId);
  await reader.open();
  return reader;
}

/** The list that comes with the program. */
async function shippedExpander(): Promise<Expander> {
  const lines = await readShippedSynonyms(nodeFileSystem, resolve('resources'));
  return new Expander(mergeSynonyms(lines, undefined), []);
}

function searchDocument({ number, title, body, topic }: BenchDocument): SearchDocument {
  return {
    id: String(number),
    fingerprint: '',
    fields: {
      title,
      summary: '',
      keywords: '',
      results: '',
      legal: '',
      place: '',
      sections: body,
      attachments: '',
    },
    facets: {
      province: [],
      region: [],
      field: [],
      period: [],
      evidence: [],
      office: [],
      topic: [topic],
      language: [],
      has: [],
      status: [],
    },
    sortKeys: { period: 0, changedAt: 0, evidence: 0 },
  };
}

class OwnEngine implements Engine {
  readonly #folder: string;
  readonly #files: SegmentFiles;
  #segments: OpenSegment[] = [];
  #snapshot: Snapshot = takeSnapshot([], weights);
  #writer: Promise<IndexWriter> | undefined;
  #reader: Promise<IndexReader> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#files = new SegmentFiles(nodeFileSystem, folder);
  }

  /** Answers from this commit from now on. */
  async show({ segments }: Commit): Promise<void> {
    const before = new Map(this.#segments.map((segment) => [segment.name, segment]));
    this.#segments = await Promise.all(
      segments.map(
        async ({ name, dead }) =>
          before.get(name) ?? (await OpenSegment.open(this.#files, { name, libraryId }, dead)),
      ),
    );
    this.#snapshot = takeSnapshot(
      this.#segments.map(({ live }) => live),
      weights,
    );
  }

  search(request: SearchRequest): Answer {
    const plan = planOf(this.#snapshot, request);
    const { best, matching } = bestMatches(this.#snapshot, plan, request.limit);
    const hits = best.map(({ segment, document }) =>
      Number(this.#segments[segment]?.columns.ids[document] ?? NaN),
    );
    return request.facets ? { hits, facets: this.#topics(matching) } : { hits };
  }

  async whole({ mode, words, limit }: SearchRequest): Promise<unknown> {
    this.#reader ??= openReader(this.#folder);
    // A blank says that the last word is finished.
    const text = words.join(' ') + (mode === 'prefix' ? '' : ' ');
    return (await this.#reader).query({ text, facets: {}, sort: 'relevance', limit });
  }

  async add(document: BenchDocument): Promise<void> {
    this.#writer ??= this.#openWriter();
    const writer = await this.#writer;
    await writer.put([searchDocument(document)]);
    const { commit, kept } = await writer.commit();
    this.#files.keep(kept);
    await this.show(commit);
  }

  async close(): Promise<void> {
    for (const segment of this.#segments) await segment.close();
    await (await this.#reader)?.close();
  }

  async #openWriter(): Promise<IndexWriter> {
    return (await IndexWriter.open(nodeFileSystem, { folder: this.#folder, libraryId, damaged: [] })).writer;
  }

  #topics(matching: readonly DocumentBits[]): Map<string, number> {
    const counters = this.#segments.map(({ columns }, at) => {
      const counter = new FacetCounter(columns, {});
      for (const document of documentsIn(matching[at] ?? noDocuments(0))) counter.count(document);
      return counter;
    });
    return new Map((sumCounts(counters, {}).topic ?? []).map(({ value, count }) => [value, count]));
  }
}

function planOf(snapshot: Snapshot, { mode, words, pairs }: SearchRequest): Plan {
  const last = words.length - 1;
  const clauses = words.map((word, place) => ({
    term: mode === 'prefix' && place === last ? `${word}*` : word,
    fields: searchFields,
    boost: 1,
    presence: mode === 'any' ? presence.optional : presence.required,
  }));
  const plan = planClauses(snapshot, clauses, searchFields);
  // As many as the others are given: the last word of a beginning has none.
  const paired = pairs.map((_, at) =>
    planPair(snapshot, queryWord(words[at] ?? ''), queryWord(words[at + 1] ?? ''), {
      boost: kindBoosts.pair,
      fields: allFields,
    }),
  );
  return { ...plan, terms: inOrderOfWeight([...plan.terms, ...paired]) };
}

function queryWord(folded: string): QueryWord {
  return { typed: folded, start: 0, end: 0, exact: folded, folded, marked: false, prefix: false };
}
