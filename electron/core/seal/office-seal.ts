import type { PublicKey } from '#core/seal/minisign';
import type { SealRecipient } from '#shared/model/seal';

/** Seals in the name of the open library's office, with the key that this user's profile holds. */
export interface OfficeSeal {
  /** The key in force, undefined where its secret is not in this profile, or there is no office or key yet. */
  key(): Promise<PublicKey | undefined>;
  /**
   * As `key`, after making the office's first key silently where it has never had one: to be called before something is to
   * be sealed. An office that has keys gets no second one. Fails with `no-office`.
   */
  ensure(): Promise<PublicKey | undefined>;
  /**
   * Fails with `seal-locked` where the secret lies under a passphrase that nobody has given in this session: to be called before
   * work that takes long, so that the person is asked at the beginning.
   */
  ready(): Promise<void>;
  /** Of the key in force, where its secret can be used without asking anybody. */
  recipient(): Promise<SealRecipient | undefined>;
  /**
   * A detached seal (the text of a `.minisig` file) of these bytes; the same bytes, key and comment give the same text.
   * Fails with `no-seal-key` where the secret is not in this profile, and with `seal-locked` as `ready` does.
   */
  seal(bytes: Uint8Array, trustedComment: string): Promise<string>;
}
