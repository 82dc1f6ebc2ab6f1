import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from '#core/library/layout';
import { publicKeyLine, type SecretKey } from '#core/seal/minisign';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { type OpenParcel, openedParcel } from '#tests/support/parcel-surgery';
import { testKey } from '#tests/support/seals';

/** Offices, what they know of each other, and parcels on the way to the receiver, whole and true. */
export interface World {
  /** The receiver's library: knows A, whose key was compared by telephone, and has first versions of A's practices. */
  readonly root: string;
  readonly offices: Readonly<Record<'a' | 'b' | 'receiver', { id: string; key: string }>>;
  /** For whom a parcel is locked that the receiver's seal opens. */
  readonly opener: string;
  /** A practice of the receiver's own, which has been to B. */
  readonly own: string;
  readonly practices: Readonly<Record<'one' | 'two' | 'three' | 'ofB', string>>;
  /** All records that A has ever sealed. */
  readonly recordsOfA: ReadonlySet<string>;
  readonly parcels: readonly { name: string; bytes: Buffer }[];
  readonly opened: readonly OpenParcel[];
  /** What an attacker seals with. */
  readonly thief: SecretKey;
}

const idAndKey = ({ library }: ExchangeOffice): { id: string; key: string } => ({
  id: library.office?.officeId ?? '',
  key: library.office?.keys[0]?.key ?? '',
});

/** Has the receiver compare A's key by telephone. */
async function compareWith(
  receiver: ExchangeOffice,
  { id, key }: { id: string; key: string },
): Promise<void> {
  await receiver.handlers['offices.compare']({ officeId: id, key, phone: '0225 3 842 100' });
}

/**
 * `place` is where the receiver's library is made, for worlds that outlive a test. Small, so that much of a parcel is what somebody reads, and little what only has
 * to be skipped.
 */
export async function newWorld(place = temporaryFolder()): Promise<World> {
  const a = await newOffice({ name: 'Sở A', symbol: 'A' });
  const b = await newOffice({ name: 'Sở B', symbol: 'B' });
  const receiver = await newOffice({ name: 'Sở Nhận', symbol: 'N', root: join(place, 'kho') });
  const records: string[] = [];
  const note = (id: string): void => void records.push(readFileSync(join(a.root, layout.record(id)), 'utf8'));
  const one = await writePractice(a, { title: 'Một', attachments: { 'ảnh.png': 'picture of A' } });
  const two = await writePractice(a, { title: 'Hai' });
  for (const id of [one, two]) note(id);
  const first = await exportPractices(a, [one, two], { number: 1 });
  const before = readFileSync(first);
  await takeInReviewed(receiver, await receiveFile(receiver, first));
  await compareWith(receiver, idAndKey(a));
  const own = await writePractice(receiver, { title: 'Của mình' });
  await takeInReviewed(b, await receiveFile(b, await exportPractices(receiver, [own])));

  await revise(a, one, { summary: 'Bản hai' });
  note(one);
  await a.handlers['statements.discontinue']({ practice: two, reason: 'Có cách mới' });
  const three = await writePractice(a, { title: 'Ba', attachments: { 'bảng.csv': 'a,b\n1,2\n' } });
  note(three);
  const second = await exportPractices(a, [one, two, three], { number: 2 });
  await takeInReviewed(b, await receiveFile(b, second));
  const ofB = await writePractice(b, { title: 'Của B', fields: { basedOn: { id: one, office: 'Sở A' } } });
  await b.handlers['statements.adopt']({
    ...{ practice: one, where: 'Xã', since: '2026', result: 'Tốt', changed: '', own: ofB },
  });
  await b.handlers['statements.ask']({ practice: own, text: 'Kinh phí?' });
  const passedOn = await exportPractices(b, [one, three, own, ofB]);
  const parcels = [
    { name: 'first', bytes: before },
    { name: 'second', bytes: readFileSync(second) },
    { name: 'passed on', bytes: readFileSync(passedOn) },
  ];
  return {
    ...{ root: receiver.root, own, parcels, practices: { one, two, three, ofB } },
    offices: { a: idAndKey(a), b: idAndKey(b), receiver: idAndKey(receiver) },
    opener: receiver.library.office?.keys[0]?.recipient?.age ?? '',
    recordsOfA: new Set(records),
    opened: parcels.map(({ bytes }) => openedParcel(bytes)),
    thief: testKey('thief'),
  };
}

export const thiefsLine = (world: World): string => publicKeyLine(world.thief);
