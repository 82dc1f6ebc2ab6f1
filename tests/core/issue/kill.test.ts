import { describe, it } from 'vitest';
import { choose, giveFile, pressing, scan } from '#tests/core/issue/papers';
import { newOffice, openOffice } from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

type Press = ReturnType<typeof pressing>;

const steps: [string, (press: Press) => Promise<unknown>][] = [
  ['closing the list', (press) => press.freeze()],
  ['handing in the draft', (press) => press.submit()],
  ['a signed paper', (press) => press.sign({ file: giveFile(scan()) })],
  ['issuing', (press) => press.issue()],
];

describe('killed at any step', () => {
  it.each(steps)(
    '%s is done whole or not at all',
    async (name, run) => {
      const office = await newOffice();
      await choose(office);
      for (const [before, step] of steps) {
        if (before === name) break;
        await step(pressing(office));
      }
      await expectOldOrNew({
        original: office.root,
        run: async (root, fileSystem) => run(pressing(await openOffice(root, { fileSystem }))),
        stateOf: (root) => treeOf(root, /\.lock$|\.transactions/),
      });
    },
    240_000,
  );
});
