import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleRules } from '#core/bundle/bundle-rules';
import { toFailure } from '#shared/failure';
import { archiveCases } from '#tests/core/bundle/archive-cases';
import { bagCases } from '#tests/core/bundle/bag-cases';
import { nameCases } from '#tests/core/bundle/name-cases';
import { paperCases } from '#tests/core/bundle/paper-cases';
import { statementCases } from '#tests/core/bundle/statement-cases';
import { parcelCases } from '#tests/core/bundle/parcel-cases';
import { newOffice, receiveFile } from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import {
  bag,
  bundle,
  bundleJsonOf,
  entriesOf,
  folder,
  payload,
  payloadWith,
} from '#tests/support/bag-builder';
import { type Case, at, inside, manifest, replaced, text } from '#tests/core/bundle/cases';
import { buildZip } from '#tests/support/zip-builder';

/** One bundle or more for every rule. */
const cases: Record<string, Case[]>[] = [
  archiveCases,
  nameCases,
  bagCases,
  parcelCases,
  paperCases,
  statementCases,
];

const byRule = cases.flatMap((some) => Object.entries(some));
const all = byRule.flatMap(([rule, list]) =>
  list.map(([what, make, where]) => ({ rule, what, make, where })),
);

describe('hostile bundles', () => {
  it('has a bundle for every rule', () => {
    const rules = new Set([...byRule.map(([rule]) => rule), 'quarantine-changed']);
    expect([...rules].sort()).toEqual(Object.keys(bundleRules).sort());
  });

  it('accepts the bundle that all others are made from', async () => {
    const office = await newOffice();
    const path = join(temporaryFolder(), 'gói.zip');
    writeFileSync(path, bundle());
    expect(await receiveFile(office, path)).toMatchObject({ counts: { new: 1 } });
  });

  it.each(all)('refuses, by the rule $rule, $what', async ({ rule, make, where }) => {
    const office = await newOffice();
    const before = treeOf(office.root);
    const path = join(temporaryFolder(), 'gói.zip');
    writeFileSync(path, make());
    const failure = toFailure(
      await receiveFile(office, path).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    expect(failure.rule, failure.message).toBe(rule);
    expect(failure.code).toMatch(/^bundle-(?:refused|unreadable|version)$/);
    if (where !== undefined) expect(failure.where).toBe(where);
    expect(failure.where ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(treeOf(office.root)).toEqual(before);
  });
});

describe('bundles that are unusual and right', () => {
  const accepted: [string, () => Buffer][] = [
    [
      'folder entries',
      () =>
        bundle(undefined, {}, [
          { name: `${folder}/` },
          { name: inside('data/'), attributes: 0o040755 << 16 },
        ]),
    ],
    ['entries in another order', () => buildZip(entriesOf(bag(payload())).reverse())],
    ['a comment', () => bundle(undefined, {}, [], { comment: Buffer.from('Kính gửi') })],
    [
      'sizes that follow the data',
      () => bundle(undefined, { [text]: { flags: 0x808, local: { crc: 0, bytes: 0, packedBytes: 0 } } }),
    ],
    [
      'upper-case digests',
      () => manifest((made) => made.replace(/^[0-9a-f]{64}/gm, (hex) => hex.toUpperCase())),
    ],
    [
      'the asterisk of sha256sum -b, CRLF and ./',
      () => manifest((made) => made.replaceAll('  ', ' *./').replaceAll('\n', '\r\n')),
    ],
    [
      'places for seals',
      () =>
        bundle(
          bag(new Map([...payload(), [`${at}/record.sha256.minisig`, Buffer.from('untrusted comment\n')]]), {
            'tagmanifest-sha256.txt.minisig': 'untrusted comment\n',
          }),
        ),
    ],
    [
      'payload that a later minor version may bring',
      () =>
        bundle(
          bag(
            new Map([
              ...payload(),
              ['data/paper/công văn 12.pdf', Buffer.from('%PDF')],
              ['data/letters/x.json', Buffer.from('{}')],
            ]),
          ),
        ),
    ],
    [
      'keys that a later minor version may bring',
      () =>
        bundle(
          bag(
            replaced(
              'data/bundle.json',
              bundleJsonOf(payload(), { format: '1.7', channel: { anything: true } }),
            ),
          ),
        ),
    ],
    [
      'a folder with a Vietnamese name',
      () => buildZip([...bag(payload())].map(([path, data]) => ({ name: `Gói của Sở/${path}`, data }))),
    ],
    [
      'a name in UTF-8 without the flag',
      () => buildZip([...bag(payload())].map(([path, data]) => ({ name: `Gói/${path}`, data, flags: 0 }))),
    ],
    ['no attachments', () => bundle(bag(payloadWith({ attachments: {} })))],
    ['no practices', () => bundle(bag(new Map([['data/bundle.json', bundleJsonOf(new Map())]])))],
  ];
  it.each(accepted)('accepts %s', async (what, make) => {
    const office = await newOffice();
    const path = join(temporaryFolder(), 'gói.zip');
    writeFileSync(path, make());
    await expect(receiveFile(office, path)).resolves.toMatchObject({
      seal: { standing: what === 'places for seals' ? 'broken' : 'none' },
    });
  });
});
