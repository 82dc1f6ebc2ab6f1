import { expect, test } from 'vitest';
import { StopSign } from '#core/search/stop-sign';
import type { SearchDocument } from '#core/search/search-index';
import { WorkerIndex } from '#core/search/worker-index';
import { query, sample, searcherWith } from '#tests/core/search/samples';
import { testPlatform } from '#tests/support/test-platform';

/** A word of twelve letters for each number; all of them alike. */
function wordOf(number: number): string {
  return `caccacca${number.toString(3).replaceAll('0', 'a').replaceAll('1', 'b').replaceAll('2', 'c').padStart(8, 'd')}`;
}

const documents: SearchDocument[] = Array.from({ length: 400 }, (_, at) =>
  sample({
    id: `p${String(at).padStart(4, '0')}`,
    title: `chuyển đổi số ${String(at)}`,
    sections: Array.from({ length: 20 }, (_, word) => wordOf((at * 20 + word) % 6_000)).join(' '),
  }),
);

/** Many words, each of which stands for some hundred others within two slips. */
const slow = query(Array.from({ length: 24 }, (_, at) => `${wordOf(at * 7)}~2`).join(' '), { limit: 5 });
const quick = query('chuyển đổi số', { limit: 5 });

test('a query stops at the next step once it is told to, and what comes after it is right', async () => {
  const searcher = searcherWith(documents, 100);
  const undisturbed = [await searcher.query(slow), await searcher.query(quick)];
  let steps = 0;
  await searcher.query(slow, () => (steps += 1));
  expect(steps).toBeGreaterThan(100);
  const sign = new StopSign();
  for (const last of [1, 10, Math.floor(steps / 2), steps]) {
    let step = 0;
    const check = sign.checkOf(7);
    sign.stop(6);
    const stopped = searcher.query(slow, () => {
      step += 1;
      if (step === last) sign.stop(7);
      check();
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    // Several hits may be on their way to be shown at the end.
    expect(step).toBeLessThan(last + 10);
    expect([await searcher.query(slow), await searcher.query(quick)]).toEqual(undisturbed);
  }
});

test('the next query does not wait for a slow one, which is answered all the same', async () => {
  const index = new WorkerIndex(testPlatform(), '0193e4a0-0000-7000-8000-0000000000aa', (failure) => {
    throw failure;
  });
  try {
    await index.open();
    await index.put(documents);
    await index.settle();
    const undisturbed = [await index.query(slow), await index.query(quick)];
    const answered: string[] = [];
    const both = [
      index.query(slow).finally(() => answered.push('slow')),
      index.query(quick).finally(() => answered.push('quick')),
    ];
    expect(await Promise.all(both)).toEqual(undisturbed);
    expect(answered).toEqual(['quick', 'slow']);
  } finally {
    await index.close();
  }
});
