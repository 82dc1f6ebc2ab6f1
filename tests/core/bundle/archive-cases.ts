import type { BundleRule } from '#core/bundle/bundle-rules';
import { deflateRawSync } from 'node:zlib';
import { bag, bundle, payload } from '#tests/support/bag-builder';
import { type Case, inside, mebi, picture, plus, text, zeros } from '#tests/core/bundle/cases';
import { buildZip, type RawEntry } from '#tests/support/zip-builder';

/** Archives that break a rule of archives. */
export const archiveCases = {
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
} satisfies Partial<Record<BundleRule, Case[]>>;
