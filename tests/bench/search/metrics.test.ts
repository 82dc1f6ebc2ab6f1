import { expect, it } from 'vitest';
import { brief, percentile } from '#bench/search/figures';
import { qualityOf, qualityText, rankOf } from '#bench/search/quality/metrics';

it('finds the rank of the first right document', () => {
  expect(rankOf([7, 3, 5], (document) => document === 5 || document === 3)).toBe(2);
  expect(rankOf([7, 3, 5], () => false)).toBe(Infinity);
});

it('takes shares over all questions', () => {
  const quality = qualityOf([1, 2, 4, Infinity]);
  expect(quality).toEqual({ hit1: 0.25, hit3: 0.5, hit10: 0.75, mrr10: (1 + 0.5 + 0.25) / 4 });
  expect(qualityText(quality)).toBe('.250 .500 .750 .438');
  expect(qualityText(qualityOf([1, 1]))).toBe('1.000 1.000 1.000 1.000');
});

it('counts nothing beyond the tenth', () => {
  expect(qualityOf([11])).toEqual({ hit1: 0, hit3: 0, hit10: 0, mrr10: 0 });
});

it('takes percentiles by the nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, at) => 20 - at);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile([4], 0.5)).toBe(4);
  expect(percentile([], 0.95)).toBe(0);
});

it('writes three digits', () => {
  expect([0, 0.004, 0.53, 7.604, 20, 38.13, 264.4].map(brief)).toEqual([
    '0',
    '0',
    '0.53',
    '7.6',
    '20',
    '38.1',
    '264',
  ]);
});
