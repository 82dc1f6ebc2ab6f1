import type { FileSystem, OpenFile } from '#core/files/file-system';

/** Bytes that are read at once: few calls, and yet nobody waits long for a piece to be hashed. */
export const pieceBytes = 256 * 1024;
const lentBytes = 512 * 1024;
/** One that is used, the one after it, and one that is being read. */
const lentBuffers = 3;

/**
 * Memory for pieces that are read, one file after the other, never two at a time, and overwritten again: each is whole
 * until the second one after it is asked for, as `FileSystem.write` needs it. Whoever collects pieces must not borrow.
 */
export class Lender {
  readonly #buffers: Uint8Array[] = [];
  #turn = 0;

  next(): Uint8Array {
    const index = this.#turn % lentBuffers;
    this.#turn += 1;
    return (this.#buffers[index] ??= Buffer.allocUnsafeSlow(lentBytes));
  }
}

/**
 * The bytes from `start` on, `length` of them or up to the end of the file, in pieces; the next one is read while one is
 * being used. With a lender pieces are lent and larger.
 */
export async function* readAhead(
  file: OpenFile,
  start: number,
  length: number,
  lender?: Lender,
): AsyncGenerator<Uint8Array> {
  const largest = lender ? lentBytes : pieceBytes;
  const pieceAt = (done: number): Promise<Uint8Array> => {
    const piece = file.read(start + done, Math.min(largest, length - done), lender?.next());
    // Heard of when it is its turn.
    piece.catch(() => undefined);
    return piece;
  };
  let next = length > 0 ? pieceAt(0) : undefined;
  try {
    for (let done = 0; next;) {
      const piece = await next;
      done += piece.byteLength;
      next = piece.byteLength > 0 && done < length ? pieceAt(done) : undefined;
      if (piece.byteLength > 0) yield piece;
    }
  } finally {
    // The file is closed only when nothing is being read any more.
    await next?.catch(() => undefined);
  }
}

/** All bytes of a file in pieces that are lent; it is opened when the first one is asked for. */
export async function* readLent(
  fileSystem: FileSystem,
  path: string,
  lender: Lender,
): AsyncGenerator<Uint8Array> {
  const file = await fileSystem.open(path);
  try {
    yield* readAhead(file, 0, file.bytes, lender);
  } finally {
    await file.close();
  }
}
