import { readFileSync } from 'node:fs';
import type { PracticeParts, SearchSource } from '#core/search/search-source';
import type { SearchDocument } from '#core/search/search-index';
import { passageTextOf } from '#core/search/search-document';
import { Searcher } from '#core/search/searcher';
import { LiveSegment } from '#core/search/segment/live-segment';
import { SegmentBuilder } from '#core/search/segment/segment-builder';
import { columnsOf } from '#core/search/store/document-columns';
import type { SearchedSegment } from '#core/search/store/open-segment';
import type { Office } from '#shared/model/office';
import type { Province } from '#shared/model/province';
import type { PracticeSummary } from '#shared/model/practice';
import { facetNames, type SearchField, searchFields, type SearchQuery } from '#shared/model/search';

export type Sample = Partial<Record<SearchField, string>> & { id?: string } & Partial<
    Pick<SearchDocument, 'facets' | 'sortKeys' | 'fingerprint'>
  >;

let count = 0;

/** A document with the given fields and nothing else. */
export function sample({ id, facets, sortKeys, fingerprint, ...fields }: Sample): SearchDocument {
  count += 1;
  return {
    id: id ?? `sample-${String(count).padStart(6, '0')}`,
    fingerprint: fingerprint ?? 'f',
    fields: Object.fromEntries(
      searchFields.map((field) => [field, fields[field] ?? '']),
    ) as SearchDocument['fields'],
    facets: {
      ...(Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as SearchDocument['facets']),
      ...facets,
    },
    sortKeys: sortKeys ?? { period: 0, changedAt: 0, evidence: 0 },
  };
}

export function query(text: string, options: Partial<SearchQuery> = {}): SearchQuery {
  return { text, facets: {}, sort: 'relevance', limit: 200, ...options };
}

/** A segment in memory. */
export function segmentWith(documents: readonly SearchDocument[]): SearchedSegment {
  const builder = new SegmentBuilder(searchFields.length);
  for (const { fields } of documents) builder.add(searchFields.map((field) => fields[field]));
  return {
    live: new LiveSegment(builder.build()),
    columns: columnsOf(documents),
    text: (document) => Promise.resolve(passageTextOf(documents[document] ?? sample({}))),
    fileText: () => Promise.resolve(undefined),
  };
}

/** Documents in segments of so many. */
export function searcherWith(documents: readonly SearchDocument[], together = documents.length): Searcher {
  const size = Math.max(together, 1);
  const segments = Array.from({ length: Math.ceil(documents.length / size) }, (_, at) =>
    segmentWith(documents.slice(at * size, (at + 1) * size)),
  );
  return new Searcher(segments);
}

/** Ids that are found, by tier, sorted. */
export async function found(
  searcher: Searcher,
  text: string,
): Promise<Record<'exact' | 'folded' | 'some', string[]>> {
  const { hits } = await searcher.query(query(text));
  const of = (tier: string): string[] =>
    hits
      .filter((hit) => hit.tier === tier)
      .map(({ id }) => id)
      .sort();
  return { exact: of('exact'), folded: of('folded'), some: of('some') };
}

export const reference = {
  provinces: JSON.parse(readFileSync('resources/provinces.json', 'utf8')) as Province[],
  fields: [{ key: 'ha-tang-so', vi: 'Hạ tầng số', en: 'Digital infrastructure', group: 'g' }],
  topics: [{ key: 'vien-thong', vi: 'Viễn thông', en: 'Telecommunications' }],
};

export function summaryOf(id: string, change: Partial<PracticeSummary> = {}): PracticeSummary {
  return {
    id,
    title: '',
    summary: '',
    office: '',
    origin: id,
    province: null,
    level: null,
    period: null,
    language: 'vi',
    fields: [],
    topics: [],
    evidence: null,
    status: null,
    ours: false,
    sample: false,
    hasFigures: false,
    hasTemplates: false,
    revision: null,
    changedAt: 0,
    damaged: null,
    ...change,
  };
}

/** A library in memory whose practices can be changed; it counts what is read. */
export class TestSource implements SearchSource {
  readonly libraryId: string;
  readonly practices = new Map<
    string,
    { summary: PracticeSummary; parts: PracticeParts | undefined; hash: string }
  >();
  readonly read: (id: string) => Promise<PracticeParts | undefined>;
  readonly reads: string[] = [];
  ours: Office | null = null;
  readonly office = (): Office | null => this.ours;
  readonly #listeners = new Set<(ids: readonly string[]) => void>();

  constructor(libraryId = '0193e4a0-0000-7000-8000-0000000000aa') {
    this.libraryId = libraryId;
    this.read = (id) => {
      this.reads.push(id);
      return Promise.resolve(this.practices.get(id)?.parts);
    };
  }

  /** Adds or replaces a practice with this title and body. */
  set(id: string, title: string, body = '', change: Partial<PracticeSummary> = {}): void {
    const frontMatter = {
      format: '1.0',
      id: '0193e4a0-0000-7000-8000-000000000001',
      origin: '0193e4a0-0000-7000-8000-000000000002',
      language: 'vi' as const,
    };
    const sections = [{ key: 'steps' as const, heading: 'Các bước thực hiện', body }];
    this.practices.set(id, {
      summary: summaryOf(id, { title, ...change }),
      parts: { frontMatter, preamble: '', sections },
      hash: `${title}|${body}`,
    });
  }

  list(): PracticeSummary[] {
    return [...this.practices.values()].map(({ summary }) => summary);
  }

  get(id: string): PracticeSummary | undefined {
    return this.practices.get(id)?.summary;
  }

  fingerprint(id: string): string | undefined {
    return this.practices.get(id)?.hash;
  }

  subscribe(listener: (ids: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(...ids: string[]): void {
    for (const listener of this.#listeners) listener(ids);
  }
}
