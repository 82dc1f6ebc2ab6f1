import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { inspectLibrary } from '#core/library/open-library';
import { openFiles, type OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { testPlatform } from '#tests/support/test-platform';

/** Opens the files of a library in a folder without a core around them. */
export function openedLibrary(root: string, fileSystem: FileSystem = nodeFileSystem): Promise<OpenedLibrary> {
  return openedOn(testPlatform({ fileSystem }), root);
}

/** As `openedLibrary`, on a platform of the test's own. */
export async function openedOn(platform: Platform, root: string): Promise<OpenedLibrary> {
  const found = await inspectLibrary(nodeFileSystem, root);
  if (found.type !== 'library') throw new Error(JSON.stringify(found));
  return openFiles(platform, root, found.file, false, () => undefined);
}
