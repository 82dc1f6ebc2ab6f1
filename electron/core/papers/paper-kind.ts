import { pictureFacts } from '#core/papers/picture-size';
import type { SignedFile } from '#shared/model/issue';

/** What a file is that is handed in, or arrives, as a paper. */
export interface PaperKind {
  readonly mediaType: SignedFile['mediaType'];
  /** As far as its end tells. */
  readonly isWhole: boolean;
}

/** What the name of a paper ends with: a file that is a PDF to us may be a script to the system, by its name. */
export const paperEndings: Readonly<Record<PaperKind['mediaType'], RegExp>> = {
  'application/pdf': /\.pdf$/,
  'image/jpeg': /\.jpe?g$/,
  'image/png': /\.png$/,
};

/**
 * What its bytes say of a paper, whatever its name says; undefined where it is no PDF, JPEG or PNG. Scanners' habits are let
 * pass that every reader puts up with: bytes before a PDF's header, padding and more behind the end.
 */
export function paperKind(bytes: Uint8Array): PaperKind | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPdf(file)) return { mediaType: 'application/pdf', isWhole: isWholePdf(file) };
  const picture = pictureFacts(bytes)?.type;
  if (picture === 'png') return { mediaType: 'image/png', isWhole: isWholePng(file) };
  if (picture === 'jpg') return { mediaType: 'image/jpeg', isWhole: isWholeJpeg(file) };
  return undefined;
}

/** Readers look this far for the header and for the end (ISO 32000-1, annex H.3.4.1 and H.3.4.4). */
const pdfEdge = 1_024;
const pdfHeader = /%PDF-\d/;
/** Byte order marks, blanks and zeros. */
const nothing = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\0\s])+/;
/** What files of other kinds begin with that may have a PDF, or the word of one, inside: markup, archives, Office documents, RTF, programs, pictures. */
const otherKinds = [
  ...[
    '<',
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0',
    '{\\rtf',
    'MZ',
    '\x7fELF',
    '#!',
    'Rar!',
    '7z\xbc\xaf',
    '\x1f\x8b',
  ],
  ...['GIF8', 'BM', '\x89PNG', '\xff\xd8\xff', 'II*\0', 'MM\0*', 'RIFF'],
];
/** Markup that does not begin at the first byte. */
const markup = /<(?:!doctype|html|head|body|script|svg|\?xml)/i;

/** A PDF's header, and in front of it nothing that makes it a file of another kind: printers and mail put their own lines there. */
function isPdf(file: Buffer): boolean {
  const head = file.toString('latin1', 0, pdfEdge);
  const at = head.search(pdfHeader);
  if (at < 0) return false;
  const before = head.slice(0, at).replace(nothing, '');
  return !otherKinds.some((kind) => before.startsWith(kind)) && !markup.test(before);
}

function isWholePdf(file: Buffer): boolean {
  let end = file.byteLength;
  // Some fill their last block with zeros.
  while (end > 0 && (file[end - 1] === 0 || file[end - 1] === 0x20)) end -= 1;
  const tail = file.toString('latin1', Math.max(0, end - pdfEdge), end);
  // Every PDF has indirect objects, also where they are packed (7.3.10, 7.5.7).
  return /%%EOF|startxref\s+\d/.test(tail) && file.includes('endobj');
}

/** PNG (second edition), 5.6: the last chunk, which has no data and always the same check. */
const pngEnd = Buffer.from('0000000049454e44ae426082', 'hex');
const isWholePng = (file: Buffer): boolean => file.includes(pngEnd);

/**
 * ITU-T T.81, B.1.1.2 and B.1.1.3: behind the start of the scan an end of image, which cannot occur within its data. One in front
 * of it is that of a small picture in the camera's notes. Cameras and scanners write more behind the end.
 */
function isWholeJpeg(file: Buffer): boolean {
  for (let at = 2; at + 4 <= file.byteLength; at += 2 + file.readUInt16BE(at + 2)) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1; // fill bytes
    if (file[at] !== 0xff || at + 4 > file.byteLength) return false;
    if (file[at + 1] === 0xda) return file.includes(Buffer.of(0xff, 0xd9), at);
  }
  return false;
}
