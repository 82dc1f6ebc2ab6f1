import { describe, it } from 'vitest';
import { choose, pressing, steps } from '#tests/core/issue/papers';
import { newOffice } from '#tests/support/exchange';
import { onFullDisk } from '#tests/support/full-disk';

describe('a disk that fills up at any write', () => {
  it.each(steps.map((step, at) => [step.name, at] as const))(
    'of %s leaves the library as it was',
    async (_, at) => {
      const office = await newOffice();
      await choose(office);
      for (const { take } of steps.slice(0, at)) await take(pressing(office));
      await onFullDisk(office.root, async (full) => steps[at]?.take(pressing(full)));
    },
    240_000,
  );
});
