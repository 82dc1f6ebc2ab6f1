import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteNil } from '#core/coverage/nil-records';
import { PeriodWatch } from '#core/coverage/period-watch';
import { saveCompilation } from '#core/compilation/compilation-file';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { temporaryFolder } from '#tests/support/folders';
import { openedLibrary, openedOn } from '#tests/support/opened-library';
import { testPlatform } from '#tests/support/test-platform';

const period = '2026-Q3';
const now = new Date('2026-09-10T02:00:00Z');

interface Watching {
  readonly watch: PeriodWatch;
  /** The same library as another PC has it. */
  readonly other: OpenedLibrary;
  /** Looks once if anything is looked at, and says how often pages were told so far. */
  readonly look: () => Promise<number>;
}

async function watching(): Promise<Watching> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const due: (() => void)[] = [];
  let told = 0;
  const platform = testPlatform({
    after: (_, work) => {
      due.push(work);
      return () => due.splice(due.indexOf(work), 1);
    },
  });
  const library = await openedOn(platform, root);
  const watch = new PeriodWatch({ platform, library, changed: () => (told += 1) });
  const look = async (): Promise<number> => {
    const looks = due.splice(0);
    for (const work of looks) work();
    while (looks.length > 0 && due.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    return told;
  };
  return { watch, look, other: await openedLibrary(root) };
}

const nil = (library: OpenedLibrary, unit: string, of = period): Promise<unknown> =>
  noteNil(library, { period: of, scope: 'units', unit }, { by: 'Lan', now });

describe('what another PC does with a period', () => {
  it('is told of once the period was asked about: a note, a choice', async () => {
    const { watch, look, other } = await watching();
    await nil(other, 'Xã Một');
    expect(await look()).toBe(0);
    watch.follow(period);
    expect(await look()).toBe(0);
    await nil(other, 'Xã Hai');
    expect(await look()).toBe(1);
    await saveCompilation(other, { period, base: null, foreword: 'Lời dẫn', items: [] });
    expect(await look()).toBe(2);
    await nil(other, 'Xã Ba', '2026-Q2');
    expect(await look()).toBe(2);
    await watch.stop();
  });

  it('is told of for a running sum where it is of one of its quarters', async () => {
    const { watch, look, other } = await watching();
    watch.follow('2026-9M');
    await look();
    await nil(other, 'Xã Một');
    expect(await look()).toBe(1);
    await nil(other, 'Xã Hai', '2026-Q4');
    expect(await look()).toBe(1);
    await watch.stop();
  });

  it('what this PC does itself is told of at once, and not again', async () => {
    const { watch, look, other } = await watching();
    watch.follow(period);
    await look();
    await nil(other, 'Xã Một');
    watch.tell();
    await watch.stop();
    expect(await look()).toBe(0);
    const second = await watching();
    second.watch.follow(period);
    await second.look();
    await nil(second.other, 'Xã Một');
    second.watch.tell();
    expect(await second.look()).toBe(1);
    expect(await second.look()).toBe(1);
    await second.watch.stop();
  });
});
