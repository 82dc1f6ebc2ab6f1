import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText, publicKeyLine, type SecretKey, sign } from '#core/seal/minisign';
import { keyDigits } from '#core/seal/key-digits';
import { learnKeys } from '#core/seal/learn-keys';
import { SealKnowledge } from '#core/seal/seal-knowledge';
import { keyFact, type SealedStatement } from '#core/seal/sealed-statement';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';
import type { OfficeKey } from '#shared/model/seal';
import {
  introduction,
  rotation,
  sealedStatement,
  type TestAuthor,
  testAuthor,
  testKey,
  identityOf,
} from '#tests/support/seals';

const bytes = Buffer.from('record');
const now = '2026-10-05T02:00:00.000Z';
const [a, b] = [testAuthor('Sở A'), testAuthor('Sở B')];
const us = { ...testAuthor('Sở mình') };
const ours = { id: us.id, name: us.name, keys: [{ key: publicKeyLine(us.key), since: now }] };
const another = testKey('another');
const phone = { at: now, by: 'Lan' };

const known = (author: TestAuthor, ...keys: Partial<KnownKey>[]): KnownOffice => ({
  ...{ id: author.id, name: author.name, province: null },
  keys: keys.map((key) => ({ key: publicKeyLine(author.key), firstSeen: now, ...key })),
});
const knowing = (...offices: KnownOffice[]): SealKnowledge => new SealKnowledge(offices, ours);
const by = (key: SecretKey, of: Uint8Array = bytes): string => sign(of, key, 'x');
const nothing = knowing();
const line = publicKeyLine;

