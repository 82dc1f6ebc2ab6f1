import type { BundleRule } from '#core/bundle/bundle-rules';
import {
  bag,
  bundle,
  bundleJsonOf,
  digest,
  payload,
  payloadWith,
  practiceFiles,
  practiceId,
  record,
  secondId,
} from '#tests/support/bag-builder';
import {
  type Case,
  at,
  mebi,
  payloadWithText,
  picture,
  randomText,
  recorded,
  replaced,
  text,
  withFile,
} from '#tests/core/bundle/cases';

const age = (rest: string): Buffer => Buffer.from(`age-encryption.org/v1\n${rest}`);

/** Bags that are well made and bundles that are not. */
export const parcelCases = {
  'bundle-json': [
    [
      'missing',
      () => bundle(bag(new Map([...payload()].filter(([path]) => path !== 'data/bundle.json')))),
      'data/bundle.json',
    ],
    ['no JSON', () => bundle(bag(replaced('data/bundle.json', '{'))), 'data/bundle.json'],
    ['null', () => bundle(bag(replaced('data/bundle.json', 'null')))],
    [
      'no number',
      () => bundle(bag(replaced('data/bundle.json', bundleJsonOf(payload(), { number: 'hai' })))),
    ],
    [
      'an id that is a path',
      () =>
        bundle(
          bag(
            replaced(
              'data/bundle.json',
              bundleJsonOf(payload(), {
                practices: [{ id: '../..', revision: digest(''), title: '', language: 'vi' }],
              }),
            ),
          ),
        ),
    ],
    [
      '5 MiB',
      () =>
        bundle(
          bag(replaced('data/bundle.json', bundleJsonOf(payload(), { foreword: randomText(5 * mebi) }))),
        ),
    ],
    [
      '__proto__',
      () => bundle(bag(replaced('data/bundle.json', '{"__proto__": {"format": "1.0"}, "constructor": 1}'))),
    ],
  ],
  version: [
    [
      'a bundle of version 2',
      () => bundle(bag(replaced('data/bundle.json', '{"format": "2.0", "anything": []}'))),
      'data/bundle.json',
    ],
    ['a practice of version 2', () => bundle(bag(payloadWith({ fields: { format: '2.1' } }))), text],
  ],
  practices: [
    [
      '2,001 of them',
      () => {
        const one = { revision: digest(''), title: '', language: 'vi' };
        const practices = Array.from({ length: 2_001 }, (_, n) => ({
          ...one,
          id: `0193e4a0-0000-7000-8000-${String(n).padStart(12, '0')}`,
        }));
        return bundle(bag(replaced('data/bundle.json', bundleJsonOf(payload(), { practices }))));
      },
    ],
  ],
  'practice-twice': [
    [
      'listed twice',
      () => {
        const one = { id: practiceId, revision: digest(''), title: '', language: 'vi' };
        return bundle(bag(replaced('data/bundle.json', bundleJsonOf(payload(), { practices: [one, one] }))));
      },
    ],
  ],
  'practice-missing': [
    [
      'listed and not there',
      () => {
        const practices = [{ id: secondId, revision: digest(''), title: '', language: 'vi' }];
        return bundle(bag(replaced('data/bundle.json', bundleJsonOf(new Map(), { practices }))));
      },
      `data/practices/${secondId}`,
    ],
  ],
  'practice-unlisted': [
    ['there and not listed', () => bundle(bag(new Map([...payload(), ...practiceFiles(secondId)])))],
    ['a file among the practices', () => withFile('data/practices/x.exe', 'x'), 'data/practices/x.exe'],
  ],
  'practice-file': [
    ['work.json', () => withFile(`${at}/work.json`, '{}'), `${at}/work.json`],
    [
      'an attachment that no record lists',
      () => withFile(`${at}/attachments/virus.exe`, 'x'),
      `${at}/attachments/virus.exe`,
    ],
    ['history', () => withFile(`${at}/history/x/practice.md`, 'x')],
  ],
  record: [
    [
      'missing',
      () => bundle(bag(new Map([...payload()].filter(([path]) => !path.endsWith('record.sha256'))))),
      `${at}/record.sha256`,
    ],
    ['empty', () => bundle(bag(recorded('')))],
    [
      'with CRLF',
      () => bundle(bag(recorded(record(practiceFiles(practiceId), at).replaceAll('\n', '\r\n')))),
    ],
    [
      'unsorted',
      () =>
        bundle(
          bag(
            recorded(record(practiceFiles(practiceId), at).trimEnd().split('\n').reverse().join('\n') + '\n'),
          ),
        ),
    ],
    ['a path upwards', () => bundle(bag(recorded(`${digest('')}  ../practice.md\n`)))],
    [
      'itself',
      () => bundle(bag(recorded(`${record(practiceFiles(practiceId), at)}${digest('')}  record.sha256\n`))),
    ],
  ],
  'record-missing': [
    [
      'a file that is not there',
      () =>
        bundle(
          bag(
            recorded(
              `${digest('')}  attachments/x.png\n${record(practiceFiles(practiceId, { attachments: {} }), at)}`,
            ),
          ),
        ),
      `${at}/attachments/x.png`,
    ],
  ],
  'record-digest': [
    [
      'another text',
      () => bundle(bag(replaced(text, practiceFiles(practiceId, { body: 'x' }).get(text) ?? ''))),
      text,
    ],
    ['another attachment', () => bundle(bag(replaced(picture, 'pictura'))), picture],
  ],
  revision: [
    [
      'not that of bundle.json',
      () => {
        const practices = [{ id: practiceId, revision: digest('x'), title: '', language: 'vi' }];
        return bundle(bag(replaced('data/bundle.json', bundleJsonOf(payload(), { practices }))));
      },
      `${at}/record.sha256`,
    ],
  ],
  seal: [
    [
      '5 KiB',
      () => withFile(`${at}/record.sha256.minisig`, 'x'.repeat(5_000)),
      `${at}/record.sha256.minisig`,
    ],
  ],
  'text-bytes': [
    ['6 MiB', () => bundle(bag(payloadWith({ body: randomText(6 * mebi) }))), text],
    [
      'front matter of 140,000 characters',
      () => bundle(bag(payloadWith({ fields: { notes: randomText(140_000) } }))),
      text,
    ],
  ],
  'front-matter': [
    ['none', () => bundle(bag(payloadWithText('Không có phần đầu\n'))), text],
    ['no YAML', () => bundle(bag(payloadWithText('---\na: [\n---\n'))), text],
    [
      'not UTF-8',
      () =>
        bundle(
          bag(payloadWithText(Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0x0a, 0x2d, 0x2d, 0x2d, 0x0a]))),
        ),
      text,
    ],
    ['no origin', () => bundle(bag(payloadWith({ fields: { origin: undefined } }))), text],
    [
      'an attachment with a path',
      () =>
        bundle(
          bag(
            payloadWith({
              fields: {
                attachments: [{ file: '../x', title: '', mediaType: '', bytes: 1, sha256: digest('') }],
              },
            }),
          ),
        ),
      text,
    ],
    [
      'a bomb of aliases',
      () =>
        bundle(
          bag(
            payloadWithText(
              `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
                .split('')
                .map(
                  (key, n) =>
                    `${key}: &${key} [${Array(9)
                      .fill(`*${'abcdefghi'[n] ?? 'a'}`)
                      .join(',')}]`,
                )
                .join('\n')}\n---\n`,
            ),
          ),
        ),
      text,
    ],
  ],
  'practice-id': [
    ['another one inside', () => bundle(bag(payloadWith({ fields: { id: secondId } }))), text],
    ['in capitals', () => bundle(bag(payload(practiceFiles('0193E4A0-0000-7000-8000-00000000000A'))))],
  ],
  sample: [['a sample', () => bundle(bag(payloadWith({ fields: { sample: true } }))), text]],
  locked: [
    [
      'an age file with a work factor of gigabytes',
      () => age('-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n'),
    ],
    ['an age file for very many keys', () => age(`${'-> X25519 AAAA\nAAAA\n'.repeat(300)}--- AAAA\n`)],
    ['an age file whose header has no end', () => age('-> X25519 AAAA\n')],
  ],
  sharing: [
    ['internal', () => bundle(bag(payloadWith({ fields: { sharing: { scope: 'internal' } } }))), text],
    [
      'for named offices, in a bundle for everybody',
      () => bundle(bag(payloadWith({ fields: { sharing: { scope: 'named', offices: ['Sở A'] } } }))),
      text,
    ],
  ],
  'attachment-list': [
    ['not in the front matter', () => bundle(bag(payloadWith({ fields: { attachments: [] } }))), picture],
    [
      'not in the record',
      () =>
        bundle(
          bag(
            payloadWith({
              attachments: {},
              fields: {
                attachments: [{ file: 'x.png', title: '', mediaType: '', bytes: 0, sha256: digest('') }],
              },
            }),
          ),
        ),
      `${at}/attachments/x.png`,
    ],
    [
      'listed twice',
      () => {
        const one = { file: 'anh.png', title: '', mediaType: '', bytes: 7, sha256: digest('picture') };
        return bundle(bag(payloadWith({ fields: { attachments: [one, one] } })));
      },
      picture,
    ],
  ],
  'attachment-digest': [
    [
      'another size',
      () =>
        bundle(
          bag(
            payloadWith({
              fields: {
                attachments: [
                  { file: 'anh.png', title: '', mediaType: '', bytes: 8, sha256: digest('picture') },
                ],
              },
            }),
          ),
        ),
      picture,
    ],
    [
      'another digest',
      () =>
        bundle(
          bag(
            payloadWith({
              fields: {
                attachments: [{ file: 'anh.png', title: '', mediaType: '', bytes: 7, sha256: digest('') }],
              },
            }),
          ),
        ),
      picture,
    ],
  ],
} satisfies Partial<Record<BundleRule, Case[]>>;
