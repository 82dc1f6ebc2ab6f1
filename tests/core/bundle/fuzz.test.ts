import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParcel, type ParcelPractice } from '#core/bundle/parcel-reader';
import { nodeFileSystem } from '#core/files/node-file-system';
import { toFailure } from '#shared/failure';
import { exportPractices, newOffice, receiveFile, writePractice } from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';
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
const mutations = Number(process.env['LANTOA_MUTATIONS'] ?? 1_000);

/** A small generator of pseudo-random numbers (mulberry32), so that a failure can be run again from its seed. */
function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

/** Numbers that programs trip over. */
const numbers = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

const kinds: ((data: Buffer, random: Random) => Buffer)[] = [
  (data, random) => {
    data[random(data.length)] = random(256);
    return data;
  },
  (data, random) => {
    const at = random(data.length);
    data[at] = (data[at] ?? 0) ^ (1 << random(8));
    return data;
  },
  (data, random) => {
    data.writeUInt32LE(numbers[random(numbers.length)] ?? 0, random(data.length - 4));
    return data;
  },
  (data, random) => {
    data.writeUInt16LE((numbers[random(6)] ?? 0) & 0xffff, random(data.length - 2));
    return data;
  },
  (data, random) => data.subarray(0, random(data.length)),
  (data, random) => {
    const [from, length] = [random(data.length), random(200)];
    return Buffer.concat([data.subarray(0, from), data.subarray(from + length)]);
  },
  (data, random) => {
    const [from, to, length] = [random(data.length), random(data.length), random(300)];
    return Buffer.concat([data.subarray(0, to), data.subarray(from, from + length), data.subarray(to)]);
  },
  (data, random) => {
    // Headers are where it hurts: hit one of their fields.
    const headers: number[] = [];
    for (let at = data.indexOf('PK'); at !== -1; at = data.indexOf('PK', at + 1)) headers.push(at);
    const at = (headers[random(headers.length)] ?? 0) + random(46);
    if (at < data.length) data[at] = random(256);
    return data;
  },
];

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
      let data: Buffer = Buffer.from(original.bytes);
      for (let count = 1 + random(3); count > 0 && data.length > 50; count -= 1) {
        data = kinds[random(kinds.length)]?.(data, random) ?? data;
      }
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
      const content = Buffer.from(files.get(name) ?? '');
      files.set(name, kinds[random(kinds.length - 1)]?.(content, random) ?? content);
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
