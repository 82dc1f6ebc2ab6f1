import { RandomAccessReader } from 'yauzl';
import type { OpenFile } from '#core/files/file-system';

const windowBytes = 64 * 1024;

/** Lets yauzl read an open file; small reads next to each other are answered from one piece of the file. */
export class ArchiveReader extends RandomAccessReader {
  readonly #file: OpenFile;
  #start = 0;
  #window: Uint8Array = new Uint8Array();

  constructor(file: OpenFile) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#read(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null, bytes.byteLength);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  /** The bytes asked for, or none of them where the file does not reach so far. */
  async #read(position: number, length: number): Promise<Uint8Array> {
    if (!Number.isSafeInteger(position) || position + length > this.#file.bytes) return new Uint8Array();
    if (length > windowBytes) return readFully(this.#file, position, length);
    const from = position - this.#start;
    if (from < 0 || from + length > this.#window.byteLength) {
      this.#window = await readFully(
        this.#file,
        position,
        Math.min(windowBytes, this.#file.bytes - position),
      );
      this.#start = position;
    }
    return this.#window.subarray(position - this.#start, position - this.#start + length);
  }
}

/** Reads `length` bytes, or up to the end of the file. */
export async function readFully(file: OpenFile, position: number, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let done = 0; done < length;) {
    const part = await file.read(position + done, length - done);
    if (part.byteLength === 0) break;
    parts.push(part);
    done += part.byteLength;
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
