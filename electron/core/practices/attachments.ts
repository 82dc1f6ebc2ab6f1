import { createHash } from 'node:crypto';
import mime from 'mime';
import { writeAtomically } from '#core/files/atomic-write';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { SaveOutcome } from '#core/practices/practice-store';
import type { Attachment } from '#shared/model/practice';
import { attachmentFileSchema } from '#shared/model/practice';
import { fold } from '#shared/model/text';

const longest = 80;

/**
 * A name that is safe on every file system, made from the name that the person's file has: folded to ASCII, without
 * what shells, Windows or archives trip over, numbered where it is taken.
 */
export function safeFileName(original: string, taken: ReadonlySet<string>): string {
  const plain = fold(original.replace(/^.*[\\/]/, '')).replace(/[^a-z0-9.]+/g, '-');
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

/**
 * Copies a file into a practice and lists it. The file is there before it is listed: a kill in between leaves an
 * unlisted file that no revision contains. On a conflict it is taken away again.
 */
export async function attach(
  library: OpenedLibrary,
  id: string,
  base: string,
  source: { path: string; name: string; title: string },
): Promise<SaveOutcome> {
  const { store } = library;
  const { document } = await store.read(id);
  const before = document.frontMatter.attachments ?? [];
  const folder = `${layout.practice(id)}/attachments`;
  const present = await store.fileSystem.list(store.at(folder));
  const taken = new Set([...before.map(({ file }) => file), ...present.map(({ name }) => name)]);
  const file = safeFileName(source.name, taken);
  await store.fileSystem.makeFolder(store.at(folder));
  const target = store.at(layout.attachment(id, file));
  const { bytes, sha256 } = await copyHashing(library, source.path, target);
  const entry: Attachment = {
    file,
    title: source.title.normalize('NFC'),
    mediaType: mime.getType(file) ?? 'application/octet-stream',
    bytes,
    sha256,
  };
  const outcome = await saveList(library, id, base, [...before, entry]);
  if (outcome.type === 'conflict') await store.fileSystem.remove(target);
  return outcome;
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
  return saveList(
    library,
    id,
    base,
    left,
    stillReusable.length === reusable.length ? undefined : stillReusable,
  );
}

async function saveList(
  library: OpenedLibrary,
  id: string,
  base: string,
  attachments: Attachment[],
  reusable?: string[],
): Promise<SaveOutcome> {
  const fields = new Map<string, unknown>([
    ['attachments', attachments.length === 0 ? undefined : attachments],
  ]);
  if (reusable) fields.set('reusable', reusable.length === 0 ? undefined : reusable);
  return library.store.save(id, base, { fields });
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
  await writeAtomically(fileSystem, to, passing());
  return { bytes, sha256: hash.digest('hex') };
}
