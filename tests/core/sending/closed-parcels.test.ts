import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import { Keyring } from '#core/seal/keyring';
import { keyInForce } from '#core/seal/office-key';
import type { Opener } from '#shared/contract/closed-parcels';
import type { KnownKey } from '#shared/model/known-office';
import type { Recipient } from '#shared/model/recipient';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  period,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';

const idOf = ({ library }: ExchangeOffice): string => library.office?.officeId ?? '';
const nameOf = ({ library }: ExchangeOffice): string => library.office?.names[0]?.name ?? '';
const recipientId = (at: number): string => `0193e4a0-0000-7000-8000-0000000000${String(at + 10)}`;

/** Puts offices on the list of recipients. */
async function list(office: ExchangeOffice, ...offices: Partial<Recipient>[]): Promise<void> {
  const { hash } = await office.handlers['sending.recipients']({});
  const recipients = offices.map((one, at): Recipient => ({
    ...{ id: recipientId(at), name: `Nơi ${String(at)}`, office: null, government: true },
    ...{ groups: [], channel: 'mail', address: '', ...one },
  }));
  await office.handlers['sending.saveRecipients']({ base: hash, recipients });
}

/** One parcel goes from one office to another and is taken in there, so that its seal is known. */
async function introduce(from: ExchangeOffice, to: ExchangeOffice): Promise<void> {
  await takeInReviewed(to, await receiveFile(to, await exportPractices(from, [await writePractice(from)])));
}

/** The digits were compared by telephone. */
async function compare(here: ExchangeOffice, other: ExchangeOffice): Promise<void> {
  const key = keyInForce(other.library.office?.keys ?? [])?.key ?? '';
  await here.handlers['offices.compare']({ officeId: idOf(other), key, phone: '' });
}

async function departureOf(office: ExchangeOffice): Promise<{ id: string; files: string[] }> {
  const [view] = await office.handlers['sending.departures']({});
  return { id: view?.departure.id ?? '', files: view?.files.map(({ file }) => file) ?? [] };
}

async function lockFor(office: ExchangeOffice, ...recipients: string[]): Promise<string> {
  const asked = { ...(await departureOf(office)), recipients };
  const file = await office.ended(await office.handlers['sending.lockFor'](asked));
  return join(office.root, layout.bundles(period), file);
}

const states = async (office: ExchangeOffice): Promise<Record<string, Opener['state']>> => {
  const found = await office.handlers['sending.openers']({ id: (await departureOf(office)).id });
  return Object.fromEntries(found.map(({ name, state }) => [name, state]));
};

