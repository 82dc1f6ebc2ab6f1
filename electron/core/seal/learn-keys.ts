import { byId, keyOf, type KnownOffices, trustOf } from '#core/seal/key-trust';
import { toldRecipient } from '#core/seal/recipient';
import type { KeyFact } from '#core/seal/sealed-statement';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';
import type { OfficeKey } from '#shared/model/seal';

/** Years of keys; an office that tells more of them makes others work. */
const mostKeys = 64;

interface Learning {
  readonly at: string;
  /** Id of our own office, whose keys nobody else tells. */
  readonly ours: string | undefined;
  /** Our own keys: no other office has them. */
  readonly ourKeys: readonly string[];
  /** Whether an office that has no key here yet may get its first. */
  readonly isWanted: (office: string) => boolean;
}

interface Facts extends Learning {
  /** Keys that have told of their office themselves, as `office key`. */
  readonly proved: ReadonlySet<string>;
}

const proof = (office: string, line: string): string => `${office} ${line}`;

/**
 * What is known after these facts: first keys of offices, keys that follow others, keys that were disabled. A key that
 * is told for an office which has other ones is not learnt: it is for a person to compare. Facts in any order give the same.
 * A key that an office has only named, as a former one of its own or the next one, is given up to the office for which that key speaks itself:
 * otherwise whoever knows a public key could take it from its owner.
 */
export function learnKeys(
  offices: readonly KnownOffice[],
  facts: readonly KeyFact[],
  learning: Learning,
): KnownOffice[] {
  const known = byId(offices);
  const foreign = facts.filter(({ office }) => office !== learning.ours?.toLowerCase());
  const proved = provedKeys(foreign);
  // A rotation may lead to the key that tells of the next one: as often as something is new.
  for (let before = ''; before !== JSON.stringify([...known]);) {
    before = JSON.stringify([...known]);
    for (const fact of foreign) learn(known, fact, { ...learning, proved });
  }
  return [...known.values()];
}

/** One for which two offices let it speak is nobody's: its holder makes them. */
function provedKeys(facts: readonly KeyFact[]): Set<string> {
  const owners = new Map<string, Set<string>>();
  for (const { type, office, signer } of facts)
    if (type === 'office') owners.set(signer, (owners.get(signer) ?? new Set()).add(office));
  return new Set(
    [...owners].flatMap(([line, [office = '', ...others]]) =>
      others.length === 0 ? [proof(office, line)] : [],
    ),
  );
}

function learn(known: Map<string, KnownOffice>, fact: KeyFact, learning: Facts): void {
  const office = known.get(fact.office);
  const signer = office && keyOf(office, fact.signer);
  if (office && signer) {
    if (signer.disabled === true) return;
    const after = told(known, office, signer, fact, learning);
    known.set(fact.office, after);
    giveUp(known, fact.office, after.keys, learning);
    return;
  }
  const isFirst = fact.type === 'office' && (office === undefined || office.keys.length === 0);
  if (!isFirst || !learning.isWanted(fact.office) || isElsewhere(known, fact.office, fact.signer, learning))
    return;
  const listed = fact.keys.find(({ key }) => key === fact.signer) ?? { key: fact.signer };
  const first: KnownOffice = {
    ...(office ?? { id: fact.office, name: fact.name, province: fact.province }),
    keys: [{ key: fact.signer, firstSeen: learning.at, ...toldRecipient(undefined, listed, fact.office) }],
  };
  known.set(fact.office, first);
  giveUp(known, fact.office, first.keys, learning);
}

/** Takes keys that an office has proved from those that have only named them. */
function giveUp(
  known: Map<string, KnownOffice>,
  owner: string,
  keys: readonly KnownKey[],
  { proved }: Facts,
): void {
  const own = new Set(keys.map(({ key }) => key).filter((line) => proved.has(proof(owner, line))));
  for (const [id, office] of known) {
    const left = office.keys.filter((key) => !(own.has(key.key) && isOnlyNamed(key)));
    if (id !== owner && left.length < office.keys.length) known.set(id, { ...office, keys: left });
  }
}

