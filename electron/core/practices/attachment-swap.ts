import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import mime from 'mime';
import { hashFile } from '#core/files/hash';
import { inLockedTransaction } from '#core/files/locked-transaction';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { renameReferences } from '#core/practices/attachment-references';
import { safeFileName } from '#core/practices/attachments';
import { changePractice } from '#core/practices/document';
import { findFrontMatter } from '#core/practices/front-matter';
import type { SaveOutcome, StoredPractice } from '#core/practices/practice-store';
import type { Author } from '#core/practices/revision-minting';
import { Failure } from '#shared/failure';
import { endingOf } from '#shared/model/file-kind';
import type { Attachment } from '#shared/model/practice';

/** Somebody else saved while the files were copied. */
class Overtaken extends Error {}

interface Swap {
  readonly id: string;
  readonly base: string;
  readonly file: string;
}

interface Incoming {
  /** Where the new bytes are. */
  readonly path: string;
  /** The name that they are to have, where it is free. */
  readonly name: string;
}

/**
 * Puts the bytes at `path` in the place of an attachment, in one transaction with the list and the references in the
 * text. The bytes of before are minted and kept in the history; the first of them are noted as `original`.
 */
export async function replaceAttachment(
  library: OpenedLibrary,
  swap: Swap,
  given: { path: string; name: string },
  author: Author,
): Promise<SaveOutcome> {
  const ending = endingOf(given.name);
  const stem = swap.file.replace(/\.[a-z0-9]+$/, '');
  const name = ending === endingOf(swap.file) ? swap.file : `${stem}${ending && `.${ending}`}`;
  return exchange(library, swap, author, () => Promise.resolve({ path: given.path, name }));
}

/** Puts back the bytes that were first replaced. Fails with `attachment-missing` where they are lost. */
export async function restoreOriginal(
  library: OpenedLibrary,
  swap: Swap,
  author: Author,
): Promise<SaveOutcome> {
  return exchange(library, swap, author, async ({ original }) => {
    if (!original) throw new Failure('bad-input', { where: swap.file, rule: 'original' });
    const kept = layout.keptAttachment(swap.id, original.sha256);
    if ((await digestOf(library, kept)) !== original.sha256)
      throw new Failure('attachment-missing', { where: original.file });
    return { path: library.store.at(kept), name: original.file };
  });
}

async function exchange(
  library: OpenedLibrary,
  swap: Swap,
  author: Author,
  find: (entry: Attachment) => Promise<Incoming>,
): Promise<SaveOutcome> {
  const { store, revisions } = library;
  const { id, base, file } = swap;
  const seen = await store.read(id);
  if (seen.hash !== base) return { type: 'conflict', stored: seen };
  const entry = requireEntry(seen, file);
  const incoming = await find(entry);
  await revisions.mint(id, author);
  const minted = await store.read(id);
  if (!isDeepStrictEqual(entry, requireEntry(minted, file))) return { type: 'conflict', stored: minted };
  try {
    await commit(library, id, minted, entry, incoming);
    return { type: 'saved', stored: await store.read(id) };
  } catch (error) {
    if (error instanceof Overtaken) return { type: 'conflict', stored: await store.read(id) };
    throw error;
  }
}

function requireEntry({ document }: StoredPractice, file: string): Attachment {
  const entry = document.frontMatter.attachments?.find((attachment) => attachment.file === file);
  if (!entry) throw new Failure('not-found', { where: file });
  return entry;
}

async function commit(
  library: OpenedLibrary,
  id: string,
  minted: StoredPractice,
  entry: Attachment,
  incoming: Incoming,
): Promise<void> {
  const { store } = library;
  const after: { entry: Attachment } = { entry };
  await inLockedTransaction(
    store.fileSystem,
    store.root,
    (work) => store.exclusively(id, work),
    async (transaction) => {
      const file = await freeName(library, id, minted, entry.file, incoming.name);
      await keep(transaction, library, id, entry);
      after.entry = await put(transaction, library, id, { entry, file, path: incoming.path });
    },
    async (transaction) => {
      if ((await store.readOpen(id)).hash !== minted.hash) throw new Overtaken();
      if (after.entry.file !== entry.file) transaction.remove(layout.attachment(id, entry.file));
      await transaction.put(layout.text(id), textAfter(minted, entry.file, after.entry));
    },
  );
}

/** The name that the new bytes get: never that of another file, listed or not. */
async function freeName(
  { store }: OpenedLibrary,
  id: string,
  { document }: StoredPractice,
  file: string,
  wanted: string,
): Promise<string> {
  const present = await store.fileSystem.list(store.at(`${layout.practice(id)}/attachments`));
  const listed = document.frontMatter.attachments ?? [];
  const taken = new Set([...listed.map((other) => other.file), ...present.map(({ name }) => name)]);
  taken.delete(file);
  return safeFileName(wanted, taken);
}

/** The bytes that are replaced stay in the history, once by content. */
async function keep(
  transaction: Transaction,
  library: OpenedLibrary,
  id: string,
  { file, sha256 }: Attachment,
): Promise<void> {
  const kept = layout.keptAttachment(id, sha256);
  if ((await digestOf(library, kept)) === sha256) return;
  const { fileSystem } = library.store;
  await transaction.put(kept, fileSystem.stream(library.store.at(layout.attachment(id, file))));
}

async function put(
  transaction: Transaction,
  { store: { fileSystem } }: OpenedLibrary,
  id: string,
  { entry, file, path }: { entry: Attachment; file: string; path: string },
): Promise<Attachment> {
  const hash = createHash('sha256');
  const made = { bytes: 0 };
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of fileSystem.stream(path)) {
      hash.update(chunk);
      made.bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await transaction.put(layout.attachment(id, file), counted());
  const { original: noted, ...rest } = entry;
  const mediaType = mime.getType(file) ?? 'application/octet-stream';
  const next = { ...rest, file, mediaType, bytes: made.bytes, sha256: hash.digest('hex') };
  const { file: first, mediaType: type, bytes, sha256 } = entry;
  const original = noted ?? { file: first, mediaType: type, bytes, sha256 };
  return original.sha256 === next.sha256 ? next : { ...next, original };
}

function textAfter({ document }: StoredPractice, file: string, next: Attachment): string {
  const { attachments = [], reusable = [] } = document.frontMatter;
  const fields = new Map<string, unknown>([
    ['attachments', attachments.map((entry) => (entry.file === file ? next : entry))],
  ]);
  if (next.file !== file && reusable.includes(file))
    fields.set(
      'reusable',
      reusable.map((name) => (name === file ? next.file : name)),
    );
  const text = changePractice(document, { fields });
  const { bodyStart } = findFrontMatter(text);
  return text.slice(0, bodyStart) + renameReferences(text.slice(bodyStart), file, next.file);
}

async function digestOf({ store }: OpenedLibrary, path: string): Promise<string | undefined> {
  const at = store.at(path);
  const found = await store.fileSystem.information(at);
  return found?.kind === 'file' ? (await hashFile(store.fileSystem, at)).sha256 : undefined;
}
