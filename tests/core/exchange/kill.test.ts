import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { hashFile, sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import {
  approve,
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  period,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
  writeByHand,
} from '#tests/support/exchange';
import { copyOf, treeOf } from '#tests/support/folders';
import { expectOldOrNew, killAtEachStep } from '#tests/support/kill-everywhere';

const filesIn = (folder: string): Record<string, string> => (existsSync(folder) ? treeOf(folder) : {});

/** What a person would miss: practices with attachments and status, the registers, the bundles. */
async function stateOf(root: string): Promise<Record<string, unknown>> {
  const office = await openOffice(root);
  const { store, revisions } = office.library;
  const state: Record<string, unknown> = {};
  for (const id of (await store.ids()).sort()) {
    const { document } = await store.read(id);
    const last = await revisions.last(id);
    for (const { path, sha256: digest } of last?.entries ?? []) {
      const found = await hashFile(nodeFileSystem, join(root, layout.practice(id), path));
      expect(found.sha256, `${path} is whole`).toBe(digest);
    }
    for (const hash of await revisions.kept(id)) await revisions.read(id, hash);
    state[id] = [document.text, last?.hash, (await store.work(id))?.status];
  }
  state['arrivals'] = await office.handlers['exchange.arrivals']({});
  state['statements'] = filesIn(join(root, layout.statements));
  state['undone'] = filesIn(join(root, layout.undone));
  const { compilation } = await office.handlers['compilations.get']({ period });
  state['compilation'] = compilation;
  for (const { file, sha256: digest } of compilation.exports) {
    expect(sha256(readFileSync(join(root, layout.bundles(period), file)))).toBe(digest);
  }
  state['bundles'] = filesIn(join(root, layout.bundles(period)));
  state['departures'] = filesIn(join(root, layout.departures));
  return state;
}

type Operation = (office: ExchangeOffice) => Promise<unknown>;

/** Kills the operation at each of its file-system steps; afterwards the library is as before or as after it, entirely. */
const killEverywhere = (original: string, operation: Operation): Promise<void> =>
  expectOldOrNew({
    original,
    run: async (root, fileSystem) => operation(await openOffice(root, { fileSystem })),
    stateOf,
    moreThan: 10,
  });

/** A library that holds a first version of one practice, and a bundle with its second version and another practice. */
async function arrivalToBreak(): Promise<{ root: string; bundle: string; ids: string[] }> {
  const [a, b] = [await newOffice(), await newOffice()];
  const first = await writePractice(a, { attachments: { 'a.png': 'goes', 'b.png': 'stays' } });
  await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [first])));
  const { document } = await a.library.store.read(first);
  const attachments = document.frontMatter.attachments?.filter(({ file }) => file !== 'a.png');
  await writeByHand(a.library, first, new Map([['attachments', attachments]]));
  await approve(a.library, first);
  await revise(a, first, { title: 'Bản ba' });
  await a.handlers['statements.discontinue']({ practice: first, reason: 'Có cách mới' });
  const second = await writePractice(a, { title: 'Thêm', attachments: { 'c.pdf': 'c' } });
  return { root: b.root, bundle: await exportPractices(a, [first, second]), ids: [first, second] };
}

describe('a process killed at any file-system step', () => {
  it('while receiving leaves the library as it was, but for the parcel that waits or not', async () => {
    const { root, bundle } = await arrivalToBreak();
    const before = await stateOf(copyOf(root));
    await killAtEachStep({
      folder: () => copyOf(root),
      run: async (copy, fileSystem) => receiveFile(await openOffice(copy, { fileSystem }), bundle),
      look: async (copy) => {
        await prepareLibrary(nodeFileSystem, copy);
        expect(await stateOf(copy)).toEqual(before);
        const opened = await openOffice(copy);
        for (const { reviewId } of await opened.handlers['exchange.waiting']({})) {
          expect(await opened.handlers['exchange.review']({ reviewId })).toMatchObject({
            counts: { new: 1, newer: 1 },
          });
        }
      },
    });
  });

  it('while taking in leaves all of the parcel here or nothing of it', async () => {
    const { root, bundle, ids } = await arrivalToBreak();
    const { reviewId } = await receiveFile(await openOffice(root), bundle);
    await killEverywhere(root, async ({ handlers, ended }) =>
      ended(await handlers['exchange.takeIn']({ reviewId, choose: ids })),
    );
  });

  it('while undoing leaves all of the arrival here or nothing of it', async () => {
    const { root, bundle } = await arrivalToBreak();
    const office = await openOffice(root);
    const arrivalId = await takeInReviewed(office, await receiveFile(office, bundle));
    await killEverywhere(root, async ({ handlers, ended }) =>
      ended(await handlers['exchange.undo']({ arrivalId })),
    );
  });

  it('while exporting leaves a whole bundle that is noted, or none', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': 'picture' } });
    await exportPractices(office, [id]);
    const { hash } = await office.handlers['compilations.get']({ period });
    await office.handlers['compilations.save']({ period, base: hash, foreword: 'Khác', items: [id] });
    await killEverywhere(office.root, async ({ handlers, ended }) =>
      ended(await handlers['compilations.export']({ period, number: 2 })),
    );
  });

  it('while exporting in parts leaves all parts, noted and entered as a departure, or none', async () => {
    const office = await newOffice();
    const ids: string[] = [];
    for (const name of ['a.png', 'b.png'])
      ids.push(await writePractice(office, { attachments: { [name]: randomBytes(30_000) } }));
    await exportPractices(office, ids);
    const { hash } = await office.handlers['compilations.get']({ period });
    await office.handlers['compilations.save']({ period, base: hash, foreword: 'Khác', items: ids });
    await killEverywhere(office.root, async ({ handlers, ended }) =>
      ended(await handlers['compilations.export']({ period, number: 2, limit: 60_000 })),
    );
  });

  it('while locking the files of a departure leaves all locked copies or none', async () => {
    const office = await newOffice();
    await exportPractices(office, [await writePractice(office)]);
    const [entry] = await office.handlers['sending.departures']({});
    const id = entry?.departure.id ?? '';
    const files = entry?.files.map(({ file }) => file) ?? [];
    await expectOldOrNew({
      original: office.root,
      run: async (root, fileSystem) => {
        const { handlers, ended } = await openOffice(root, { fileSystem });
        await ended(await handlers['sending.lock']({ id, files, passphrase: 'song-nui-lua-tre' }));
      },
      // Each copy has other bytes.
      stateOf: async (root) => {
        const opened = await openOffice(root);
        const { departure } = await opened.handlers['sending.departure']({ id });
        return (departure.locked ?? []).map(({ file, of, sha256: digest }) => {
          const bytes = readFileSync(join(root, layout.bundles(period), file));
          return [file, of, sha256(bytes) === digest];
        });
      },
      moreThan: 5,
    });
  });

  it('does not matter to the next one: a lock that was left is waited for and taken over', async () => {
    const { root, bundle, ids } = await arrivalToBreak();
    const office = await openOffice(root);
    const review = await receiveFile(office, bundle);
    const lock = join(root, layout.practice(ids[0] ?? ''), '.lock');
    writeFileSync(lock, JSON.stringify({ ...nodeFileSystem.owner, process: 999_999_999 }));
    await takeInReviewed(office, review);
    expect(office.library.catalogue.get(ids[0] ?? '')?.title).toBe('Bản ba');
  });
});
