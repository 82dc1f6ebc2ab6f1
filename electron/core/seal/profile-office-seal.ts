import { randomBytes } from 'node:crypto';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { type PublicKey, type SecretKey, sign } from '#core/seal/minisign';
import { secretInForce, withFirstKey } from '#core/seal/office-key';
import type { OfficeSeal } from '#core/seal/office-seal';
import { layout } from '#core/library/layout';
import { Failure } from '#shared/failure';

interface SealDependencies {
  readonly platform: Pick<Platform, 'keySafe' | 'now'>;
  readonly library: OpenedLibrary;
}

/** The seal of the open library's office, with a secret that lies in this user's profile. */
export class ProfileOfficeSeal implements OfficeSeal {
  readonly #platform: SealDependencies['platform'];
  readonly #library: OpenedLibrary;

  constructor({ platform, library }: SealDependencies) {
    this.#platform = platform;
    this.#library = library;
  }

  async key(): Promise<PublicKey | undefined> {
    const secret = await this.#secret();
    return secret && { number: secret.number, key: secret.key };
  }

  async seal(bytes: Uint8Array, trustedComment: string): Promise<string> {
    const secret = await this.#secret();
    if (!secret) throw new Failure('no-seal-key');
    return sign(bytes, secret, trustedComment);
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

  /** Read anew: a colleague may have changed the key meanwhile, on another machine. */
  async #secret(): Promise<SecretKey | undefined> {
    const office = (await this.#library.files.office()) ?? this.#library.office;
    return office && secretInForce(this.#platform.keySafe, office);
  }
}
