import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type BundleRule, bundleRules } from '#core/bundle/bundle-rules';
import { toFailure } from '#shared/failure';
import {
  bag,
  bundle,
  bundleJsonOf,
  digest,
  entriesOf,
  type Files,
  folder,
  payload,
  payloadWith,
  practiceFiles,
  practiceId,
  record,
  secondId,
} from '#tests/support/bag-builder';
import { newOffice, receiveFile } from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

const at = `data/practices/${practiceId}`;
const text = `${at}/practice.md`;
const picture = `${at}/attachments/anh.png`;
const mebi = 1024 * 1024;

/** A bundle with one more entry. */
const plus = (...more: (string | RawEntry)[]): Buffer =>
  bundle(
    undefined,
    {},
    more.map((entry) => (typeof entry === 'string' ? { name: entry, data: 'x' } : entry)),
  );
const inside = (name: string): string => `${folder}/${name}`;
/** A bundle whose payload has one more file, listed in its manifest. */
const withFile = (path: string, content: string): Buffer =>
  bundle(bag(new Map([...payload(), [path, Buffer.from(content)]])));
/** A bundle in which single files of the payload are others, everything around them fitting. */
const replaced = (path: string, content: string | Buffer): Files =>
  new Map([...payload(), [path, Buffer.from(content)]]);
const manifest = (change: (text: string) => string): Buffer => {
  const made = bag(payload()).get('manifest-sha256.txt')?.toString() ?? '';
  return bundle(bag(payload(), { 'manifest-sha256.txt': change(made) }));
};
/** A payload whose practice has this record; bundle.json fits it. */
const recorded = (content: string): Files => {
  const files = new Map([
    ...practiceFiles(practiceId),
    [`${at}/record.sha256`, Buffer.from(content)] as const,
  ]);
  return files.set('data/bundle.json', bundleJsonOf(files));
};
const unicodePath = (name: string): Buffer => {
  const field = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)]);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(field.byteLength, 2);
  return Buffer.concat([head, field]);
};
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

type Case = [what: string, make: () => Buffer, where?: string];

