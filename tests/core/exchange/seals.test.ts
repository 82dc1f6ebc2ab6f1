import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import { Keyring } from '#core/seal/keyring';
import { sign } from '#core/seal/minisign';
import type { Review } from '#shared/contract/exchange';
import type { ReviewItem } from '#shared/model/bundle';
import type { SealStanding } from '#shared/model/seal';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { type Files } from '#tests/support/bag-builder';
import { copyOf } from '#tests/support/folders';
import { openedParcel, rewrite, zippedAgain } from '#tests/support/parcel-surgery';
import { testKey } from '#tests/support/seals';

const office = (name: string): Promise<ExchangeOffice> => newOffice({ name, symbol: name.slice(-1) });
const idOf = ({ library }: ExchangeOffice): string => library.office?.officeId ?? '';
const seal = (root: string, id: string): string => join(root, layout.recordSeal(id));
const noSafe = {
  keep: () => Promise.resolve(),
  read: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
};
/** The same library on a PC that does not have the seal. */
const withoutSeal = ({ root }: ExchangeOffice): Promise<ExchangeOffice> =>
  openOffice(root, { keySafe: noSafe });

function itemOf(review: Review, id: string): ReviewItem {
  const item = review.items.find((one) => one.id === id);
  if (!item) throw new Error(id);
  return item;
}

/** Exports on a PC without the seal, after the person has agreed to that. */
const exportUnsealed = (from: ExchangeOffice, ids: string[]): Promise<string> =>
  exportPractices(from, ids, { unsealed: true });

async function send(from: ExchangeOffice, to: ExchangeOffice, ids: string[]): Promise<Review> {
  return receiveFile(to, await exportPractices(from, ids));
}

/** A parcel in which somebody has changed files and made all lists anew, around seals that they could not make. */
function tamperedWith(file: string, tamper: (files: Files) => void): string {
  const parcel = openedParcel(file);
  tamper(parcel.files);
  const path = file.replace(/\.zip$/, '-sua.zip');
  writeFileSync(path, zippedAgain(parcel));
  return path;
}

describe('three offices', () => {
  it('see true origins in whatever order parcels come', async () => {
    for (const first of ['a', 'b'] as const) {
      const [a, b, c] = [await office('Sở A'), await office('Sở B'), await office('Sở C')];
      const ofA = await writePractice(a, { title: 'Của A' });
      await takeInReviewed(b, await send(a, b, [ofA]));
      const ofB = await writePractice(b, {
        title: 'Của B',
        fields: { basedOn: { id: ofA, office: 'Sở A' } },
      });
      const fromA = await exportPractices(a, [ofA]);
      const fromB = await exportPractices(b, [ofA, ofB]);
      for (const file of first === 'a' ? [fromA, fromB] : [fromB, fromA]) {
        const review = await receiveFile(c, file);
        expect(review.seal.standing).toBe('unconfirmed');
        expect(itemOf(review, ofA)).toMatchObject({
          seal: { standing: 'unconfirmed', office: { id: idOf(a), name: 'Sở A' } },
          hold: null,
        });
        await takeInReviewed(c, review);
      }
      expect((await c.handlers['practices.seal']({ id: ofA })).seal).toMatchObject({
        standing: 'unconfirmed',
        office: { id: idOf(a), name: 'Sở A' },
      });
      expect((await c.handlers['practices.seal']({ id: ofB })).seal?.office.id).toBe(idOf(b));
      expect(readFileSync(seal(c.root, ofA), 'utf8')).toBe(readFileSync(seal(a.root, ofA), 'utf8'));
      // Whoever compares A sees it everywhere from then on.
      const { offices } = await c.handlers['offices.list']({});
      const key = offices.find(({ id }) => id === idOf(a))?.keys[0];
      expect(key).toMatchObject({ trust: 'unconfirmed' });
      const ours = (await a.handlers['offices.list']({})).ours;
      expect(ours).toEqual([key?.digits]);
      await c.handlers['offices.compare']({
        officeId: idOf(a),
        key: key?.key ?? '',
        phone: '0225 3 842 100',
      });
      expect((await c.handlers['practices.seal']({ id: ofA })).seal?.standing).toBe('intact');
      await c.handlers['offices.uncompare']({ officeId: idOf(a), key: key?.key ?? '' });
      expect((await c.handlers['practices.seal']({ id: ofA })).seal?.standing).toBe('unconfirmed');
    }
  });

  it('take a practice that was passed on without the seal of its origin only by a decision of its own', async () => {
    const [a, b, c] = [await office('Sở A'), await office('Sở B'), await office('Sở C')];
    const [unsealed, sealed] = [
      await writePractice(a, { title: 'Không' }),
      await writePractice(a, { title: 'Có' }),
    ];
    await takeInReviewed(b, await send(a, b, [unsealed, sealed]));
    const own = await writePractice(b, { title: 'Của B' });
    writeFileSync(seal(b.root, sealed), readFileSync(seal(b.root, unsealed)));
    rmSync(seal(b.root, unsealed));
    const review = await send(b, c, [unsealed, sealed, own]);
    expect(review.items.map(({ seal: { standing }, hold, chosen }) => [standing, hold, chosen])).toEqual([
      ['none', 'origin-unsealed', false],
      // The seal of another practice.
      ['broken', 'broken', false],
      ['unconfirmed', null, true],
    ]);
    expect(review.seal).toMatchObject({ standing: 'unconfirmed', changed: ['Có'] });
    const { reviewId } = review;
    const ask = (choose: string[], despite: string[] = []): Promise<{ jobId: string }> =>
      c.handlers['exchange.takeIn']({ reviewId, choose, despite });
    await expect(c.ended(await ask([own, unsealed], [sealed]))).rejects.toMatchObject({
      code: 'seal-in-doubt',
      where: 'Không',
      rule: 'origin-unsealed',
    });
    expect(await c.library.store.exists(own)).toBe(false);
    await c.ended(await ask([own, unsealed], [unsealed]));
    expect(await c.library.store.exists(unsealed)).toBe(true);
    // Nobody's key is noted for a seal that was not there.
    expect((await new Keyring(c.library).read()).knows(idOf(a))).toBe(false);
  });
});

