import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicKeyLine as line, type SecretKey, sign } from '#core/seal/minisign';
import { learnKeys } from '#core/seal/learn-keys';
import { SealKnowledge } from '#core/seal/seal-knowledge';
import { keyFact, type SealedStatement } from '#core/seal/sealed-statement';
import type { KnownOffice } from '#shared/model/known-office';
import type { SealVerdict } from '#shared/model/seal';
import { introduction, rotation, testAuthor, testKey } from '#tests/support/seals';

const now = '2026-10-05T02:00:00.000Z';
const [victim, thief] = [testAuthor('Sở A'), testAuthor('Sở T')];
const next = testKey('next');
const bytes = Buffer.from('record');

/** What is known after parcels that came one after the other, each with these statements. */
function after(...parcels: (readonly SealedStatement[])[]): KnownOffice[] {
  let offices: KnownOffice[] = [];
  for (const statements of parcels) {
    const facts = statements.flatMap((one) => keyFact(one) ?? []);
    const learning = { at: now, ours: undefined, ourKeys: [], isWanted: () => true };
    offices = learnKeys(offices, facts, learning);
  }
  return offices;
}

const verdict = (offices: readonly KnownOffice[], key: SecretKey): SealVerdict =>
  new SealKnowledge(offices, undefined).verdict(bytes, sign(bytes, key, 'x'), victim);

/** An office that says the key of another one was once its own, or is to follow its own. */
const naming = (key: SecretKey): SealedStatement[][] => [
  [
    introduction(thief, [
      { key: line(thief.key), since: now },
      { key: line(key), since: now, until: now },
    ]),
  ],
  [introduction(thief), rotation(thief, [thief.key, key])],
];

describe('a public key that another office names as its own', () => {
  it.each([0, 1])('stays that of the office for which it speaks itself (%i)', (way) => {
    const named = naming(victim.key)[way] ?? [];
    expect(verdict(after(named), victim.key).sealedBy).toMatchObject({ id: thief.id });
    const known = after(named, [introduction(victim)]);
    expect(verdict(known, victim.key)).toMatchObject({ standing: 'unconfirmed', sealedBy: null });
    expect(known.find(({ id }) => id === thief.id)?.keys.map(({ key }) => key)).toEqual([line(thief.key)]);
    expect(after(known.length > 0 ? named : [], [introduction(victim)])).toEqual(known);
  });

  it.each([0, 1])('does not keep that office from changing over to it (%i)', (way) => {
    const changing = [rotation(victim, [victim.key, next]), introduction({ ...victim, key: next })];
    const known = after([introduction(victim)], naming(next)[way] ?? [], changing);
    expect(verdict(known, next)).toMatchObject({ standing: 'unconfirmed', sealedBy: null });
  });

  const shuffledFacts = (statements: readonly SealedStatement[]) => {
    const facts = statements.flatMap((one) => keyFact(one) ?? []);
    return fc.shuffledSubarray(facts, { minLength: facts.length });
  };
  const learn = (order: Parameters<typeof learnKeys>[1]): KnownOffice[] =>
    learnKeys([], order, { at: now, ours: undefined, ourKeys: [], isWanted: () => true });

  it('is learnt the same in whatever order it all comes', () => {
    fc.assert(
      fc.property(shuffledFacts([...naming(victim.key).flat(), introduction(victim)]), (order) => {
        const owners = learn(order).filter(({ keys }) => keys.some(({ key }) => key === line(victim.key)));
        expect(owners.map(({ id }) => id)).toEqual([victim.id]);
      }),
    );
  });

  it('goes to one of two for which its holder lets it speak, and learning comes to an end', () => {
    const both = [introduction({ ...victim, key: next }), introduction({ ...thief, key: next })];
    const led = [rotation(victim, [victim.key, next]), rotation(thief, [thief.key, next])];
    fc.assert(
      fc.property(shuffledFacts([introduction(victim), introduction(thief), ...led, ...both]), (order) => {
        const owners = learn(order).filter(({ keys }) => keys.some(({ key }) => key === line(next)));
        expect(owners).toHaveLength(1);
      }),
    );
  });

  it('is one of 64 that an office tells at most', () => {
    const keys = Array.from({ length: 80 }, (_, n) => testKey(`chain ${String(n)}`));
    const chain = keys.flatMap((key, n) => {
      const following = keys[n + 1];
      return following ? [rotation({ ...thief, key }, [key, following])] : [];
    });
    const first = introduction({ ...thief, key: keys[0] ?? next });
    expect(after([...chain.toReversed(), first])[0]?.keys).toHaveLength(64);
  });
});

