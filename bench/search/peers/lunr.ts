import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import lunr from 'lunr';
import * as z from 'zod';
import { countTopics } from '#bench/search/count-topics';
import type { EngineKind } from '#bench/search/engine';

const savedSchema = z.object({
  index: z.looseObject({}),
  topics: z.array(z.tuple([z.string(), z.string()])),
});

/** Stock Lunr without its English pipeline. It cannot take a text more: a new index must be built. */
export const kind: EngineKind = {
  facets: true,
  build(documents, folder) {
    const builder = new lunr.Builder();
    builder.ref('number');
    builder.field('text');
    const topics: [string, string][] = [];
    for (const { number, topic, tokens } of documents) {
      builder.add({ number: String(number), text: tokens() });
      topics.push([String(number), topic]);
    }
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ index: builder.build(), topics }));
  },
  open(folder) {
    const { index: saved, topics } = savedSchema.parse(
      JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')),
    );
    const topicOf = new Map(topics);
    const index = lunr.Index.load(saved);
    const { OPTIONAL, REQUIRED } = lunr.Query.presence;
    return {
      search({ mode, words, pairs, limit, facets }) {
        const terms = mode === 'prefix' ? [...words.slice(0, -1), `${words.at(-1) ?? ''}*`] : words;
        const found = index.query((query) => {
          const presence = mode === 'any' ? OPTIONAL : REQUIRED;
          for (const term of terms) query.term(term, { presence, usePipeline: false });
          if (mode === 'any') for (const pair of pairs) query.term(pair, { usePipeline: false });
        });
        const hits = found.slice(0, limit).map(({ ref }) => Number(ref));
        return facets ? { hits, facets: countTopics(found, ({ ref }) => topicOf.get(ref) ?? '') } : { hits };
      },
    };
  },
};
