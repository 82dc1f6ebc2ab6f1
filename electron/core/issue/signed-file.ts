import { layout } from '#core/library/layout';
import { paperKind } from '#core/papers/paper-kind';
import type { Platform } from '#core/platform';
import { sha256 } from '#core/files/hash';
import { safeFileName } from '#core/practices/attachments';
import { signedFileLimit } from '#shared/contract/issue';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';
import type { SignedFile } from '#shared/model/issue';
import type { Period } from '#shared/model/period';

/** A signed paper as it was handed in. */
export interface GivenPaper {
  readonly file: SignedFile;
  readonly bytes: Uint8Array;
}

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;
type MediaType = keyof typeof endings;

/** Where the file of a signed paper lies in the library. */
export const signedPath = (period: Period, { sha256: digest, file }: SignedFile): string =>
  layout.signed(period, digest, file);

/**
 * Reads a file that somebody gave as a signed paper. Its bytes say what it is, not its name. Fails with `bad-input` (`where`:
 * `file`; `rule`: `too-large`, `empty`, `kind` or `damaged`).
 */
export async function takeSigned(
  { host, fileSystem }: Pick<Platform, 'host' | 'fileSystem'>,
  reference: FileReference,
): Promise<GivenPaper> {
  const { path, release } = await host.fileOf(reference);
  try {
    const found = await fileSystem.information(path);
    if (found?.kind !== 'file') throw new Failure('not-found', { where: reference.name });
    if (found.bytes > signedFileLimit) throw refused('too-large');
    return given(reference.name, await fileSystem.read(path));
  } finally {
    await release();
  }
}

function given(original: string, bytes: Uint8Array): GivenPaper {
  // Looked at before reading; it may have grown since.
  if (bytes.byteLength > signedFileLimit) throw refused('too-large');
  if (bytes.byteLength === 0) throw refused('empty');
  const mediaType = kindOf(bytes);
  const stem = original.replace(/\.[^.]*$/, '');
  const file = safeFileName(`${stem}.${endings[mediaType]}`, new Set());
  const facts = { file, original: original.slice(-255), mediaType };
  return { bytes, file: { ...facts, bytes: bytes.byteLength, sha256: sha256(bytes) } };
}

function kindOf(bytes: Uint8Array): MediaType {
  const kind = paperKind(bytes);
  if (!kind) throw refused('kind');
  if (!kind.isWhole) throw refused('damaged');
  return kind.mediaType;
}

const refused = (rule: string): Failure => new Failure('bad-input', { where: 'file', rule });
