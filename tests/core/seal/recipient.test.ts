import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { learnDirectory } from '#core/seal/learn-directory';
import { learnKeys } from '#core/seal/learn-keys';
import { publicKeyLine, secretKeyOf } from '#core/seal/minisign';
import { isProved, recipientOf, toldRecipient } from '#core/seal/recipient';
import { keyFact } from '#core/seal/sealed-statement';
import type { KnownOffice } from '#shared/model/known-office';
import type { OfficeKey } from '#shared/model/seal';
import { introduction, rotation, testAuthor, testKey } from '#tests/support/seals';

const at = '2026-10-05T02:00:00.000Z';
const [a, b, ministry] = [testAuthor('Sở A'), testAuthor('Sở B'), testAuthor('Bộ')];
const line = publicKeyLine(a.key);
const since = '2026-01-01T00:00:00.000Z';
const entry = (recipient: OfficeKey['recipient'], key = line): OfficeKey =>
  recipient ? { key, since, recipient } : { key, since };
const learning = { at, ours: undefined, ourKeys: [], isWanted: () => true };

/** What is noted of the keys of office A after these introductions, each with its keys. */
function learnt(...told: OfficeKey[][]): KnownOffice['keys'] {
  const facts = told.flatMap((keys) => keyFact(introduction(a, keys)) ?? []);
  return learnKeys([], facts, learning)[0]?.keys ?? [];
}

describe('for whom a parcel is encrypted', () => {
  const recipient = recipientOf(a.key, a.id);

  it('is proved by the seal, for this office and no other', () => {
    expect(isProved(recipient, line, a.id)).toBe(true);
    expect(isProved(recipient, line, a.id.toUpperCase())).toBe(true);
    expect(isProved(recipient, line, b.id)).toBe(false);
    expect(isProved(recipient, publicKeyLine(b.key), a.id)).toBe(false);
    expect(isProved({ ...recipient, age: recipientOf(b.key, a.id).age }, line, a.id)).toBe(false);
  });

  it('is not proved by anything else', () => {
    const texts = fc.oneof(fc.string(), fc.base64String(), fc.constant(recipient.age));
    fc.assert(
      fc.property(texts, texts, fc.oneof(fc.string(), fc.constant(line)), (age, proof, key) => {
        expect(isProved({ age, proof }, key, a.id)).toBe(false);
      }),
    );
  });

  it('is not proved by a key that is no point, or one of the eight that anybody can sign for', () => {
    const zeros = { ...recipient, proof: Buffer.alloc(64).toString('base64') };
    const points = ED25519_TORSION_SUBGROUP.map((point) => Buffer.from(point, 'hex'));
    // The neutral one and the one of height 0 once more, as the prime is added to their heights.
    const otherwise = [0xee, 0xed].map((byte) => Buffer.from([byte, ...Buffer.alloc(30, 0xff), 0x7f]));
    for (const key of [Buffer.alloc(32, 0xff), ...points, ...otherwise]) {
      const odd = publicKeyLine({ number: a.key.number, key });
      expect(isProved(recipient, odd, a.id)).toBe(false);
      // Each text has a chance of a quarter or an eighth.
      for (let text = 0; text < 40; text += 1)
        expect(isProved(zeros, odd, `${a.id}${String(text)}`), key.toString('hex')).toBe(false);
    }
  });

  it('is learnt from an introduction, first or later, and never one that somebody else put there', () => {
    const foreign = { ...recipient, age: recipientOf(b.key, b.id).age };
    expect(learnt([entry(recipient)])).toMatchObject([{ key: line, recipient }]);
    expect(learnt([entry(undefined)], [entry(recipient)])).toMatchObject([{ recipient }]);
    expect(learnt([entry(foreign)])[0]?.recipient).toBeUndefined();
    expect(learnt([entry(recipient)], [entry(foreign)])).toMatchObject([{ recipient }]);
    expect(learnt([entry(recipient)], [entry(undefined)])).toMatchObject([{ recipient }]);
  });

  it('is learnt from a directory, which cannot put its own in the place of it either', () => {
    const directory = (told: OfficeKey['recipient']): Parameters<typeof learnDirectory>[1] => ({
      author: ministry,
      key: publicKeyLine(ministry.key),
      at,
      offices: [{ id: a.id, name: a.name, level: 'province', province: null, keys: [entry(told)] }],
    });
    const own = recipientOf(ministry.key, a.id);
    expect(learnDirectory([], directory(recipient), learning)[0]?.keys).toMatchObject([{ recipient }]);
    const swapped = learnDirectory([], directory(own), learning)[0]?.keys[0];
    expect(swapped?.directories).toHaveLength(1);
    expect(swapped?.recipient).toBeUndefined();
  });

  it('follows the key to which a rotation leads, once that key has told its own', () => {
    const fresh = testKey('Sở A mới');
    const next = { id: a.id, name: a.name, key: fresh };
    const told = recipientOf(fresh, a.id);
    const said = [
      introduction(a, [entry(recipient)]),
      rotation(a, [a.key, fresh]),
      introduction(next, [
        { ...entry(recipient), until: at },
        { key: publicKeyLine(fresh), since: at, recipient: told },
      ]),
    ];
    for (const order of [said, said.toReversed()]) {
      const facts = order.flatMap((sealed) => keyFact(sealed) ?? []);
      const first = learnKeys(
        [],
        facts.filter(({ signer }) => signer === line),
        learning,
      );
      const keys = learnKeys(first, facts, learning)[0]?.keys;
      expect(keys).toMatchObject([
        { key: line, recipient },
        { key: publicKeyLine(fresh), through: line, recipient: told },
      ]);
    }
  });

  it('is the same everywhere where the holder of a key has proved two', () => {
    const other = secretKeyOf(a.key.number, randomBytes(32));
    expect(isProved(recipientOf(other, a.id), line, a.id)).toBe(false);
    expect(toldRecipient({ recipient }, entry(recipient), a.id)).toEqual({ recipient });
    expect(toldRecipient(undefined, entry(undefined), a.id)).toEqual({});
  });
});
