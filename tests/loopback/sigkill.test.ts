import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hashFile } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { Answer } from '#shared/contract/answer';
import type { Input, OperationName, Output } from '#shared/contract/contract';
import { temporaryFolder } from '#tests/support/folders';
import { startCore, startOffice } from '#tests/support/office';

const loopback = fileURLToPath(new URL('../../dist/node/loopback.js', import.meta.url));

interface Running {
  readonly process: ChildProcess;
  invoke<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
}

/** The real host process on a library, spoken to as a page does. */
async function startHost(library: string): Promise<Running> {
  const child = spawn(
    process.execPath,
    [loopback, '--no-open', '--profile', temporaryFolder(), '--library', library],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
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
  return {
    process: child,
    async invoke<N extends OperationName>(name: N, input: Input<N>) {
      const response = await fetch(new URL(`/invoke/${name}`, address), {
        method: 'POST',
        headers: { cookie, origin: address.origin, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = (await response.json()) as Answer;
      if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      return answer.value as Output<N>;
    },
  };
}

/** Saves, mints and takes steps without pause until the host dies; notes the last title that was acknowledged. */
async function workUntilKilled(host: Running, id: string, round: number): Promise<string> {
  let acknowledged = '';
  try {
    for (let turn = 0; ; turn += 1) {
      const got = await host.invoke('practices.get', { id });
      if (got.type !== 'practice') throw new Error(got.type);
      const title = `Vòng ${String(round)} lần ${String(turn)}`;
      const sections = { purpose: `${title}\n`.repeat(200) };
      await host.invoke('practices.save', { id, base: got.practice.hash, fields: { title }, sections });
      acknowledged = title;
      if (turn % 2 === 0) await host.invoke('practices.mint', { id });
      if (turn % 3 === 0) await host.invoke('practices.create', { language: 'vi', title });
    }
  } catch (error) {
    // A host that dies cuts the connection; every other end of the work is a fault.
    if (!(error instanceof TypeError)) throw error;
    return acknowledged;
  }
}

describe('a host that is killed at work', () => {
  it(
    'leaves every practice whole and loses nothing that it acknowledged, 20 times',
    { timeout: 180_000 },
    async () => {
      const { core, path } = await startOffice();
      const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một' });
      const { id } = summary;
      await core.invoke('library.close', {});
      let worked = 0;
      for (let round = 0; round < 20; round += 1) {
        const host = await startHost(path);
        const ended = new Promise((resolve) => host.process.once('exit', resolve));
        const delay = Math.floor(Math.random() * 250);
        setTimeout(() => host.process.kill('SIGKILL'), delay);
        const acknowledged = await workUntilKilled(host, id, round);
        await ended;
        if (acknowledged !== '') worked += 1;
        await expectWhole(path, id, acknowledged, `round ${String(round)}, killed after ${String(delay)} ms`);
      }
      expect(worked, 'kills that came in the middle of work').toBeGreaterThan(5);
    },
  );
});

async function expectWhole(path: string, id: string, acknowledged: string, when: string): Promise<void> {
  const core = await startCore();
  expect(await core.invoke('library.open', { path }), when).toMatchObject({ type: 'open' });
  expect(await core.invoke('library.refresh', {}), when).toMatchObject({ damaged: 0 });
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(`${when}: ${got.type}`);
  const { title = '' } = got.practice.frontMatter;
  const turn = (text: string): number => Number(/lần (\d+)$/.exec(text)?.[1] ?? -1);
  if (acknowledged !== '') expect(turn(title), when).toBeGreaterThanOrEqual(turn(acknowledged));
  expect(got.practice.sections[0]?.body ?? `${title}`, when).toContain(title === 'Một' ? '' : title);
  for (const { hash } of await core.invoke('practices.history', { id })) {
    const folder = join(path, 'practices', id, 'history', hash);
    expect((await hashFile(nodeFileSystem, join(folder, 'record.sha256'))).sha256, when).toBe(hash);
  }
  await core.invoke('library.close', {});
}
