import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { numberText, type SecretKey } from '#core/seal/minisign';
import { introduceOffice } from '#core/seal/office-introduction';
import { forgetSecret, keepOpener, keepSecret, keyOfSeed, publicKeyOf } from '#core/seal/office-key';
import type { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { readRecoveryWords, recoveryLength, recoveryWordsOf } from '#core/seal/recovery-code';
import { renewKey } from '#core/seal/renew-key';
import { changeSealEvents } from '#core/seal/seal-events';
import { passphraseOperations } from '#core/seal/seal-passphrase';
import { sealState } from '#core/seal/seal-state';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { SealState, sealOperations as operations } from '#shared/contract/seal';
import { Failure } from '#shared/failure';
import { type Office, officeName } from '#shared/model/office';
import { fold } from '#shared/model/text';

export interface SealDependencies {
  readonly platform: Pick<Platform, 'keySafe' | 'now'>;
  readonly library: OpenedLibrary;
  readonly seal: ProfileOfficeSeal;
  readonly statements: Statements;
  readonly me: () => string;
  /** Others are told that the office's keys are others now. */
  readonly officeChanged: () => void;
}

/** The seal of the open library's office: its recovery page, restoring it here, changing it. */
export function sealOperations(deps: SealDependencies): HandlersOf<typeof operations> {
  const { platform, library, seal, statements, me } = deps;
  const safe = platform.keySafe;
  const state = (): Promise<SealState> => sealState(deps);
  const now = (): string => platform.now().toISOString();
  return {
    ...passphraseOperations(deps, state),
    'seal.state': state,
    async 'seal.page'() {
      if (!(await seal.ensure())) throw new Failure('no-seal-key');
      await introduceOffice(deps);
      deps.officeChanged();
      return pageOf(await currentOffice(library), await seal.secret());
    },
    async 'seal.pagePrinted'({ key }) {
      requireWritable(library);
      const page = { key, at: now(), by: me() };
      await changeSealEvents(library, (events) => ({
        ...events,
        pages: [...events.pages.filter((other) => other.key !== key), page],
      }));
      return state();
    },
    'seal.restore': async ({ text }) => {
      ourOffice(library);
      const outcome = await restore(await currentOffice(library), safe, text);
      if (outcome !== 'restored') return outcome;
      // The words bring it back without a passphrase.
      seal.lock();
      await introduceOffice(deps);
      return { type: 'restored', state: await state() };
    },
    async 'seal.renew'({ from, lost, note, forgotten = false }) {
      requireWritable(library);
      const readiness = await seal.readiness();
      const unsealed = forgotten && readiness === 'locked';
      if (!unsealed) await seal.ready();
      const passphrase = readiness === 'given' ? seal.passphrase : '';
      const change = { from, lost, note, by: me(), passphrase, unsealed };
      library.office = await renewKey({ library, statements, safe, now: platform.now(), ...change });
      if (passphrase !== '') await seal.unlock(passphrase);
      await introduceOffice(deps);
      deps.officeChanged();
      return state();
    },
    async 'seal.handOver'({ forget, ...handover }) {
      requireWritable(library);
      const key = await seal.key();
      if (!key) throw new Failure('no-seal-key');
      // Without the page nobody could bring it back.
      if (forget && (await state()).printed === null)
        throw new Failure('bad-input', { where: 'forget', rule: 'page printed' });
      const event = { at: now(), key: numberText(key.number), ...handover };
      await changeSealEvents(library, (events) => ({ ...events, handovers: [...events.handovers, event] }));
      if (forget) await forgetSecret(safe, ourOffice(library).officeId, key);
      return state();
    },
  };
}

/** As it lies in the library now. */
async function currentOffice(library: OpenedLibrary): Promise<Office> {
  return (await library.files.office()) ?? ourOffice(library);
}

function pageOf(office: Office, secret: SecretKey): Output<'seal.page'> {
  // A key that this program did not make cannot be restored from its seed alone.
  const number = numberText(secret.number);
  if (numberText(keyOfSeed(secret.seed).number) !== number) throw new Failure('no-seal-key');
  const words = recoveryWordsOf(secret.seed);
  const since = office.keys.findLast((entry) => entry.until === undefined)?.since ?? '';
  return { key: number, since, office: officeName(office), words, code: fold(words.join(' ')).toUpperCase() };
}

type Outcome = Exclude<Output<'seal.restore'>, { type: 'restored' }> | 'restored';

/** Keeps the secret here if the words are right and it is that of the key in force. */
async function restore(office: Office, safe: Platform['keySafe'], text: string): Promise<Outcome> {
  const reading = readRecoveryWords(text);
  if (reading.type === 'count') return { ...reading, wanted: recoveryLength };
  if (reading.type === 'unknown') return { type: 'unknown', wrong: [...reading.wrong] };
  if (reading.type !== 'seed') return reading;
  const secret = keyOfSeed(reading.seed);
  const key = numberText(secret.number);
  const entry = office.keys.find((listed) => {
    const known = publicKeyOf(listed);
    return known !== undefined && Buffer.compare(known.key, secret.key) === 0;
  });
  if (!entry) return { type: 'other', key };
  if (entry.until !== undefined || entry.disabled === true) {
    // It seals no more, but parcels that were made for it may still arrive.
    await keepOpener(safe, office.officeId, secret);
    return { type: 'ended', key, until: entry.until ?? null };
  }
  await keepSecret(safe, office.officeId, secret);
  return 'restored';
}