describe('a rotation that whoever has a lost PC makes', () => {
  const stolen = testKey('stolen');
  const compared: KnownOffice = {
    ...{ id: victim.id, name: victim.name, province: null },
    keys: [{ key: line(victim.key), firstSeen: now, phone: { at: now, by: 'Lan' } }],
  };
  const lost = { since: now, until: '2026-10-02T00:00:00.000Z', disabled: true };
  /** The office changes over from the lost key, and says so. */
  const real = [
    rotation(victim, [victim.key, next], { lost: true, at: '2026-10-02T00:00:00.000Z' }),
    introduction({ ...victim, key: next }, [
      { key: line(victim.key), ...lost },
      { key: line(next), since: now },
    ]),
  ];
  /** With a time before the loss or after it: he writes what he likes. */
  const his = (at: string): SealedStatement[] => [
    rotation(victim, [victim.key, stolen], { at }),
    rotation(victim, [stolen, testKey('another')], { at }),
    introduction({ ...victim, key: stolen }),
  ];
  const standings = (offices: readonly KnownOffice[]): string[] =>
    [victim.key, next, stolen, testKey('another')].map((key) => verdict(offices, key).standing);
  const believed = ['key-disabled', 'intact', 'key-changed', 'key-changed'];

  function learnt(...parcels: (readonly SealedStatement[])[]): KnownOffice[] {
    let offices: KnownOffice[] = [compared];
    for (const statements of parcels) {
      const facts = statements.flatMap((one) => keyFact(one) ?? []);
      offices = learnKeys(offices, facts, { at: now, ours: undefined, ourKeys: [], isWanted: () => true });
    }
    return offices;
  }

  it.each(['2026-09-01T00:00:00.000Z', '2026-10-03T00:00:00.000Z'])(
    'is not believed once the key is disabled, whichever came first (dated %s)',
    (at) => {
      expect(standings(learnt(real, his(at)))).toEqual(believed);
      expect(standings(learnt(his(at)))[2]).toBe('intact');
      expect(standings(learnt(his(at), real))).toEqual(believed);
      expect(standings(learnt(his(at), real, his(at)))).toEqual(believed);
      const facts = [...real, ...his(at)];
      fc.assert(
        fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
          expect(standings(learnt(order))).toEqual(believed);
        }),
      );
    },
  );

  it('leaves what a person has compared, and what the office lists itself', () => {
    const [old, listed] = [testKey('old'), { key: line(testKey('old')), since: now, until: now }];
    const office = { ...victim, key: next };
    const telling = introduction(office, [
      ...[{ key: line(victim.key), ...lost }, listed],
      { key: line(next), since: now },
    ]);
    const known = learnt([
      introduction(victim, [{ key: line(victim.key), since: now }, listed]),
      ...[real[0], telling].flatMap((one) => one ?? []),
    ]);
    expect(verdict(known, old).standing).toBe('intact');
    const [one] = learnt(his(now));
    const phoned = (one?.keys ?? []).map((key) =>
      key.key === line(stolen) ? { ...key, phone: { at: now, by: 'Lan' } } : key,
    );
    const facts = real.flatMap((statement) => keyFact(statement) ?? []);
    const offices = learnKeys([{ ...compared, keys: phoned }], facts, {
      ...{ at: now, ours: undefined, ourKeys: [], isWanted: () => true },
    });
    expect(verdict(offices, stolen).standing).toBe('intact');
  });
});
