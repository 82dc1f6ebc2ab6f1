import { createHash } from 'node:crypto';

/** Bytes that fail, at the latest behind the last of them, unless they have this SHA-256: nobody has to hash them again. */
export interface CheckedContent {
  readonly sha256: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Chunks that are hashed as they are taken, and fail with what `otherwise` gives unless they have the SHA-256. */
export function checkedContent(
  chunks: AsyncIterable<Uint8Array>,
  sha256: string,
  otherwise: () => Error,
): CheckedContent {
  return { sha256, chunks: checked(chunks, sha256, otherwise) };
}

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  sha256: string,
  otherwise: () => Error,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw otherwise();
}
