import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch, { type Options } from 'minisearch';
import { countTopics } from '#bench/search/count-topics';
import type { EngineKind } from '#bench/search/engine';

interface Text {
  readonly number: number;
  readonly topic: string;
  readonly text: string;
}

const blank = (text: string): string[] => text.split(' ');
const options: Options<Text> = {
  idField: 'number',
  fields: ['text'],
  storeFields: ['topic'],
  tokenize: blank,
  processTerm: (term) => term,
  autoVacuum: false,
};

/** MiniSearch always ranks all hits. Pairs are asked only where any word will do. */
export const kind: EngineKind = {
  facets: true,
  build(documents, folder) {
    const index = new MiniSearch(options);
    for (const { number, topic, tokens } of documents) index.add({ number, topic, text: tokens().join(' ') });
    writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  },
  open(folder) {
    const index = MiniSearch.loadJSON(readFileSync(join(folder, 'index.json'), 'utf8'), options);
    return {
      search({ mode, words, pairs, limit, facets }) {
        const terms = mode === 'any' ? [...words, ...pairs] : words;
        const found = index.search(terms.join(' '), {
          combineWith: mode === 'any' ? 'OR' : 'AND',
          prefix: (_, place) => mode === 'prefix' && place === terms.length - 1,
        });
        const hits = found.slice(0, limit).map(({ id }) => id as number);
        return facets ? { hits, facets: countTopics(found, ({ topic }) => String(topic)) } : { hits };
      },
      add({ number, topic }, tokens) {
        index.add({ number, topic, text: tokens.join(' ') });
      },
    };
  },
};