describe('a parcel for certain offices', () => {
  it('is opened by these without any question, and by no other', async () => {
    const [a, b, c] = [
      await newOffice({ name: 'Sở A' }),
      await newOffice({ name: 'Sở B' }),
      await newOffice(),
    ];
    await introduce(b, a);
    await compare(a, b);
    await list(a, { name: 'Sở B', office: idOf(b) });
    const id = await writePractice(a, { title: 'Kín' });
    const plain = await exportPractices(a, [id]);
    const path = await lockFor(a, recipientId(0));
    expect(path).toBe(plain.replace(/\.zip$/, '_GuiKin-SoB.lantoa'));
    expect(readFileSync(path).includes('practice.md')).toBe(false);
    const [view] = await a.handlers['sending.departures']({});
    expect(view?.departure.locked).toMatchObject([{ for: [{ id: idOf(b), name: 'Sở B' }] }]);

    const review = await receiveFile(b, path, 'goi.lantoa');
    expect(review.items).toMatchObject([{ id }]);
    for (const other of [a, c]) {
      const before = treeOf(other.root);
      await expect(receiveFile(other, path)).rejects.toMatchObject({ code: 'locked-for-others' });
      expect(treeOf(other.root)).toEqual(before);
      expect(readdirSync(join(other.root, layout.quarantine))).toEqual([]);
    }
  });

  it('says of each office why it can be chosen or not', async () => {
    const [a, b, c] = [
      await newOffice({ name: 'Sở A' }),
      await newOffice({ name: 'Sở B' }),
      await newOffice({ name: 'Sở C' }),
    ];
    await introduce(b, a);
    await introduce(c, a);
    await compare(a, b);
    await list(a, { name: 'SỞ  b' }, { name: 'Sở C', office: idOf(c) }, { name: 'Chưa biết' });
    await exportPractices(a, [await writePractice(a)]);
    expect(await states(a)).toEqual({ 'SỞ  b': 'ready', 'Sở C': 'unconfirmed', 'Chưa biết': 'unknown' });
    for (const other of [recipientId(1), recipientId(2), idOf(b)])
      await expect(lockFor(a, recipientId(0), other)).rejects.toMatchObject({ code: 'bad-input' });
    expect(readdirSync(join(a.root, layout.bundles(period)))).toHaveLength(1);

    const untold = ({ key, firstSeen, phone }: KnownKey): KnownKey => ({
      ...{ key, firstSeen },
      ...(phone ? { phone } : {}),
    });
    await new Keyring(a.library).change((offices) =>
      offices.map((office) => ({ ...office, keys: office.keys.map(untold) })),
    );
    expect((await states(a))['SỞ  b']).toBe('untold');
    // An earlier version has told no recipient; the next parcel does.
    await introduce(b, a);
    expect((await states(a))['SỞ  b']).toBe('ready');
    await new Keyring(a.library).change((offices) =>
      offices.map((office) => ({
        ...office,
        keys: office.keys.map((key) => ({ ...key, until: '2026-10-01T00:00:00.000Z', disabled: true })),
      })),
    );
    expect(await states(a)).toMatchObject({ 'SỞ  b': 'changed', 'Sở C': 'unconfirmed' });
  });

  it('is for the office that a name was compared with, when another bears the same', async () => {
    const [a, b, other] = [
      await newOffice(),
      await newOffice({ name: 'Sở B' }),
      await newOffice({ name: 'Sở B' }),
    ];
    await introduce(b, a);
    await introduce(other, a);
    await list(a, { name: nameOf(b) });
    await exportPractices(a, [await writePractice(a)]);
    expect(await states(a)).toEqual({ 'Sở B': 'unknown' });
    await compare(a, b);
    expect(await states(a)).toEqual({ 'Sở B': 'ready' });
    const path = await lockFor(a, recipientId(0));
    await expect(receiveFile(other, path)).rejects.toMatchObject({ code: 'locked-for-others' });
    expect((await receiveFile(b, path)).items).toHaveLength(1);
    await compare(a, other);
    expect(await states(a)).toEqual({ 'Sở B': 'unknown' });
  });

  it('keeps what is for agencies from everybody else, and what is for named offices to these', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    await introduce(b, a);
    await compare(a, b);
    await list(a, { name: 'Sở B', office: idOf(b), government: false });
    await exportPractices(a, [await writePractice(a, { fields: { sharing: { scope: 'government' } } })]);
    expect(await states(a)).toEqual({ 'Sở B': 'forbidden' });
    await expect(lockFor(a, recipientId(0))).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('waits for the seal where this PC does not have it, and opens once it does', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    await introduce(b, a);
    await compare(a, b);
    await list(a, { name: 'Sở B', office: idOf(b) });
    await exportPractices(a, [await writePractice(a)]);
    const path = await lockFor(a, recipientId(0));
    const none = {
      keep: () => Promise.resolve(),
      read: () => Promise.resolve(undefined),
      remove: () => Promise.resolve(),
    };
    const without = await openOffice(b.root, { keySafe: none });
    await expect(receiveFile(without, path)).rejects.toMatchObject({ code: 'locked-for-others' });
    expect((await receiveFile(await openOffice(b.root), path)).items).toHaveLength(1);
  });

  it('can be addressed before anything is taken in, as soon as the key of a waiting parcel is compared', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    await receiveFile(a, await exportPractices(b, [await writePractice(b)]));
    await compare(a, b);
    await list(a, { name: 'Sở B', office: idOf(b) });
    await exportPractices(a, [await writePractice(a)]);
    expect(await states(a)).toEqual({ 'Sở B': 'ready' });
  });

  it('goes to an office that only a directory vouches for', async () => {
    const [a, ministry, b] = [
      await newOffice(),
      await newOffice({ name: 'Bộ' }),
      await newOffice({ name: 'Sở B' }),
    ];
    await introduce(b, ministry);
    await compare(ministry, b);
    await ministry.handlers['offices.exportDirectory']({});
    await introduce(ministry, a);
    await compare(a, ministry);
    await list(a, { name: 'Sở B', office: idOf(b) });
    await exportPractices(a, [await writePractice(a)]);
    expect(await states(a)).toEqual({ 'Sở B': 'ready' });
    expect((await receiveFile(b, await lockFor(a, recipientId(0)))).items).toHaveLength(1);
  });
});
