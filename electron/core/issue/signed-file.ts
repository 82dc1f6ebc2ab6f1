import { layout } from '#core/library/layout';
import { pictureFacts } from '#core/papers/picture-size';
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

/** The kind that its bytes say, of a file that is whole as far as its end tells. */
function kindOf(bytes: Uint8Array): MediaType {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // ISO 32000-1, 7.5.2 and 7.5.5; readers allow 1,024 bytes around both.
  if (text.subarray(0, 1_024).includes('%PDF-')) {
    if (!text.subarray(-1_024).includes('%%EOF')) throw refused('damaged');
    return 'application/pdf';
  }
  const picture = pictureFacts(bytes);
  if (picture?.type === 'png') {
    if (!text.subarray(-64).includes('IEND')) throw refused('damaged');
    return 'image/png';
  }
  if (picture?.type !== 'jpg') throw refused('kind');
  // Cameras and scanners write more behind the end of the picture.
  if (text.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) throw refused('damaged');
  return 'image/jpeg';
}

const refused = (rule: string): Failure => new Failure('bad-input', { where: 'file', rule });
