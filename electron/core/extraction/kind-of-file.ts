import { type Entry, fromBuffer } from 'yauzl';
import { Unreadable } from '#core/extraction/extraction';
import { endingOf } from '#shared/model/file-kind';

export type FileKind = 'word' | 'sheets' | 'pdf' | 'plain';

/** Entries and unpacked bytes of a document; real ones have hundreds and some megabytes. What an archive says may be a lie: memory is limited as well. */
const mostEntries = 10_000;
const mostUnpacked = 256 * 1024 ** 2;
/** A PDF may begin with other bytes, up to here (ISO 32000-1, annex H.3.4.1). */
const pdfStart = 1_024;

/** A zip archive, or one without entries. */
const archive = /^504b(?:0304|0506)/;
const plainEndings = new Set(['txt', 'md', 'csv']);
/** Compound File Binary: Word and Excel until 2003, and newer documents under a password ([MS-OFFCRYPTO] 1.3). */
const compound = 'd0cf11e0a1b11ae1';
const encryptedPart = Buffer.from('EncryptedPackage', 'utf16le');

/** What a file is by its bytes; by its name only where they say nothing. Fails with `Unreadable`. */
export async function kindOfFile(bytes: Buffer, name: string): Promise<FileKind> {
  if (bytes.subarray(0, pdfStart).includes('%PDF-')) return 'pdf';
  if (archive.test(bytes.toString('hex', 0, 4))) return kindOfArchive(bytes);
  if (bytes.toString('hex', 0, 8) === compound)
    throw new Unreadable(bytes.includes(encryptedPart) ? 'password' : 'old-format');
  const ending = endingOf(name);
  if (plainEndings.has(ending)) return 'plain';
  throw new Unreadable(['pdf', 'docx', 'xlsx'].includes(ending) ? 'damaged' : 'unsupported');
}

async function kindOfArchive(bytes: Buffer): Promise<FileKind> {
  let kind: FileKind | undefined;
  let unpacked = 0;
  for (const { fileName, uncompressedSize, generalPurposeBitFlag } of await entriesOf(bytes)) {
    if ((generalPurposeBitFlag & 1) !== 0) throw new Unreadable('password');
    unpacked += fileName.endsWith('.xml') ? uncompressedSize : 0;
    if (fileName === 'word/document.xml') kind = 'word';
    if (fileName === 'xl/workbook.xml') kind = 'sheets';
  }
  if (unpacked > mostUnpacked) throw new Unreadable('too-big');
  if (!kind) throw new Unreadable('unsupported');
  return kind;
}

function entriesOf(bytes: Buffer): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      if (zip.entryCount > mostEntries) {
        reject(new Unreadable('too-big'));
        return;
      }
      const entries: Entry[] = [];
      zip.on('error', reject);
      zip.on('end', () => {
        resolve(entries);
      });
      zip.on('entry', (entry: Entry) => {
        entries.push(entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}
