import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import {
  exportPractices,
  newOffice,
  openOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { copyOf, treeOf } from '#tests/support/folders';

const outsideQuarantine = /^exchange\/quarantine/;

/** A library with a parcel that waits, and what it is once that is taken in. */
async function waiting(): Promise<{ root: string; reviewId: string; ids: string[]; after: unknown }> {
  const [a, b] = [await newOffice(), await newOffice()];
  const ids = [
    await writePractice(a, { attachments: { 'a.png': 'picture', 'b.txt': 'lines '.repeat(200) } }),
    await writePractice(a, { title: 'Khác' }),
  ];
  const { reviewId } = await receiveFile(b, await exportPractices(a, ids));
  const whole = copyOf(b.root);
  await takeIn(whole, reviewId, ids);
  return { root: b.root, reviewId, ids, after: treeOf(whole, outsideQuarantine) };
}

async function takeIn(root: string, reviewId: string, choose: string[]): Promise<string> {
  const office = await openOffice(root);
  return office.ended(await office.handlers['exchange.takeIn']({ reviewId, choose }));
}

const quarantined = (root: string, reviewId: string, file: string): string =>
  join(root, layout.quarantine, reviewId, file);

describe('a parcel that waits', () => {
  it('is taken in as it was reviewed or not at all, whichever byte of it somebody changes', async () => {
    const { root, reviewId, ids, after } = await waiting();
    const before = treeOf(root, outsideQuarantine);
    const bytes = readFileSync(quarantined(root, reviewId, 'bundle.zip'));
    const outcomes = new Set<string>();
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 150)) {
      const copy = copyOf(root);
      const spoiled = Buffer.from(bytes);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0x20;
      writeFileSync(quarantined(copy, reviewId, 'bundle.zip'), spoiled);
      const rule = await takeIn(copy, reviewId, ids).then(
        () => 'taken in',
        (error: unknown) => (error as { rule?: string }).rule ?? String(error),
      );
      outcomes.add(rule);
      expect(treeOf(copy, outsideQuarantine), `byte ${String(at)}: ${rule}`).toEqual(
        rule === 'taken in' ? after : before,
      );
    }
    // Some bytes are nothing's: times, or files that nobody takes.
    expect([...outcomes].sort()).toEqual(['quarantine-changed', 'taken in']);
  });

  it.each(['another', 'none'])('is refused when its seal is %s now', async (which) => {
    const { root, reviewId, ids } = await waiting();
    const path = quarantined(root, reviewId, 'review.json');
    const review = JSON.parse(readFileSync(path, 'utf8')) as { file: { seal: string | null } };
    expect(review.file.seal).toMatch(/^[0-9a-f]{64}$/);
    review.file.seal = 'f'.repeat(64);
    const bundle = quarantined(root, reviewId, 'bundle.zip');
    if (which === 'another') writeFileSync(path, JSON.stringify(review));
    else {
      const renamed = readFileSync(bundle)
        .toString('latin1')
        .replaceAll('sha256.txt.minisig', 'sha256.txt.minisih');
      writeFileSync(bundle, Buffer.from(renamed, 'latin1'));
    }
    await expect(takeIn(root, reviewId, ids)).rejects.toMatchObject({ rule: 'quarantine-changed' });
  });

  it('since an earlier version, which noted less of it, is taken in unless any byte of it is another', async () => {
    const { root, reviewId, ids } = await waiting();
    const path = quarantined(root, reviewId, 'review.json');
    const review = JSON.parse(readFileSync(path, 'utf8')) as { file: Record<string, unknown> };
    delete review.file['seal'];
    delete review.file['tagManifest'];
    writeFileSync(path, JSON.stringify(review));
    const changed = copyOf(root);
    const bundle = quarantined(changed, reviewId, 'bundle.zip');
    const bytes = readFileSync(bundle);
    // The day in the first header, which nothing else looks at.
    bytes[12] = (bytes[12] ?? 0) ^ 1;
    writeFileSync(bundle, bytes);
    await expect(takeIn(changed, reviewId, ids)).rejects.toMatchObject({ rule: 'quarantine-changed' });
    expect(await takeIn(root, reviewId, ids)).toBe(reviewId);
  });
});

it('an arrival says of its file what it said before', async () => {
  const [a, b] = [await newOffice(), await newOffice()];
  const bundle = await exportPractices(a, [await writePractice(a)]);
  const arrivalId = await takeInReviewed(b, await receiveFile(b, bundle));
  const written = JSON.parse(readFileSync(join(b.root, layout.arrivals, `${arrivalId}.json`), 'utf8')) as {
    bundle: object;
  };
  expect(written.bundle).not.toHaveProperty('seal');
  expect(written.bundle).toHaveProperty('tagManifest');
});