describe('a parcel', () => {
  it('of an office without a seal is taken in as before', async () => {
    const [a, b] = [await office('Sở A'), await office('Sở B')];
    const file = join(a.root, layout.office);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), keys: [] }));
    rmSync(join(a.root, layout.statements), { recursive: true });
    const unsealed = await withoutSeal(a);
    const id = await writePractice(unsealed);
    const review = await receiveFile(b, await exportUnsealed(unsealed, [id]));
    expect(review).toMatchObject({ seal: { standing: 'none' }, sealExpected: false });
    expect(itemOf(review, id)).toMatchObject({ seal: { standing: 'none' }, hold: null, chosen: true });
    await takeInReviewed(b, review);
    expect((await b.handlers['practices.seal']({ id })).seal?.standing).toBe('none');
  });

  it('whose office seals, but not this, is wondered at', async () => {
    const [a, b] = [await office('Sở A'), await office('Sở B')];
    const [first, id] = [await writePractice(a), await writePractice(a, { title: 'Hai' })];
    await takeInReviewed(b, await send(a, b, [first]));
    const { root } = await withoutSeal(a);
    const stripped = await openOffice(copyOf(root), { keySafe: noSafe });
    const review = await receiveFile(b, await exportUnsealed(stripped, [id]));
    expect(review).toMatchObject({ seal: { standing: 'none' }, sealExpected: true });
    expect(itemOf(review, id)).toMatchObject({ hold: 'seal-missing', chosen: false, choosable: true });
  });

  it('that says it is ours lacks our seal', async () => {
    const [a, thief] = [await office('Sở A'), await office('Sở T')];
    const id = await writePractice(a);
    const file = join(thief.root, layout.office);
    writeFileSync(file, readFileSync(join(a.root, layout.office)));
    const asUs = await openOffice(thief.root, { keySafe: noSafe });
    const fake = await writePractice(asUs, { title: 'Giả' });
    const review = await receiveFile(a, await exportUnsealed(asUs, [fake]));
    expect(itemOf(review, fake)).toMatchObject({ ours: true, hold: 'ours-unsealed', chosen: false });
    expect(await a.library.store.exists(id)).toBe(true);
  });

  it('that was changed after it was sealed tells what was changed, and what its origin still vouches for', async () => {
    const [a, b] = [await office('Sở A'), await office('Sở B')];
    const [one, two] = [await writePractice(a, { title: 'Một' }), await writePractice(a, { title: 'Hai' })];
    await takeInReviewed(b, await send(a, b, [await writePractice(a, { title: 'Trước' })]));
    const file = await exportPractices(a, [one, two]);
    const page = tamperedWith(file, (files) => files.set('data/index.html', Buffer.from('<p>khác')));
    const untouched = await receiveFile(b, page);
    expect(untouched.seal).toMatchObject({ standing: 'broken', changed: [] });
    expect(untouched.items.map(({ seal: { standing }, hold, chosen }) => [standing, hold, chosen])).toEqual([
      ['unconfirmed', null, false],
      ['unconfirmed', null, false],
    ]);
    const text = tamperedWith(file, (files) => {
      rewrite(files, one, (text) => text.replace(/^title: .*$/m, 'title: Một nghìn'));
    });
    const review = await receiveFile(b, text);
    expect(review.seal).toMatchObject({ standing: 'broken', changed: ['Một nghìn'] });
    expect(itemOf(review, one)).toMatchObject({
      seal: { standing: 'broken' },
      hold: 'broken',
      chosen: false,
    });
    expect(itemOf(review, two)).toMatchObject({ seal: { standing: 'unconfirmed' }, hold: null });
    const unsealed = tamperedWith(file, (files) =>
      files.delete(`data/practices/${one}/record.sha256.minisig`),
    );
    expect(itemOf(await receiveFile(b, unsealed), one)).toMatchObject({
      hold: 'parcel-broken',
      chosen: false,
    });
    await expect(
      b.ended(await b.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: [one] })),
    ).rejects.toMatchObject({ code: 'seal-in-doubt', rule: 'broken' });
    expect(await b.library.store.exists(one)).toBe(false);
  });

  it('with an older revision that its origin sealed is simply older', async () => {
    const [a, b] = [await office('Sở A'), await office('Sở B')];
    const id = await writePractice(a);
    const first = copyOf(join(await exportPractices(a, [id]), '..'));
    await takeInReviewed(b, await send(a, b, [id]));
    await revise(a, id, { title: 'Hai' });
    await takeInReviewed(b, await send(a, b, [id]));
    const [name = ''] = readdirSync(first).filter((one) => one.endsWith('.zip'));
    const review = await receiveFile(b, join(first, name));
    expect(itemOf(review, id)).toMatchObject({ kind: 'older', hold: null, choosable: false });
    expect(itemOf(review, id).seal.standing).toBe('unconfirmed');
  });

  it.each<[string, (own: string) => string, SealStanding]>([
    ['another key', (own) => sign(Buffer.from(own), testKey('forger'), 'x'), 'key-changed'],
    ['what is no seal', () => 'niêm phong\n', 'broken'],
    ['nothing', () => '', 'broken'],
    ['bytes that are no text', () => '\u0000\ufffd', 'broken'],
  ])('with a practice sealed by %s holds that one up and no other', async (_what, forge, standing) => {
    const [a, b, c] = [await office('Sở A'), await office('Sở B'), await office('Sở C')];
    const [one, two] = [await writePractice(a, { title: 'Một' }), await writePractice(a, { title: 'Hai' })];
    await takeInReviewed(b, await send(a, b, [one, two]));
    await takeInReviewed(c, await send(a, c, [two]));
    const record = readFileSync(join(b.root, layout.record(one)), 'utf8');
    writeFileSync(seal(b.root, one), forge(record));
    const review = await send(b, c, [one, two]);
    expect(itemOf(review, one)).toMatchObject({ seal: { standing }, hold: standing, chosen: false });
    expect(itemOf(review, two)).toMatchObject({
      seal: { standing: 'unconfirmed' },
      hold: null,
      kind: 'same',
    });
    await expect(
      c.ended(await c.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: [one] })),
    ).rejects.toMatchObject({ code: 'seal-in-doubt', rule: standing });
    await takeInReviewed(c, review, [one]);
    expect((await c.handlers['practices.seal']({ id: one })).seal?.standing).toBe(standing);
  });

  it('with a seal file that is too large breaks a rule', async () => {
    const [a, b, c] = [await office('Sở A'), await office('Sở B'), await office('Sở C')];
    const id = await writePractice(a);
    await takeInReviewed(b, await send(a, b, [id]));
    writeFileSync(seal(b.root, id), 'x'.repeat(5_000));
    const file = await exportPractices(b, [id]).catch((error: unknown) => error);
    if (typeof file === 'string') await expect(receiveFile(c, file)).rejects.toMatchObject({ rule: 'seal' });
    else expect(file).toMatchObject({ code: 'practice-damaged' });
  });
});
