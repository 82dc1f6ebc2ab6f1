import { mostResidentMegabytes } from '#bench/process-figures';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';
import { createJobs } from '#core/jobs/jobs';
import { NearDuplicateFinder } from '#core/near-duplicates/near-duplicate-finder';

/*
 * Looks for near copies in a library that lies on the disk, in a process of its own: `child.mjs HOME RESULT`. HOME holds `library`, and
 * `list.json`, what a catalogue knows of it.
 */

const listed = z.array(
  z.object({ id: z.string(), fingerprint: z.string(), title: z.string(), summary: z.string() }),
);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

function look(finder: NearDuplicateFinder): Promise<void> {
  return new Promise((resolve, reject) => {
    const jobs = createJobs(({ state, failure }) => {
      if (state === 'done') resolve();
      else if (state !== 'running') reject(new Error(JSON.stringify(failure)));
    });
    jobs.start('near-duplicates', async (control) => {
      await finder.look(control);
      return null;
    });
  });
}

async function run(home: string, result: string): Promise<void> {
  const dist = pathToFileURL(fileURLToPath(new URL('../node/', import.meta.url)));
  let list = listed.parse(JSON.parse(readFileSync(join(home, 'list.json'), 'utf8')));
  const make = (): NearDuplicateFinder =>
    new NearDuplicateFinder({
      platform: {
        workerScript: (name) => new URL(`${name}.js`, `${dist.href}/`),
        profileFolder: join(home, 'profile'),
      },
      libraryId: 'bench',
      root: join(home, 'library'),
      list: () => list,
    });
  const first = make();
  const cold = await timed(() => look(first));
  const megabytes = mostResidentMegabytes();
  const pairs = (first.found ?? []).map(({ practices, degree }) => ({ practices, degree }));
  // One practice is another one now; what it says does not matter.
  list = list.map((one, number) => (number === 0 ? { ...one, fingerprint: 'changed' } : one));
  const changed = await timed(() => look(first));
  await first.close();
  const again = make();
  const warm = await timed(() => look(again));
  await again.close();
  writeFileSync(result, JSON.stringify({ cold, changed, warm, megabytes, pairs }));
}

const [home = '', result = ''] = process.argv.slice(2);
await run(home, result);
process.exit(0);
