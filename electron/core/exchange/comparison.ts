import { sha256 } from '#core/files/hash';
import type { ParcelPractice } from '#core/bundle/parcel-reader';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isBinned } from '#core/practices/bin';
import type { PracticeDocument } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import { toFailure } from '#shared/failure';
import type { ArrivalKind } from '#shared/model/bundle';

/** A practice of this library as far as an arrival is concerned. */
export interface LocalCopy {
  /** Undefined where practice.md cannot be read. */
  readonly document: PracticeDocument | undefined;
  /** SHA-256 of practice.md. */
  readonly hash: string;
  /** The last minted revision, if there is one and its record can be read. */
  readonly revision: string | undefined;
  /** practice.md is not that of the last minted revision. */
  readonly unminted: boolean;
}

/** What an arriving practice is to this library. */
export interface Comparison {
  readonly kind: ArrivalKind;
  readonly choosable: boolean;
  readonly here: LocalCopy | undefined;
}

export async function localCopy(library: OpenedLibrary, id: string): Promise<LocalCopy | undefined> {
  const { store, revisions } = library;
  if (!(await store.exists(id))) return undefined;
  const unlessDamaged = (error: unknown): undefined => {
    const { code } = toFailure(error);
    if (code !== 'practice-damaged' && code !== 'not-found') throw error;
  };
  const last = await revisions.last(id).catch(unlessDamaged);
  const bytes = await store.bytes(id).catch(unlessDamaged);
  const hash = sha256(bytes ?? new Uint8Array());
  const stored = bytes && (await store.read(id).catch(unlessDamaged));
  const minted = last?.entries.find(({ path }) => path === textFile)?.sha256;
  return { document: stored?.document, hash, revision: last?.hash, unminted: minted !== hash };
}

/**
 * Compares by revisions: the hash of the last one here, and the hashes of all earlier ones that either side names.
 * `there` reads the arriving text; it is asked only where hashes do not decide.
 */
export async function compare(
  library: OpenedLibrary,
  arriving: Pick<ParcelPractice, 'id' | 'revision' | 'origin'>,
  there: () => Promise<PracticeDocument>,
): Promise<Comparison> {
  const here = await localCopy(library, arriving.id);
  if (!here) {
    const kind = (await isBinned(library, arriving.id)) ? 'binned' : 'new';
    return { kind, choosable: true, here };
  }
  // A file that cannot be read is never overwritten, and a practice does not change its origin.
  if (!here.document || here.document.frontMatter.origin !== arriving.origin) {
    return { kind: 'diverged', choosable: false, here };
  }
  const kind = await compareRevisions(library, arriving, here, here.document, there);
  return { kind, choosable: kind === 'newer' || kind === 'diverged', here };
}

async function compareRevisions(
  library: OpenedLibrary,
  arriving: Pick<ParcelPractice, 'revision' | 'origin'>,
  here: LocalCopy,
  document: PracticeDocument,
  there: () => Promise<PracticeDocument>,
): Promise<ArrivalKind> {
  const ours = arriving.origin === library.office?.officeId;
  if (here.revision === arriving.revision) {
    if (!here.unminted) return 'same';
    // Ours went on from what arrives; a peer's text that was changed by hand here may be set right again.
    return ours ? 'older' : 'diverged';
  }
  const theirs = (await there()).frontMatter.parents ?? [];
  if (here.revision !== undefined && theirs.includes(here.revision))
    return here.unminted ? 'diverged' : 'newer';
  return (document.frontMatter.parents ?? []).includes(arriving.revision) ? 'older' : 'diverged';
}
