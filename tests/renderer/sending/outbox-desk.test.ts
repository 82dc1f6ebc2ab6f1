import { describe, expect, it } from 'vitest';
import { OutboxDesk, stateOfAll } from '#renderer/views/sending/outbox/outbox-desk.svelte';
import type { Output } from '#shared/contract/contract';
import type { ExchangeFolder } from '#shared/contract/outbox';
import { Failure } from '#shared/failure';
import { FakeBackend } from '#tests/support/fake-backend';

const departure = '2026-Q3_2_0123456789abcdef';
const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;

describe('what is said of the files of a parcel together', () => {
  it.each([
    [['fetched', 'fetched'], 'fetched'],
    [['fetched', 'gone'], 'gone'],
    [['fetched', 'lies', 'gone'], 'lies'],
    [['lies', 'unknown'], 'unknown'],
    [[], 'unknown'],
  ] as const)('%j is %s', (states, together) => {
    expect(stateOfAll(states)).toBe(together);
  });
});

describe('exchange folders of a departure', () => {
  function opened(answer: () => Output<'outbox.choose'>): { desk: OutboxDesk; folders: ExchangeFolder[] } {
    const folders: ExchangeFolder[] = [
      { recipient: id(1), name: 'Huế', folder: null, placed: null },
      { recipient: id(2), name: 'Bộ', folder: 'Z:/bo', placed: null },
    ];
    const backend = new FakeBackend({
      answers: {
        'outbox.ofDeparture': () => Promise.resolve([...folders]),
        'outbox.choose': ({ recipient, path }) => {
          const type = answer();
          const chosen = folders.find((one) => one.recipient === recipient);
          if (type.type === 'chosen' && chosen) chosen.folder = path;
          return Promise.resolve(type);
        },
        'outbox.put': () => Promise.reject(new Failure('not-found', { where: 'Z:/bo' })),
      },
    });
    return { desk: new OutboxDesk(backend, departure), folders };
  }

  it('say why a folder is not taken, until another one is', async () => {
    const answers: Output<'outbox.choose'>[] = [{ type: 'taken', name: 'Bộ' }, { type: 'chosen' }];
    const { desk } = opened(() => answers.shift() ?? { type: 'missing' });
    await desk.load();
    expect([desk.used.length, desk.others.length]).toEqual([1, 1]);
    expect(await desk.choose(id(1), 'Z:/bo')).toBe(false);
    expect(desk.refusal).toEqual({ type: 'taken', name: 'Bộ' });
    expect(await desk.choose(id(1), 'Z:/hue')).toBe(true);
    expect([desk.refusal, desk.used.length, desk.others.length]).toEqual([null, 2, 0]);
  });

  it('tell what went wrong, and can be tried again', async () => {
    const { desk } = opened(() => ({ type: 'missing' }));
    await desk.load();
    await desk.put(id(2), ['a.zip']);
    expect([desk.failure?.code, desk.putting]).toEqual(['not-found', null]);
  });
});
