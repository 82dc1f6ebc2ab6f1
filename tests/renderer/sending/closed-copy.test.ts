import { describe, expect, it } from 'vitest';
import { ClosedCopy } from '#renderer/views/sending/closed-copy.svelte';
import { DepartureDesk } from '#renderer/views/sending/departure-desk.svelte';
import type { Input, Output } from '#shared/contract/contract';
import type { Opener } from '#shared/contract/closed-parcels';
import { FakeBackend } from '#tests/support/fake-backend';

const departure = '2026-Q3_2_0123456789abcdef';
const recipient = (at: number): string => `0193e4a0-0000-7000-8000-0000000000${String(at + 10)}`;
const opener = (at: number, rest: Partial<Opener> = {}): Opener => ({
  ...{ recipient: recipient(at), name: `Sở ${String(at)}`, state: 'ready', addressed: false },
  ...rest,
});

/** A dialog over a departure of one file, to these offices. */
async function begun(openers: Opener[]): Promise<{
  copy: ClosedCopy;
  desk: DepartureDesk;
  locked: (Input<'sending.lockFor'> | Input<'sending.lock'>)[];
}> {
  const locked: (Input<'sending.lockFor'> | Input<'sending.lock'>)[] = [];
  const view = {
    departure: { id: departure, period: '2026-Q3', recipients: [] },
    files: [{ file: 'a.zip', parts: 1, limit: null }],
  } as unknown as Output<'sending.departure'>;
  const job = (input: Input<'sending.lockFor'> | Input<'sending.lock'>): Promise<{ jobId: string }> => {
    locked.push(input);
    return Promise.resolve({ jobId: 'j' });
  };
  const done = { jobId: 'j', kind: 'export', state: 'done', done: 1, total: 1, subject: 'a' };
  const backend = new FakeBackend({
    answers: {
      'sending.departure': () => Promise.resolve(view),
      'sending.recipients': () => Promise.resolve({ recipients: [], hash: null, known: [] }),
      'sending.check': () => Promise.resolve([]),
      'sending.openers': () => Promise.resolve(openers),
      'sending.proposePassphrase': () => Promise.resolve({ passphrase: 'song-nui-lua-tre' }),
      'sending.lock': job,
      'sending.lockFor': job,
      'jobs.list': () => Promise.resolve([done] as unknown as Output<'jobs.list'>),
    },
  });
  const desk = new DepartureDesk(backend, departure);
  await desk.load();
  const copy = new ClosedCopy(desk);
  await copy.begin();
  return { copy, desk, locked };
}

describe('a copy that only some can open', () => {
  it('is for the offices that the parcel is addressed to, unless others are chosen', async () => {
    const { copy, locked } = await begun([
      opener(0, { addressed: true }),
      opener(1),
      opener(2, { state: 'unconfirmed', addressed: true }),
    ]);
    expect([copy.way, copy.chosen]).toEqual(['offices', [recipient(0)]]);
    expect(copy.others.map(({ state }) => state)).toEqual(['unconfirmed']);
    copy.choose(recipient(1), true);
    copy.choose(recipient(0), false);
    await copy.make();
    expect(locked).toEqual([{ id: departure, files: ['a.zip'], recipients: [recipient(1)] }]);
    expect(copy.made).toEqual({ names: ['Sở 1'] });
    copy.forget();
    expect([copy.made, copy.chosen]).toEqual([null, []]);
  });

  it('is made for nobody who was not chosen, and none that cannot be', async () => {
    const { copy, locked } = await begun([opener(0), opener(1, { state: 'untold' })]);
    await copy.make();
    copy.choose(recipient(1), true);
    await copy.make();
    expect(locked).toEqual([]);
    expect(copy.made).toBeNull();
  });

  it('opens with a passphrase where no office can be chosen', async () => {
    const { copy, locked } = await begun([opener(0, { state: 'unknown' })]);
    expect([copy.way, copy.passphrase]).toEqual(['passphrase', 'song-nui-lua-tre']);
    copy.passphrase = 'ngắn';
    await copy.make();
    expect([copy.isShort, locked.length]).toEqual([true, 0]);
    await copy.propose();
    await copy.make();
    expect(locked).toEqual([{ id: departure, files: ['a.zip'], passphrase: 'song-nui-lua-tre' }]);
    expect(copy.made).toEqual({ passphrase: 'song-nui-lua-tre' });
  });
});
