import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receivedPapers } from '#core/exchange/received-papers';
import { Register } from '#core/exchange/register/register-file';
import { tidyPapers } from '#core/exchange/tidy-papers';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { listed } from '#tests/core/bundle/paper-cases';
import { bag, bundleJsonOf, digest, payload } from '#tests/support/bag-builder';
import { type DeskPc, deskLibrary, openDesk, parcelFile, registered } from '#tests/support/desk';
import { copyOf } from '#tests/support/folders';
import { Interposed } from '#tests/support/interposing-file-system';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { makePdf } from '#tests/support/pdf';

interface Parcel {
  readonly file: string;
  /** The digest of its tag manifest. */
  readonly digest: string;
  readonly paper: Buffer;
}

/** A parcel with a paper of its own. */
function parcel(number: number): Parcel {
  const paper = makePdf({ pages: [`So ${String(number)}`] });
  const files = payload();
  files.set('data/papers/bao-cao.pdf', paper);
  files.set('data/bundle.json', bundleJsonOf(files, { number, papers: [listed(paper)] }));
  const whole = bag(files);
  return {
    ...{ file: parcelFile(whole, `gói ${String(number)}.zip`), paper },
    digest: digest(whole.get('tagmanifest-sha256.txt') ?? ''),
  };
}

const shelf = (root: string): string => join(root, layout.receivedShelf);
const kept = (root: string): string[] => readdirSync(shelf(root)).filter((name) => name.length === 64);

/** As if nobody had written in them for two days. */
function rest(root: string): void {
  const then = Date.now() / 1_000 - 2 * 24 * 3_600;
  for (const name of kept(root)) {
    for (const file of readdirSync(join(shelf(root), name)))
      utimesSync(join(shelf(root), name, file), then, then);
    utimesSync(join(shelf(root), name), then, then);
  }
}

async function tidy({ library }: DeskPc): Promise<void> {
  await tidyPapers(library, new Register(library));
}

async function expectWhole({ library }: DeskPc, { digest: name, paper }: Parcel): Promise<void> {
  expect(await receivedPapers(library, name)).toHaveLength(1);
  expect(readFileSync(join(shelf(library.root), name, 'bao-cao.pdf')).equals(paper)).toBe(true);
}

/** A library in which one parcel waits, one is taken in, one is registered and one put aside, all of them long ago. */
async function someParcels(): Promise<{ root: string; named: Parcel[]; aside: Parcel }> {
  const root = await deskLibrary();
  const pc = await openDesk(root);
  const [waiting, taken, entered, aside] = [parcel(1), parcel(2), parcel(3), parcel(4)];
  await pc.receive(waiting.file);
  const { jobId } = await pc.handlers['exchange.takeIn']({
    reviewId: await pc.receive(taken.file),
    choose: [],
  });
  await pc.ended(jobId);
  const reviewId = await pc.receive(entered.file);
  await registered(pc, reviewId);
  await pc.handlers['exchange.putAside']({ reviewId });
  await pc.handlers['exchange.putAside']({ reviewId: await pc.receive(aside.file) });
  return { root, named: [waiting, taken, entered], aside };
}

describe('papers of parcels', () => {
  it('are cleared a day after nothing names their parcel any more, and no others', async () => {
    const { root, named, aside } = await someParcels();
    const pc = await openDesk(root);
    await tidy(pc);
    expect(kept(root)).toContain(aside.digest);
    rest(root);
    const next = parcel(5);
    await pc.receive(next.file);
    expect(kept(root).toSorted()).toEqual([...named, next].map(({ digest: name }) => name).toSorted());
    for (const one of [...named, next]) await expectWhole(pc, one);
  });

  it.each([layout.register, layout.arrivals, layout.quarantine])(
    'all stay while something in %s cannot be read, for it may name them',
    async (folder) => {
      const { root, aside } = await someParcels();
      rest(root);
      const all = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      const file = all.find((name) => name.endsWith('.json')) ?? '';
      writeFileSync(join(root, folder, file), '{');
      await tidy(await openDesk(root));
      expect(kept(root)).toContain(aside.digest);
    },
  );

  it('that something names are whole wherever the process that clears is killed', async () => {
    const { root, named, aside } = await someParcels();
    await killAtEachStep({
      folder: () => {
        const copy = copyOf(root);
        rest(copy);
        return copy;
      },
      run: async (copy, fileSystem) => tidy(await openDesk(copy, { fileSystem })),
      look: async (copy) => {
        rmSync(join(shelf(copy), '.lock'), { force: true });
        const pc = await openDesk(copy);
        for (const one of named) await expectWhole(pc, one);
        // What is half cleared is whole once it comes again.
        await pc.receive(aside.file);
        await expectWhole(pc, aside);
      },
    });
  });

  it('that were left by a process that was killed are written anew when their parcel comes again', async () => {
    const { root, aside } = await someParcels();
    const folder = join(shelf(root), aside.digest);
    writeFileSync(join(folder, 'bao-cao.pdf'), 'half');
    rest(root);
    const pc = await openDesk(root);
    await pc.receive(aside.file);
    await expectWhole(pc, aside);
    rmSync(join(folder, '_papers.json'));
    rest(root);
    await tidy(pc);
    expect(kept(root)).toContain(aside.digest);
  });
});

describe('two programs on one library', () => {
  async function two(fileSystem: FileSystem): Promise<{ slow: DeskPc; quick: DeskPc; aside: Parcel }> {
    const { root, aside } = await someParcels();
    rest(root);
    return { slow: await openDesk(root, { fileSystem }), quick: await openDesk(root), aside };
  }

  it('one does not clear what the other has just kept again and not yet laid on the desk', async () => {
    const receiving = new Interposed(
      nodeFileSystem,
      (call, path) => call === 'rename' && path.includes('review.json'),
    );
    const { slow, quick, aside } = await two(receiving.fileSystem);
    receiving.arm(() => tidy(quick));
    await slow.receive(aside.file);
    expect(receiving.isOver).toBe(true);
    await expectWhole(quick, aside);
  });

  it('one does not clear what came again while it was reading what is named', async () => {
    const clearing = new Interposed(
      nodeFileSystem,
      (call, path) => call === 'create' && path === join(shelf(slow.library.root), '.lock'),
    );
    const { slow, quick, aside } = await two(clearing.fileSystem);
    clearing.arm(() => quick.receive(aside.file));
    await tidy(slow);
    expect(clearing.isOver).toBe(true);
    await expectWhole(quick, aside);
  });

  it('is not misled by a clock that is days ahead', async () => {
    const { root, aside } = await someParcels();
    const clock = (): Date => new Date(Date.now() + 30 * 24 * 3_600_000);
    await tidy(await openDesk(root, { now: clock }));
    expect(statSync(join(shelf(root), aside.digest)).isDirectory()).toBe(true);
  });
});
