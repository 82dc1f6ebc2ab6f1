import { closeSync, openSync, writeSync } from 'node:fs';

/** Where the bytes of a paper go, piece after piece: nobody holds a paper of a hundred practices whole. */
export interface PaperSink {
  write(bytes: Uint8Array): void;
}

/** Holds what was written. */
export class BytesSink implements PaperSink {
  readonly #pieces: Uint8Array[] = [];

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }
}

/** Writes into a new file; small pieces are gathered, since each call of the system takes its time. */
export class FileSink implements PaperSink {
  readonly #file: number;
  #waiting: Uint8Array[] = [];
  #held = 0;
  #written = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx');
  }

  write(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#held += bytes.byteLength;
    if (this.#held >= atOnce) this.#flush();
  }

  /** Closes the file; its length. */
  close(): number {
    this.#flush();
    closeSync(this.#file);
    return this.#written;
  }

  #flush(): void {
    const bytes =
      this.#waiting.length === 1 && this.#waiting[0] ? this.#waiting[0] : Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#held = 0;
    for (let at = 0; at < bytes.byteLength;) at += writeSync(this.#file, bytes, at);
    this.#written += bytes.byteLength;
  }
}

const atOnce = 256 * 1024;
