import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RegistersWatch } from '#core/exchange/registers-watch';
import { layout } from '#core/library/layout';
import { deskLibrary, openDesk, parcelFile, registered } from '#tests/support/desk';
import { openedOn } from '#tests/support/opened-library';
import { testPlatform } from '#tests/support/test-platform';

interface Watching {
  readonly watch: RegistersWatch;
  readonly root: string;
  /** Looks once, and says how often pages were told so far. */
  readonly look: () => Promise<number>;
  readonly also: { text: string; wait?: Promise<unknown> };
}

async function watching(): Promise<Watching> {
  const root = await deskLibrary();
  const due: (() => void)[] = [];
  let told = 0;
  const also: Watching['also'] = { text: '' };
  const platform = testPlatform({
    after: (_, work) => {
      due.push(work);
      return () => due.splice(due.indexOf(work), 1);
    },
  });
  const library = await openedOn(platform, root);
  const watch = new RegistersWatch({
    ...{ platform, library },
    also: async () => {
      await also.wait;
      return also.text;
    },
    changed: () => (told += 1),
  });
  const look = async (): Promise<number> => {
    for (const work of due.splice(0)) work();
    while (due.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    return told;
  };
  // What is there at the beginning is no news.
  await look();
  return { watch, root, look, also };
}

describe('what another PC does with the registers', () => {
  it('is told of: parcels, lines, changes of them, departures, statements', async () => {
    const { watch, root, look } = await watching();
    const other = await openDesk(root, { me: 'Lan' });
    const id = await other.receive(parcelFile());
    expect(await look()).toBe(1);
    const entry = await registered(other, id);
    expect(await look()).toBe(2);
    const { hash } = await other.handlers['desk.entry']({ entryId: entry.id });
    await other.handlers['desk.done']({ entryId: entry.id, base: hash, done: true });
    expect(await look()).toBe(3);
    await other.handlers['exchange.putAside']({ reviewId: id });
    expect(await look()).toBe(4);
    for (const [index, folder] of [layout.departures, layout.statements, layout.arrivals].entries()) {
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, folder, 'x.tmp'), '{}');
      renameSync(join(root, folder, 'x.tmp'), join(root, folder, 'x.json'));
      expect(await look(), folder).toBe(5 + index);
    }
    await watch.stop();
    await other.desk.close();
  });

  it('is nothing while nothing happens, nor while the drive is away', async () => {
    const { watch, root, look, also } = await watching();
    expect([await look(), await look()]).toEqual([0, 0]);
    also.text = 'fetched';
    expect([await look(), await look()]).toEqual([1, 1]);
    renameSync(root, `${root}-away`);
    expect(await look()).toBe(1);
    renameSync(`${root}-away`, root);
    expect(await look()).toBe(1);
    await watch.stop();
    rmSync(root, { recursive: true });
  });

  it('is not kept waiting by a share that does not answer', async () => {
    const { watch, root, look, also } = await watching();
    also.wait = new Promise(() => undefined);
    await look();
    mkdirSync(join(root, layout.departures), { recursive: true });
    expect(await look()).toBe(1);
    watch.tell();
    expect(await look()).toBe(2);
    await watch.stop();
  });

  it('is told apart from what this program has done and told itself', async () => {
    const { watch, root, look } = await watching();
    mkdirSync(join(root, layout.departures), { recursive: true });
    watch.tell();
    expect(await look()).toBe(1);
    expect(await look()).toBe(1);
    await watch.stop();
  });
});
