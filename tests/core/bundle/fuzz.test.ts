import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParcel, type ParcelPractice } from '#core/bundle/parcel-reader';
import { nodeFileSystem } from '#core/files/node-file-system';
import { toFailure } from '#shared/failure';
import { exportPractices, newOffice, receiveFile, writePractice } from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import { mutated, zipBytes } from '#tests/support/mutate-bytes';
import { randomFrom } from '#tests/support/random';
import {
  bag,
  bundle,
  bundleJsonOf,
  payload,
  practiceFiles,
  practiceId,
  record,
  secondId,
} from '#tests/support/bag-builder';

const seed = Number(process.env['LANTOA_SEED'] ?? 20_261_005);
const mutations = Number(process.env['LANTOA_MUTATIONS'] ?? 500);

async function practicesOf(bytes: Buffer): Promise<readonly ParcelPractice[]> {
  const path = join(temporaryFolder(), 'gói.zip');
  writeFileSync(path, bytes);
  const quiet = { report: () => undefined, check: () => undefined };
  const { archive, practices } = await openParcel(nodeFileSystem, path, quiet);
  await archive.close();
  return practices;
}

describe('damaged bundles', () => {
  it('are refused or unchanged in content, and leave the library alone', async () => {
    const office = await newOffice();
    const sender = await newOffice();
    const id = await writePractice(sender, {
      attachments: { 'a.png': 'picture', 'b.txt': 'text '.repeat(500) },
    });
    const originals: { bytes: Buffer; practices: readonly ParcelPractice[] }[] = [];
    const stored = payload(
      practiceFiles(practiceId),
      practiceFiles(secondId, { body: '## Mục đích\n\nKhác\n' }),
    );
    originals.push({ bytes: bundle(bag(stored)), practices: [] });
    originals.push({ bytes: readFileSync(await exportPractices(sender, [id])), practices: [] });
    for (const original of originals) original.practices = await practicesOf(original.bytes);
    const before = treeOf(office.root);
    const path = join(temporaryFolder(), 'gói.zip');
    const random = randomFrom(seed);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < mutations; round += 1) {
      const original = originals[round % originals.length];
      if (!original) throw new Error('no original');
      const data = mutated(original.bytes, random, zipBytes, 1 + random(3));
      writeFileSync(path, data);
      const where = `round ${String(round)}, LANTOA_SEED=${String(seed)}`;
      const outcome = await receiveFile(office, path).catch((error: unknown) => toFailure(error));
      if (outcome instanceof Error) {
        expect(outcome.code, `${where}: ${outcome.message} ${outcome.detail ?? ''}`).toMatch(/^bundle-/);
        outcomes.set(outcome.rule ?? '', (outcomes.get(outcome.rule ?? '') ?? 0) + 1);
      } else {
        expect(await practicesOf(data), where).toEqual(original.practices);
        await office.handlers['exchange.putAside']({ reviewId: outcome.reviewId });
        outcomes.set('accepted', (outcomes.get('accepted') ?? 0) + 1);
      }
    }
    expect(treeOf(office.root), `LANTOA_SEED=${String(seed)}`).toEqual(before);
    // Damage must reach more than the outermost check.
    expect(outcomes.size).toBeGreaterThan(8);
  }, 1_200_000);

  it('are refused or unchanged in content where the damage is inside and the bag fits around it', async () => {
    const receiver = await newOffice();
    const before = treeOf(receiver.root);
    const path = join(temporaryFolder(), 'gói.zip');
    const random = randomFrom(seed);
    const original = await practicesOf(bundle());
    const outcomes = new Set<string>();
    for (let round = 0; round < mutations / 2; round += 1) {
      const files = payload();
      const names = [...files.keys()];
      const name = names[random(names.length)] ?? '';
      files.set(name, mutated(files.get(name) ?? Buffer.alloc(0), random));
      // Every other time the record and bundle.json fit as well: then only what is written can be wrong.
      const sealed = round % 2 === 0 && name.endsWith('practice.md');
      if (sealed) {
        const at = `data/practices/${practiceId}`;
        files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
        files.set('data/bundle.json', bundleJsonOf(files));
      }
      writeFileSync(path, bundle(bag(files)));
      const where = `round ${String(round)}, LANTOA_SEED=${String(seed)}, ${name}`;
      const outcome = await receiveFile(receiver, path).catch((error: unknown) => toFailure(error));
      if (outcome instanceof Error) expect(outcome.code, `${where}: ${outcome.message}`).toMatch(/^bundle-/);
      else {
        if (!sealed) expect(await practicesOf(readFileSync(path)), where).toEqual(original);
        await receiver.handlers['exchange.putAside']({ reviewId: outcome.reviewId });
      }
      outcomes.add(outcome instanceof Error ? (outcome.rule ?? '') : 'accepted');
    }
    expect(treeOf(receiver.root)).toEqual(before);
    expect(outcomes.size, [...outcomes].join()).toBeGreaterThan(5);
  });

  it('are refused wherever they are cut off', async () => {
    const receiver = await newOffice();
    const whole = bundle();
    const before = treeOf(receiver.root);
    const path = join(temporaryFolder(), 'gói.zip');
    const cuts = new Set(Array.from({ length: 150 }, (_, n) => Math.floor((whole.length * n) / 150)));
    for (let last = 1; last <= 60; last += 1) cuts.add(whole.length - last);
    for (const cut of cuts) {
      writeFileSync(path, whole.subarray(0, cut));
      await expect(receiveFile(receiver, path), `cut at ${String(cut)}`).rejects.toMatchObject({
        code: 'bundle-unreadable',
      });
    }
    expect(treeOf(receiver.root)).toEqual(before);
  });
});
