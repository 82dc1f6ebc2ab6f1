import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hashFile } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { Answer } from '#shared/contract/answer';
import type { Input, OperationName, Output } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';
import { temporaryFolder } from '#tests/support/folders';
import { startCore, startOffice, writeApproved } from '#tests/support/office';
import { eventually } from '#tests/support/eventually';

const loopback = fileURLToPath(new URL('../../dist/node/loopback.js', import.meta.url));

interface Running {
  readonly process: ChildProcess;
  invoke<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Gives a file to the host as a page does. */
  give(name: string, bytes: Uint8Array): Promise<FileReference>;
  /** Waits for a job and gives its subject. */
  subject(started: Promise<{ jobId: string }>): Promise<string>;
}

/** A library, and the one machine on which all hosts are: what one has left, the next may clear up at once. */
interface Place {
  readonly path: string;
  readonly home: string;
}

/** The real host process on a library, spoken to as a page does. */
async function startHost({ path, home }: Place): Promise<Running> {
  const child = spawn(process.execPath, [loopback, '--no-open', '--profile', home, '--library', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const [found] = /http:\/\/\S+/.exec(chunk.toString()) ?? [];
      if (found !== undefined) resolve(new URL(found));
    });
    child.on('exit', () => {
      reject(new Error('the host ended before it was ready'));
    });
  });
  const welcome = await fetch(address, { redirect: 'manual' });
  const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const post = async (path: string, type: string, body: Uint8Array | string): Promise<unknown> => {
    const headers = { cookie, origin: address.origin, 'content-type': type };
    const response = await fetch(new URL(path, address), {
      method: 'POST',
      headers,
      body: Buffer.from(body),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    return answer.value;
  };
  const invoke: Running['invoke'] = async (name, input) =>
    (await post(`/invoke/${name}`, 'application/json', JSON.stringify(input))) as Output<typeof name>;
  return {
    process: child,
    invoke,
    give: async (name, bytes) =>
      (await post(
        `/uploads?name=${encodeURIComponent(name)}`,
        'application/octet-stream',
        bytes,
      )) as FileReference,
    async subject(started) {
      const { jobId } = await started;
      for (;;) {
        const job = (await invoke('jobs.list', {})).find((candidate) => candidate.jobId === jobId);
        if (job?.state === 'done') return job.subject ?? '';
        if (job?.state !== 'running') throw new Error(JSON.stringify(job));
      }
    },
  };
}

/** Works without pause until the host dies. A host that dies cuts the connection; every other end is a fault. */
async function untilKilled(turn: (number: number) => Promise<void>): Promise<void> {
  try {
    for (let number = 0; ; number += 1) await turn(number);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Saves, mints and creates; gives the last title that was acknowledged. */
async function write(host: Running, id: string, round: number): Promise<string> {
  let acknowledged = '';
  await untilKilled(async (turn) => {
    const got = await host.invoke('practices.get', { id });
    if (got.type !== 'practice') throw new Error(got.type);
    const title = `Vòng ${String(round)} lần ${String(turn)}`;
    const sections = { purpose: `${title}\n`.repeat(200) };
    await host.invoke('practices.save', { id, base: got.practice.hash, fields: { title }, sections });
    acknowledged = title;
    if (turn % 2 === 0) await host.invoke('practices.mint', { id });
    if (turn % 3 === 0) await host.invoke('practices.create', { language: 'vi', title });
  });
  return acknowledged;
}

/** Takes a parcel in and undoes it, again and again; counts what was acknowledged. */
async function exchange(host: Running, parcel: Buffer): Promise<number> {
  let acknowledged = 0;
  await untilKilled(async () => {
    const file = await host.give('goi.zip', parcel);
    const reviewId = await host.subject(host.invoke('exchange.receive', { file }));
    const { items } = await host.invoke('exchange.review', { reviewId });
    const choose = items.filter(({ choosable }) => choosable).map(({ id }) => id);
    const arrivalId = await host.subject(host.invoke('exchange.takeIn', { reviewId, choose }));
    acknowledged += 1;
    await host.subject(host.invoke('exchange.undo', { arrivalId }));
    acknowledged += 1;
  });
  return acknowledged;
}

/** Starts the host on a library, kills it after up to `within` milliseconds of work, and waits for its end. */
async function killAtWork<T>(place: Place, within: number, work: (host: Running) => Promise<T>): Promise<T> {
  const host = await startHost(place);
  const ended = new Promise((resolve) => host.process.once('exit', resolve));
  setTimeout(() => host.process.kill('SIGKILL'), Math.floor(Math.random() * within));
  const result = await work(host);
  await ended;
  return result;
}

const kills = Number(process.env['LANTOA_KILLS'] ?? 20);
const whileWriting = Math.round(kills * 0.6);
const whileExchanging = kills - whileWriting;

describe('a host that is killed at work', { timeout: kills * 9_000 }, () => {
  it(`leaves every practice whole and loses nothing that it acknowledged, ${String(whileWriting)} times`, async () => {
    const { core, path } = await startOffice();
    const place = { path, home: temporaryFolder() };
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
    await core.invoke('library.close', {});
    let worked = 0;
    // A machine that gets nothing done in that time is given more.
    let within = 250;
    for (let round = 0; round < whileWriting; round += 1) {
      const acknowledged = await killAtWork(place, within, (host) => write(host, summary.id, round));
      if (acknowledged === '') within *= 1.5;
      else worked += 1;
      await expectWhole(place, summary.id, acknowledged, `round ${String(round)}`);
    }
    expect(worked, 'kills that came in the middle of work').toBeGreaterThan(3);
  });

  it(`has taken a parcel in whole or not at all, undone it whole or not at all, ${String(whileExchanging)} times`, async () => {
    const sender = await startOffice('Sở Khoa học và Công nghệ tỉnh Lào Cai', '15@2025-07-01');
    const titles = ['Một', 'Hai', 'Ba'];
    const items = [];
    for (const title of titles) items.push((await writeApproved(sender.core, title)).summary.id);
    await sender.core.invoke('compilations.save', { period: '2026-Q3', base: null, foreword: '', items });
    const { jobId } = await sender.core.invoke('compilations.export', { period: '2026-Q3', number: 1 });
    await eventually(async () => {
      expect((await sender.core.invoke('jobs.list', {})).find((job) => job.jobId === jobId)?.state).toBe(
        'done',
      );
    });
    const bundles = join(sender.path, 'compilations/2026-Q3/bundles');
    const parcel = readFileSync(join(bundles, readdirSync(bundles)[0] ?? ''));
    const receiver = await startOffice('Sở Khoa học và Công nghệ tỉnh Bắc Ninh', '24@2025-07-01');
    await receiver.core.invoke('library.close', {});
    const place = { path: receiver.path, home: temporaryFolder() };
    let worked = 0;
    let within = 900;
    for (let round = 0; round < whileExchanging; round += 1) {
      const acknowledged = await killAtWork(place, within, (host) => exchange(host, parcel));
      if (acknowledged === 0) within *= 2;
      worked += acknowledged;
      await expectTakenInOrNot(place, titles.length, `round ${String(round)}`);
    }
    expect(worked, 'parcels taken in or undone before a kill').toBeGreaterThan(3);
  });
});

/** The register and the practices agree: an arrival that is not undone has brought all its practices, any other none. */
async function expectTakenInOrNot({ path, home }: Place, practices: number, when: string): Promise<void> {
  const core = await startCore({ home });
  expect(await core.invoke('library.open', { path }), when).toMatchObject({ type: 'open' });
  expect(await core.invoke('library.refresh', {}), when).toMatchObject({ damaged: 0 });
  const arrivals = await core.invoke('exchange.arrivals', {});
  const live = arrivals.filter(({ undoneAt }) => undoneAt === undefined);
  const there = await core.invoke('practices.list', {});
  const expected = live.flatMap(({ takenIn }) => takenIn.map(({ id }) => id));
  expect(new Set(there.map(({ id }) => id)), when).toEqual(new Set(expected));
  expect([0, practices], when).toContain(there.length);
  await core.invoke('library.close', {});
}

async function expectWhole(
  { path, home }: Place,
  id: string,
  acknowledged: string,
  when: string,
): Promise<void> {
  const core = await startCore({ home });
  expect(await core.invoke('library.open', { path }), when).toMatchObject({ type: 'open' });
  expect(await core.invoke('library.refresh', {}), when).toMatchObject({ damaged: 0 });
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(`${when}: ${got.type}`);
  const { title = '' } = got.practice.frontMatter;
  const turn = (text: string): number => Number(/lần (\d+)$/.exec(text)?.[1] ?? -1);
  if (acknowledged !== '') expect(turn(title), when).toBeGreaterThanOrEqual(turn(acknowledged));
  expect(got.practice.sections[0]?.body ?? title, when).toContain(title === 'Một' ? '' : title);
  for (const { hash } of (await core.invoke('revisions.list', { id })).revisions) {
    const folder = join(path, 'practices', id, 'history', hash);
    expect((await hashFile(nodeFileSystem, join(folder, 'record.sha256'))).sha256, when).toBe(hash);
  }
  await core.invoke('library.close', {});
}
