import { Decrypter, Encrypter } from 'age-encryption';
import { openAge } from '#core/age/age-header';
import { spokenForm } from '#core/age/passphrase';
import { ScryptIdentity, ScryptRecipient } from '#core/age/scrypt-way';
import { refusal } from '#core/bundle/bundle-rules';
import { Failure } from '#shared/failure';

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

/**
 * The plain bytes of an age file of somebody else, as they are taken; each piece is proved before it is given, and the
 * end only where nothing is missing or added. Fails with `passphrase-needed` without a passphrase, `passphrase-wrong`,
 * `locked-for-others` where it is for keys, and `bundle-refused` (rule `locked`).
 */
export async function* decrypted(
  chunks: AsyncIterable<Uint8Array>,
  passphrase: string | undefined,
): AsyncGenerator<Uint8Array> {
  const { way, bytes } = await openAge(chunks);
  try {
    if (way === 'keys') throw new Failure('locked-for-others');
    if (passphrase === undefined) throw new Failure('passphrase-needed');
    yield* await plainOf(bytes, passphrase);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw refusal('locked', undefined, error);
  } finally {
    await bytes.return(undefined).catch(() => undefined);
  }
}

/** What the decrypter says where no passphrase fits; everything else is a fault of the file. */
const noMatch = /no identity matched/;

async function plainOf(bytes: AsyncIterable<Uint8Array>, given: string): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  // As it was typed, and as we write those that are told by telephone.
  decrypter.addIdentity(new ScryptIdentity(new Set([given, spokenForm(given)])));
  try {
    return await decrypter.decrypt(streamOf(bytes));
  } catch (error) {
    if (error instanceof Error && noMatch.test(error.message)) throw new Failure('passphrase-wrong');
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
