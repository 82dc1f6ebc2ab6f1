import { Decrypter, Encrypter } from 'age-encryption';
import { openAge } from '#core/age/age-header';
import { ScryptIdentity, ScryptRecipient } from '#core/age/scrypt-way';
import { refusal } from '#core/bundle/bundle-rules';
import { Failure } from '#shared/failure';
import { spokenForm } from '#shared/model/spoken-form';

/** Base-2 logarithm; 64 MiB and a quarter of a second. A proposed passphrase has 64 bits of its own. */
const workFactor = 16;

/** The bytes of an age file that opens with the passphrase, as they are taken: `age -d` opens it too. */
export async function* encrypted(
  chunks: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(new ScryptRecipient(passphrase, workFactor));
  yield* await encrypter.encrypt(streamOf(chunks));
}

/** The bytes of an age file that each of these recipients (`age1...`) opens with its own identity. */
export async function* encryptedFor(
  chunks: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  yield* await encrypter.encrypt(streamOf(chunks));
}

/** With what a file may be opened. */
export interface Openers {
  readonly passphrase?: string | undefined;
  /** Our own identities (`AGE-SECRET-KEY-1...`); asked for where the file is for keys. */
  readonly identities?: () => Promise<readonly string[]>;
}

/**
 * The plain bytes of an age file of somebody else, as they are taken; each piece is proved before it is given, and the
 * end only where nothing is missing or added. Fails with `passphrase-needed` without a passphrase, `passphrase-wrong`,
 * `locked-for-others` where it is for keys that are not ours, and `bundle-refused` (rule `locked`).
 */
export async function* decrypted(
  chunks: AsyncIterable<Uint8Array>,
  { passphrase, identities = () => Promise.resolve([]) }: Openers,
): AsyncGenerator<Uint8Array> {
  const { way, bytes } = await openAge(chunks);
  try {
    if (way === 'keys') yield* await plainBy(bytes, await identities(), 'locked-for-others');
    else if (passphrase === undefined) throw new Failure('passphrase-needed');
    // As it was typed, and as we write those that are told by telephone.
    else {
      const words = new ScryptIdentity(new Set([passphrase, spokenForm(passphrase)]));
      yield* await plainBy(bytes, [words], 'passphrase-wrong');
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refusal('locked', undefined, error);
  } finally {
    await bytes.return(undefined).catch(() => undefined);
  }
}

/** What the decrypter says where nothing fits; everything else is a fault of the file. */
const noMatch = /no identity matched/;

/** Fails with `other` where none of the identities opens it. */
async function plainBy(
  bytes: AsyncIterable<Uint8Array>,
  identities: readonly (string | ScryptIdentity)[],
  other: 'locked-for-others' | 'passphrase-wrong',
): Promise<AsyncIterable<Uint8Array>> {
  if (identities.length === 0) throw new Failure(other);
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(streamOf(bytes));
  } catch (error) {
    if (error instanceof Error && noMatch.test(error.message)) throw new Failure(other);
    throw error;
  }
}

/** A stream that reads no further than it is asked to. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
