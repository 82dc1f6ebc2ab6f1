import { randomBytes } from 'node:crypto';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { type PublicKey, type SecretKey, sign } from '#core/seal/minisign';
import { keptSecret, keyInForce, opened, publicKeyOf, withFirstKey } from '#core/seal/office-key';
import type { OfficeSeal } from '#core/seal/office-seal';
import { recipientOf } from '#core/seal/recipient';
import { layout } from '#core/library/layout';
import { Failure } from '#shared/failure';
import type { Office } from '#shared/model/office';
import type { OfficeKey, SealRecipient } from '#shared/model/seal';

interface SealDependencies {
  readonly platform: Pick<Platform, 'keySafe' | 'now'>;
  readonly library: OpenedLibrary;
}

/** What was opened with a passphrase, until the library is closed. */
interface Session {
  readonly key: string;
  readonly secret: SecretKey;
  readonly passphrase: string;
}

/** How the secret in force can be used: at once, after its passphrase is given, or not on this PC. */
type SealReadiness = 'open' | 'given' | 'locked' | 'elsewhere';

/** The seal of the open library's office, with a secret that lies in this user's profile. */
export class ProfileOfficeSeal implements OfficeSeal {
  readonly #platform: SealDependencies['platform'];
  readonly #library: OpenedLibrary;
  #session: Session | undefined;

  constructor({ platform, library }: SealDependencies) {
    this.#platform = platform;
    this.#library = library;
  }

  async key(): Promise<PublicKey | undefined> {
    const found = await this.#inForce();
    return found && publicKeyOf(found.key);
  }

  async seal(bytes: Uint8Array, trustedComment: string): Promise<string> {
    return sign(bytes, await this.secret(), trustedComment);
  }

  async ensure(): Promise<PublicKey | undefined> {
    const { files, readOnly, office: known } = this.#library;
    if (!known) throw new Failure('no-office');
    if (known.keys.length === 0 && !readOnly) {
      this.#library.office = await files.changeOffice((office) => {
        if (!office) throw new Failure('library-damaged', { where: layout.office });
        const { keySafe: safe } = this.#platform;
        return withFirstKey(office, { safe, random: randomBytes, now: this.#platform.now() });
      });
    }
    return this.key();
  }

  async ready(): Promise<void> {
    if ((await this.readiness()) === 'locked') throw new Failure('seal-locked');
  }

  async recipient(): Promise<SealRecipient | undefined> {
    const found = await this.#inForce();
    return found?.secret && recipientOf(found.secret, found.office.officeId);
  }

  async readiness(): Promise<SealReadiness> {
    const found = await this.#inForce();
    if (!found) return 'elsewhere';
    if (!found.secret) return 'locked';
    return found.file === undefined ? 'open' : 'given';
  }

  /** The secret in force. Fails with `no-seal-key` or `seal-locked`. */
  async secret(): Promise<SecretKey> {
    const found = await this.#inForce();
    if (!found) throw new Failure('no-seal-key');
    if (!found.secret) throw new Failure('seal-locked');
    return found.secret;
  }

  /** What new secrets are kept under: that of the one in force, as far as it was given; empty without one. */
  get passphrase(): string {
    return this.#session?.passphrase ?? '';
  }

  /**
   * Opens the secret in force with its passphrase, for this session; false where that is another one. True without looking
   * where there is none. Fails with `no-seal-key`. Takes half a second, beside the program.
   */
  async unlock(passphrase: string): Promise<boolean> {
    const found = await this.#inForce();
    if (!found) throw new Failure('no-seal-key');
    if (found.file === undefined) return true;
    const secret = await opened(found.file, found.key, passphrase);
    if (secret === 'wrong') return false;
    if (!secret) throw new Failure('no-seal-key');
    this.#session = { key: found.key.key, secret, passphrase };
    return true;
  }

  /** Asks again for what was given. */
  lock(): void {
    this.#session = undefined;
  }

  /**
   * Read anew: a colleague may have changed the key meanwhile, on another machine. `file` is there where the secret is kept
   * under a passphrase, `secret` where it can be used now.
   */
  async #inForce(): Promise<
    { office: Office; key: OfficeKey; file?: string; secret?: SecretKey } | undefined
  > {
    const office = (await this.#library.files.office()) ?? this.#library.office;
    const key = office && keyInForce(office.keys);
    const kept = key && (await keptSecret(this.#platform.keySafe, office.officeId, key));
    if (!kept) return undefined;
    if (kept.type === 'open') return { office, key, secret: kept.secret };
    const session = this.#session?.key === key.key ? this.#session : undefined;
    return { office, key, file: kept.file, ...(session ? { secret: session.secret } : {}) };
  }
}
