import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { publicKeyLine, type SecretKey, secretKeyOf, sign } from '#core/seal/minisign';
import type { SealedStatement } from '#core/seal/sealed-statement';
import type { StatementBody, StatementType } from '#shared/model/statement';

/** A key that is the same in every run; `number` may be that of another key. */
export function testKey(name: string, number?: Uint8Array): SecretKey {
  const hash = createHash('sha512').update(name).digest();
  return secretKeyOf(number ?? hash.subarray(32, 40), hash.subarray(0, 32));
}

export interface TestAuthor {
  readonly id: string;
  readonly name: string;
  readonly key: SecretKey;
}

export const testAuthor = (name: string): TestAuthor => ({ id: uuidv7(), name, key: testKey(name) });

/** A statement of an office, sealed by its key or another one. */
export function sealedStatement<T extends StatementType>(
  author: TestAuthor,
  type: T,
  body: StatementBody<T>,
  options: { by?: SecretKey; at?: string } = {},
): SealedStatement {
  const { id, name } = author;
  const statement = {
    ...{ format: '1.0', kind: 'lantoa-statement' as const, id: uuidv7(), type },
    author: { id, name },
    at: options.at ?? '2026-10-05T00:00:00.000Z',
    body,
  };
  const bytes = Buffer.from(JSON.stringify(statement));
  return { statement, bytes, seal: sign(bytes, options.by ?? author.key, 'x') };
}

type Keys = StatementBody<'office'>['keys'];

/** Who an office is and which keys it has. */
export const identityOf = ({ id, name, key }: TestAuthor, keys?: Keys): StatementBody<'office'> => ({
  ...{ id, name, level: 'province' as const, province: '31@2025-07-01' },
  keys: keys ?? [{ key: publicKeyLine(key), since: '2026-01-01T00:00:00.000Z' }],
});

export const introduction = (author: TestAuthor, keys?: Keys, by?: SecretKey): SealedStatement =>
  sealedStatement(author, 'office', identityOf(author, keys), by ? { by } : {});

/** One key of an author follows another. */
export const rotation = (
  author: TestAuthor,
  [from, to]: readonly [SecretKey, SecretKey],
  options: { by?: SecretKey; lost?: boolean; at?: string } = {},
): SealedStatement =>
  sealedStatement(
    author,
    'rotation',
    { from: publicKeyLine(from), to: publicKeyLine(to), lost: options.lost ?? false, note: '' },
    { by: options.by ?? from, ...(options.at === undefined ? {} : { at: options.at }) },
  );
