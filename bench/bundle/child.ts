import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mostResidentMegabytes } from '#bench/process-figures';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import { userFolders } from '#core/hosting/folders';
import { programFiles } from '#core/hosting/program-files';
import { createLoopbackPlatform } from '#loopback/loopback-platform';
import { openUploads } from '#loopback/uploads';
import type { EventData } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { completeFields, completeSections } from '#tests/support/complete-practice';

/*
 * One step of bench:bundle in a process of its own: `prepare` makes a library of the files of a folder, `export` writes its bundle,
 * `import` receives and takes in that bundle in another library. Files are given by path, as the desktop program gives them.
 */

const period = '2026-Q3';

async function start(home: string): Promise<Core> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const program = programFiles(pathToFileURL(join(root, 'dist/node/loopback.js')).href);
  const folders = userFolders(join(home, 'profile'));
  const platform = createLoopbackPlatform(program, folders, await openUploads(folders.cache));
  const fileOf: typeof platform.host.fileOf = (reference) =>
    reference.type === 'path'
      ? Promise.resolve({ path: reference.path, release: () => Promise.resolve() })
      : Promise.reject(new Failure('bad-input', { where: 'file' }));
  return createCore({ ...platform, host: { ...platform.host, fileOf } });
}

/** Its subject, once the job has ended well. */
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

async function newLibrary(core: Core, home: string, name: string): Promise<void> {
  await core.invoke('library.create', { path: join(home, 'kho'), name });
  await core.invoke('office.save', { name, symbol: 'SKHCN', level: 'province', province: '31@2025-07-01' });
}

/** Ten attachments a practice; every one is approved and chosen. */
async function prepare(core: Core, home: string, payload: string): Promise<void> {
  await newLibrary(core, home, 'Sở Khoa học và Công nghệ Hải Phòng');
  const files = readdirSync(payload).map((name) => join(payload, name));
  const items: string[] = [];
  for (let at = 0; at < files.length; at += 10) {
    const made = await core.invoke('practices.create', {
      language: 'vi',
      title: `Cách làm hay ${String(at)}`,
    });
    const { id } = made.summary;
    for (const path of files.slice(at, at + 10))
      await core.invoke('practices.attach', {
        id,
        file: { type: 'path', path, name: path.slice(payload.length + 1) },
      });
    const base = async (): Promise<string> => {
      const got = await core.invoke('practices.get', { id });
      return got.type === 'practice' ? got.practice.hash : '';
    };
    const whole = { fields: completeFields, sections: completeSections };
    await core.invoke('practices.save', { id, base: await base(), ...whole });
    for (const step of ['submit', 'approve'] as const)
      await core.invoke('practices.step', { id, base: await base(), step });
    items.push(id);
  }
  await core.invoke('compilations.save', { period, base: null, foreword: '', items });
}

async function takeIn(core: Core, file: string): Promise<void> {
  const reference = { type: 'path', path: file, name: 'goi.zip' } as const;
  const { jobId } = await core.invoke('exchange.receive', { file: reference });
  const reviewId = await ended(core, jobId);
  const { items } = await core.invoke('exchange.review', { reviewId });
  const started = await core.invoke('exchange.takeIn', { reviewId, choose: items.map(({ id }) => id) });
  await ended(core, started.jobId);
}

/** Runs a step and writes {seconds, megabytes}: the most that the process has held resident, in all. */
async function run([step, home = '', given = '', result = '']: string[]): Promise<void> {
  const core = await start(home);
  if (step === 'import') await newLibrary(core, home, 'Sở Khoa học và Công nghệ Lào Cai');
  if (step === 'export') await core.invoke('library.open', { path: join(home, 'kho') });
  const began = performance.now();
  if (step === 'prepare') await prepare(core, home, given);
  if (step === 'export')
    await ended(core, (await core.invoke('compilations.export', { period, number: 1 })).jobId);
  if (step === 'import') await takeIn(core, given);
  const seconds = (performance.now() - began) / 1_000;
  const megabytes = mostResidentMegabytes();
  await core.close();
  writeFileSync(result, JSON.stringify({ seconds, megabytes }));
}

await run(process.argv.slice(2));
process.exit(0);
