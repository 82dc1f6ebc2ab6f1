import { describe, expect, it } from 'vitest';
import { ownId } from '#bench/search/engines';
import { type Figures, type Row, summary, table } from '#bench/search/report';

const right = { share: 0, modes: [] } as const;
const figures = (p95: number, more: Partial<Figures> = {}): Figures => ({
  build: 12_340,
  bytes: 81_000_000,
  open: 180.4,
  megabytes: 140,
  p50: 0.5,
  p95,
  firstP95: p95 + 1,
  found: 0.9,
  wrong: right,
  ...more,
});
const own: Row = { id: ownId, name: 'Lan Tỏa', figures: figures(3.1) };
const peers: Row[] = [
  { id: 'a', name: 'Slow', figures: figures(300) },
  { id: 'b', name: 'Fast', figures: figures(38.13, { facetsP95: 50, wholeP95: 70, addOne: 1.5 }) },
  { id: 'c', name: 'Wrong', figures: figures(0.1, { wrong: { share: 0.085, modes: ['prefix'] } }) },
  { id: 'd', name: 'Absent', figures: 'only up to 3000 documents' },
];

describe('summary', () => {
  it('holds our own engine against the fastest that answers rightly', () => {
    expect(summary([own, ...peers])).toBe(
      'p95 3.1 ms, 12.3 x faster than the fastest peer (Fast), open 180 ms, memory 140 MB',
    );
  });

  it('says so where our own engine is missing, wrong, or alone', () => {
    expect(summary(peers)).toBe('p95 of our own engine not measured; fastest peer: Fast 38.1 ms');
    const wrong: Row = { ...own, figures: figures(3.1, { wrong: { share: 0.5, modes: ['any'] } }) };
    expect(summary([wrong, ...peers])).toContain('wrong answers (50 %)');
    expect(summary([own])).toBe('p95 3.1 ms, no peer, open 180 ms, memory 140 MB');
  });
});

describe('table', () => {
  const lines = table([own, ...peers]).split('\n');

  it('has a row for every engine and the same columns in each', () => {
    expect(lines).toHaveLength(2 + 5);
    expect(new Set(lines.map((line) => line.split('|').length)).size).toBe(1);
  });

  it('shows ratios, wrong answers and why an engine was not run', () => {
    expect(lines[4]).toBe(
      '| Fast | 12.3 | 81 | 180 | 140 | 0.5 | 38.1 | 39.1 | 50 | 70 | 1.5 | 0.90 | none | 12.3 |',
    );
    expect(lines[5]).toContain('| 8.5 % (prefix) | 0.03 |');
    expect(lines[6]).toContain('not run: only up to 3000 documents');
  });
});
