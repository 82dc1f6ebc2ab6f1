import { describe, expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import {
  exportPractices,
  newOffice,
  openOffice,
  period,
  receiveFile,
  writePractice,
} from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';
import { onFullDisk } from '#tests/support/full-disk';

async function parcel(): Promise<{ root: string; bundle: string; id: string }> {
  const [a, b] = [await newOffice(), await newOffice()];
  const id = await writePractice(a, { attachments: { 'a.png': Buffer.alloc(300_000, 7), 'b.txt': 'b' } });
  return { root: b.root, bundle: await exportPractices(a, [id]), id };
}

const withRoom = (free: number): FileSystem => ({
  ...nodeFileSystem,
  freeBytes: () => Promise.resolve(free),
});

describe('a disk that fills up', () => {
  it('while receiving leaves nothing of the parcel', async () => {
    const { root, bundle } = await parcel();
    await onFullDisk(root, (office) => receiveFile(office, bundle));
  });

  it('while taking in leaves the library and the waiting parcel as they were', async () => {
    const { root, bundle, id } = await parcel();
    const { reviewId } = await receiveFile(await openOffice(root), bundle);
    await onFullDisk(root, async ({ handlers, ended }) =>
      ended(await handlers['exchange.takeIn']({ reviewId, choose: [id] })),
    );
  });

  it('while exporting leaves no bundle and nothing noted', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': Buffer.alloc(300_000, 7) } });
    await office.handlers['compilations.save']({ period, base: null, foreword: '', items: [id] });
    await onFullDisk(office.root, async ({ handlers, ended }) =>
      ended(await handlers['compilations.export']({ period, number: 2 })),
    );
  });
});

describe('a disk that is known to be too small', () => {
  it('is found before a parcel is copied', async () => {
    const { root, bundle } = await parcel();
    const before = treeOf(root);
    const office = await openOffice(root, { fileSystem: withRoom(100_000) });
    await expect(receiveFile(office, bundle)).rejects.toMatchObject({
      code: 'not-enough-space',
      space: { free: 100_000 },
    });
    expect(treeOf(root)).toEqual(before);
  });

  it('is found before anything is unpacked, and the parcel goes on waiting', async () => {
    const { root, bundle, id } = await parcel();
    const { reviewId } = await receiveFile(await openOffice(root), bundle);
    const before = treeOf(root);
    const { handlers, ended } = await openOffice(root, { fileSystem: withRoom(100_000) });
    await expect(ended(await handlers['exchange.takeIn']({ reviewId, choose: [id] }))).rejects.toMatchObject({
      code: 'not-enough-space',
    });
    expect(treeOf(root)).toEqual(before);
    expect(treeOf(root)[`${layout.quarantine}/${reviewId}/review.json`]).toBeDefined();
  });
});
