import { refusal } from '#core/bundle/bundle-rules';

/** First line of every age file (https://age-encryption.org/v1). */
const firstLine = 'age-encryption.org/v1\n';
/** A header of 60 offices has 7 KiB. */
const headerLimit = 64 * 1024;
const stanzaLimit = 200;
/** What `age -p` writes: 256 MiB of memory. Each step more doubles time and memory. */
const workFactorLimit = 18;

/** Whether a file that begins with these bytes says that it is encrypted with age. */
export function isAge(beginning: Uint8Array): boolean {
  return Buffer.from(beginning.subarray(0, firstLine.length)).toString('latin1') === firstLine;
}

/** For whom a file was encrypted: whoever has the passphrase, or certain keys. */
export type AgeWay = 'passphrase' | 'keys';

/**
 * Reads an age file up to the end of its header and gives that back in front of the rest. What could cost time or memory
 * is refused here, before anything is computed: a header over 64 KiB or with over 200 stanzas, a work factor over 18.
 */
export async function openAge(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ way: AgeWay; bytes: AsyncGenerator<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let end: number | undefined;
  while (end === undefined) {
    const next = await iterator.next();
    if (next.done === true) throw refusal('locked', undefined, 'the header has no end');
    head = Buffer.concat([head, next.value]);
    end = endOfHeader(head);
    if ((end ?? head.byteLength) > headerLimit) throw refusal('locked', undefined, 'the header is too long');
  }
  const way = wayOf(head.toString('latin1', 0, end));
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield head;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { way, bytes: all() };
}

/** Behind the line with the checksum of the header. */
function endOfHeader(head: Buffer): number | undefined {
  const last = head.indexOf('\n--- ');
  const end = last < 0 ? -1 : head.indexOf('\n', last + 1);
  return end < 0 ? undefined : end + 1;
}

function wayOf(header: string): AgeWay {
  if (!header.startsWith(firstLine)) throw refusal('locked', undefined, 'another version');
  const stanzas = header
    .split('\n')
    .flatMap((line) => (line.startsWith('-> ') ? [line.slice(3).split(' ')] : []));
  if (stanzas.length === 0 || stanzas.length > stanzaLimit)
    throw refusal('locked', undefined, `${String(stanzas.length)} recipients`);
  const passphrase = stanzas.find(([type]) => type === 'scrypt');
  if (!passphrase) return 'keys';
  const factor = passphrase[2] ?? '';
  if (stanzas.length > 1 || !/^[1-9]\d?$/.test(factor) || Number(factor) > workFactorLimit)
    throw refusal('locked', undefined, `work factor ${factor}`);
  return 'passphrase';
}
