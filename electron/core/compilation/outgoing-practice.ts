import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { checkPractice } from '#core/bundle/practice-check';
import type { PayloadFile } from '#core/bundle/bag-writer';
import type { ReadControl } from '#core/bundle/bag-reader';
import { practiceFolder } from '#core/bundle/parcel-reader';
import { sha256 } from '#core/files/hash';
import { type Lender, readLent } from '#core/files/read-ahead';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import { recordFile, sealFile, textFile } from '#core/practices/record';
import { statusLine } from '#core/practices/open-for-writing';
import type { Revision } from '#core/practices/revision-history';
import { isOurs } from '#core/practices/summary';
import { Failure, toFailure } from '#shared/failure';
import type { Audience } from '#shared/model/bundle';
import type { FrontMatter } from '#shared/model/practice';
import { sharingAllows } from '#shared/model/sharing';

/** A practice that may leave, with every file of its record hashed. Its text is read again when it is needed. */
export interface OutgoingPractice {
  readonly id: string;
  readonly revision: string;
  readonly frontMatter: FrontMatter;
  readonly files: readonly PayloadFile[];
  document(): Promise<PracticeDocument>;
}

/**
 * Checks that a practice may leave as it is and hashes its files. Ours must be approved and unchanged since; a peer's
 * travels as it was received, even where somebody changed the working copy by hand. Fails with `sample-cannot-leave`,
 * `sharing-forbids`, `not-approved`, `practice-damaged`, `attachment-missing` or `attachment-changed`; `where` is the
 * title or the attachment. The bytes of its files are lent, one file at a time (see `Lender`).
 */
export async function outgoingPractice(
  library: OpenedLibrary,
  id: string,
  { control, audience, lender }: { control: ReadControl; audience: Audience | null; lender: Lender },
): Promise<OutgoingPractice> {
  const { title, revision, path, document } = await leavingRevision(library, id, audience);
  const files = await payloadFiles(library, id, revision, path, { control, lender });
  const text = (): Promise<Uint8Array> => library.store.fileSystem.read(path);
  const at = practiceFolder(id);
  const file = (name: string): PayloadFile | undefined =>
    files.find((entry) => entry.path === `${at}/${name}`);
  await inPractice(title, () =>
    checkPractice({ id, revision: revision.hash, record: revision.record, file, text }, at, audience),
  );
  return {
    id,
    revision: revision.hash,
    frontMatter: document.frontMatter,
    files,
    document: async () => parsePractice(decodeText(await text())),
  };
}

interface Leaving {
  readonly title: string;
  readonly revision: Revision;
  /** Where its practice.md lies. */
  readonly path: string;
  readonly document: PracticeDocument;
}

/** The revision of a practice that would leave now, its attachments not looked at. Fails as `outgoingPractice`. */
export async function leavingRevision(
  library: OpenedLibrary,
  id: string,
  audience: Audience | null,
): Promise<Leaving> {
  const title = library.catalogue.get(id)?.title ?? id;
  if (!(await library.store.exists(id))) throw new Failure('not-found', { where: title });
  const revision = await inPractice(title, () => library.revisions.last(id));
  const { path, document } = await inPractice(title, () => sendableText(library, id, title, revision));
  const { sharing, sample } = document.frontMatter;
  if (sample === true) throw new Failure('sample-cannot-leave', { where: title });
  if (!sharingAllows(sharing, audience)) throw new Failure('sharing-forbids', { where: title });
  if (!revision) throw new Failure('practice-damaged', { where: title, rule: 'record' });
  return { title, revision, path, document };
}

/** Failures of a damaged practice name it by its title, not by the line or entry that is wrong. */
async function inPractice<T>(title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, where, rule, detail } = toFailure(error);
    if (code !== 'practice-damaged' && !code.startsWith('bundle-')) throw error;
    throw new Failure('practice-damaged', {
      where: title,
      ...(rule === undefined ? {} : { rule }),
      detail: [where, detail].filter(Boolean).join(': '),
    });
  }
}

/** The practice.md that the last revision is made of, wherever it lies. */
async function sendableText(
  library: OpenedLibrary,
  id: string,
  title: string,
  revision: Revision | undefined,
): Promise<{ path: string; document: PracticeDocument }> {
  const { store, office } = library;
  const path = store.at(layout.text(id));
  const { document, hash } = await store.read(id);
  const { origin, sample } = document.frontMatter;
  const digest = revision?.entries.find((entry) => entry.path === textFile)?.sha256;
  if (isOurs(origin, sample === true, office?.officeId)) {
    if (hash !== digest || !(await isApproved(library, id, revision))) {
      throw new Failure('not-approved', { where: title });
    }
    return { path, document };
  }
  if (!revision || hash === digest) return { path, document };
  const kept = join(store.at(layout.revision(id, revision.hash)), textFile);
  const bytes = (await store.fileSystem.information(kept)) && (await store.fileSystem.read(kept));
  if (!bytes || sha256(bytes) !== digest)
    throw new Failure('practice-damaged', { where: title, rule: 'record' });
  return { path: kept, document: parsePractice(decodeText(bytes)) };
}

/** Approved, and the revision that was approved is the one that would leave. */
async function isApproved(
  library: OpenedLibrary,
  id: string,
  revision: Revision | undefined,
): Promise<boolean> {
  const work = await library.store.work(id);
  const isNow = work?.status === 'approved' && revision !== undefined;
  return isNow && statusLine(work)?.revision === revision.hash;
}

interface Reading {
  readonly control: ReadControl;
  readonly lender: Lender;
}

async function payloadFiles(
  library: OpenedLibrary,
  id: string,
  revision: Revision,
  textPath: string,
  reading: Reading,
): Promise<PayloadFile[]> {
  const files: PayloadFile[] = [];
  const folder = library.store.at(layout.practice(id));
  const add = async (name: string, from: string, expected?: string): Promise<void> => {
    files.push(
      await payloadFile(library, { path: `${practiceFolder(id)}/${name}`, from, expected }, reading),
    );
  };
  for (const { path, sha256: digest } of revision.entries) {
    await add(path, path === textFile ? textPath : join(folder, ...path.split('/')), digest);
  }
  await add(recordFile, join(folder, recordFile), revision.hash);
  if (await library.store.fileSystem.information(join(folder, sealFile)))
    await add(sealFile, join(folder, sealFile));
  return files;
}

/** Hashes a file, and makes sure whenever it is read again that it still has the same bytes. */
async function payloadFile(
  { store: { fileSystem } }: OpenedLibrary,
  file: { path: string; from: string; expected: string | undefined },
  { control, lender }: Reading,
): Promise<PayloadFile> {
  if (!(await fileSystem.information(file.from)))
    throw new Failure('attachment-missing', { where: basename(file.from) });
  const pass = async function* (expected: string | undefined): AsyncGenerator<Uint8Array, string> {
    const hash = createHash('sha256');
    for await (const chunk of readLent(fileSystem, file.from, lender)) {
      control.check();
      hash.update(chunk);
      yield chunk;
    }
    const digest = hash.digest('hex');
    if (expected !== undefined && digest !== expected)
      throw new Failure('attachment-changed', { where: basename(file.from) });
    return digest;
  };
  let bytes = 0;
  const first = pass(file.expected);
  let step = await first.next();
  for (; step.done !== true; step = await first.next()) bytes += step.value.byteLength;
  const digest = step.value;
  return { path: file.path, bytes, sha256: digest, read: () => pass(digest) };
}
