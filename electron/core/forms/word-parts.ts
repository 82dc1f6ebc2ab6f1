import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { FormUnreadable } from '#core/forms/form-unreadable';

/** Unpacked bytes of one part and of all parts that are read: real forms have some hundred kilobytes. */
const mostOfOne = 48 * 1024 ** 2;
const mostOfAll = 96 * 1024 ** 2;
const mostEntries = 5_000;

const read =
  /^(?:word\/(?:document|styles|numbering|footnotes|endnotes|comments|(?:header|footer)\d*)\.xml|word\/_rels\/document\.xml\.rels|\[Content_Types\]\.xml)$/;
const archive = '504b0304';
/** Compound File Binary: Word until 2003, and newer documents under a password ([MS-OFFCRYPTO] 1.3). */
const compound = 'd0cf11e0a1b11ae1';
const encryptedPart = Buffer.from('EncryptedPackage', 'utf16le');

/** The parts of a Word file that say something, by name. Fails with `FormUnreadable` for what is no plain .docx. */
export async function wordParts(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const start = bytes.toString('hex', 0, 8);
  if (start === compound) throw new FormUnreadable(bytes.includes(encryptedPart) ? 'password' : 'old-format');
  if (!start.startsWith(archive)) throw new FormUnreadable('not-word');
  const parts = await unpack(bytes);
  const types = parts.get('[Content_Types].xml') ?? '';
  if (/vbaProject|macroEnabled/i.test(types)) throw new FormUnreadable('macros');
  if (!parts.has('word/document.xml')) throw new FormUnreadable('not-word');
  return parts;
}

function unpack(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error instanceof FormUnreadable ? error : new FormUnreadable('damaged'));
    };
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) fail(error);
      else if (zip.entryCount > mostEntries) fail(new FormUnreadable('too-big'));
      else unpackAll(zip).then(resolve, fail);
    });
  });
}

async function unpackAll(zip: ZipFile): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  let total = 0;
  for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw new FormUnreadable('password');
    if (/(?:^|\/)vbaProject\.bin$/i.test(entry.fileName)) throw new FormUnreadable('macros');
    if (!read.test(entry.fileName)) continue;
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > mostOfOne || total > mostOfAll) throw new FormUnreadable('too-big');
    parts.set(entry.fileName, await contentOf(zip, entry));
  }
  return parts;
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      zip.removeAllListeners();
      done();
    };
    zip.on('error', (error: Error) => {
      settle(() => {
        reject(error);
      });
    });
    zip.on('end', () => {
      settle(() => {
        resolve(undefined);
      });
    });
    zip.on('entry', (entry: Entry) => {
      settle(() => {
        resolve(entry);
      });
    });
    zip.readEntry();
  });
}

/** yauzl ends a part that is longer than it says. */
function contentOf(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else gather(stream).then(resolve, reject);
    });
  });
}

async function gather(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
