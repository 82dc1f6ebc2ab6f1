import { describe, expect, it } from 'vitest';
import { resultSentence } from '#renderer/components/result-sentence';
import { formatQuantity } from '#shared/model/number';
import { vi } from '#shared/messages/vi';
import type { Result } from '#shared/model/practice';

const say = (result: Omit<Result, 'indicator'>): string | null =>
  resultSentence({ indicator: 'x', ...result }, vi.practice.results, 'vi');

describe('a result in a sentence', () => {
  it('rises, falls, or stays', () => {
    expect(say({ before: 31, after: 52.8, unit: '%' })).toBe('từ 31% lên 52,8%');
    expect(say({ before: 46, after: 9, unit: 'vụ' })).toBe('từ 46 xuống 9 vụ');
    expect(say({ before: 3, after: 3, unit: 'km' })).toBe('giữ nguyên 3 km');
    expect(say({ before: 0, after: 116_656 })).toBe('từ 0 lên 116.656');
  });

  it('is not made of one figure, of a total, or of a hope', () => {
    expect(say({ after: 52.8, unit: '%' })).toBeNull();
    expect(say({ before: 31, unit: '%' })).toBeNull();
    expect(say({ before: 31, cumulative: 52, target: 95 })).toBeNull();
    expect(say({ before: 31, after: 95, expected: true })).toBeNull();
  });
});

it('writes quantities as the language does', () => {
  expect(formatQuantity(1234.5, 'km', 'vi')).toBe('1.234,5 km');
  expect(formatQuantity(1234.5, 'km', 'en')).toBe('1,234.5 km');
  expect(formatQuantity(52.8, '%', 'vi')).toBe('52,8%');
  expect(formatQuantity(7, undefined, 'vi')).toBe('7');
});
