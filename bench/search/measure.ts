import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEntry } from '#bench/search/engines';
import { percentile } from '#bench/search/figures';
import { bytesIn } from '#bench/search/files';
import { type Asked, askedSchema, builtSchema } from '#bench/search/measured';
import type { KnownRequest } from '#bench/search/known-requests';
import { isRight, type Truth } from '#bench/search/oracle';
import { runChild } from '#bench/search/processes';
import type { Figures, Row } from '#bench/search/report';

export interface Run {
  /** The folder in which documents and questions lie. */
  readonly work: string;
  readonly child: string;
  readonly documents: number;
  readonly pairs: boolean;
  /** Milliseconds after which a process is ended. */
  readonly patience: number;
  readonly newerNode: string | undefined;
  /** Of the measured requests, in their order. */
  readonly truths: readonly Truth[];
  readonly known: readonly KnownRequest[];
}

/** Builds one engine's index, opens and asks it, each in a process of its own, and checks what it answered. */
export async function measure(entry: EngineEntry, run: Run): Promise<Row> {
  const { id, name } = entry;
  const refusal = whyNot(entry, run);
  if (refusal !== undefined) return { id, name, figures: refusal };
  try {
    return { id, name, figures: await figuresOf(entry, run) };
  } catch (error) {
    return { id, name, figures: error instanceof Error ? error.message : String(error) };
  }
}

function whyNot({ most, newerNode }: EngineEntry, run: Run): string | undefined {
  if (most !== undefined && run.documents > most) return `only up to ${String(most)} documents`;
  if (newerNode && run.newerNode === undefined) return 'NEWER_NODE is not set';
  return undefined;
}

async function figuresOf({ id, newerNode }: EngineEntry, run: Run): Promise<Figures> {
  const index = join(run.work, `index-${id}`);
  mkdirSync(index);
  const node = newerNode ? (run.newerNode ?? process.execPath) : process.execPath;
  const task = { engine: id, work: run.work, index, pairs: run.pairs };
  const place = { node, child: run.child, patience: run.patience };
  try {
    const { milliseconds } = await runChild({ ...task, phase: 'build' }, builtSchema, place);
    // Before anything is added.
    const bytes = bytesIn(index);
    const asked = await runChild({ ...task, phase: 'ask' }, askedSchema, place);
    return {
      build: milliseconds,
      bytes,
      ...askedFigures(asked),
      wrong: wrongAnswers(asked, run.truths),
      found: foundShare(asked, run.known),
    };
  } finally {
    rmSync(index, { recursive: true, force: true });
  }
}

function askedFigures(asked: Asked): Omit<Figures, 'build' | 'bytes' | 'wrong' | 'found'> {
  const { open, memory, times, firstTimes, facetTimes, wholeTimes, additionTimes } = asked;
  return {
    open,
    megabytes: memory,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    firstP95: percentile(firstTimes, 0.95),
    ...(facetTimes.length > 0 && { facetsP95: percentile(facetTimes, 0.95) }),
    ...(wholeTimes.length > 0 && { wholeP95: percentile(wholeTimes, 0.95) }),
    ...(additionTimes.length > 0 && { addOne: percentile(additionTimes, 0.5) }),
  };
}

function foundShare({ knownAnswers }: Asked, known: readonly KnownRequest[]): number {
  const found = known.filter(({ isRight }, at) => knownAnswers[at]?.hits.some(isRight));
  return found.length / Math.max(1, known.length);
}

/** Of all answers, with facets and without. */
function wrongAnswers({ answers, facetAnswers }: Asked, truths: readonly Truth[]): Figures['wrong'] {
  const wrong = [answers, facetAnswers].flatMap((some) =>
    truths.filter((truth, at) => {
      const { hits = [], facets } = some[at] ?? {};
      return some.length > 0 && !isRight({ hits, ...(facets && { facets: new Map(facets) }) }, truth);
    }),
  );
  const modes = new Set(wrong.map(({ request }) => request.mode));
  return { share: wrong.length / (answers.length + facetAnswers.length), modes: [...modes] };
}
