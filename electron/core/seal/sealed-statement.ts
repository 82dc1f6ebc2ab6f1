import { isSignedBy, parseSignature, type PublicKey, type Signature } from '#core/seal/minisign';
import { readKeyLine } from '#core/seal/key-digits';
import { areSame, MinisignError } from '#core/seal/minisign-text';
import type { OfficeKey } from '#shared/model/seal';
import { type Statement, statementBodies } from '#shared/model/statement';

/** A statement as it lies in a library or a parcel, with its seal if it has one. */
export interface SealedStatement {
  readonly statement: Statement;
  readonly bytes: Uint8Array;
  readonly seal: string | undefined;
  /** What `keyFact` says of it, where that was worked out before; null for nothing. */
  readonly fact?: KeyFact | null;
}

/** What a statement says about keys of its author's office, sealed with `signer`, one of them. */
export type KeyFact =
  | {
      readonly type: 'office';
      readonly office: string;
      readonly signer: string;
      readonly name: string;
      readonly province: string | null;
      readonly keys: readonly OfficeKey[];
    }
  | {
      readonly type: 'rotation';
      readonly office: string;
      readonly signer: string;
      readonly to: string;
      readonly at: string;
    };

/** The signature in the text of a seal; undefined where it is none. */
export function readSeal(text: string): Signature | undefined {
  try {
    return parseSignature(text);
  } catch (error) {
    if (error instanceof MinisignError) return undefined;
    throw error;
  }
}

/**
 * What a statement of type `office` or `rotation` says about keys, if the key that it names has sealed it. Such a statement
 * tells a key and proves that its author holds it; whose office that is, it cannot prove.
 */
export function keyFact(sealed: SealedStatement): KeyFact | undefined {
  if (sealed.fact !== undefined) return sealed.fact ?? undefined;
  const { statement, bytes, seal } = sealed;
  const signature = seal === undefined ? undefined : readSeal(seal);
  if (!signature) return undefined;
  const office = statement.author.id.toLowerCase();
  const fits = (line: string): boolean => isFitting(bytes, signature, readKeyLine(line));
  const mayFit = ({ key }: OfficeKey): boolean => isOfNumber(readKeyLine(key), signature);
  if (statement.type === 'office') {
    const body = statementBodies.office.safeParse(statement.body).data;
    const signer = body?.keys
      .filter(mayFit)
      .slice(0, mostOfOneNumber)
      .find(({ key }) => fits(key));
    if (body?.id.toLowerCase() !== office || !signer) return undefined;
    return { type: 'office', office, signer: signer.key, ...pick(body) };
  }
  const body =
    statement.type === 'rotation' ? statementBodies.rotation.safeParse(statement.body).data : undefined;
  if (!body || !fits(body.from) || !readKeyLine(body.to) || body.to === body.from) return undefined;
  return { type: 'rotation', office, signer: body.from, to: body.to, at: statement.at };
}

const pick = (body: {
  name: string;
  province: string | null;
  keys: readonly OfficeKey[];
}): { name: string; province: string | null; keys: readonly OfficeKey[] } => ({
  name: body.name,
  province: body.province,
  keys: body.keys,
});

/**
 * Of keys with one number so many are tried. A number has 64 bits: more than one key of it is an accident that does not
 * happen, and thousands are made to cost.
 */
export const mostOfOneNumber = 8;

/** Whether the key may have made the signature, as far as their numbers tell. */
export const isOfNumber = (key: PublicKey | undefined, { number }: Signature): boolean =>
  key !== undefined && areSame(key.number, number);

function isFitting(bytes: Uint8Array, signature: Signature, key: PublicKey | undefined): boolean {
  return key !== undefined && isSignedBy(bytes, signature, key);
}
