import { createHash } from 'node:crypto';
import type { CheckedContent } from '#core/files/checked-content';

/** What a file is to hold. */
export type NewContent = Uint8Array | string | AsyncIterable<Uint8Array> | CheckedContent;

/** The chunks of a new file, and by what it is known again: to be asked for once, when the last chunk was taken. */
export function counted(data: NewContent): {
  chunks: AsyncIterable<Uint8Array>;
  content: () => { bytes: number; sha256: string };
} {
  if (isChecked(data)) return countedChunks(data.chunks, { sha256: () => data.sha256 });
  const hash = createHash('sha256');
  const see = (chunk: Uint8Array): unknown => hash.update(chunk);
  return countedChunks(chunksOf(data), { sha256: () => hash.digest('hex'), see });
}

function countedChunks(
  chunks: AsyncIterable<Uint8Array>,
  { sha256, see }: { sha256: () => string; see?: (chunk: Uint8Array) => unknown },
): ReturnType<typeof counted> {
  let bytes = 0;
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      see?.(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { chunks: passing(), content: () => ({ bytes, sha256: sha256() }) };
}

const isChecked = (data: NewContent): data is CheckedContent => typeof data === 'object' && 'chunks' in data;

async function* chunksOf(data: Exclude<NewContent, CheckedContent>): AsyncGenerator<Uint8Array> {
  if (typeof data === 'string') yield Buffer.from(data);
  else if (data instanceof Uint8Array) yield data;
  else yield* data;
}
