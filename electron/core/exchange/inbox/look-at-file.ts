import type { FileSystem } from '#core/files/file-system';
import { temporaryEnding } from '#core/files/atomic-write';

/** What a file in an inbox is by its name: programs that copy give theirs such endings until they are done. */
export function kindByName(name: string): 'parcel' | 'passing' | 'other' {
  const lower = name.toLowerCase();
  const passing = ['.tmp', '.part', '.partial', '.crdownload', '.download', '.opdownload', temporaryEnding];
  if (lower.startsWith('.') || lower.startsWith('~') || ['desktop.ini', 'thumbs.db'].includes(lower))
    return 'passing';
  if (passing.some((ending) => lower.endsWith(ending))) return 'passing';
  return lower.endsWith('.zip') || lower.endsWith('.lantoa') ? 'parcel' : 'other';
}

/** The record that ends every zip archive, without its comment. */
const endBytes = 22;
const endSignature = 0x06054b50;
const longestComment = 0xffff;
/** The line that an age-encrypted file begins with. */
const sealedBeginning = 'age-encryption.org/v1';

/**
 * Whether a file that has come to rest is whole as far as can be seen quickly: a zip archive ends with a record that
 * says where it ends. zip: it does. other: it does not begin as one. unfinished: it begins as one and has no end.
 */
export async function lookAtFile(
  fileSystem: FileSystem,
  path: string,
): Promise<'zip' | 'encrypted' | 'unfinished' | 'other'> {
  const file = await fileSystem.open(path);
  try {
    const start = Buffer.from(await file.read(0, sealedBeginning.length));
    if (start.toString('latin1') === sealedBeginning) return 'encrypted';
    // Room that is kept for a copy, and not written yet, is zeros.
    if (start.every((byte) => byte === 0)) return 'unfinished';
    if (start.toString('latin1', 0, 2) !== 'PK') return 'other';
    const length = Math.min(file.bytes, endBytes + longestComment);
    const tail = Buffer.from(await file.read(file.bytes - length, length));
    for (let at = tail.length - endBytes; at >= 0; at -= 1) {
      if (
        tail.readUInt32LE(at) === endSignature &&
        at + endBytes + tail.readUInt16LE(at + 20) === tail.length
      )
        return 'zip';
    }
    return 'unfinished';
  } finally {
    await file.close();
  }
}
