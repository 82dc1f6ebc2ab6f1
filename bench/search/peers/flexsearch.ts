import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Id, Index, Resolver } from 'flexsearch';
import * as z from 'zod';
import { countTopics } from '#bench/search/count-topics';
import type { Answer, Engine, EngineKind, SearchRequest } from '#bench/search/engine';

/** It caps every list of hits: all of them must be asked for. */
const everything = 1_000_000;
const names = ['strict', 'forward'] as const;
type Indexes = Readonly<Record<(typeof names)[number], Index>>;

const makeIndex = (tokenize: (typeof names)[number]): Index =>
  new Index({ tokenize, encode: (text) => text.split(' ') });

/**
 * FlexSearch decides when a text is indexed whether words can be found by their beginnings, so that it gets two indexes:
 * one of whole words and pairs, and one of words only for requests with a beginning.
 */
export const kind: EngineKind = {
  facets: true,
  build(documents, folder) {
    const engine = new FlexSearchEngine(
      { strict: makeIndex('strict'), forward: makeIndex('forward') },
      new Map(),
    );
    for (const document of documents) engine.add(document, document.tokens());
    engine.save(folder);
  },
  open(folder) {
    const topics = z
      .array(z.tuple([z.number(), z.string()]))
      .parse(JSON.parse(readFileSync(join(folder, 'topics.json'), 'utf8')));
    return new FlexSearchEngine(
      { strict: load('strict', folder), forward: load('forward', folder) },
      new Map(topics),
    );
  },
};

function load(name: (typeof names)[number], folder: string): Index {
  const index = makeIndex(name);
  for (const key of readdirSync(join(folder, name)))
    index.import(key, readFileSync(join(folder, name, key), 'utf8'));
  return index;
}

class FlexSearchEngine implements Engine {
  readonly #indexes: Indexes;
  readonly #topics: Map<number, string>;

  constructor(indexes: Indexes, topics: Map<number, string>) {
    this.#indexes = indexes;
    this.#topics = topics;
  }

  search(request: SearchRequest): Answer {
    const { limit, facets } = request;
    const found = this.#find(request, facets ? everything : limit);
    const hits = found.slice(0, limit).map(Number);
    if (!facets) return { hits };
    return { hits, facets: countTopics(found, (number) => this.#topics.get(Number(number)) ?? '') };
  }

  #find({ mode, words, pairs }: SearchRequest, limit: number): readonly Id[] {
    const { strict, forward } = this.#indexes;
    if (mode === 'any') return strict.search([...words, ...pairs].join(' '), { limit, suggest: true });
    if (mode === 'all') return strict.search(words.join(' '), { limit });
    const [whole, last = ''] = [words.slice(0, -1), words.at(-1)];
    if (whole.length === 0) return forward.search(last, { limit });
    const finished = new Resolver({ index: strict, query: whole.join(' '), limit: everything });
    return finished.and({ index: forward, query: last, limit: everything }).resolve({ limit });
  }

  add({ number, topic }: { number: number; topic: string }, tokens: readonly string[]): void {
    this.#topics.set(number, topic);
    this.#indexes.strict.add(number, tokens.join(' '));
    this.#indexes.forward.add(number, tokens.filter((token) => !token.startsWith('_')).join(' '));
  }

  save(folder: string): void {
    writeFileSync(join(folder, 'topics.json'), JSON.stringify([...this.#topics]));
    for (const name of names) {
      mkdirSync(join(folder, name));
      this.#indexes[name].export((key: string, data: string) => {
        writeFileSync(join(folder, name, key), data);
      });
    }
  }
}
