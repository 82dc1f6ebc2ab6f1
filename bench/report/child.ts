import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { reportPeriod } from '#bench/report/library';
import { WatchedMemory } from '#bench/report/watched-memory';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import { userFolders } from '#core/hosting/folders';
import { programFiles } from '#core/hosting/program-files';
import { createLoopbackPlatform } from '#loopback/loopback-platform';
import { openUploads } from '#loopback/uploads';
import type { EventData } from '#shared/contract/contract';

/*
 * Makes the report of a library in a program of its own, as Word and as PDF, each in the process that the program makes papers in:
 * `child.mjs HOME RESULT`. HOME holds `library`.
 */

/** The index of the library is built meanwhile: no figure shall tell of that. */
const settled = 4_000;

/** Where what a job made can be fetched. */
function ended(core: Core, jobId: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const see = (job: EventData<'job.changed'>): void => {
      if (job.jobId !== jobId || job.state === 'running') return;
      if (job.state === 'done') resolve(job.subject ?? '');
      else reject(new Error(JSON.stringify(job)));
    };
    core.subscribe((event, data) => {
      if (event === 'job.changed') see(data as EventData<'job.changed'>);
    });
    void core.invoke('jobs.list', {}).then((jobs) => {
      jobs.forEach(see);
    });
  });
}

async function run(home: string, result: string): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const program = programFiles(pathToFileURL(join(root, 'dist/node/loopback.js')).href);
  const folders = userFolders(join(home, 'profile'));
  const core = await createCore(createLoopbackPlatform(program, folders, await openUploads(folders.cache)));
  await core.invoke('library.open', { path: join(home, 'library') });
  await new Promise((resolve) => setTimeout(resolve, settled));
  const memory = new WatchedMemory();
  const began = performance.now();
  const make = async (as: 'docx' | 'pdf'): Promise<{ seconds: number; bytes: number }> => {
    const asked = { period: reportPeriod, paper: 'report', as, language: 'vi' } as const;
    const address = await ended(core, (await core.invoke('papers.official', asked)).jobId);
    const seconds = (performance.now() - began) / 1_000;
    return { bytes: (await core.servedFile(`papers/${address}`))?.bytes ?? 0, seconds };
  };
  const [word, pdf] = await Promise.all([make('docx'), make('pdf')]);
  const seconds = (performance.now() - began) / 1_000;
  const { facts, leftOut } = await core.invoke('choice.facts', { period: reportPeriod });
  if (leftOut > 0 || facts.practices === 0) throw new Error(`left out: ${String(leftOut)}`);
  writeFileSync(result, JSON.stringify({ seconds, word, pdf, ...memory.end() }));
  await core.close();
}

const [home = '', result = ''] = process.argv.slice(2);
await run(home, result);
process.exit(0);
