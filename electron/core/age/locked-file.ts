import { decrypted } from '#core/age/age-file';
import { isAge } from '#core/age/age-header';
import type { FileSystem } from '#core/files/file-system';

const enough = 64;

/**
 * The bytes of a file, or those that are in it where it is encrypted with age; then it fails as `decrypted` does. Nothing
 * but its first bytes tells which: names can be changed.
 */
export async function* plainBytes(
  fileSystem: FileSystem,
  path: string,
  passphrase: string | undefined,
): AsyncGenerator<Uint8Array> {
  const file = await fileSystem.open(path);
  let beginning: Uint8Array;
  try {
    beginning = await file.read(0, Math.min(enough, file.bytes));
  } finally {
    await file.close();
  }
  if (isAge(beginning)) yield* decrypted(fileSystem.stream(path), passphrase);
  else yield* fileSystem.stream(path);
}
