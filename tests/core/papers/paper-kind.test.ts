import { describe, expect, it } from 'vitest';
import { paperKind } from '#core/papers/paper-kind';
import { makePdf } from '#tests/support/pdf';
import { makePng } from '#tests/support/png';
import { buildZip } from '#tests/support/zip-builder';

const pdf = makePdf({ pages: ['05/BC-SKHCN'] });
const png = makePng(8, 8);
const text = (said: string): Buffer => Buffer.from(said, 'latin1');
const marker = (code: number, data: Buffer): Buffer => {
  const head = Buffer.of(0xff, code, 0, 0);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
};
const end = Buffer.of(0xff, 0xd9);
/** The markers of a JPEG (ITU-T T.81, annex B); a camera's has a small picture in its notes (Exif 2.3, 4.5.2). */
function jpeg(notes = Buffer.alloc(0)): Buffer {
  return Buffer.concat([
    ...[Buffer.of(0xff, 0xd8), marker(0xe1, notes)],
    ...[
      marker(0xc0, Buffer.from('08000a000a01011100', 'hex')),
      marker(0xda, Buffer.from('01010000003f', 'hex')),
    ],
    ...[Buffer.from('5aff005a', 'hex'), end],
  ]);
}

describe('what the bytes of a paper say', () => {
  it.each([
    ['a PDF', pdf],
    ['with the mark of its bytes in front', Buffer.concat([text('\xef\xbb\xbf'), pdf])],
    ['with empty lines in front', Buffer.concat([text('\r\n\r\n'), pdf])],
    [
      'with the lines of a printer in front',
      Buffer.concat([text('\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'), pdf]),
    ],
    [
      'with the lines of a mail in front',
      Buffer.concat([text('Content-Type: application/pdf\r\n\r\n'), pdf]),
    ],
    ['filled up to a block with zeros', Buffer.concat([pdf, Buffer.alloc(4_096)])],
    ['with lines behind its end', Buffer.concat([pdf, text('\r\n\x1b%-12345X')])],
    ['signed, with a page as what is attached to it', Buffer.concat([pdf, text('<html>'), pdf])],
  ])('is a whole PDF: %s', (_, bytes) => {
    expect(paperKind(bytes)).toEqual({ mediaType: 'application/pdf', isWhole: true });
  });

  const around = (before: string, behind = ''): Buffer => Buffer.concat([text(before), pdf, text(behind)]);
  it.each([
    ['a page of the web', around('<!-- ', ' -->')],
    ['a page behind empty lines', around('\xef\xbb\xbf\n\n <!DOCTYPE html><body>', '</body>')],
    ['a page behind words', around('Báo cáo <script>alert(1)</script>')],
    ['a picture in SVG', around('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><desc>')],
    ['an archive with a PDF in it', buildZip([{ name: 'a.pdf', data: pdf }])],
    ['an old Word file', around('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['RTF', around('{\\rtf1 ')],
    ['a program', around('MZ\x90\0')],
    ['a picture of another kind', around('GIF89a')],
    ['a scan in TIFF', around('II*\0')],
    ['a word about PDF', text('%PDF-Dateien %%EOF endobj')],
    ['a header too far behind', around('x'.repeat(1_024))],
    ['nothing', Buffer.alloc(0)],
  ])('is no paper: %s', (_, bytes) => {
    expect(paperKind(bytes)).toBeUndefined();
  });

  it('is not whole wherever a PDF was cut off', () => {
    const last = pdf.lastIndexOf('startxref');
    for (let bytes = 8; bytes <= last; bytes += 7)
      expect(paperKind(pdf.subarray(0, bytes)), String(bytes)).toMatchObject({ isWhole: false });
    expect(paperKind(text('%PDF-1.7\n%%EOF\n'))).toMatchObject({ isWhole: false });
  });

  it('is not whole wherever a picture was cut off, be there a small one in its notes', () => {
    const small = Buffer.concat([text('Exif\0\0'), jpeg()]);
    for (const [bytes, mediaType, from] of [
      [png, 'image/png', 33],
      [jpeg(), 'image/jpeg', 30],
      [jpeg(small), 'image/jpeg', 4 + small.byteLength + 30],
    ] as const) {
      expect(paperKind(bytes)).toEqual({ mediaType, isWhole: true });
      expect(paperKind(Buffer.concat([bytes, Buffer.alloc(100_000, 1)]))).toMatchObject({ isWhole: true });
      for (let to = from; to < bytes.byteLength - 4; to += 1)
        expect(paperKind(bytes.subarray(0, to)), `${mediaType} ${String(to)}`).toMatchObject({
          isWhole: false,
        });
    }
  });
});
