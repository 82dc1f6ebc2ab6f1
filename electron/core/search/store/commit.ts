import { join } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';

/** Grows with every change of the files, of the analysis, or of what is indexed: what an older program wrote is made anew. */
const version = 3;

const commitSchema = z.object({
  version: z.literal(version),
  libraryId: z.string(),
  segments: z.array(
    z.object({
      name: z.string().regex(/^[\w-]+$/),
      /** Documents that were deleted or replaced after the segment was written, ascending. */
      dead: z.array(z.int().min(0)),
    }),
  ),
});

/** Which segments are the index at a moment, and what of them is there no more. */
export type Commit = z.infer<typeof commitSchema>;

export function noCommit(libraryId: string): Commit {
  return { version, libraryId, segments: [] };
}

export const segmentFile = (name: string): string => `${name}.segment`;
export const textFile = (name: string): string => `${name}.texts`;
const commitFile = 'commit.json';

/** The last commit; none where it is missing, damaged, of another version or of another library. */
export async function readCommit(fileSystem: FileSystem, folder: string, libraryId: string): Promise<Commit> {
  try {
    const bytes = await fileSystem.read(join(folder, commitFile));
    const commit = commitSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return commit.libraryId === libraryId ? commit : noCommit(libraryId);
  } catch {
    return noCommit(libraryId);
  }
}

/** All files of a commit. */
export function filesOf({ segments }: Commit): Set<string> {
  return new Set([commitFile, ...segments.flatMap(({ name }) => [segmentFile(name), textFile(name)])]);
}

/** Makes this commit the one that counts. Its segments must be written already. */
export async function writeCommit(fileSystem: FileSystem, folder: string, commit: Commit): Promise<void> {
  await writeAtomically(
    fileSystem,
    join(folder, commitFile),
    new TextEncoder().encode(JSON.stringify(commit)),
  );
}
