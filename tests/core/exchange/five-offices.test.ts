import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import {
  type ExchangeOffice,
  newOffice,
  period,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { randomFrom, shuffled } from '#tests/support/random';

const offices = 5;
const runs = Number(process.env['LANTOA_OFFICES'] ?? '1');

interface Office extends ExchangeOffice {
  /** The practice that it has written. */
  readonly own: string;
}

type Action =
  | { readonly type: 'revise' | 'discontinue' | 'answer'; readonly by: number }
  | { readonly type: 'adopt' | 'ask'; readonly by: number; readonly about: number }
  | {
      readonly type: 'send';
      readonly by: number;
      readonly to: readonly number[];
      readonly cut: boolean;
      readonly luck: number;
    };

const one = fc.nat(offices - 1);
const luck = fc.nat();
const actions = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constantFrom('revise' as const, 'discontinue' as const, 'answer' as const),
      by: one,
    }),
    fc.record({ type: fc.constantFrom('adopt' as const, 'ask' as const), by: one, about: one }),
    // Sent to some: for all others the parcel is lost on the way.
    fc.record({
      type: fc.constant('send' as const),
      by: one,
      to: fc.uniqueArray(one, { maxLength: 3 }),
      cut: fc.boolean(),
      luck,
    }),
  ),
  { minLength: 4, maxLength: 12 },
);
/** Which offices cut their last parcels into parts, and the order in which everything comes, some of it twice. */
const ending = fc.record({
  cut: fc.array(fc.boolean(), { minLength: offices, maxLength: offices }),
  luck,
  twice: fc.nat(3),
});

/** Below this for two practices and more; an attachment takes half of it. */
const limit = 60_000;

describe('five offices that send each other parcels', () => {
  it(
    'end with the same texts and statements, whatever came in which order, in parts, twice or late',
    { timeout: 900_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(actions, ending, async (script, { cut, luck: turn, twice }) => {
          const all = await fiveOffices();
          for (const action of script) await act(all, action);
          const deliveries: { part: string; to: number }[] = [];
          for (const [n, office] of all.entries())
            for (const part of await parcelOf(office, 100 + n, cut[n] === true))
              for (let to = 0; to < offices; to += 1) if (to !== n) deliveries.push({ part, to });
          const random = randomFrom(turn);
          const again = shuffled(random, deliveries).slice(0, twice);
          for (const { part, to } of shuffled(random, [...deliveries, ...again]))
            await deliver(part, all[to]);
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
    const attachments = { 'ảnh.png': randomBytes(limit / 2) };
    all.push({
      ...office,
      own: await writePractice(office, { title: `Bài của sở ${String(n)}`, attachments }),
    });
  }
  return all;
}

let changes = 0;

async function act(all: readonly Office[], action: Action): Promise<void> {
  const office = all[action.by];
  if (!office) return;
  const { handlers, own, library } = office;
  if (action.type === 'send') {
    const parts = await parcelOf(office, 1, action.cut);
    const random = randomFrom(action.luck);
    for (const to of action.to) {
      if (to === action.by) continue;
      // Of several parts every third is lost, and some come twice.
      const come = parts.flatMap((part) => (parts.length > 1 && random(3) === 0 ? [] : [part]));
      const twice = come.filter(() => random(4) === 0);
      for (const part of shuffled(random, [...come, ...twice])) await deliver(part, all[to]);
    }
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

/** All that an office has, its own and what it passes on: the paths of the parts, or of the whole. */
async function parcelOf(office: Office, number: number, cut: boolean): Promise<string[]> {
  const { handlers, library } = office;
  const { hash } = await handlers['compilations.get']({ period });
  const items = library.catalogue
    .list()
    .map(({ id }) => id)
    .sort();
  await handlers['compilations.save']({ period, base: hash, foreword: 'Kính gửi.', items });
  const first = await office.ended(
    await handlers['compilations.export']({ period, number, limit: cut ? limit : null }),
  );
  const { exports } = (await handlers['compilations.get']({ period })).compilation;
  const made = exports.find(({ file }) => file === first);
  const together = exports.filter(
    (entry) => entry.number === number && entry.content === made?.content && entry.parts === made.parts,
  );
  return [...new Set(together.map(({ file }) => join(office.root, layout.bundles(period), file)))];
}

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
