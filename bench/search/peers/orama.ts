import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, insert, load, type RawData, save, search } from '@orama/orama';
import type { EngineKind, Mode } from '#bench/search/engine';

const newIndex = () =>
  create({
    schema: { text: 'string', topic: 'enum' } as const,
    sort: { enabled: false },
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map(),
        tokenize: (text) => text.split(' '),
      },
    },
  });

/**
 * Orama can be told that all words must be there, whole; in the other modes it takes every word for a beginning, which
 * is shown as wrong hits. Pairs are asked only where any word will do.
 */
export const kind: EngineKind = {
  facets: true,
  async build(documents, folder) {
    const index = newIndex();
    for (const { number, topic, tokens } of documents)
      await insert(index, { id: String(number), topic, text: tokens().join(' ') });
    writeFileSync(join(folder, 'index.json'), JSON.stringify(save(index)));
  },
  open(folder) {
    const index = newIndex();
    load(index, JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as RawData);
    const term = (mode: Mode, words: readonly string[], pairs: readonly string[]): string =>
      (mode === 'any' ? [...words, ...pairs] : words).join(' ');
    return {
      async search({ mode, words, pairs, limit, facets }) {
        const found = await search(index, {
          term: term(mode, words, pairs),
          properties: ['text'],
          exact: mode === 'all',
          threshold: mode === 'any' ? 1 : 0,
          limit,
          ...(facets && { facets: { topic: {} } }),
        });
        const hits = found.hits.map(({ id }) => Number(id));
        return facets
          ? { hits, facets: new Map(Object.entries(found.facets?.['topic']?.values ?? {})) }
          : { hits };
      },
      async add({ number, topic }, tokens) {
        await insert(index, { id: String(number), topic, text: tokens.join(' ') });
      },
    };
  },
};
