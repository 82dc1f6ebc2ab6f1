import type { OpenedLibrary } from '#core/library/opened-library';
import type { KeySafe } from '#core/platform';
import { openersOf } from '#core/seal/office-key';

/** Asks for our identities when a file needs them: keys as they are in the library by then. */
export function ourOpeners(safe: KeySafe, library: OpenedLibrary): () => Promise<string[]> {
  return async () => openersOf(safe, (await library.files.office()) ?? library.office);
}
