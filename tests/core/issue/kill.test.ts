import { describe, it } from 'vitest';
import { choose, pressing, steps } from '#tests/core/issue/papers';
import { newOffice, openOffice } from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

describe('killed at any step', () => {
  it.each(steps.map((step, at) => [step.name, at] as const))(
    '%s is done whole or not at all',
    async (_, at) => {
      const office = await newOffice();
      await choose(office);
      for (const { take } of steps.slice(0, at)) await take(pressing(office));
      await expectOldOrNew({
        original: office.root,
        run: async (root, fileSystem) => steps[at]?.take(pressing(await openOffice(root, { fileSystem }))),
        stateOf: (root) => treeOf(root, /\.lock$|\.transactions/),
      });
    },
    240_000,
  );
});
