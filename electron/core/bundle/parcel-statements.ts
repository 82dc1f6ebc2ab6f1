import * as z from 'zod';
import type { Archive } from '#core/bundle/archive';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import { parseStatement, StatementError } from '#core/statements/statement-file';
import type { ArrivingStatement } from '#core/statements/statement-store';
import { idSchema } from '#shared/model/practice';

/** A statement of a bundle that has passed every rule; its bytes are not kept. */
export const parcelStatementSchema = z.object({
  id: idSchema,
  type: z.string(),
  author: z.object({ id: idSchema, name: z.string() }),
  at: z.string(),
  practice: idSchema.nullable(),
  sealed: z.boolean(),
});
export type ParcelStatement = z.infer<typeof parcelStatementSchema>;

const folder = 'data/statements/';
const name = /^data\/statements\/([^/]*?)\.json(\.minisig)?$/;

/** Checks all statements of a bundle: how many, their names, sizes and what they say. Fails with a refusal. */
export async function checkStatements(archive: Archive): Promise<ParcelStatement[]> {
  const ids = statementIds(archive);
  const found: ParcelStatement[] = [];
  for (const id of ids) {
    const { bytes, seal } = await readStatement(archive, id);
    const { type, author, at, subject } = parse(bytes, id);
    found.push({ id, type, author, at, practice: subject?.practice ?? null, sealed: seal !== undefined });
    // Checking a signature's text and a large directory takes a moment each: others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

/** A statement as it lies in an archive that was verified before. */
export async function readStatement(archive: Archive, id: string): Promise<ArrivingStatement> {
  const path = `${folder}${id}.json`;
  const bytes = await bytesOf(archive, path);
  if (!archive.files.has(`${path}.minisig`)) return { id, bytes, seal: undefined };
  try {
    const seal = await bytesOf(archive, `${path}.minisig`);
    return { id, bytes, seal: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(seal) };
  } catch (error) {
    if (error instanceof TypeError) throw refusal('seal', `${path}.minisig`, error);
    throw error;
  }
}

async function bytesOf(archive: Archive, path: string): Promise<Uint8Array> {
  const file = archive.files.get(path);
  if (!file) throw refusal('quarantine-changed', path);
  const parts: Uint8Array[] = [];
  for await (const chunk of archive.read(file)) parts.push(chunk);
  return Buffer.concat(parts);
}

function statementIds(archive: Archive): string[] {
  const ids: string[] = [];
  let total = 0;
  for (const [path, { bytes }] of archive.files) {
    if (!path.startsWith(folder)) continue;
    const [, id = '', seal] = name.exec(path) ?? [];
    const isSealOfNothing = seal !== undefined && !archive.files.has(`${folder}${id}.json`);
    if (!isStatementId(id) || isSealOfNothing) throw refusal('statement-name', path);
    if (seal !== undefined) {
      if (bytes > bundleLimits.sealBytes) throw refusal('seal', path);
      continue;
    }
    ids.push(id);
    total += bytes;
    if (bytes > bundleLimits.statementBytes) throw refusal('statements', path);
    if (ids.length > bundleLimits.statements || total > bundleLimits.statementTotalBytes)
      throw refusal('statements', path);
  }
  return ids.sort();
}

const isStatementId = (id: string): boolean => idSchema.safeParse(id).success && id === id.toLowerCase();

function parse(bytes: Uint8Array, id: string): ReturnType<typeof parseStatement> {
  try {
    return parseStatement(bytes, id);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    throw refusal(error.isOtherVersion ? 'version' : 'statement', `${folder}${id}.json`, error);
  }
}
