import { keyDigits, readKeyLine } from '#core/seal/key-digits';
import { byId, hasTrusted, type KnownOffices, trustOf } from '#core/seal/key-trust';
import { learnKeys } from '#core/seal/learn-keys';
import { isSignedBy, numberText, type PublicKey, publicKeyLine, type Signature } from '#core/seal/minisign';
import { areSame } from '#core/seal/minisign-text';
import {
  isOfNumber,
  keyFact,
  mostOfOneNumber,
  readSeal,
  type SealedStatement,
} from '#core/seal/sealed-statement';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';
import type { OfficeKey, SealVerdict } from '#shared/model/seal';

/** Our own office, as far as seals are concerned. */
export interface OurOffice {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly OfficeKey[];
}

interface OfficeName {
  readonly id: string;
  readonly name: string;
}

/** A key as it was noted, ready to check with. */
interface Noted {
  readonly office: OfficeName;
  readonly key: PublicKey;
  readonly known: KnownKey;
}

/**
 * What is known of offices' keys at one moment: judges seals without asking the disk. See docs/formats.md, "Seals".
 */
export class SealKnowledge {
  readonly offices: readonly KnownOffice[];
  readonly ours: OurOffice | undefined;
  readonly #byId: KnownOffices;
  readonly #noted = new Map<string, Noted[]>();
  /** Keys that were told for offices which have other ones. */
  readonly #strange: ReadonlyMap<string, readonly PublicKey[]>;

  constructor(
    offices: readonly KnownOffice[],
    ours: OurOffice | undefined,
    strange: ReadonlyMap<string, readonly PublicKey[]> = new Map(),
  ) {
    this.offices = offices;
    this.ours = ours;
    this.#strange = strange;
    this.#byId = byId(offices);
    for (const office of offices) {
      // What offices.json says of our own office counts for nothing.
      if (office.id.toLowerCase() === ours?.id.toLowerCase()) continue;
      this.#note(office, office.keys);
    }
    if (ours) {
      const asKnown = ours.keys.map(({ key, since, until, disabled }) => ({
        key,
        firstSeen: since,
        ...(until === undefined ? {} : { until }),
        ...(disabled === undefined ? {} : { disabled }),
      }));
      this.#note(ours, asKnown);
    }
  }

  /** The same with what travelling statements tell; `at` is now. Nothing of it is kept. */
  with(statements: readonly SealedStatement[], at: string): SealKnowledge {
    const facts = statements.flatMap((sealed) => keyFact(sealed) ?? []);
    const strange = new Map<string, PublicKey[]>();
    for (const { office, signer } of facts) {
      const key = readKeyLine(signer);
      if (key) strange.set(office, [...(strange.get(office) ?? []), key]);
    }
    const learnt = learnKeys(this.offices, facts, { at, ...this.own, isWanted: () => true });
    return new SealKnowledge(learnt, this.ours, strange);
  }

  /** Our own id and keys, which nobody else tells or has. */
  get own(): { ours: string | undefined; ourKeys: readonly string[] } {
    return { ours: this.ours?.id, ourKeys: this.ours?.keys.map(({ key }) => key) ?? [] };
  }

  /** Whether any key of this office is known: then it seals, and what lacks its seal is to be wondered at. */
  knows(officeId: string): boolean {
    return this.#keysOf(officeId).length > 0;
  }

  /**
   * Judges the seal of some bytes that say they are of `office`. `at` is the moment since when they are known to have been
   * here (ISO 8601), for keys that were disabled; without it they came now.
   */
  verdict(bytes: Uint8Array, seal: string | undefined, office: OfficeName, at?: string): SealVerdict {
    if (seal === undefined) return { ...unsealed(office), standing: 'none' };
    const signature = readSeal(seal);
    if (!signature) return { ...unsealed(office), standing: 'broken' };
    const known = this.#keysOf(office.id);
    const own = signerAmong(known, bytes, signature);
    const number = numberText(signature.number);
    if (own) return { ...this.#ofKey(own, office, at), keyNumber: number };
    const other = this.#ofOthers(bytes, signature, office.id);
    if (other) {
      const { key, office: sealedBy } = other;
      return {
        ...unsealed(office),
        standing: 'key-changed',
        sealedBy,
        keyNumber: number,
        key: publicKeyLine(key),
      };
    }
    return { ...this.#withoutKey(bytes, signature, office), keyNumber: number };
  }

  #ofKey({ key, known, office: noted }: Noted, office: OfficeName, at: string | undefined): SealVerdict {
    const id = office.id.toLowerCase();
    const facts = { ...unsealed(office), key: publicKeyLine(key), digits: keyDigits(key, id) };
    if (known.disabled === true && (at === undefined || at >= (known.until ?? ''))) {
      return { ...facts, standing: 'key-disabled' };
    }
    if (id === this.ours?.id.toLowerCase()) return { ...facts, standing: 'intact', office: noted };
    const record = this.#byId.get(id);
    const trust = record && trustOf(this.#byId, record, known);
    if (trust) {
      const voucher = trust.how === 'directory' ? trust.name : null;
      return { ...facts, standing: 'intact', office: noted, voucher };
    }
    const isIntruder = record !== undefined && hasTrusted(this.#byId, record);
    return { ...facts, standing: isIntruder ? 'key-changed' : 'unconfirmed' };
  }

  /** None of the office's known keys has made it. */
  #withoutKey(bytes: Uint8Array, signature: Signature, office: OfficeName): SealVerdict {
    const strange = this.#strange.get(office.id.toLowerCase()) ?? [];
    const stranger = signerAmong(
      strange.map((key) => ({ key })),
      bytes,
      signature,
    )?.key;
    if (stranger) {
      const key = publicKeyLine(stranger);
      return { ...unsealed(office), standing: 'key-changed', key, digits: keyDigits(stranger, office.id) };
    }
    const keys = this.#keysOf(office.id);
    const isSame = [...keys.map(({ key }) => key), ...strange].some(({ number }) =>
      areSame(number, signature.number),
    );
    if (isSame) return { ...unsealed(office), standing: 'broken' };
    return { ...unsealed(office), standing: keys.length > 0 ? 'key-changed' : 'unchecked' };
  }

  #ofOthers(bytes: Uint8Array, signature: Signature, officeId: string): Noted | undefined {
    const others = [...this.#noted].filter(([id]) => id !== officeId.toLowerCase());
    return signerAmong(
      others.flatMap(([, keys]) => keys),
      bytes,
      signature,
    );
  }

  #keysOf(officeId: string): readonly Noted[] {
    return this.#noted.get(officeId.toLowerCase()) ?? [];
  }

  #note({ id, name }: OfficeName, keys: readonly KnownKey[]): void {
    const noted = keys.flatMap((known) => {
      const key = readKeyLine(known.key);
      return key ? [{ office: { id, name }, key, known }] : [];
    });
    this.#noted.set(id.toLowerCase(), noted);
  }
}

/** Whose key has made the signature; only some of those with its number are tried. */
function signerAmong<T extends { readonly key: PublicKey }>(
  keys: readonly T[],
  bytes: Uint8Array,
  signature: Signature,
): T | undefined {
  return keys
    .filter(({ key }) => isOfNumber(key, signature))
    .slice(0, mostOfOneNumber)
    .find(({ key }) => isSignedBy(bytes, signature, key));
}

const unsealed = (office: OfficeName): Omit<SealVerdict, 'standing'> => ({
  office: { id: office.id, name: office.name },
  keyNumber: null,
  key: null,
  digits: null,
  voucher: null,
  sealedBy: null,
  changed: [],
});
