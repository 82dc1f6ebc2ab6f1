import type { FileHandle } from 'node:fs/promises';

/** Pieces up to this many bytes are written together. */
const together = 256 * 1024;
/** So many bytes are let pile up before the disk is set to work on them. */
const lag = 32 * 1024 * 1024;

/**
 * Writes chunks at the end of a file: one piece while the next is being made, and the disk takes in what was written
 * meanwhile, so that forcing the file in the end waits for the last of it only. Nothing of this guarantees anything: the
 * caller forces the file. A chunk must stay as it is until the second one after it is asked for.
 */
export async function pour(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const behind = new DiskBehind(file);
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const piece of gathered(chunks)) {
      await writing;
      behind.note(piece.byteLength);
      writing = file.writeFile(piece);
      // Heard of at the next turn of the loop or behind it; meanwhile nobody waits for it.
      writing.catch(() => undefined);
    }
    await writing;
  } finally {
    await writing.catch(() => undefined);
    await behind.ended();
  }
  behind.check();
}

/** Sets the disk to work on what was written, as one call at a time. */
class DiskBehind {
  readonly #file: FileHandle;
  #bytes = 0;
  #working: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  note(bytes: number): void {
    this.check();
    this.#bytes += bytes;
    if (this.#bytes < lag || this.#working) return;
    this.#bytes = 0;
    this.#working = this.#file
      .datasync()
      // A system tells of such a failure once: the forcing that follows may succeed.
      .catch((error: unknown) => (this.#failure = { error }))
      .then(() => (this.#working = undefined));
  }

  check(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async ended(): Promise<void> {
    await this.#working;
  }
}

/** Small pieces that come one after the other as one, copied to one of two places in turn; large ones as they are. */
async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [waiting, other] = [Buffer.alloc(0), Buffer.alloc(0)];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes > 0 && bytes + chunk.byteLength > together) {
      yield waiting.subarray(0, bytes);
      bytes = 0;
    }
    if (chunk.byteLength >= together) yield chunk;
    else {
      if (bytes === 0) {
        // What was given last may still be being written; what was given before it is.
        [waiting, other] = [other, waiting];
        if (waiting.byteLength === 0) waiting = Buffer.allocUnsafeSlow(together);
      }
      waiting.set(chunk, bytes);
      bytes += chunk.byteLength;
    }
  }
  if (bytes > 0) yield waiting.subarray(0, bytes);
}
