import { decrypted, type Openers } from '#core/age/age-file';
import { isAge } from '#core/age/age-header';
import type { FileSystem } from '#core/files/file-system';
import { Lender, readAhead } from '#core/files/read-ahead';

const enough = 64;

/**
 * The bytes of a file, lent (see `Lender`), or those that are in it where it is encrypted with age; then it fails as
 * `decrypted` does. Nothing but its first bytes tells which: names can be changed.
 */
export async function* plainBytes(
  fileSystem: FileSystem,
  path: string,
  openers: Openers,
): AsyncGenerator<Uint8Array> {
  const file = await fileSystem.open(path);
  try {
    const beginning = await file.read(0, Math.min(enough, file.bytes));
    if (isAge(beginning)) yield* decrypted(fileSystem.stream(path), openers);
    else yield* readAhead(file, 0, Infinity, new Lender());
  } finally {
    await file.close();
  }
}
