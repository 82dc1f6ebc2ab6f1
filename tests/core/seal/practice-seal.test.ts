import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { AttachmentDigests } from '#core/seal/attachment-digests';
import type { SealVerdict } from '#shared/model/seal';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';

/** A practice with two attachments that came from another office. */
async function arrived(): Promise<{ here: ExchangeOffice; id: string }> {
  const [from, here] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
  const id = await writePractice(from, { attachments: { 'ảnh.png': 'picture', 'bảng.pdf': 'table' } });
  await takeInReviewed(here, await receiveFile(here, await exportPractices(from, [id])));
  return { here, id };
}

async function verdictOf({ handlers }: ExchangeOffice, id: string): Promise<SealVerdict> {
  const { seal } = await handlers['practices.seal']({ id });
  if (!seal) throw new Error('no verdict');
  return seal;
}
/** As it is for files that were not written just now: what is known of them may be remembered. */
const longAgo = (path: string): void => {
  utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'));
};

describe('the verdict on a practice that has come', () => {
  it('covers its attachments: one of other bytes is told by name, and right again when these are back', async () => {
    const { here, id } = await arrived();
    const picture = join(here.root, layout.attachment(id, 'anh.png'));
    longAgo(picture);
    expect(await verdictOf(here, id)).toMatchObject({ standing: 'unconfirmed', changed: [] });
    // Of the same size.
    writeFileSync(picture, 'pictura');
    expect(await verdictOf(here, id)).toMatchObject({ standing: 'broken', changed: ['Tài liệu ảnh.png'] });
    writeFileSync(picture, 'picture');
    expect(await verdictOf(here, id)).toMatchObject({ standing: 'unconfirmed', changed: [] });
  });

  it('names what is gone or no file any more, beside a text that was changed', async () => {
    const { here, id } = await arrived();
    rmSync(join(here.root, layout.attachment(id, 'bang.pdf')));
    expect(await verdictOf(here, id)).toMatchObject({ standing: 'broken', changed: ['Tài liệu bảng.pdf'] });
    const text = here.library.store.at(layout.text(id));
    writeFileSync(
      text,
      Buffer.concat([Buffer.from(await nodeFileSystem.read(text)), Buffer.from('\nThêm.\n')]),
    );
    expect(await verdictOf(here, id)).toMatchObject({
      standing: 'broken',
      changed: ['practice.md', 'Tài liệu bảng.pdf'],
    });
  });
});

describe('digests of attachments', () => {
  it('are made once while size and time stay, and never kept of what was written just now', async () => {
    let reads = 0;
    const digests = new AttachmentDigests({
      ...nodeFileSystem,
      stream: (path) => {
        reads += 1;
        return nodeFileSystem.stream(path);
      },
    });
    const path = join(temporaryFolder(), 'a.bin');
    writeFileSync(path, 'one');
    const looks = async (...contents: string[]): Promise<boolean[]> => {
      const all: boolean[] = [];
      for (const content of contents) all.push(await digests.isStill(path, sha256(content)));
      return all;
    };
    expect(await looks('one', 'one')).toEqual([true, true]);
    expect(reads).toBe(2);
    longAgo(path);
    expect(await looks('one', 'one', 'two')).toEqual([true, true, false]);
    expect(reads).toBe(3);
    writeFileSync(path, 'two');
    expect(await looks('one', 'two')).toEqual([false, true]);
    rmSync(path);
    expect(await looks('two')).toEqual([false]);
  });
});