/** Told by another key of its office, and neither compared nor in a directory. */
const isOnlyNamed = ({ through, phone, directories = [] }: KnownKey): boolean =>
  through !== undefined && phone === undefined && directories.length === 0;

/** The office after one of its own keys has told something. */
function told(
  known: KnownOffices,
  office: KnownOffice,
  signer: KnownKey,
  fact: KeyFact,
  learning: Facts,
): KnownOffice {
  const mayBeTold = (key: KnownKey): boolean =>
    trustOf(known, office, signer) !== undefined || trustOf(known, office, key) === undefined;
  const isNew = (line: string): boolean =>
    office.keys.length < mostKeys &&
    keyOf(office, line) === undefined &&
    !isElsewhere(known, fact.office, line, learning);
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
    if (!listed) return key;
    // That one is proved by the key itself, whoever tells it.
    const proved = { ...key, ...toldRecipient(key, listed, fact.office) };
    return mayBeTold(key) ? { ...proved, ...ending(key, listed) } : proved;
  });
  const left = withoutStray(office, keys, signer, fact.keys, mayBeTold);
  // Only keys of the past: one that is to follow is told by a rotation.
  const past = fact.keys
    .filter(({ key, until }) => until !== undefined && isNew(key))
    .slice(0, mostKeys - left.length);
  return {
    ...office,
    keys: [...left, ...past.map((entry) => ({ key: entry.key, ...led, ...ending(undefined, entry) }))],
  };
}

/**
 * Keys without those to which only a disabled one has led: whoever has the lost PC can make a rotation too, and date it as
 * he likes. The office itself lists the keys that are its own, in the statement that tells of the loss; what was compared
 * or stands in a directory does not need that. So it does not matter which of the statements came first.
 */
function withoutStray(
  office: KnownOffice,
  keys: readonly KnownKey[],
  signer: KnownKey,
  listed: readonly OfficeKey[],
  mayBeTold: (key: KnownKey) => boolean,
): readonly KnownKey[] {
  const own = new Set([...listed.map(({ key }) => key), ...wayTo(office, signer)]);
  const lost = listed.flatMap(({ key, disabled }) => {
    const known = disabled === true ? keyOf(office, key) : undefined;
    return known && mayBeTold(known) ? [key] : [];
  });
  const stray = new Set<string>();
  for (let count = -1; count < stray.size;) {
    count = stray.size;
    for (const key of keys) {
      const from = key.through ?? '';
      if (isOnlyNamed(key) && !own.has(key.key) && (lost.includes(from) || stray.has(from)))
        stray.add(key.key);
    }
  }
  return keys.filter(({ key }) => !stray.has(key));
}

/** A key and those that have led to it. */
function wayTo(office: KnownOffice, key: KnownKey): Set<string> {
  const way = new Set<string>();
  for (let next: KnownKey | undefined = key; next && !way.has(next.key); next = keyOf(office, next.through))
    way.add(next.key);
  return way;
}

/** Whether `from` came through `key`: then it cannot lead there as well. */
const leadsTo = (office: KnownOffice, from: KnownKey, key: KnownKey): boolean =>
  wayTo(office, from).has(key.key);

const earlier = (a: string | undefined, b: string): string => (a === undefined || b < a ? b : a);

/** Ends once told stay told, the earliest of them. */
export function ending(key: KnownKey | undefined, listed: OfficeKey): { until?: string; disabled?: boolean } {
  const until = listed.until === undefined ? key?.until : earlier(key?.until, listed.until);
  const disabled = key?.disabled === true || listed.disabled === true;
  return { ...(until === undefined ? {} : { until }), ...(disabled ? { disabled } : {}) };
}

/** The key is known as ours, or as that of another office, which has not only named it where this one has proved it. */
export function isElsewhere(
  known: KnownOffices,
  office: string,
  line: string,
  { ourKeys, proved }: Pick<Learning, 'ourKeys'> & Partial<Pick<Facts, 'proved'>>,
): boolean {
  if (ourKeys.includes(line)) return true;
  const isProved = proved?.has(proof(office, line)) === true;
  for (const [id, other] of known) {
    const key = id === office ? undefined : keyOf(other, line);
    if (key && !(isProved && isOnlyNamed(key))) return true;
  }
  return false;
}
