import { Failure } from '#shared/failure';

/**
 * The bytes behind an address of the host, at most `limit` of them; `whole` tells whether that is all. `progress` runs
 * from 0 to 1 where the host says how much there is. Fails with `attachment-missing` where there is nothing.
 */
export async function fetchBytes(
  address: string,
  options: { signal: AbortSignal; limit: number; progress?: (share: number) => void },
): Promise<{ bytes: Uint8Array<ArrayBuffer>; whole: boolean }> {
  const { signal, limit, progress } = options;
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Failure('attachment-missing', { where: address });
  const total = Number(response.headers.get('content-length') ?? 0);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
    if (total > 0) progress?.(Math.min(1, length / total));
    if (length > limit) break;
  }
  if (length > limit) await reader.cancel();
  return { bytes: joined(chunks, Math.min(length, limit)), whole: length <= limit };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, length - at);
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
