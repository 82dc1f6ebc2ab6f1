import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import mime from 'mime';
import { temporaryEnding } from '#core/files/atomic-write';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isFileOf } from '#core/practices/attachment-relist';
import type { SaveOutcome, StoredPractice } from '#core/practices/practice-store';
import { marksInFile } from '#core/practices/secrecy-check';
import type { Attachment } from '#shared/model/practice';
import type { Input } from '#shared/contract/contract';
import { runsWhenOpened } from '#shared/model/file-kind';
import { attachmentFileSchema } from '#shared/model/practice';
import { fold } from '#shared/model/text';

const longest = 80;

/**
 * A name that is safe on every file system, made from the name that the person's file has: folded to ASCII, without
 * what shells, Windows or archives trip over, numbered where it is taken.
 */
export function safeFileName(original: string, taken: ReadonlySet<string>): string {
  const plain = fold(original.replace(/^.*[\\/]/, ''))
    .replace(/[^a-z0-9.]+/g, '-')
    // JPEG under the name that Windows gives it: nobody else knows that as a picture.
    .replace(/\.(?:jfif|jpe|pjpeg)$/, '.jpg');
  const [, stem = '', ending = ''] =
    /^(.*?)((?:\.[a-z0-9]{1,10})?)$/.exec(plain.replace(/\.{2,}/g, '.')) ?? [];
  const cut = stem.replace(/^[-.]+|[-.]+$/g, '').slice(0, longest);
  const base =
    cut === '' || !attachmentFileSchema.safeParse(cut + ending).success
      ? `tep-${cut}`.replace(/-$/, '')
      : cut;
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? '' : `-${String(number)}`}${ending}`;
    if (!taken.has(name)) return name;
  }
}

/** `present`: the same bytes are listed under `file` already; `marked`: nothing was added, for what it says. */
export type AttachOutcome =
  | { type: 'saved'; stored: StoredPractice }
  | { type: 'present'; file: string; stored: StoredPractice }
  | { type: 'marked'; marks: string[]; runs: boolean; stored: StoredPractice };

/**
 * Copies a file into a practice and adds it to the list as it is then: additions contradict nobody, so there is no
 * conflict. The bytes get their name and their line in the list under the lock, in this order: a kill in between leaves
 * an unlisted file that no revision contains.
 */
export async function attach(
  library: OpenedLibrary,
  id: string,
  source: { path: string; name: string; title: string; despiteMarks?: boolean | undefined },
): Promise<AttachOutcome> {
  const { store } = library;
  const { fileSystem } = store;
  const folder = store.at(`${layout.practice(id)}/attachments`);
  await fileSystem.makeFolder(folder);
  const arriving = join(folder, `${randomUUID()}${temporaryEnding}`);
  try {
    const copied = await copyHashing(library, source.path, arriving);
    const marks = source.despiteMarks ? [] : await marksInFile(fileSystem, arriving, source.name);
    const runs = !source.despiteMarks && runsWhenOpened(source.name);
    if (marks.length > 0 || runs) {
      await fileSystem.remove(arriving);
      return { type: 'marked', marks, runs, stored: await store.read(id) };
    }
    let same: string | undefined;
    const stored = await store.update(id, async ({ document }) => {
      const before = document.frontMatter.attachments ?? [];
      same = before.find(({ sha256 }) => sha256 === copied.sha256)?.file;
      if (same !== undefined) return {};
      const file = await nameFor(library, id, source.name, before, copied);
      await fileSystem.rename(arriving, join(folder, file));
      return { fields: new Map([['attachments', [...before, entryOf(file, source.title, copied)]]]) };
    });
    if (same === undefined) return { type: 'saved', stored };
    await fileSystem.remove(arriving);
    return { type: 'present', file: same, stored };
  } catch (error) {
    await fileSystem.remove(arriving).catch(() => undefined);
    throw error;
  }
}

/** A file that was taken off the list, and is added again, has its name back: it still lies there. */
async function nameFor(
  { store }: OpenedLibrary,
  id: string,
  original: string,
  before: readonly Attachment[],
  { bytes, sha256 }: { bytes: number; sha256: string },
): Promise<string> {
  const listed = new Set(before.map(({ file }) => file));
  const earlier = safeFileName(original, listed);
  const path = store.at(layout.attachment(id, earlier));
  const lying = await store.fileSystem.information(path);
  const isEarlier = lying?.bytes === bytes && (await isFileOf({ store }, path, sha256));
  if (lying === undefined || isEarlier) return earlier;
  const present = await store.fileSystem.list(store.at(`${layout.practice(id)}/attachments`));
  return safeFileName(original, new Set([...listed, ...present.map(({ name }) => name)]));
}

function entryOf(
  file: string,
  title: string,
  { bytes, sha256 }: { bytes: number; sha256: string },
): Attachment {
  const mediaType = mime.getType(file) ?? 'application/octet-stream';
  return { file, title: title.normalize('NFC'), mediaType, bytes, sha256 };
}

/** Takes an attachment off the list; its bytes stay for the revisions that have it. */
export async function detach(
  library: OpenedLibrary,
  id: string,
  base: string,
  file: string,
): Promise<SaveOutcome> {
  const { document } = await library.store.read(id);
  const { attachments = [], reusable = [] } = document.frontMatter;
  const left = attachments.filter((attachment) => attachment.file !== file);
  const stillReusable = reusable.filter((name) => name !== file);
  const fields = new Map<string, unknown>([['attachments', left.length === 0 ? undefined : left]]);
  if (stillReusable.length < reusable.length) {
    fields.set('reusable', stillReusable.length === 0 ? undefined : stillReusable);
  }
  return library.store.save(id, base, { fields });
}

/** Gives the attachments another order and titles; `conflict` unless exactly those that are listed are named. */
export async function arrange(
  library: OpenedLibrary,
  { id, base, items }: Input<'attachments.arrange'>,
): Promise<SaveOutcome> {
  const stored = await library.store.read(id);
  const { attachments = [] } = stored.document.frontMatter;
  const entries = new Map(attachments.map((entry) => [entry.file, entry]));
  const arranged = items.flatMap(({ file, title }) => {
    const entry = entries.get(file);
    entries.delete(file);
    return entry ? [{ ...entry, title: title.normalize('NFC') }] : [];
  });
  if (entries.size > 0 || arranged.length !== items.length) return { type: 'conflict', stored };
  if (arranged.length === 0) return { type: 'saved', stored };
  return library.store.save(id, base, { fields: new Map([['attachments', arranged]]) });
}

async function copyHashing(
  library: OpenedLibrary,
  from: string,
  to: string,
): Promise<{ bytes: number; sha256: string }> {
  const { fileSystem } = library.store;
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of fileSystem.stream(from)) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  await fileSystem.write(to, passing());
  return { bytes, sha256: hash.digest('hex') };
}