/** One bundle or more for every rule. Where `where` is given, the refusal must name it. */
const cases: Record<Exclude<BundleRule, 'quarantine-changed'>, Case[]> = {
  'not-a-zip': [
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('Kính gửi')],
    ['a PDF', () => Buffer.from(`%PDF-1.7${'x'.repeat(100_000)}`)],
  ],
  'zip-damaged': [
    ['half of it', () => bundle().subarray(0, 900)],
    ['a byte after the end', () => Buffer.concat([bundle(), Buffer.from('x')])],
    ['a directory that ends too early', () => bundle(undefined, {}, [], { count: 2 })],
    ['a directory that says to be longer', () => bundle(undefined, {}, [], { count: 40 })],
    [
      'bytes between directory and end',
      () => bundle(undefined, {}, [], { gap: Buffer.from('PK\u0001\u0002') }),
    ],
    ['a header beyond the file', () => bundle(undefined, { [text]: { headerStart: 0x7fffffff } })],
    [
      'data beyond the file',
      () => bundle(undefined, { [picture]: { packedBytes: 900_000, bytes: 900_000 } }),
    ],
    [
      'an extra field longer than there is',
      () => bundle(undefined, { [text]: { extra: Buffer.from([1, 0, 200, 0]) } }),
    ],
  ],
  encrypted: [
    ['an encrypted entry', () => bundle(undefined, { [text]: { flags: 0x801 } }), inside(text)],
    ['strong encryption', () => bundle(undefined, { [text]: { flags: 0x841 } })],
    ['an age file', () => Buffer.from(`age-encryption.org/v1\n-> X25519 ${'x'.repeat(500)}`)],
  ],
  method: [
    ['LZMA', () => bundle(undefined, { [text]: { method: 14, packed: Buffer.from('x') } }), inside(text)],
    ['Deflate64', () => bundle(undefined, { [text]: { method: 9, packed: Buffer.from('x') } }), inside(text)],
  ],
  link: [
    [
      'a symbolic link',
      () => bundle(undefined, { [picture]: { attributes: 0o120777 << 16 } }),
      inside(picture),
    ],
    [
      'a link that says it is from DOS',
      () => plus({ name: inside('l'), data: '/etc', attributes: 0o120777 << 16 }),
    ],
    ['a device', () => plus({ name: inside('dev'), attributes: 0o060644 << 16 }), inside('dev')],
    ['a pipe', () => plus({ name: inside('pipe'), attributes: 0o010644 << 16 }), inside('pipe')],
    [
      'a folder without a slash',
      () => plus({ name: inside('dir'), attributes: 0o040755 << 16 }),
      inside('dir'),
    ],
  ],
  entries: [
    ['20,001 of them', () => plus(...Array.from({ length: 20_001 }, (_, n) => inside(`x/${String(n)}`)))],
  ],
  'total-bytes': [
    [
      'three entries of 1.9 GiB by their own word',
      () =>
        plus(
          ...[1, 2, 3].map((n) => ({
            name: inside(`big${String(n)}`),
            method: 8,
            packed: Buffer.from('x'),
            packedBytes: 1900 * mebi,
            bytes: 1900 * mebi,
          })),
        ),
    ],
  ],
  'entry-bytes': [
    [
      'an entry of 3 GiB by its own word',
      () => plus({ name: inside('big'), packedBytes: 3000 * mebi, bytes: 3000 * mebi }),
      inside('big'),
    ],
  ],
  ratio: [
    [
      '2 MiB of zeros',
      () => plus({ name: inside('zeros'), data: zeros(2 * mebi), method: 8 }),
      inside('zeros'),
    ],
    [
      'many small ones',
      () =>
        plus(
          ...Array.from({ length: 70 }, (_, n) => ({
            name: inside(String(n)),
            data: zeros(mebi),
            method: 8,
          })),
        ),
    ],
  ],
  'name-encoding': [
    [
      'bytes that are not UTF-8',
      () => plus({ name: Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc3, 0x28])]) }),
    ],
    [
      'an overlong slash',
      () => plus({ name: Buffer.concat([Buffer.from(`${folder}/..`), Buffer.from([0xc0, 0xaf])]) }),
    ],
    [
      'a second name',
      () => bundle(undefined, { [text]: { extra: unicodePath('../../etc/passwd') } }),
      inside(text),
    ],
  ],
  'name-control': [
    ['NUL', () => plus(inside('a\0.png'))],
    ['a line break', () => plus(inside('a\nb'))],
    ['a mark that turns the direction of writing', () => plus(inside('a\u202egnp.exe'))],
    ['a zero-width space', () => plus(inside('a\u200b'))],
  ],
  'name-backslash': [
    ['as a separator', () => plus(`${folder}\\data\\x`), `${folder}\\data\\x`],
    ['to the folder above', () => plus(`${folder}/..\\..\\x`)],
  ],
  'name-unc': [
    ['with slashes', () => plus('//server/share/x'), '//server/share/x'],
    ['with backslashes', () => plus('\\\\server\\share\\x')],
    ['to devices', () => plus('\\\\?\\C:\\x')],
  ],
  'name-drive': [
    ['a drive', () => plus('C:/Windows/x'), 'C:/Windows/x'],
    ['relative to a drive', () => plus('c:x')],
  ],
  'name-absolute': [['from the root', () => plus('/etc/passwd'), '/etc/passwd']],
  'name-parent': [
    ['two levels up', () => plus('../../x'), '../../x'],
    ['inside', () => plus(inside('data/../../x'))],
    ['at the end', () => plus(`${folder}/..`)],
  ],
  'name-empty-part': [
    ['two slashes', () => plus(inside('data//x'))],
    ['a full stop', () => plus(inside('./x'))],
    ['no name', () => plus({ name: '' })],
  ],
  'name-character': [
    ['an alternate stream', () => plus(inside('data/x.png:evil.exe'))],
    ['a question mark', () => plus(inside('x?'))],
    ['a pipe', () => plus(inside('x|y'))],
  ],
  'name-trailing': [
    ['a full stop', () => plus(inside('x.')), inside('x.')],
    ['a space', () => plus(inside('x ')), inside('x ')],
    ['three full stops', () => plus(inside('.../x'))],
    ['a folder with a space', () => plus(inside('data /x'))],
  ],
  'name-device': [
    ['CON', () => plus(inside('CON')), inside('CON')],
    ['with an ending', () => plus(inside('nul.tar.gz'))],
    ['as a folder', () => plus(inside('Com1/x'))],
    ['with a small figure', () => plus(inside('lpt\u00b9.txt'))],
    ['with a space before the ending', () => plus(inside('aux .txt'))],
  ],
  'name-length': [
    ['a part of 201 bytes', () => plus(inside('x'.repeat(201)))],
    ['401 bytes', () => plus(inside(`${'x'.repeat(190)}/${'y'.repeat(190)}/z`))],
    ['20 folders', () => plus(inside('a/'.repeat(20)))],
  ],
  'name-collision': [
    ['by case', () => plus(inside('data/INDEX.html')), inside('data/INDEX.html')],
    ['by case of a folder', () => plus(inside('Data/x'))],
    ['by Unicode form', () => plus(inside('ề'), inside('e\u0302\u0300'))],
    ['a file that is a folder', () => plus(inside('data')), inside('data')],
    ['a folder that is a file', () => plus(inside('bagit.txt/x'))],
    ['a long s', () => plus(inside('\u017f'), inside('S'))],
  ],
  'duplicate-entry': [['the text twice', () => plus({ name: inside(text), data: 'other' }), inside(text)]],
  'outside-bag': [
    ['a file beside the bag', () => plus('readme.txt'), 'readme.txt'],
    ['two bags', () => plus('other/bagit.txt'), 'other/bagit.txt'],
    ['no bag', () => buildZip([])],
    ['no folder', () => buildZip([...bag(payload())].map(([name, data]) => ({ name, data })))],
  ],
  'header-mismatch': [
    [
      'another name',
      () => bundle(undefined, { [text]: { local: { name: inside('data/evil.exe') } } }),
      inside(text),
    ],
    ['another size', () => bundle(undefined, { [picture]: { local: { bytes: 9 } } }), inside(picture)],
    [
      'another packed size',
      () => bundle(undefined, { [picture]: { local: { packedBytes: 9 } } }),
      inside(picture),
    ],
    ['another checksum', () => bundle(undefined, { [picture]: { local: { crc: 9 } } }), inside(picture)],
    ['another method', () => bundle(undefined, { [picture]: { local: { method: 8 } } }), inside(picture)],
    [
      'encrypted in front only',
      () => bundle(undefined, { [picture]: { local: { flags: 0x801 } } }),
      inside(picture),
    ],
  ],
  overlap: [
    ['two entries with one header', () => plus({ name: inside('bagit.txt2'), headerStart: 0 })],
    [
      'an entry inside the data of another',
      () => {
        const inner = buildZip([{ name: inside('inner'), data: 'x' }]);
        const outer: RawEntry = { name: inside('outer'), data: inner };
        return buildZip([
          outer,
          { name: inside('inner'), data: 'x', headerStart: 30 + Buffer.byteLength(inside('outer')) },
        ]);
      },
    ],
    [
      'data that reaches into the directory',
      () => {
        const last: RawEntry = { name: inside('z'), data: 'x', packedBytes: 60, bytes: 60 };
        return plus(last);
      },
    ],
  ],
  size: [
    [
      'more than declared',
      () => bundle(undefined, { [text]: { method: 8, packed: deflateRawSync(zeros(5 * mebi)) } }),
      inside(text),
    ],
    [
      'less than declared',
      () => bundle(undefined, { [text]: { method: 8, packed: deflateRawSync(Buffer.from('x')) } }),
      inside(text),
    ],
    [
      'bytes behind the packed data',
      () => {
        const content = bag(payload()).get(text) ?? Buffer.alloc(0);
        return bundle(undefined, {
          [text]: { method: 8, packed: Buffer.concat([deflateRawSync(content), Buffer.from('hidden')]) },
        });
      },
      inside(text),
    ],
    ['stored with two sizes', () => bundle(undefined, { [picture]: { bytes: 8 } }), inside(picture)],
    ['a folder with content', () => plus({ name: inside('dir/'), data: 'x' }), inside('dir/')],
  ],
  data: [
    [
      'no deflate at all',
      () => bundle(undefined, { [text]: { method: 8, packed: Buffer.from([0xff, 0xff, 0xff]) } }),
      inside(text),
    ],
    [
      'cut off',
      () => {
        const content = bag(payload()).get(text) ?? Buffer.alloc(0);
        return bundle(undefined, { [text]: { method: 8, packed: deflateRawSync(content).subarray(0, 50) } });
      },
      inside(text),
    ],
  ],
  crc: [['of another text', () => bundle(undefined, { [text]: { crc: 1 } }), inside(text)]],
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
  sharing: [
    ['internal', () => bundle(bag(payloadWith({ fields: { sharing: { scope: 'internal' } } }))), text],
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
};

