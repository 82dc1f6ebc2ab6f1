import type { Mode } from '#bench/search/engine';
import { ownId } from '#bench/search/engines';
import { brief } from '#bench/search/figures';

/** What a run found out about one engine; times in milliseconds. */
export interface Figures {
  readonly build: number;
  readonly bytes: number;
  readonly open: number;
  readonly megabytes: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the first round alone. */
  readonly firstP95: number;
  /** With all hits counted by topic. */
  readonly facetsP95?: number;
  /** With passages, tiers and counts of all facets. */
  readonly wholeP95?: number;
  readonly addOne?: number;
  /** The share of questions in words of a title whose text is among the first hits. */
  readonly found: number;
  /** The share of answers that are not what looking at every text gives, and where they were. */
  readonly wrong: { readonly share: number; readonly modes: readonly Mode[] };
}

export interface Row {
  readonly id: string;
  readonly name: string;
  /** Or why there are none. */
  readonly figures: Figures | string;
}

const columns = [
  'engine',
  'build s',
  'disk MB',
  'open ms',
  'memory MB',
  'p50 ms',
  'p95 ms',
  'p95 first round ms',
  'p95 with facets ms',
  'p95 whole answer ms',
  'add one ms',
  'found',
  'wrong answers',
  'p95 / ours',
];

/** A Markdown table. */
export function table(rows: readonly Row[]): string {
  const own = figuresOf(rows.find(({ id }) => id === ownId));
  const cells = rows.map(({ name, figures }) =>
    typeof figures === 'string'
      ? [name, `not run: ${figures}`, ...columns.slice(2).map(() => '')]
      : [name, ...figureCells(figures), own ? brief(figures.p95 / own.p95) : '-'],
  );
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...cells.map(line)].join('\n');
}

function figureCells(figures: Figures): string[] {
  const { build, bytes, open, megabytes, p50, p95, firstP95, facetsP95, wholeP95 } = figures;
  const { addOne, found, wrong } = figures;
  return [
    brief(build / 1_000),
    brief(bytes / 1_000_000),
    brief(open),
    String(megabytes),
    brief(p50),
    brief(p95),
    brief(firstP95),
    facetsP95 === undefined ? '-' : brief(facetsP95),
    wholeP95 === undefined ? '-' : brief(wholeP95),
    addOne === undefined ? 'build anew' : brief(addOne),
    found.toFixed(2),
    wrong.share === 0 ? 'none' : `${brief(wrong.share * 100)} % (${wrong.modes.join(', ')})`,
  ];
}

/** The last line of a run. Only an engine whose answers are all right is a peer. */
export function summary(rows: readonly Row[]): string {
  const own = figuresOf(rows.find(({ id }) => id === ownId));
  const peers = rows.flatMap(({ id, name, figures }) =>
    id !== ownId && typeof figures !== 'string' && figures.wrong.share === 0
      ? [{ name, p95: figures.p95 }]
      : [],
  );
  const [fastest] = peers.toSorted((a, b) => a.p95 - b.p95);
  const peer = fastest ? `${fastest.name} ${brief(fastest.p95)} ms` : 'none';
  if (!own) return `p95 of our own engine not measured; fastest peer: ${peer}`;
  if (own.wrong.share > 0)
    return `our own engine gave wrong answers (${brief(own.wrong.share * 100)} %); fastest peer: ${peer}`;
  const ratio = fastest
    ? `${(fastest.p95 / own.p95).toFixed(1)} x faster than the fastest peer (${fastest.name})`
    : 'no peer';
  const open = `open ${String(Math.round(own.open))} ms, memory ${String(own.megabytes)} MB`;
  return `p95 ${own.p95.toFixed(1)} ms, ${ratio}, ${open}`;
}

function figuresOf(row: Row | undefined): Figures | undefined {
  return row && typeof row.figures !== 'string' ? row.figures : undefined;
}
