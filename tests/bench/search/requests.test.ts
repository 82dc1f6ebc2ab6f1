import { expect, it } from 'vitest';
import { modes } from '#bench/search/engine';
import { generateCorpus } from '#bench/search/generated-corpus';
import { truthOf, wordTexts } from '#bench/search/oracle';
import { makeRequests } from '#bench/search/requests';

const documents = generateCorpus(60);
const options = { seed: 3, pairs: true };

it('makes the same requests from the same seed, and others from another', () => {
  expect(makeRequests(documents, 20, options)).toEqual(makeRequests(documents, 20, options));
  expect(makeRequests(documents, 20, { ...options, seed: 4 })).not.toEqual(
    makeRequests(documents, 20, options),
  );
});

it('asks one to four words in each mode, and each request has a hit', () => {
  const requests = makeRequests(documents, 50, options);
  expect(requests.map(({ mode }) => mode)).toEqual(Array.from({ length: 50 }, () => modes).flat());
  expect(new Set(requests.map(({ words }) => words.length))).toEqual(new Set([1, 2, 3, 4]));
  const texts = wordTexts(documents);
  for (const request of requests) expect(truthOf(request, documents, texts).count).toBeGreaterThan(0);
});

it('makes pairs of finished neighbours only, and none where they are not wanted', () => {
  for (const { mode, words, pairs } of makeRequests(documents, 30, options)) {
    const finished = mode === 'prefix' ? words.slice(0, -1) : words;
    expect(pairs).toEqual(finished.slice(1).map((word, at) => `_${finished[at] ?? ''}_${word}`));
  }
  const without = makeRequests(documents, 30, { ...options, pairs: false });
  expect(without.flatMap(({ pairs }) => pairs)).toEqual([]);
});

it('passes over texts without any word', () => {
  const [first] = documents;
  if (!first) throw new Error('no document');
  const odd = [{ ...first, title: '—', body: '...' }, first];
  expect(makeRequests(odd, 10, options).every(({ words }) => words.every((word) => word !== ''))).toBe(true);
});
