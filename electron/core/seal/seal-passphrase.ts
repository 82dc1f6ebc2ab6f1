import type { OpenedLibrary } from '#core/library/opened-library';
import type { KeySafe, Platform } from '#core/platform';
import type { SecretKey } from '#core/seal/minisign';
import { keepSecret, keptSecret, keyInForce, opened } from '#core/seal/office-key';
import type { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import type { HandlersOf } from '#shared/contract/contract';
import type { SealState, sealOperations } from '#shared/contract/seal';
import { Failure } from '#shared/failure';
import type { Office } from '#shared/model/office';
import type { OfficeKey } from '#shared/model/seal';

type Operations = Pick<typeof sealOperations, 'seal.unlock' | 'seal.setPassphrase'>;

/** Giving the passphrase of the secret for this session, and setting another one. */
export function passphraseOperations(
  deps: { library: OpenedLibrary; platform: Pick<Platform, 'keySafe'>; seal: ProfileOfficeSeal },
  state: () => Promise<SealState>,
): HandlersOf<Operations> {
  const { library, seal, platform } = deps;
  return {
    async 'seal.unlock'({ passphrase }) {
      const opened = await seal.unlock(passphrase);
      return { opened, state: await state() };
    },
    async 'seal.setPassphrase'(asked) {
      if (!(await setPassphrase({ library, safe: platform.keySafe }, asked))) return { type: 'wrong' };
      seal.lock();
      if (asked.passphrase !== '') await seal.unlock(asked.passphrase);
      return { type: 'set', state: await state() };
    },
  };
}

/** Fewer characters are guessed too soon by whoever carries the PC away. */
const shortest = 8;

/**
 * Keeps the secrets of our office that this profile has under another passphrase, or (empty) without one; false, with nothing
 * changed, where `current` does not open the one in force. Those of the past are kept alike: what they seal still counts.
 * Fails with `no-seal-key`, and with `bad-input` where the passphrase is too short.
 */
export async function setPassphrase(
  { library, safe }: { library: OpenedLibrary; safe: KeySafe },
  { current, passphrase }: { current: string; passphrase: string },
): Promise<boolean> {
  if (passphrase !== '' && passphrase.normalize('NFC').length < shortest)
    throw new Failure('bad-input', { where: 'passphrase' });
  const office = (await library.files.office()) ?? library.office;
  const inForce = office && keyInForce(office.keys);
  if (!inForce) throw new Failure('no-seal-key');
  const secret = await secretUnder(safe, office, inForce, current);
  if (secret === 'wrong') return false;
  if (!secret) throw new Failure('no-seal-key');
  for (const key of office.keys.filter((one) => one !== inForce)) {
    const former = await secretUnder(safe, office, key, current);
    // One that opens with something else stays as it is.
    if (former && former !== 'wrong') await keepSecret(safe, office.officeId, former, passphrase);
  }
  await keepSecret(safe, office.officeId, secret, passphrase);
  return true;
}

async function secretUnder(
  safe: KeySafe,
  office: Office,
  key: OfficeKey,
  passphrase: string,
): Promise<SecretKey | 'wrong' | undefined> {
  const kept = await keptSecret(safe, office.officeId, key);
  if (kept?.type !== 'locked') return kept?.secret;
  return opened(kept.file, key, passphrase);
}
