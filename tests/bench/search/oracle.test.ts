import { describe, expect, it } from 'vitest';
import type { BenchDocument, Mode, SearchRequest } from '#bench/search/engine';
import { isRight, truthOf, wordTexts } from '#bench/search/oracle';

const documents: BenchDocument[] = [
  { number: 0, id: 'a', title: 'Ngầm hóa', body: 'Hạ ngầm cáp viễn thông', topic: 'Hạ tầng' },
  { number: 1, id: 'b', title: 'Hạ tầng', body: 'Cáp quang, thông báo', topic: 'Hạ tầng' },
  { number: 2, id: 'c', title: 'Hà Nội', body: 'Thông tin', topic: 'Dữ liệu' },
  { number: 3, id: 'd', title: '', body: '', topic: 'Dữ liệu' },
];
const texts = wordTexts(documents);

const request = (mode: Mode, ...words: string[]): SearchRequest => ({
  mode,
  words,
  pairs: [],
  limit: 2,
  facets: true,
});
const hits = (mode: Mode, ...words: string[]): number[] =>
  truthOf(request(mode, ...words), documents, texts).isHit.flatMap((hit, number) => (hit ? [number] : []));

describe('truthOf', () => {
  it('takes a text with any of the words', () => {
    expect(hits('any', 'ngam', 'quang')).toEqual([0, 1]);
  });

  it('takes only texts with all words, accents aside', () => {
    expect(hits('all', 'ha', 'cap')).toEqual([0, 1]);
    expect(hits('all', 'ha', 'noi')).toEqual([2]);
  });

  it('never takes a part of a word for a word', () => {
    expect(hits('all', 'ngam', 'th')).toEqual([]);
    expect(hits('any', 'hong')).toEqual([]);
  });

  it('takes the last word for a beginning where it may be one', () => {
    expect(hits('prefix', 'ha', 'tho')).toEqual([0, 1, 2]);
    expect(hits('prefix', 'tho', 'ha')).toEqual([]);
  });

  it('counts hits by topic', () => {
    const { count, topics } = truthOf(request('all', 'ha'), documents, texts);
    expect(count).toBe(3);
    expect([...topics]).toEqual([
      ['Hạ tầng', 2],
      ['Dữ liệu', 1],
    ]);
  });
});

describe('isRight', () => {
  const truth = truthOf(request('all', 'ha'), documents, texts);
  const facets = new Map([
    ['Dữ liệu', 1],
    ['Hạ tầng', 2],
  ]);

  it('wants as many hits as were asked for, in whatever order', () => {
    expect(isRight({ hits: [2, 0], facets }, truth)).toBe(true);
    expect(isRight({ hits: [2, 0] }, truth)).toBe(true);
    expect(isRight({ hits: [2] }, truth)).toBe(false);
    expect(isRight({ hits: [0, 1, 2] }, truth)).toBe(false);
  });

  it('refuses what is no hit, or twice the same', () => {
    expect(isRight({ hits: [0, 3] }, truth)).toBe(false);
    expect(isRight({ hits: [0, 0] }, truth)).toBe(false);
    expect(isRight({ hits: [0, 99] }, truth)).toBe(false);
  });

  it('refuses wrong counts', () => {
    expect(isRight({ hits: [0, 1], facets: new Map([['Hạ tầng', 2]]) }, truth)).toBe(false);
    expect(isRight({ hits: [0, 1], facets: new Map([...facets, ['Dữ liệu', 2]]) }, truth)).toBe(false);
  });
});
