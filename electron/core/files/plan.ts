import { join } from 'node:path';
import * as z from 'zod';
import type { FileSystem } from '#core/files/file-system';
import { jsonText } from '#core/files/atomic-write';
import { hashFile } from '#core/files/hash';
import { Failure } from '#shared/failure';

/** Folder of running transactions inside a library. */
export const transactionsFolder = '.transactions';
/** Where recovery puts what stood in its way, below the transaction's name. Nothing there is read or removed. */
export const keptFolder = '.transactions-kept';
export const planFile = 'plan.json';
export const aliveFile = 'alive';

const outside = new Set(['', '.', '..', transactionsFolder, keptFolder]);

/** A path of the library relative to it, with `/`: it cannot leave the library nor touch the transactions. */
export const relativePath = z
  .string()
  .refine((path) => !/[\\\0]|^[a-z]:/i.test(path) && !path.split('/').some((part) => outside.has(part)));

/** By what the content of a file is known again: its SHA-256, or for a big one its size and time. */
const markSchema = z.object({
  bytes: z.number(),
  sha256: z.string().optional(),
  changedAt: z.number().optional(),
});
type Mark = z.infer<typeof markSchema>;

/** `replaces`: what is there before; null for nothing. */
const stepSchema = z.discriminatedUnion('type', [
  /** A staged file takes its place, over an older file if there is one. */
  z.object({
    type: z.literal('put'),
    staged: z.string().regex(/^\d+$/),
    content: markSchema,
    to: relativePath,
    replaces: markSchema.nullable(),
  }),
  /** A file or folder moves to a place where nothing is. */
  z.object({ type: z.literal('move'), from: relativePath, to: relativePath }),
  z.object({ type: z.literal('remove'), path: relativePath, replaces: markSchema.nullable() }),
]);
export type Step = z.infer<typeof stepSchema>;
const planSchema = z.object({
  format: z.literal('1.0'),
  steps: z.array(stepSchema),
  /** Marks of the locks under which it was made. */
  locks: z.array(z.string()).optional(),
});

/** The text of a plan. */
export function planText(steps: readonly Step[], locks: readonly string[]): string {
  return jsonText({ format: '1.0', ...(locks.length > 0 ? { locks } : {}), steps });
}

/** Whether a plan, decided or still to be, was made under the lock with this mark. Half of one was not: it is no plan. */
export function isPlanUnder(text: string, mark: string): boolean {
  try {
    return planSchema.parse(JSON.parse(text)).locks?.includes(mark) ?? false;
  } catch {
    return false;
  }
}

/** Reads a plan; fails with `library-damaged` for one that we would not have written. */
export async function readPlan(fileSystem: FileSystem, path: string): Promise<readonly Step[]> {
  const text = Buffer.from(await fileSystem.read(path)).toString('utf8');
  try {
    return planSchema.parse(JSON.parse(text)).steps;
  } catch (error) {
    throw new Failure('library-damaged', { where: path, detail: String(error) });
  }
}

/** Files up to this size (bytes) are known by their hash, and are copied, not moved, before they are replaced. */
const small = 1_048_576;

export function isSmall(mark: Mark): boolean {
  return mark.bytes <= small;
}

/** The mark of a file; null where nothing is. Fails with `library-damaged` for a folder or a link. */
export async function markOf(fileSystem: FileSystem, path: string): Promise<Mark | null> {
  const found = await fileSystem.information(path);
  if (!found) return null;
  if (found.kind !== 'file') throw new Failure('library-damaged', { where: path, rule: 'not a file' });
  const { bytes, changedAt } = found;
  return bytes <= small ? hashFile(fileSystem, path) : { bytes, changedAt };
}

/** Whether a file has the content that a mark names. */
export async function isMarked(fileSystem: FileSystem, path: string, mark: Mark | null): Promise<boolean> {
  const found = await fileSystem.information(path);
  if (!found || !mark) return !found && !mark;
  if (found.kind !== 'file' || found.bytes !== mark.bytes) return false;
  if (mark.sha256 === undefined) return found.changedAt === mark.changedAt;
  return (await hashFile(fileSystem, path)).sha256 === mark.sha256;
}

/** The place of a library's path on the disk. */
export function placeOf(root: string, path: string): string {
  return join(root, ...path.split('/'));
}

/**
 * The folders above a path of the library that are still to be made, topmost first. Fails with `library-damaged`
 * where one of them is a link or a file: a plan must not lead out of the library.
 */
export async function missingParents(fileSystem: FileSystem, root: string, path: string): Promise<string[]> {
  const missing: string[] = [];
  let folder = root;
  for (const part of path.split('/').slice(0, -1)) {
    folder = join(folder, part);
    const found = await fileSystem.information(folder);
    if (!found) missing.push(folder);
    else if (found.kind !== 'folder')
      throw new Failure('library-damaged', { where: folder, rule: 'not a folder' });
  }
  return missing;
}
