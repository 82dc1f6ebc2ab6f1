import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  exportPractices,
  newOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { bag, bundle, payload, practiceId } from '#tests/support/bag-builder';
import { temporaryFolder } from '#tests/support/folders';

const mebi = 1024 * 1024;

/** The most resident memory while `work` runs, above what there was before, in MiB. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (Math.max(most, process.memoryUsage().rss) - before) / mebi;
}

it('exports, receives, takes in and undoes 200 MiB without holding it in memory or holding up others', async () => {
  const [a, b] = [await newOffice(), await newOffice()];
  const stored = Buffer.concat(Array<Buffer>(150).fill(randomBytes(mebi)));
  const packed = Buffer.from(Buffer.concat(Array<Buffer>(25).fill(randomBytes(mebi))).toString('hex'));
  const id = await writePractice(a, { attachments: { 'phim.mp4': stored, 'số liệu.csv': packed } });
  const turns = { count: 0, wanted: true };
  const tick = (): void => {
    turns.count += 1;
    if (turns.wanted) setImmediate(tick);
  };
  let path = '';
  tick();
  const memory = await memoryOf(async () => {
    path = await exportPractices(a, [id]);
    const arrivalId = await takeInReviewed(b, await receiveFile(b, path));
    await b.ended(await b.handlers['exchange.undo']({ arrivalId }));
  });
  turns.wanted = false;
  // One turn or more for every 64 KiB that is hashed, packed, copied or unpacked.
  expect(turns.count).toBeGreaterThan((6 * 200 * mebi) / 65_536);
  expect(memory).toBeLessThan(120);
}, 300_000);

it('gives up on a bomb as soon as it lies', async () => {
  const office = await newOffice();
  const path = join(temporaryFolder(), 'bom.zip');
  const bomb = deflateRawSync(Buffer.alloc(700 * mebi));
  const text = `data/practices/${practiceId}/practice.md`;
  writeFileSync(path, bundle(bag(payload()), { [text]: { method: 8, packed: bomb } }));
  const memory = await memoryOf(async () => {
    await expect(receiveFile(office, path)).rejects.toMatchObject({ rule: 'size' });
  });
  expect(memory).toBeLessThan(60);
});
