import type { BundleRule } from '#core/bundle/bundle-rules';
import { bag, bundle, digest, payload } from '#tests/support/bag-builder';
import { type Case, inside, manifest, plus, text, zeros } from '#tests/core/bundle/cases';

/** Archives that are well made and bags that are not. */
export const bagCases = {
  bagit: [
    ['missing', () => bundle(bag(payload(), { 'bagit.txt': null })), 'bagit.txt'],
    [
      'version 0.97',
      () =>
        bundle(bag(payload(), { 'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n' })),
    ],
    [
      'in UTF-16',
      () =>
        bundle(bag(payload(), { 'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n' })),
    ],
    ['endless', () => bundle(bag(payload(), { 'bagit.txt': 'BagIt-Version: 1.0\n'.repeat(1_000) }))],
  ],
  fetch: [
    [
      'a list to fetch',
      () => bundle(bag(payload(), { 'fetch.txt': 'https://evil.example/x 10 data/x\n' })),
      'fetch.txt',
    ],
  ],
  'tag-file': [
    ['no manifest', () => bundle(bag(payload(), { 'manifest-sha256.txt': null })), 'manifest-sha256.txt'],
    [
      'no tag manifest',
      () => bundle(bag(payload(), { 'tagmanifest-sha256.txt': null })),
      'tagmanifest-sha256.txt',
    ],
    ['no bag-info', () => bundle(bag(payload(), { 'bag-info.txt': null })), 'bag-info.txt'],
    [
      'not UTF-8',
      () => bundle(bag(payload(), { 'bag-info.txt': Buffer.from([0x50, 0xff, 0xfe]) })),
      'bag-info.txt',
    ],
    [
      '17 MiB',
      () =>
        bundle(bag(payload(), { 'bag-info.txt': Buffer.from('x: y\n'.repeat(3_600_000)) }), {
          'bag-info.txt': { method: 0 },
        }),
    ],
  ],
  'manifest-line': [
    ['no digest', () => manifest((made) => `${made}data/index.html\n`)],
    ['MD5', () => manifest((made) => `${made}d41d8cd98f00b204e9800998ecf8427e  data/x\n`)],
    ['an absolute path', () => manifest((made) => `${made}${digest('')}  /etc/passwd\n`)],
    ['a path upwards', () => manifest((made) => `${made}${digest('')}  data/../../x\n`)],
    ['a file that is not payload', () => manifest((made) => `${made}${digest('')}  bagit.txt\n`)],
    ['a line break in a name', () => manifest((made) => `${made}${digest('')}  data/a%0Ab\n`)],
  ],
  'manifest-twice': [['the same line', () => manifest((made) => made + made)]],
  'manifest-missing': [
    ['a file that is not there', () => manifest((made) => `${made}${digest('')}  data/x\n`), 'data/x'],
    [
      'a tag file that is not there',
      () => {
        const made = bag(payload()).get('tagmanifest-sha256.txt')?.toString() ?? '';
        return bundle(bag(payload(), { 'tagmanifest-sha256.txt': `${made}${digest('')}  x.txt\n` }));
      },
      'x.txt',
    ],
  ],
  'manifest-extra': [
    ['a file that is not listed', () => plus(inside('data/x')), 'data/x'],
    ['a program', () => plus(inside('data/setup.exe')), 'data/setup.exe'],
  ],
  'manifest-digest': [
    [
      'another text',
      () =>
        bundle(
          new Map([
            ...bag(payload()),
            [text, Buffer.from('x'.repeat(bag(payload()).get(text)?.byteLength ?? 0))],
          ]),
        ),
      text,
    ],
  ],
  tagmanifest: [
    [
      'another bag-info',
      () =>
        bundle(
          new Map([
            ...bag(payload()),
            [
              'bag-info.txt',
              Buffer.concat([bag(payload()).get('bag-info.txt') ?? zeros(0), Buffer.from('X: y\n')]),
            ],
          ]),
        ),
      'bag-info.txt',
    ],
    ['a manifest that is not listed', () => bundle(bag(payload(), { 'tagmanifest-sha256.txt': '' }))],
    ['payload in it', () => bundle(bag(payload(), { 'tagmanifest-sha256.txt': `${digest('')}  data/x\n` }))],
  ],
  'payload-oxum': [
    ['other bytes', () => bundle(bag(payload(), { 'bag-info.txt': 'Payload-Oxum: 1.1\n' })), 'bag-info.txt'],
    ['none', () => bundle(bag(payload(), { 'bag-info.txt': 'Source-Organization: x\n' }))],
    ['two', () => bundle(bag(payload(), { 'bag-info.txt': 'Payload-Oxum: 1.1\nPayload-Oxum: 1.2\n' }))],
  ],
} satisfies Partial<Record<BundleRule, Case[]>>;
