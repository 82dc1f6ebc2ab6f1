import { crc32, deflateRawSync } from 'node:zlib';
import type { PaperSink } from '#core/papers/paper-sink';

/** Method 0: as it is; 8: deflated (APPNOTE.TXT, 4.4.5). */
interface Packed {
  readonly method: 0 | 8;
  readonly check: number;
  readonly size: number;
  readonly packed: readonly Uint8Array[];
}

/** 1 January 1980, the first moment that an archive can name: the same entries make the same bytes. */
const [time, date] = [0, 0x21];
/** Names are UTF-8. */
const flags = 0x0800;
const version = 20;

/** Writes a zip archive piece after piece; of what was written it holds the directory only. Up to 4 GB. */
export class ZipWriter {
  readonly #sink: PaperSink;
  readonly #directory: Buffer[] = [];
  #at = 0;

  constructor(sink: PaperSink) {
    this.#sink = sink;
  }

  /** Text and other things that grow smaller. */
  deflated(name: string, bytes: Uint8Array): void {
    const packed = [deflateRawSync(bytes, { level: 6 })];
    this.packed(name, { method: 8, check: crc32(bytes), size: bytes.byteLength, packed });
  }

  /** What is packed already, such as pictures. */
  stored(name: string, bytes: Uint8Array): void {
    this.packed(name, { method: 0, check: crc32(bytes), size: bytes.byteLength, packed: [bytes] });
  }

  packed(name: string, { method, check, size, packed }: Packed): void {
    const title = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt16LE(time, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(check >>> 0, 10);
    facts.writeUInt32LE(
      packed.reduce((sum, { byteLength }) => sum + byteLength, 0),
      14,
    );
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(title.length, 22);
    const from = Buffer.alloc(4);
    from.writeUInt32LE(this.#at);
    // 4.3.12: the directory repeats the facts, between who made it and where it lies.
    this.#directory.push(
      Buffer.concat([Buffer.of(0x50, 0x4b, 1, 2, version, 0), facts, Buffer.alloc(10), from, title]),
    );
    for (const part of [Buffer.concat([Buffer.of(0x50, 0x4b, 3, 4), facts, title]), ...packed])
      this.#write(part);
  }

  end(): void {
    const from = this.#at;
    for (const entry of this.#directory) this.#write(entry);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#directory.length, 8);
    end.writeUInt16LE(this.#directory.length, 10);
    end.writeUInt32LE(this.#at - from, 12);
    end.writeUInt32LE(from, 16);
    this.#write(end);
  }

  #write(bytes: Uint8Array): void {
    this.#sink.write(bytes);
    this.#at += bytes.byteLength;
  }
}