function payloadWithText(content: string | Buffer): Files {
  const files: Files = new Map([[text, Buffer.from(content)]]);
  files.set(`${at}/record.sha256`, Buffer.from(record(files, at)));
  return files.set('data/bundle.json', bundleJsonOf(files));
}

/** Text that does not pack so well that it is taken for a bomb. */
function randomText(characters: number): string {
  let state = 1;
  return Array.from({ length: Math.ceil(characters / 8) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state.toString(36).padStart(8, '0').slice(0, 8);
  }).join('');
}

const all = Object.entries(cases).flatMap(([rule, list]) =>
  list.map(([what, make, where]) => ({ rule, what, make, where })),
);

describe('hostile bundles', () => {
  it('has a bundle for every rule', () => {
    expect([...Object.keys(cases), 'quarantine-changed'].sort()).toEqual(Object.keys(bundleRules).sort());
    expect(all.filter(({ make }) => typeof make !== 'function')).toEqual([]);
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
              ['data/statements/x.json', Buffer.from('{}')],
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
  it.each(accepted)('accepts %s', async (_what, make) => {
    const office = await newOffice();
    const path = join(temporaryFolder(), 'gói.zip');
    writeFileSync(path, make());
    await expect(receiveFile(office, path)).resolves.toMatchObject({ seal: 'none' });
  });
});
