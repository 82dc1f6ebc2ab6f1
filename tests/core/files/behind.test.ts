import { expect, it } from 'vitest';
import { Behind } from '#core/files/behind';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('does what was begun, a few at a time, in order', async () => {
  const behind = new Behind(2);
  const began: number[] = [];
  let [running, most] = [0, 0];
  for (let number = 0; number < 7; number += 1)
    behind.begin(async () => {
      began.push(number);
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
    });
  await behind.settled();
  expect([began, most, running]).toEqual([[0, 1, 2, 3, 4, 5, 6], 2, 0]);
  await behind.settled();
});

it('fails with the first failure, each time it is asked, and begins nothing more', async () => {
  const behind = new Behind(1);
  const began: string[] = [];
  const work = (name: string, failure?: Error) => async (): Promise<void> => {
    began.push(name);
    await turn();
    if (failure) throw failure;
  };
  behind.begin(work('a'));
  behind.begin(work('b', new Error('first')));
  behind.begin(work('c', new Error('second')));
  await expect(behind.settled()).rejects.toThrow('first');
  behind.begin(work('d'));
  await expect(behind.settled()).rejects.toThrow('first');
  expect(began).toEqual(['a', 'b']);
});

it('is at rest once it is stopped', async () => {
  const behind = new Behind(1);
  const ended: string[] = [];
  for (const name of ['a', 'b'])
    behind.begin(async () => {
      await turn();
      ended.push(name);
    });
  await behind.stop();
  await turn();
  expect(ended).toEqual(['a']);
});
