import { createHash } from 'node:crypto';
import { decodePlainText } from '#core/extraction/decode-plain-text';
import {
  type Effort,
  type Extracted,
  type ExtractInput,
  type FoundText,
  Unreadable,
  unread,
} from '#core/extraction/extraction';
import { type FileKind, kindOfFile } from '#core/extraction/kind-of-file';
import { readPdf } from '#core/extraction/read-pdf';
import { readSheets } from '#core/extraction/read-sheets';
import { readWord } from '#core/extraction/read-word';
import { nodeFileSystem } from '#core/files/node-file-system';

/** Bytes of a file that are read at a time. */
const chunk = 4 * 1024 ** 2;

const readers: Record<FileKind, (bytes: Buffer, effort: Effort) => FoundText | Promise<FoundText>> = {
  word: (bytes) => readWord(bytes),
  sheets: (bytes) => readSheets(bytes),
  pdf: readPdf,
  plain: decodePlainText,
};

/** The text of a file by what it is, whatever its name says, or the reason why there is none. */
export async function extractText(input: ExtractInput): Promise<Extracted> {
  const { name, mostText, enough } = input;
  try {
    const bytes = await readWhole(input);
    const spent = (): boolean => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000 > enough;
    };
    const kind = await kindOfFile(bytes, name);
    const { text, note } = await readers[kind](bytes, { mostText, spent });
    const tidied = tidy(text.slice(0, mostText));
    if (!/[\p{L}\p{N}]/u.test(tidied)) return unread('no-text');
    const cut = text.length > mostText ? 'long-text' : null;
    return { type: 'text', text: tidied, note: cut ?? note ?? null };
  } catch (error) {
    // Parsers say in many ways that a file is not what they expect.
    return unread(error instanceof Unreadable ? error.reason : 'damaged');
  }
}

/** Fails unless it is the very file that was attached. */
async function readWhole({ path, sha256, mostBytes }: ExtractInput): Promise<Buffer> {
  const found = await nodeFileSystem.information(path);
  if (found?.kind !== 'file') throw new Unreadable('missing');
  if (found.bytes === 0) throw new Unreadable('empty');
  if (found.bytes > mostBytes) throw new Unreadable('too-big');
  const bytes = Buffer.alloc(found.bytes);
  const file = await nodeFileSystem.open(path);
  try {
    for (let at = 0; at < bytes.length; at += chunk)
      bytes.set(await file.read(at, Math.min(chunk, bytes.length - at)), at);
  } finally {
    await file.close();
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Unreadable('changed');
  return bytes;
}

/** Lines without needless blanks; what no text has (control characters, halves of letters) is gone. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
