import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';

const offices = 5;
const runs = Number(process.env['LANTOA_OFFICES'] ?? '1');

interface Office extends ExchangeOffice {
  /** The practice that it has written. */
  readonly own: string;
}

type Action =
  | { readonly type: 'revise' | 'discontinue' | 'answer'; readonly by: number }
  | { readonly type: 'adopt' | 'ask'; readonly by: number; readonly about: number }
  | { readonly type: 'send'; readonly by: number; readonly to: readonly number[] };

const one = fc.nat(offices - 1);
const actions = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constantFrom('revise' as const, 'discontinue' as const, 'answer' as const),
      by: one,
    }),
    fc.record({ type: fc.constantFrom('adopt' as const, 'ask' as const), by: one, about: one }),
    // Sent to some: for all others the parcel is lost on the way.
    fc.record({ type: fc.constant('send' as const), by: one, to: fc.uniqueArray(one, { maxLength: 3 }) }),
  ),
  { minLength: 4, maxLength: 12 },
);
/** Deliveries of the last parcels: who gets whose in which order, some of them twice. */
const deliveries = fc.tuple(
  fc.shuffledSubarray(
    Array.from({ length: offices * offices }, (_, n) => [n % offices, Math.floor(n / offices)] as const),
    { minLength: offices * offices },
  ),
  fc.array(fc.tuple(one, one), { maxLength: 2 }),
);

describe('five offices that send each other parcels', () => {
  it(
    'end with the same texts and statements, whatever came in which order, twice or late',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(actions, deliveries, async (script, [order, again]) => {
          const all = await fiveOffices();
          for (const action of script) await act(all, action);
          const parcels = [];
          for (const [n, office] of all.entries()) parcels.push(await parcelOf(office, 100 + n));
          for (const [from, to] of [...order, ...again])
            if (from !== to) await deliver(parcels[from] ?? '', all[to]);
          const [first, ...others] = await Promise.all(all.map(knowledgeOf));
          for (const other of others) expect(other).toEqual(first);
          expect(Object.keys(first?.heads ?? {})).toHaveLength(offices);
        }),
        { numRuns: runs, endOnFailure: true },
      );
    },
  );
});

async function fiveOffices(): Promise<Office[]> {
  const all: Office[] = [];
  for (let n = 0; n < offices; n += 1) {
    const office = await newOffice({ name: `Sở số ${String(n)}`, symbol: '' });
    all.push({ ...office, own: await writePractice(office, { title: `Bài của sở ${String(n)}` }) });
  }
  return all;
}

let changes = 0;

async function act(all: readonly Office[], action: Action): Promise<void> {
  const office = all[action.by];
  if (!office) return;
  const { handlers, own, library } = office;
  if (action.type === 'send') {
    const parcel = await parcelOf(office, 1);
    for (const to of action.to) if (to !== action.by) await deliver(parcel, all[to]);
  } else if (action.type === 'revise') {
    await revise(office, own, { summary: `Lần ${String((changes += 1))}` });
  } else if (action.type === 'discontinue') {
    await handlers['statements.discontinue']({ practice: own, reason: 'Có cách mới' });
  } else if (action.type === 'answer') {
    const [question] = (await handlers['statements.marks']({})).questions;
    if (question) await handlers['statements.answer']({ question: question.id, text: 'Đã có.' });
  } else if ('about' in action) {
    const practice = all[action.about]?.own ?? '';
    if (action.about === action.by || !library.catalogue.get(practice)) return;
    if (action.type === 'ask') await handlers['statements.ask']({ practice, text: 'Kinh phí?' });
    else
      await handlers['statements.adopt']({
        ...{ practice, where: 'Xã', since: null, result: '', changed: '', own },
      });
  }
}

/** All that an office has, its own and what it passes on. */
const parcelOf = (office: Office, number: number): Promise<string> =>
  exportPractices(
    office,
    office.library.catalogue
      .list()
      .map(({ id }) => id)
      .sort(),
    { number },
  );

async function deliver(parcel: string, to: Office | undefined): Promise<void> {
  if (to) await takeInReviewed(to, await receiveFile(to, parcel));
}

interface Knowledge {
  readonly heads: Record<string, string | undefined>;
  readonly statements: string[][];
}

async function knowledgeOf({ library, statements }: Office): Promise<Knowledge> {
  const heads: Knowledge['heads'] = {};
  for (const id of (await library.store.ids()).sort()) heads[id] = (await library.revisions.last(id))?.hash;
  const all = (await statements.list()).map(({ statement, bytes, seal }) => [
    statement.id,
    sha256(bytes),
    sha256(seal ?? ''),
  ]);
  return { heads, statements: all };
}
