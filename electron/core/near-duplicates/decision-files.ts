import { jsonText } from '#core/files/atomic-write';
import { inParallel } from '#core/files/in-parallel';
import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import {
  type NearDuplicateDecision,
  type NearDuplicateFile,
  nearDuplicateFileSchema,
  type Pair,
} from '#shared/model/near-duplicate';

const name = /^[0-9a-f-]{36}_[0-9a-f-]{36}\.json$/;

export function pairKey([one, other]: Pair): string {
  return `${one}_${other}`;
}

/** Undefined where nothing was decided. Fails with `library-damaged` where that cannot be read. */
export function readDecision(
  fileSystem: FileSystem,
  root: string,
  pair: Pair,
): Promise<NearDuplicateFile | undefined> {
  return readLibraryFile(fileSystem, root, layout.nearDuplicate(pairKey(pair)), nearDuplicateFileSchema);
}

/** All that was decided, by the key of the pair; what cannot be read, or is of a later major version, holds nothing up. */
export async function readDecisions({ store }: OpenedLibrary): Promise<Map<string, NearDuplicateFile>> {
  const entries = await store.fileSystem.list(store.at(layout.nearDuplicates));
  const names = entries.flatMap((entry) => (name.test(entry.name) ? [entry.name] : []));
  const files = await inParallel(names, (file) =>
    readLibraryFile(
      store.fileSystem,
      store.root,
      `${layout.nearDuplicates}/${file}`,
      nearDuplicateFileSchema,
    ).catch(() => undefined),
  );
  const major = libraryFormat.split('.')[0];
  return new Map(
    files.flatMap((file) =>
      file && file.format.split('.')[0] === major ? [[pairKey(file.practices), file]] : [],
    ),
  );
}

/** The text of a decision's file; of the decisions before it only the last one is kept. */
export function decisionText(
  practices: Pair,
  decision: NearDuplicateDecision,
  before: NearDuplicateFile | undefined,
): Uint8Array {
  const kept = before && { before: decisionOf(before) };
  return Buffer.from(jsonText({ format: libraryFormat, practices, ...decision, ...kept }));
}

/** What a file says without what it has replaced. */
function decisionOf(file: NearDuplicateFile): NearDuplicateDecision {
  const left = Object.entries(file).filter(([key]) => !['format', 'practices', 'before'].includes(key));
  return Object.fromEntries(left) as NearDuplicateDecision;
}
