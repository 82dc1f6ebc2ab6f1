import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCorpus } from '#bench/search/corpus';
import type { BenchDocument } from '#bench/search/engine';
import { Bm25 } from '#bench/search/quality/bm25';
import { readCollection } from '#bench/search/quality/collection';
import { knownItems } from '#bench/search/quality/known-items';
import { askAll } from '#bench/search/quality/question';

const folder = { path: '' };
beforeEach(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'lantoa-quality-test-'));
});
afterEach(() => {
  rmSync(folder.path, { recursive: true, force: true });
});
const write = (name: string, content: string | Buffer): string => {
  const file = join(folder.path, name);
  writeFileSync(file, content);
  return file;
};

describe('Bm25', () => {
  const words = (text: string): string[] => text.split(' ');

  it('gives the scores of the formula', () => {
    const engine = new Bm25('', ['a a b', 'a c c', 'd'], words);
    expect(engine.search('a', 10)).toEqual([0, 1]);
    expect(engine.search('a c', 10)).toEqual([1, 0]);
    expect(engine.search('constructor', 10)).toEqual([]);
    expect(engine.search('a', 1)).toEqual([0]);
  });

  it('prefers the rare word and the short text', () => {
    expect(new Bm25('', ['a x x x', 'a', 'b', 'a'], words).search('a b', 10)).toEqual([2, 1, 3, 0]);
  });
});

it('reads a labelled collection and asks its questions', async () => {
  write('corpus.jsonl', '{"_id":"p1","title":"T","text":"một hai"}\n{"_id":"p2","text":"ba bốn"}\n');
  write('queries.jsonl', '{"_id":"q1","text":"ba"}\n{"_id":"q2","text":"hai"}\n{"_id":"q3","text":"?"}\n');
  write('qrels.tsv', 'query-id\tcorpus-id\tscore\nq1\tp2\t1\nq2\tp2\t1\nq3\tp1\t0\n');
  const { documents, questions } = readCollection(folder.path);
  const texts = documents.map(({ body }) => body);
  expect(questions.map(({ text }) => text)).toEqual(['ba', 'hai']);
  const engine = new Bm25('', texts, (text) => text.split(' '));
  expect(await askAll(engine, questions)).toEqual({ hit1: 0.5, hit3: 0.5, hit10: 0.5, mrr10: 0.5 });
});

it('takes documents evenly from the whole file', () => {
  const lines = Array.from({ length: 10 }, (_, at) =>
    JSON.stringify({ id: String(at), title: 't', body: 'b', ...(at === 9 && { topic: 'own' }) }),
  );
  const file = write('corpus.jsonl.gz', gzipSync(lines.join('\n')));
  expect(readCorpus(file, 5).map(({ id }) => id)).toEqual(['0', '2', '4', '6', '8']);
  const all = readCorpus(file, 99);
  expect(all.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(all.map(({ topic }) => topic).slice(-2)).toEqual(['topic 8', 'own']);
});

describe('knownItems', () => {
  const titles = [
    ...Array.from(
      { length: 5 },
      (_, at) => `Phạm vi điều chỉnh của Luật ${'một hai ba bốn năm'.split(' ')[at] ?? ''}`,
    ),
    'Phạm vi',
    'Thẩm quyền của Ủy ban nhân dân cấp tỉnh',
    'Thẩm quyền của Ủy ban nhân dân cấp tỉnh',
  ];
  const documents = titles.map((title, number): BenchDocument => ({
    number,
    id: String(number),
    title,
    body: '',
    topic: '',
  }));
  const { typed, untyped, abbreviated, writtenOut } = knownItems(documents, { questions: 50, seed: 1 });

  it('asks words in a row that few titles have', () => {
    expect(typed.length).toBeGreaterThan(0);
    for (const { text, isRight } of typed) {
      expect(text.split(' ').length).toBeLessThanOrEqual(4);
      expect(titles.some((title, at) => isRight(at) && title.toLowerCase().includes(text))).toBe(true);
    }
    expect(typed.map(({ text }) => text)).not.toContain('phạm vi');
  });

  it('asks the same without accents, and knows every document of that title', () => {
    expect(untyped.map(({ text }) => text)).toEqual(
      typed.map(({ text }) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')),
    );
  });

  it('asks abbreviations where a title has their words', () => {
    expect(abbreviated.length).toBe(2);
    for (const { text, isRight } of abbreviated) {
      expect(text).toContain('UBND');
      expect([isRight(6), isRight(7), isRight(0)]).toEqual([true, true, false]);
    }
  });

  it('asks the same with the words of the abbreviations', () => {
    expect(writtenOut.map(({ text }) => text)).toEqual(
      abbreviated.map(({ text }) => text.replace('UBND', 'ủy ban nhân dân')),
    );
  });
});