describe('a verdict', () => {
  const seal = by(a.key);
  const [first = '', second = '', third = '', fourth = ''] = seal.split('\n');
  const again = by(a.key, Buffer.from('other'));
  const highS = (text: string): string => {
    // The other signature that curves allow for the same bytes: S plus the order of the group.
    const raw = Buffer.from(text, 'base64');
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(raw.subarray(42)).reverse().toString('hex')}`) + order;
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(raw, 42);
    return raw.toString('base64');
  };

  it.each([
    ['a key that was compared', knowing(known(a, { phone })), seal, 'intact'],
    ['a key that nobody has compared', knowing(known(a, {})), seal, 'unconfirmed'],
    ['an office that nobody knows', nothing, seal, 'unchecked'],
    ['no seal', knowing(known(a, { phone })), undefined, 'none'],
    ['the empty text as a seal', knowing(known(a, { phone })), '', 'broken'],
    [
      'another key of an office whose key is known',
      knowing(known(a, { key: line(another) })),
      seal,
      'key-changed',
    ],
    [
      'the key of another office, of an unknown one',
      knowing(known(b, { key: line(a.key), phone })),
      seal,
      'key-changed',
    ],
    [
      'the key of another office, of a known one',
      knowing(known(a, { key: line(another), phone }), known(b, { key: line(a.key) })),
      seal,
      'key-changed',
    ],
    [
      'a first key, where another one was compared since',
      knowing(known(a, {}, { key: line(another), phone })),
      seal,
      'key-changed',
    ],
    ['a disabled key', knowing(known(a, { phone, disabled: true, until: now })), seal, 'key-disabled'],
    ['a replaced key', knowing(known(a, { phone, until: now })), seal, 'intact'],
    [
      'a key that follows a compared one',
      knowing(known(a, { key: line(another), phone, until: now }, { through: line(another) })),
      seal,
      'intact',
    ],
    ['a key that follows itself', knowing(known(a, { through: line(a.key) })), seal, 'unconfirmed'],
    [
      'a key of the same number as the known one',
      knowing(known(a, { key: line(testKey('z', a.key.number)), phone })),
      seal,
      'broken',
    ],
    ['the seal of other bytes', knowing(known(a, { phone })), again, 'broken'],
    [
      'a changed trusted comment',
      knowing(known(a, { phone })),
      [first, second, `${third}!`, fourth, ''].join('\n'),
      'broken',
    ],
    [
      'the whole of another seal',
      knowing(known(a, { phone })),
      [first, second, third, again.split('\n')[3], ''].join('\n'),
      'broken',
    ],
    [
      'a signature in another form',
      knowing(known(a, { phone })),
      [first, highS(second), third, fourth, ''].join('\n'),
      'broken',
    ],
    [
      'NUL in the text',
      knowing(known(a, { phone })),
      seal.replace('trusted comment: x', 'trusted comment: x\0'),
      'broken',
    ],
    ['NUL behind the text', knowing(known(a, { phone })), `${seal}\0`, 'broken'],
    ['a byte order mark', knowing(known(a, { phone })), `\ufeff${seal}`, 'broken'],
    ['lines that end as in Windows', knowing(known(a, { phone })), seal.replaceAll('\n', '\r\n'), 'intact'],
    [
      'another untrusted comment',
      knowing(known(a, { phone })),
      seal.replace(/^.*$/m, 'untrusted comment: Sở B'),
      'intact',
    ],
    ['four megabytes', knowing(known(a, { phone })), seal + 'x'.repeat(4_000_000), 'broken'],
    [
      'what is no Base64',
      knowing(known(a, { phone })),
      seal.replace(second, `${second.slice(0, -1)}!`),
      'broken',
    ],
    ['a key in the list that is none', knowing(known(a, { key: 'constructor' }, { phone })), seal, 'intact'],
  ] as const)('on %s', (_what, knowledge, text, standing) => {
    expect(knowledge.verdict(bytes, text, a).standing).toBe(standing);
  });

  it('names the office by what is known of the key, and whose key it is otherwise', () => {
    const renamed = { ...known(a, { phone }), name: 'Sở KH&CN Hải Phòng' };
    const trusted = knowing(renamed).verdict(bytes, seal, { id: a.id.toUpperCase(), name: 'Bộ' });
    expect(trusted).toMatchObject({ standing: 'intact', office: { name: 'Sở KH&CN Hải Phòng' } });
    expect(trusted).toMatchObject({ key: line(a.key), keyNumber: numberText(a.key.number) });
    expect(trusted.digits).toBe(keyDigits(a.key, a.id));
    const stolen = knowing(known(b, { phone })).verdict(bytes, by(b.key), a);
    expect(stolen).toMatchObject({
      standing: 'key-changed',
      sealedBy: { id: b.id, name: 'Sở B' },
      digits: null,
    });
    expect(stolen.office).toEqual({ id: a.id, name: 'Sở A' });
  });

  it('on ours looks at office.json alone', () => {
    const liar = knowing({ ...known(us, { key: line(another), phone }) });
    expect(liar.verdict(bytes, by(another), us).standing).toBe('key-changed');
    expect(liar.verdict(bytes, by(us.key), us).standing).toBe('intact');
    const told = nothing.with([introduction({ ...us, key: another })], now);
    expect(told.verdict(bytes, by(another), us).standing).toBe('key-changed');
    const lost = new SealKnowledge([], {
      ...ours,
      keys: [{ key: line(us.key), since: now, until: now, disabled: true }],
    });
    expect(lost.verdict(bytes, by(us.key), us).standing).toBe('key-disabled');
    expect(lost.verdict(bytes, by(us.key), us, '2026-09-01T00:00:00.000Z').standing).toBe('intact');
  });

  it('lets a directory vouch while its own key is compared, and no directory of a directory', () => {
    const ministry = testAuthor('Bộ');
    const directories = [{ office: ministry.id, name: 'Bộ', key: line(ministry.key), at: now }];
    const vouched = known(a, { directories });
    const judge = (key: Partial<KnownKey>): unknown =>
      knowing(known(ministry, key), vouched).verdict(bytes, seal, a);
    expect(judge({ phone })).toMatchObject({ standing: 'intact', voucher: 'Bộ' });
    expect(judge({})).toMatchObject({ standing: 'unconfirmed', voucher: null });
    expect(judge({ phone, disabled: true })).toMatchObject({ standing: 'unconfirmed' });
    const chain = [{ office: b.id, name: 'B', key: line(b.key), at: now }];
    const top = knowing(known(b, { phone }), known(ministry, { directories: chain }), vouched);
    expect(top.verdict(bytes, seal, a).standing).toBe('unconfirmed');
  });
});

describe('statements that travel', () => {
  const seal = by(a.key);
  const next = testKey('next');

  it('tell a first key and never confirm it', () => {
    const told = nothing.with([introduction(a)], now);
    expect(told.verdict(bytes, seal, a)).toMatchObject({
      standing: 'unconfirmed',
      digits: keyDigits(a.key, a.id),
    });
    expect(nothing.verdict(bytes, seal, a).standing).toBe('unchecked');
  });

  it.each([
    ['sealed by a key that it does not name', introduction(a, undefined, another)],
    ['without a seal', { ...introduction(a), seal: undefined }],
    ['about another office than its author', sealedStatement(a, 'office', identityOf({ ...b, key: a.key }))],
    ['of another type', sealedStatement(a, 'question', { text: 'x' })],
    ['changed after sealing', { ...introduction(a), bytes: introduction(a).bytes }],
  ] as [string, SealedStatement][])('tell nothing %s', (_how, statement) => {
    expect(keyFact(statement)).toBeUndefined();
    expect(nothing.with([statement], now).verdict(bytes, seal, a).standing).toBe('unchecked');
  });

  it('do not take the place of a key that is known', () => {
    const forger = { ...a, key: another };
    const told = knowing(known(a, {})).with([introduction(forger)], now);
    expect(told.verdict(bytes, by(another), a)).toMatchObject({
      standing: 'key-changed',
      digits: keyDigits(another, a.id),
    });
    expect(told.verdict(bytes, seal, a).standing).toBe('unconfirmed');
    // Nor with the key of somebody else.
    const borrowed = knowing(known(b, {})).with([introduction({ ...a, key: b.key })], now);
    expect(borrowed.verdict(bytes, by(b.key), a)).toMatchObject({
      standing: 'key-changed',
      sealedBy: { id: b.id },
    });
  });

  it('lead from a key to the next, if the former one has sealed that', () => {
    const judge = (statement: SealedStatement, key: Partial<KnownKey>): string =>
      knowing(known(a, key))
        .with([statement, introduction({ ...a, key: next })], now)
        .verdict(bytes, by(next), a).standing;
    const led = rotation(a, [a.key, next]);
    expect(judge(led, { phone })).toBe('intact');
    expect(judge(led, {})).toBe('unconfirmed');
    expect(judge(led, { phone, disabled: true, until: now })).toBe('key-changed');
    expect(judge(rotation(a, [a.key, next], { by: next, lost: true }), { phone })).toBe('key-changed');
    expect(judge(rotation(a, [a.key, next], { by: another }), { phone })).toBe('key-changed');
    expect(judge(rotation({ ...a, id: b.id }, [a.key, next]), { phone })).toBe('key-changed');
  });

  it('tell former keys of an office, and which of its keys are disabled', () => {
    const keys = (end: object): OfficeKey[] => [
      { key: line(a.key), since: now, until: now, ...end },
      { key: line(next), since: now },
    ];
    const judge = (knowledge: SealKnowledge, end: object): string =>
      knowledge.with([introduction({ ...a, key: next }, keys(end))], now).verdict(bytes, seal, a, now)
        .standing;
    const following = knowing(known(a, { key: line(next), phone }));
    expect(judge(following, {})).toBe('intact');
    expect(judge(following, { disabled: true })).toBe('key-disabled');
    // A key that nobody has compared does not disable one that was.
    const both = knowing(known(a, { phone }, { key: line(next) }));
    expect(judge(both, { disabled: true })).toBe('intact');
  });

  it('teach the same in whatever order they come', () => {
    const [second, third] = [testKey('second'), testKey('third')];
    const statements = [
      introduction(b),
      rotation(a, [a.key, second], { at: '2026-10-01T00:00:00.000Z' }),
      rotation(a, [second, third], { at: '2026-10-02T00:00:00.000Z' }),
      introduction({ ...a, key: third }, [
        { key: line(third), since: now },
        { key: line(second), since: now, until: now, disabled: true },
      ]),
    ];
    const facts = statements.flatMap((one) => keyFact(one) ?? []);
    const learn = (order: typeof facts): string =>
      JSON.stringify(
        learnKeys([known(a, { phone })], order, { at: now, ours: us.id, ourKeys: [], isWanted: () => true })
          .map((office) => ({ ...office, keys: office.keys.toSorted((x, y) => (x.key < y.key ? -1 : 1)) }))
          .toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      );
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
        expect(learn(order)).toBe(learn(facts));
      }),
    );
  });
});

describe('the digits of a key', () => {
  it('are six groups of five, of the key and the office', () => {
    expect(keyDigits(a.key, a.id)).toMatch(/^(?:\d{5} ){5}\d{5}$/);
    expect(keyDigits(a.key, a.id.toUpperCase())).toBe(keyDigits(a.key, a.id));
    const all = [keyDigits(a.key, b.id), keyDigits(b.key, a.id), keyDigits(testKey('x', a.key.number), a.id)];
    expect(new Set([...all, keyDigits(a.key, a.id)]).size).toBe(4);
    // As docs/formats.md has it, so that another program shows the same.
    const fixed = '0193e4a0-0000-7000-8000-0000000000aa';
    expect(keyDigits(testKey('fixed'), fixed)).toMatchInlineSnapshot(`"05538 32456 53263 97732 57821 69298"`);
  });
});
