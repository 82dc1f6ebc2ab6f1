import { describe, expect, it } from 'vitest';
import { pastKindOf, pastPeriods } from '#shared/model/past';

describe('periods side by side', () => {
  it('are quarters in a row across years, oldest first', () => {
    expect(pastPeriods('2026-Q2', 'quarters', 5)).toEqual([
      '2025-Q2',
      '2025-Q3',
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
    ]);
  });

  it('end with the last quarter of a running sum, and are the running sum of the year of a quarter', () => {
    expect(pastPeriods('2026-9M', 'quarters', 2)).toEqual(['2026-Q2', '2026-Q3']);
    expect(pastPeriods('2026-Q3', 'Y', 2)).toEqual(['2025-Y', '2026-Y']);
    expect(pastPeriods('2026-Q1', 'same', 3)).toEqual(['2024-Q1', '2025-Q1', '2026-Q1']);
  });

  it('end where periods end, and are none of what is no period', () => {
    expect(pastPeriods('1900-Q2', 'quarters', 5)).toEqual(['1900-Q1', '1900-Q2']);
    expect(pastPeriods('constructor', 'quarters', 5)).toEqual([]);
    expect(pastPeriods('2026-Q4', 'quarters', 99)).toHaveLength(20);
  });

  it('begin with their own kind', () => {
    expect(['2026-Q1', '2026-6M', '2026-Y'].map(pastKindOf)).toEqual(['quarters', '6M', 'Y']);
  });
});
