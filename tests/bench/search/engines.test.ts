import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BenchDocument, Engine } from '#bench/search/engine';
import { engines } from '#bench/search/engines';
import { generateCorpus } from '#bench/search/generated-corpus';
import { isRight, truthOf, wordTexts } from '#bench/search/oracle';
import { makeRequests } from '#bench/search/requests';
import { tokenised, tokensOf } from '#bench/search/tokens';

const documents = generateCorpus(80);
const texts = wordTexts(documents);

const folder = { path: '' };
let opened: Engine | undefined;
beforeEach(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'lantoa-engines-'));
});
afterEach(async () => {
  await opened?.close?.();
  opened = undefined;
  rmSync(folder.path, { recursive: true, force: true });
});

async function open(id: string): Promise<Engine> {
  const kind = await engines.find((entry) => entry.id === id)?.load();
  if (!kind) throw new Error(`no engine ${id}`);
  await kind.build(tokenised(documents, true), folder.path);
  opened = await kind.open(folder.path);
  return opened;
}

async function wrongAnswers(engine: Engine): Promise<unknown[]> {
  const wrong = [];
  const requests = makeRequests(documents, 25, { seed: 5, pairs: true });
  for (const request of requests)
    for (const facets of [false, true]) {
      const asked = { ...request, limit: 10, facets };
      const answer = await engine.search(asked);
      if (!isRight(answer, truthOf(asked, documents, texts))) wrong.push({ asked, answer });
    }
  return wrong;
}

it.each(['lan-toa', 'lunr', 'minisearch', 'flexsearch', 'fts5-wasm', 'fts5-wasm-prefix'])(
  '%s answers as looking at every text does',
  async (id) => {
    expect(await wrongAnswers(await open(id))).toEqual([]);
  },
);

it.each(['lan-toa', 'minisearch', 'flexsearch', 'fts5-wasm'])('%s takes a text more', async (id) => {
  const engine = await open(id);
  const added: BenchDocument = {
    number: 80,
    id: 'more',
    title: 'Zqx mới',
    body: documents[0]?.body ?? '',
    topic: 'A',
  };
  await engine.add?.(added, tokensOf(added, true));
  const answer = await engine.search({ mode: 'all', words: ['zqx'], pairs: [], limit: 5, facets: false });
  expect(answer.hits).toEqual([80]);
});
