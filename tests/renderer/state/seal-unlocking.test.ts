import { describe, expect, it } from 'vitest';
import { SealUnlocking } from '#renderer/state/seal-unlocking.svelte';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { FakeBackend } from '#tests/support/fake-backend';

const state: Output<'seal.state'> = {
  ...{ standing: 'here', passphrase: 'given', key: null, printed: null },
  ...{ keys: [], changes: [], handovers: [] },
};

/** A seal that opens with one passphrase; `pages` counts how often the recovery page was given out. */
function locked(passphrase: string): { unlocking: SealUnlocking; pages: () => number } {
  let isOpen = false;
  let pages = 0;
  const backend = new FakeBackend({
    answers: {
      'seal.unlock': (input) => {
        isOpen = input.passphrase === passphrase;
        return Promise.resolve({ opened: isOpen, state });
      },
      'seal.page': () => {
        if (!isOpen) return Promise.reject(new Failure('seal-locked'));
        pages += 1;
        return Promise.resolve({ key: '0'.repeat(16), since: '', office: '', words: [], code: '' });
      },
      'seal.state': () => Promise.reject(new Failure('no-library')),
    },
  });
  return { unlocking: new SealUnlocking(backend), pages: () => pages };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the passphrase of the seal', () => {
  it('is asked for once for all that wait for it, and then all of it is done', async () => {
    const { unlocking, pages } = locked('đúng rồi đây');
    const backend = unlocking.asked();
    const both = Promise.all([backend.invoke('seal.page', {}), backend.invoke('seal.page', {})]);
    await settled();
    expect(unlocking.asking).toBe(true);
    await unlocking.give('sai');
    expect([unlocking.asking, unlocking.wrong, pages()]).toEqual([true, true, 0]);
    await unlocking.give('đúng rồi đây');
    await both;
    expect([unlocking.asking, unlocking.wrong, pages()]).toEqual([false, false, 2]);
  });

  it('that the person would rather not give leaves everything as it is', async () => {
    const { unlocking, pages } = locked('đúng rồi đây');
    const asked = unlocking.asked().invoke('seal.page', {});
    const failed = expect(asked).rejects.toMatchObject({ code: 'seal-locked' });
    await settled();
    unlocking.leave();
    await failed;
    expect([unlocking.asking, pages()]).toEqual([false, 0]);
  });

  it('is asked for by nothing else', async () => {
    const { unlocking } = locked('x');
    await expect(unlocking.asked().invoke('seal.state', {})).rejects.toMatchObject({ code: 'no-library' });
    expect(unlocking.asking).toBe(false);
  });
});
