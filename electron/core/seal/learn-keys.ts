import { byId, keyOf, type KnownOffices, trustOf } from '#core/seal/key-trust';
import type { KeyFact } from '#core/seal/sealed-statement';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';
import type { OfficeKey } from '#shared/model/seal';

interface Learning {
  readonly at: string;
  /** Id of our own office, whose keys nobody else tells. */
  readonly ours: string | undefined;
  /** Our own keys: no other office has them. */
  readonly ourKeys: readonly string[];
  /** Whether an office that has no key here yet may get its first. */
  readonly isWanted: (office: string) => boolean;
}

/**
 * What is known after these facts: first keys of offices, keys that follow others, keys that were disabled. A key that
 * is told for an office which has other ones is not learnt: it is for a person to compare. Facts in any order give the same.
 */
export function learnKeys(
  offices: readonly KnownOffice[],
  facts: readonly KeyFact[],
  learning: Learning,
): KnownOffice[] {
  const known = byId(offices);
  const foreign = facts.filter(({ office }) => office !== learning.ours?.toLowerCase());
  // A rotation may lead to the key that tells of the next one: as often as something is new.
  for (let before = ''; before !== JSON.stringify([...known]);) {
    before = JSON.stringify([...known]);
    for (const fact of foreign) learn(known, fact, learning);
  }
  return [...known.values()];
}

function learn(known: Map<string, KnownOffice>, fact: KeyFact, learning: Learning): void {
  const office = known.get(fact.office);
  const signer = office && keyOf(office, fact.signer);
  if (office && signer) {
    if (signer.disabled !== true) known.set(fact.office, told(known, office, signer, fact, learning));
    return;
  }
  const isFirst = fact.type === 'office' && (office === undefined || office.keys.length === 0);
  if (!isFirst || !learning.isWanted(fact.office) || isElsewhere(known, fact.office, fact.signer, learning))
    return;
  const first: KnownOffice = {
    ...(office ?? { id: fact.office, name: fact.name, province: fact.province }),
    keys: [{ key: fact.signer, firstSeen: learning.at }],
  };
  known.set(fact.office, first);
}

/** The office after one of its own keys has told something. */
function told(
  known: KnownOffices,
  office: KnownOffice,
  signer: KnownKey,
  fact: KeyFact,
  learning: Learning,
): KnownOffice {
  const mayBeTold = (key: KnownKey): boolean =>
    trustOf(known, office, signer) !== undefined || trustOf(known, office, key) === undefined;
  const isNew = (line: string): boolean =>
    keyOf(office, line) === undefined && !isElsewhere(known, fact.office, line, learning);
  const led = { firstSeen: learning.at, through: signer.key };
  if (fact.type === 'rotation') {
    const keys = office.keys.map((key) => {
      if (key === signer) return { ...key, until: earlier(key.until, fact.at) };
      return key.key === fact.to && !leadsTo(office, signer, key)
        ? { ...key, through: key.through ?? signer.key }
        : key;
    });
    return { ...office, keys: isNew(fact.to) ? [...keys, { key: fact.to, ...led }] : keys };
  }
  const keys = office.keys.map((key) => {
    const listed = fact.keys.find((entry) => entry.key === key.key);
    return listed && mayBeTold(key) ? { ...key, ...ending(key, listed) } : key;
  });
  // Only keys of the past: one that is to follow is told by a rotation.
  const past = fact.keys.filter(({ key, until }) => until !== undefined && isNew(key));
  return {
    ...office,
    keys: [...keys, ...past.map((entry) => ({ key: entry.key, ...led, ...ending(undefined, entry) }))],
  };
}

/** Whether `from` came through `key`: then it cannot lead there as well. */
function leadsTo(office: KnownOffice, from: KnownKey, key: KnownKey): boolean {
  const seen = new Set<KnownKey>();
  for (let next: KnownKey | undefined = from; next && !seen.has(next); next = keyOf(office, next.through)) {
    if (next === key) return true;
    seen.add(next);
  }
  return false;
}

const earlier = (a: string | undefined, b: string): string => (a === undefined || b < a ? b : a);

/** Ends once told stay told, the earliest of them. */
export function ending(key: KnownKey | undefined, listed: OfficeKey): { until?: string; disabled?: boolean } {
  const until = listed.until === undefined ? key?.until : earlier(key?.until, listed.until);
  const disabled = key?.disabled === true || listed.disabled === true;
  return { ...(until === undefined ? {} : { until }), ...(disabled ? { disabled } : {}) };
}

/** The key is known as ours, or as that of another office. */
export function isElsewhere(
  known: KnownOffices,
  office: string,
  line: string,
  { ourKeys }: Pick<Learning, 'ourKeys'>,
): boolean {
  if (ourKeys.includes(line)) return true;
  return [...known].some(([id, other]) => id !== office && keyOf(other, line) !== undefined);
}
