import type { PublicKey } from '#core/seal/minisign';

/** Seals in the name of the open library's office, with the key that this user's profile holds. */
export interface OfficeSeal {
  /** The key in force, undefined where its secret is not in this profile, or there is no office yet. */
  key(): Promise<PublicKey | undefined>;
  /**
   * A detached seal (the text of a `.minisig` file) of these bytes; the same bytes, key and comment give the same text.
   * Fails with `no-seal-key` where the secret is not in this profile.
   */
  seal(bytes: Uint8Array, trustedComment: string): Promise<string>;
}
