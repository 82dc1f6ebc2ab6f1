import { parseArgs } from 'node:util';
import { readCorpus } from '#bench/search/corpus';
import type { BenchDocument } from '#bench/search/engine';
import { type EngineEntry, engines } from '#bench/search/engines';
import { readCollection } from '#bench/search/quality/collection';
import { knownItems } from '#bench/search/quality/known-items';
import { qualityText } from '#bench/search/quality/metrics';
import { withOwn, withPeer } from '#bench/search/quality/built';
import { askAll, type Variants, withoutAccents } from '#bench/search/quality/question';
import { references } from '#bench/search/quality/references';
import type { TextEngine } from '#bench/search/quality/text-engine';

/* The program of `npm run eval:search`: how often the right text is among the first hits. */
await run();

async function run(): Promise<void> {
  const { documents, variants, peers } = settingsOf(process.argv.slice(2));
  const asked = Object.entries(variants).map(([name, { length }]) => `${String(length)} ${name}`);
  console.log(`${String(documents.length)} documents; questions: ${asked.join(', ')}\n`);
  console.log(`| hit@1 hit@3 hit@10 MRR@10 | ${Object.keys(variants).join(' | ')} |`);
  console.log(`| ${['---', ...asked.map(() => '---')].join(' | ')} |`);
  let last = '';
  const show = async (engine: TextEngine): Promise<void> => {
    const asked = await qualities(engine, variants);
    const cells = asked.map(([, text]) => text);
    last = asked.map(([name, text]) => `${name} ${text}`).join(', ');
    console.log(`| ${[engine.name, ...cells].join(' | ')} |`);
  };
  for (const engine of references(documents)) await show(engine);
  for (const peer of peers) await withPeer(peer, documents, show);
  await withOwn(documents, show);
  console.log(`\n${last}`);
}

async function qualities(engine: TextEngine, variants: Variants): Promise<[name: string, text: string][]> {
  const texts: [string, string][] = [];
  for (const [name, questions] of Object.entries(variants))
    texts.push([name, qualityText(await askAll(engine, questions))]);
  return texts;
}

interface Settings {
  readonly documents: readonly BenchDocument[];
  readonly variants: Variants;
  readonly peers: readonly EngineEntry[];
}

function settingsOf(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      collection: { type: 'string' },
      'known-items': { type: 'boolean' },
      corpus: { type: 'string' },
      documents: { type: 'string', default: 'all' },
      engines: { type: 'string', default: '' },
      queries: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      build: { type: 'boolean' },
    },
  });
  const peers = engines.filter(({ id }) => values.engines.split(',').includes(id));
  if (values.collection !== undefined) {
    const { documents, questions } = readCollection(values.collection);
    return { documents, variants: { typed: questions, untyped: withoutAccents(questions) }, peers };
  }
  if (values['known-items'] !== true || values.corpus === undefined)
    throw new Error('what is to be evaluated? --collection FOLDER, or --known-items --corpus FILE');
  const documents = readCorpus(
    values.corpus,
    values.documents === 'all' ? Infinity : Number(values.documents),
  );
  const questions = { questions: Number(values.queries), seed: Number(values.seed) };
  const { writtenOut, ...others } = knownItems(documents, questions);
  return { documents, variants: { ...others, 'written out': writtenOut }, peers };
}
