import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore } from '#core/create-core';
import { AttachmentTexts } from '#core/extraction/attachment-texts';
import { createJobs, type Jobs } from '#core/jobs/jobs';
import type { Platform } from '#core/platform';
import type { Job } from '#shared/contract/application';
import { bundle } from '#tests/support/bag-builder';
import { eventually } from '#tests/support/eventually';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

type Run = Platform['host']['runIsolated'];

/** What was asked to be read; a first file takes until it is let go, the others are read. */
function slowFirst(): { readonly runs: { name: string; letGo: boolean }[]; readonly run: Run } {
  const runs: { name: string; letGo: boolean }[] = [];
  const run: Run = (_name, input, _limits, signal) => {
    const one = { name: (input as { name: string }).name, letGo: false };
    runs.push(one);
    if (runs.length > 1)
      return Promise.resolve({ type: 'done', output: { type: 'text', text: one.name, note: null } });
    return new Promise((resolve) => {
      const end = (): void => {
        one.letGo = true;
        resolve({ type: 'ended', because: 'stopped' });
      };
      if (signal?.aborted) end();
      signal?.addEventListener('abort', end);
    });
  };
  return { runs, run };
}

/** A job of this kind that runs until `end` is called. */
function heldJob(jobs: Jobs, kind: Job['kind']): { readonly end: () => void } {
  let end: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (end = resolve));
  jobs.start(kind, () => held.then(() => null));
  return { end };
}

async function reading(jobs: Jobs): Promise<{
  readonly runs: readonly { name: string; letGo: boolean }[];
  readonly stateOf: () => Promise<string>;
}> {
  const platform = testPlatform();
  const { runs, run } = slowFirst();
  const texts = new AttachmentTexts({
    platform: { ...platform, host: { ...platform.host, runIsolated: run } },
    folder: join(temporaryFolder(), 'texts'),
    source: { path: (_, file) => file, isThere: () => Promise.resolve(true) },
    quiet: jobs.quiet,
  });
  onTestFinished(() => texts.close());
  const listed = ['a.txt', 'b.txt'].map((file) => ({
    ...{ file, title: '', mediaType: 'text/plain', bytes: 1 },
    sha256: createHash('sha256').update(file).digest('hex'),
  }));
  await texts.open(() => undefined);
  await texts.start(() => true);
  const stateOf = async (): Promise<string> => (await texts.textsOf('p', 'f', listed)).state;
  await stateOf();
  return { runs, stateOf };
}

describe('while a parcel is made, verified or taken in', () => {
  it.each<Job['kind']>(['export', 'receive', 'take-in'])(
    'a file that is read is let go, none is begun, and all are read once the last %s has ended',
    async (kind) => {
      const jobs = createJobs(() => undefined);
      const { runs, stateOf } = await reading(jobs);
      await eventually(() => {
        expect(runs).toMatchObject([{ name: 'a.txt' }]);
      });
      const [first, second] = [heldJob(jobs, kind), heldJob(jobs, 'export')];
      expect(runs).toEqual([{ name: 'a.txt', letGo: true }]);
      first.end();
      await eventually(() => {
        expect(jobs.list()[0]?.state).toBe('done');
      });
      expect(await stateOf()).toBe('waiting');
      expect(runs).toHaveLength(1);
      second.end();
      await eventually(async () => {
        expect(await stateOf()).toBe('settled');
      });
      expect(runs.map(({ name }) => name)).toEqual(['a.txt', 'a.txt', 'b.txt']);
    },
  );

  it('other work lets it be read', async () => {
    const jobs = createJobs(() => undefined);
    const { runs } = await reading(jobs);
    await eventually(() => {
      expect(runs).toHaveLength(1);
    });
    const { end } = heldJob(jobs, 'bulk');
    expect(runs).toEqual([{ name: 'a.txt', letGo: false }]);
    end();
  });

  it('a job that fails gives way too', async () => {
    const jobs = createJobs(() => undefined);
    jobs.start('receive', () => Promise.reject(new Error('no')));
    const { stateOf, runs } = await reading(jobs);
    await eventually(() => {
      expect(runs).toHaveLength(1);
    });
    heldJob(jobs, 'take-in').end();
    await eventually(async () => {
      expect(await stateOf()).toBe('settled');
    });
  });

  it('the program does so', async () => {
    const home = temporaryFolder();
    const platform = testPlatform({ home });
    const { runs, run } = slowFirst();
    const core = await createCore({ ...platform, host: { ...platform.host, runIsolated: run } });
    onTestFinished(() => core.close());
    await core.invoke('library.create', { path: join(home, 'kho'), name: 'Kho' });
    const office = { name: 'Sở Y tế', symbol: 'SYT', level: 'province', province: '31@2025-07-01' } as const;
    await core.invoke('office.save', office);
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Một cửa' });
    const [text, parcel] = [join(home, 'a.txt'), join(home, 'goi.zip')];
    writeFileSync(text, 'Nội dung');
    writeFileSync(parcel, bundle());
    const file = { type: 'path', path: text, name: 'a.txt' } as const;
    await core.invoke('practices.attach', { id: summary.id, file, title: '' });
    await eventually(() => {
      expect(runs).toEqual([{ name: 'a.txt', letGo: false }]);
    });
    await core.invoke('exchange.receive', { file: { type: 'path', path: parcel, name: 'goi.zip' } });
    expect(runs[0]).toEqual({ name: 'a.txt', letGo: true });
    await eventually(() => {
      expect(runs).toHaveLength(2);
    });
  });
});
