import { describe, expect, it } from 'vitest';
import { numberText, parsePublicKeyLine } from '#core/seal/minisign';
import { keyInForce } from '#core/seal/office-key';
import { renewKey } from '#core/seal/renew-key';
import type { Review } from '#shared/contract/exchange';
import {
  type ExchangeOffice,
  exportPractices,
  moment,
  newOffice,
  officeSafe,
  openOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { copyOf } from '#tests/support/folders';

const idOf = ({ library }: ExchangeOffice): string => library.office?.officeId ?? '';

/** A parcel with a new practice goes from one office to another, and is taken in there. */
async function send(from: ExchangeOffice, to: ExchangeOffice, ids?: string[]): Promise<Review> {
  const review = await receiveFile(to, await exportPractices(from, ids ?? [await writePractice(from)]));
  await takeInReviewed(to, review);
  return review;
}

async function compare(here: ExchangeOffice, other: ExchangeOffice): Promise<void> {
  const key = keyInForce(other.library.office?.keys ?? [])?.key ?? '';
  await here.handlers['offices.compare']({ officeId: idOf(other), key, phone: '' });
}

/** As the step in the settings does it, on a PC that has the former seal or not. */
async function renew(office: ExchangeOffice, how: { lost: boolean; unsealed?: boolean }): Promise<void> {
  const { library, statements } = office;
  const former = keyInForce(library.office?.keys ?? [])?.key ?? '';
  const from = numberText(parsePublicKeyLine(former).number);
  library.office = await renewKey({
    ...{ library, statements, safe: officeSafe, from, note: 'Mất phiếu', by: 'Lan', now: moment },
    ...how,
  });
}

const standing = (review: Review): string => review.seal.standing;

describe('a changed seal, to an office that compared the former one', () => {
  it('is as good as that at once, by the statements that ride in the next parcel', async () => {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    await send(a, b);
    await compare(b, a);
    const late = await exportPractices(a, [await writePractice(a)]);
    await renew(a, { lost: false });
    expect(standing(await send(a, b))).toBe('intact');
    // What was sealed before still is; and nothing is left to compare.
    expect(standing(await receiveFile(b, late))).toBe('intact');
    const [office] = (await b.handlers['offices.list']({})).offices;
    expect(office?.keys.map(({ trust, until }) => [trust, until !== null])).toEqual([
      ['phone', true],
      ['phone', false],
    ]);
  });

  it('is so even where the parcel comes from somebody who passes it on', async () => {
    const [a, b, c] = [
      await newOffice({ name: 'Sở A' }),
      await newOffice({ name: 'Sở B' }),
      await newOffice({ name: 'Sở C' }),
    ];
    await send(a, c);
    await compare(c, a);
    await renew(a, { lost: false });
    const id = await writePractice(a);
    await send(a, b, [id]);
    const review = await send(b, c, [id]);
    expect(review.items.map(({ seal }) => seal.standing)).toEqual(['intact']);
    expect(standing(await send(a, c))).toBe('intact');
  });

  it('disables the seal of a lost PC, brought back by the recovery page or not', async () => {
    for (const unsealed of [false, true]) {
      const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
      await send(a, b);
      await compare(b, a);
      const before = await writePractice(a);
      const dayBefore = new Date(moment.getTime() - 86_400_000);
      await send(a, await openOffice(b.root, { now: () => dayBefore }), [before]);
      // The PC that was lost goes on sealing with what it has.
      const stolen = await openOffice(copyOf(a.root));
      await renew(a, { lost: true, unsealed });
      const review = await receiveFile(b, await exportPractices(a, [await writePractice(a)]));
      expect(standing(review)).toBe(unsealed ? 'key-changed' : 'intact');
      if (unsealed) await compare(b, a);
      await takeInReviewed(
        b,
        review,
        review.items.map(({ id }) => id),
      );
      expect(
        standing(await receiveFile(b, await exportPractices(stolen, [await writePractice(stolen)]))),
      ).toBe('key-disabled');
      // What came under it before stays what it was.
      const { seal } = await b.handlers['practices.seal']({ id: before });
      expect(seal?.standing).toBe('intact');
      expect(standing(await send(a, b))).toBe('intact');
    }
  });

  it('of a lost PC is not led on by whoever has that, before he is told of or after', async () => {
    for (const isFirst of [true, false]) {
      const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
      await send(a, b);
      await compare(b, a);
      const stolen = await openOffice(copyOf(a.root));
      await renew(stolen, { lost: false });
      const his = await exportPractices(stolen, [await writePractice(stolen)]);
      if (isFirst) await takeInReviewed(b, await receiveFile(b, his));
      // The office restores its seal on another PC from the recovery page.
      const restored = await openOffice(a.root);
      await renew(restored, { lost: true });
      expect(standing(await send(restored, b))).toBe('intact');
      expect(standing(await receiveFile(b, his))).toBe('key-changed');
      expect(standing(await send(restored, b))).toBe('intact');
    }
  });

  it('tells a key that somebody else holds nothing: only the former seal leads to a new one', async () => {
    const [a, b, thief] = [
      await newOffice({ name: 'Sở A' }),
      await newOffice({ name: 'Sở B' }),
      await newOffice({ name: 'Sở A' }),
    ];
    await send(a, b);
    await compare(b, a);
    const review = await receiveFile(b, await exportPractices(thief, [await writePractice(thief)]));
    expect(standing(review)).toBe('unconfirmed');
    expect(review.seal.office.id).toBe(idOf(thief));
  });
});
