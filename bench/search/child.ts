/* The process of one engine: `child.js build|ask ENGINE WORK INDEX RESULT [--pairs]`. Writes what it has measured to RESULT. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ask } from '#bench/search/ask';
import { build } from '#bench/search/build';
import { engines } from '#bench/search/engines';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'boolean', default: false } },
});
const [phase = '', id = '', work = '', index = '', result = ''] = positionals;
const entry = engines.find((one) => one.id === id);
if (!entry) throw new Error(`there is no engine "${id}"`);
const kind = await entry.load();
const place = { work, index, pairs: values.pairs };
const measured = phase === 'build' ? await build(kind, place) : await ask(kind, place);
writeFileSync(result, JSON.stringify(measured));
// Engines with workers would keep the process.
process.exit();
