import { randomBytes } from 'node:crypto';
import { jsonText } from '#core/files/atomic-write';
import { inTransaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { KeySafe } from '#core/platform';
import { numberText, publicKeyLine } from '#core/seal/minisign';
import { keepSecret, keyInForce, keyOfSeed, publicKeyOf, publishedKey } from '#core/seal/office-key';
import type { Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import type { Office } from '#shared/model/office';
import type { OfficeKey } from '#shared/model/seal';

interface Renewal {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  readonly safe: KeySafe;
  readonly now: Date;
  /** Number of the key that is to be replaced. */
  readonly from: string;
  readonly lost: boolean;
  readonly note: string;
  readonly by: string;
  /** What the new secret is kept under; empty without a passphrase. */
  readonly passphrase?: string;
  /** The statement goes without the former key's seal: that lies here under a passphrase that nobody knows. */
  readonly unsealed?: boolean;
}

/**
 * Replaces the key in force by a new one: its secret is kept first, then the key is published and the statement made as one
 * step. The statement is sealed by the former key where this PC has it, since office.json still names that one when it is
 * made. Fails with `bad-input` where another key is in force.
 */
export async function renewKey({ library, statements, safe, now, ...change }: Renewal): Promise<Office> {
  const { fileSystem, root } = library.store;
  return library.files.withOffice(async (office, held) => {
    if (!office) throw new Failure('library-damaged', { where: layout.office });
    const former = keyInForce(office.keys);
    const known = former && publicKeyOf(former);
    if (!former || !known || numberText(known.number) !== change.from)
      throw new Failure('bad-input', { where: 'seal', detail: change.from });
    const fresh = keyOfSeed(randomBytes(32));
    const { lost, note, by, passphrase, unsealed = false } = change;
    await keepSecret(safe, office.officeId, fresh, passphrase);
    const at = now.toISOString();
    const to = publicKeyLine(fresh);
    const next: Office = {
      ...office,
      keys: [
        ...office.keys.map((key) => (key === former ? ended(key, at, lost) : key)),
        publishedKey(fresh, office.officeId, now),
      ],
    };
    await inTransaction(
      fileSystem,
      root,
      async (transaction) => {
        const body = { from: former.key, to, lost, note };
        await statements.makeIn(transaction, 'rotation', body, { by, unsealed });
        await transaction.put(layout.office, jsonText(next));
      },
      held,
    );
    statements.changed();
    return next;
  });
}

const ended = (key: OfficeKey, until: string, lost: boolean): OfficeKey => ({
  ...key,
  until,
  ...(lost ? { disabled: true } : {}),
});
