import { type CopyName, isFolderCopy, parseCopyName } from '#core/copies/copy-name';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import type { PracticeCopy } from '#shared/contract/copies';
import { toFailure } from '#shared/failure';

/** Longest text that is looked into, in bytes: that of a practice in a bundle. */
const longest = 5 * 1024 * 1024;

/** Letters of the name of a practice's folder, a UUID. */
const idLength = 36;

/** A copy with what it says; `path` and `moves` are paths in the library. */
export interface FoundCopy {
  readonly copy: PracticeCopy;
  readonly path: string;
  /** What goes to the bin: the file itself, or the folder of a conflicted folder. */
  readonly moves: string;
  readonly document: PracticeDocument | undefined;
}

interface Candidate {
  readonly name: string;
  readonly path: string;
  readonly moves: string;
  readonly kind: PracticeCopy['kind'];
  readonly who: string | null;
  readonly certain: boolean;
}

/** All copies of a practice: what sync programs left, then what was kept of choices, latest first. */
export async function findCopies(library: OpenedLibrary, id: string): Promise<FoundCopy[]> {
  const candidates = [
    ...(await besideText(library, id)),
    ...besideFolder(library, id),
    ...(await keptTexts(library, id)),
  ];
  const found = await Promise.all(candidates.map((candidate) => look(library, id, candidate)));
  return found.filter((copy) => copy !== undefined).toSorted((a, b) => b.copy.changedAt - a.copy.changedAt);
}

/** One copy by the name under which `findCopies` gave it; nothing else can be named. */
export async function findCopy(
  library: OpenedLibrary,
  id: string,
  name: string,
): Promise<FoundCopy | undefined> {
  return (await findCopies(library, id)).find(({ copy }) => copy.name === name);
}

/** How many copies lie beside each of our practices, as the catalogue has last seen their folders. */
export function countCopies({ catalogue }: OpenedLibrary): Map<string, number> {
  const counts = catalogue.copies();
  const folders = new Map<string, string[]>();
  for (const { id, damaged } of catalogue.summaries()) {
    const of = id.slice(0, idLength).toLowerCase();
    if (damaged !== null && id.length > idLength) folders.set(of, [...(folders.get(of) ?? []), id]);
  }
  const found = new Map<string, number>();
  for (const { id, ours } of catalogue.summaries()) {
    const named = folders.get(id.toLowerCase()) ?? [];
    const beside = named.filter((folder) => isFolderCopy(id, folder)).length;
    const count = (counts.get(id) ?? 0) + beside;
    if (ours && count > 0) found.set(id, count);
  }
  return found;
}

async function besideText({ store }: OpenedLibrary, id: string): Promise<Candidate[]> {
  const entries = await store.fileSystem.list(store.at(layout.practice(id)));
  return entries.flatMap(({ name, kind }) => {
    const parsed: CopyName | undefined = kind === 'file' ? parseCopyName(name) : undefined;
    const path = `${layout.practice(id)}/${name}`;
    return parsed ? [{ name, path, moves: path, ...parsed }] : [];
  });
}

/** The catalogue knows the names of all folders: no need to list thousands of them. */
function besideFolder({ catalogue }: OpenedLibrary, id: string): Candidate[] {
  return catalogue
    .list()
    .filter((practice) => practice.damaged !== null && isFolderCopy(id, practice.id))
    .map((practice) => ({
      name: `${practice.id}/${textFile}`,
      path: layout.text(practice.id),
      moves: layout.practice(practice.id),
      kind: 'text',
      who: null,
      certain: true,
    }));
}

async function keptTexts({ store }: OpenedLibrary, id: string): Promise<Candidate[]> {
  const entries = await store.fileSystem.list(store.at(layout.setAside(id)));
  return entries
    .filter(({ name, kind }) => kind === 'file' && /^[0-9a-f]{64}\.md$/.test(name))
    .map(({ name }) => {
      const path = `${layout.setAside(id)}/${name}`;
      return { name: `kept/${name}`, path, moves: path, kind: 'kept', who: null, certain: false };
    });
}

async function look(
  { store }: OpenedLibrary,
  id: string,
  candidate: Candidate,
): Promise<FoundCopy | undefined> {
  const { name, path, moves, kind, who, certain } = candidate;
  const seen: Seen = { changedAt: 0 };
  const bytes = await readCopy(store, path, seen);
  if (bytes === undefined) return undefined;
  if (bytes === 'held') {
    const copy = { name, kind, who, ...seen, sha256: null, readable: false };
    return { copy, path, moves, document: undefined };
  }
  const document = kind === 'other' ? undefined : readDocument(bytes, id);
  // A file of one's own that merely has such a name is nobody's copy.
  if (kind !== 'other' && !document && !certain) return undefined;
  const readable = document !== undefined;
  const copy = { name, kind, who, ...seen, sha256: sha256(bytes), readable };
  return { copy, path, moves, document };
}

interface Seen {
  /** Milliseconds since 1970; 0 as long as it was not seen. */
  changedAt: number;
}

/** Undefined for what is no copy or is gone; `held` where another program does not let it be read just now. */
async function readCopy(
  store: OpenedLibrary['store'],
  path: string,
  seen: Seen,
): Promise<Uint8Array | 'held' | undefined> {
  try {
    const information = await store.fileSystem.information(store.at(path));
    if (information?.kind !== 'file' || information.bytes > longest) return undefined;
    seen.changedAt = information.changedAt;
    return await store.fileSystem.read(store.at(path));
  } catch (error) {
    // A sync program that holds a file, or has not fetched it yet, makes reading fail in many ways.
    return toFailure(error).code === 'not-found' ? undefined : 'held';
  }
}

function readDocument(bytes: Uint8Array, id: string): PracticeDocument | undefined {
  try {
    const document = parsePractice(decodeText(bytes));
    return document.frontMatter.id === id ? document : undefined;
  } catch {
    return undefined;
  }
}
