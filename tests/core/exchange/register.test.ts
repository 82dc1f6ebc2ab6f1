import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import { bundle } from '#tests/support/bag-builder';
import { deskLibrary, type DeskPc, fields, openDesk, parcelFile, registered } from '#tests/support/desk';
import { bagOf } from '#tests/support/desk-parcels';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

const linesOf = async (pc: DeskPc, year = 2026): Promise<number[]> =>
  (await pc.handlers['desk.register.list']({ year })).entries.map(({ number }) => number);

/** The locks of the killed run, which is this process and lives: taking locks over has tests of its own. */
function forgetLock(root: string): void {
  for (const lock of [`${layout.register}/.lock`, `${layout.office}.lock`])
    rmSync(join(root, lock), { force: true });
}

describe('the register of arrivals', () => {
  it('numbers from 1 in each year and keeps what the clerk wrote', async () => {
    const pc = await openDesk(await deskLibrary());
    const first = await registered(pc, await pc.receive(parcelFile()));
    const second = await registered(pc, await pc.receive(parcelFile()));
    const next = await registered(pc, await pc.receive(parcelFile()), { arrivedOn: '2027-01-01' });
    expect([first.number, second.number, next.number]).toEqual([1, 2, 1]);
    expect([first.year, next.year]).toEqual([2026, 2027]);
    expect(first).toMatchObject({ ...fields, registeredBy: 'Hoa', forwarded: [], done: null });
    const list = await pc.handlers['desk.register.list']({ year: null });
    expect(list).toMatchObject({ year: 2027, years: [2027, 2026], unreadable: 0 });
  });

  it('begins with any number, refuses a double, asks before it leaves numbers out', async () => {
    const pc = await openDesk(await deskLibrary());
    await registered(pc, await pc.receive(parcelFile()), { number: 120 });
    const reviewId = await pc.receive(parcelFile());
    const enter = (number: number, gap = false) =>
      pc.handlers['desk.register']({ reviewId, fields, number, gap });
    expect(await enter(120)).toEqual({ type: 'number-taken', next: 121 });
    expect(await enter(125)).toEqual({ type: 'number-gap', next: 121 });
    expect(await linesOf(pc)).toEqual([120]);
    expect(await enter(125, true)).toMatchObject({ type: 'registered', entry: { number: 125 } });
    expect(await registered(pc, await pc.receive(parcelFile()), { number: 121 })).toMatchObject({
      number: 121,
    });
  });

  it('gives different numbers to two PCs that register at once, and one line to one parcel', async () => {
    const root = await deskLibrary();
    const [a, b] = [await openDesk(root, { me: 'Hoa' }), await openDesk(root, { me: 'Lan' })];
    const ids = [];
    for (let count = 0; count < 6; count += 1) ids.push(await a.receive(parcelFile()));
    const numbers = await Promise.all(
      ids.map(async (id, index) => (await registered(index % 2 === 0 ? a : b, id)).number),
    );
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    const once = await a.receive(parcelFile());
    const outcomes = await Promise.all(
      [a, b].map((pc) => pc.handlers['desk.register']({ reviewId: once, fields, number: null, gap: false })),
    );
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['known', 'registered']);
    expect(await linesOf(b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('goes by midnight in Viet Nam, whatever the machine thinks', async () => {
    const root = await deskLibrary();
    const at = (time: string) => openDesk(root, { now: () => new Date(time) });
    const old = await at('2026-12-31T16:59:59.000Z');
    await registered(old, await old.receive(parcelFile()), { arrivedOn: '2026-12-31' });
    const id = await old.receive(parcelFile());
    expect(await old.handlers['desk.parcel']({ reviewId: id })).toMatchObject({
      today: '2026-12-31',
      next: 2,
    });
    const fresh = await at('2026-12-31T17:00:00.000Z');
    expect(await fresh.handlers['desk.parcel']({ reviewId: id })).toMatchObject({
      today: '2027-01-01',
      next: 1,
    });
  });

  it('lets a line be set right, unless a colleague has changed it meanwhile', async () => {
    const root = await deskLibrary();
    const [a, b] = [await openDesk(root), await openDesk(root, { me: 'Lan' })];
    const { id: entryId } = await registered(a, await a.receive(parcelFile()));
    const { hash: base } = await b.handlers['desk.entry']({ entryId });
    const mine = { ...fields, note: 'Kèm công văn' };
    const changed = await a.handlers['desk.amend']({ entryId, base, fields: mine });
    expect(changed).toMatchObject({ type: 'changed', entry: { note: 'Kèm công văn', number: 1 } });
    const theirs = await b.handlers['desk.amend']({ entryId, base, fields });
    expect(theirs).toMatchObject({ type: 'conflict', entry: { note: 'Kèm công văn' } });
    const { hash } = await b.handlers['desk.entry']({ entryId });
    expect(hash).toBe(changed.hash);
    const other = { ...fields, arrivedOn: '2025-12-31' };
    await expect(b.handlers['desk.amend']({ entryId, base: hash, fields: other })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('is not held up by lines that cannot be read, and keeps keys it does not know', async () => {
    const root = await deskLibrary();
    const pc = await openDesk(root);
    const entry = await registered(pc, await pc.receive(parcelFile()));
    const folder = join(root, layout.register, '2026');
    mkdirSync(join(folder, 'constructor.json'));
    writeFileSync(join(folder, '0193e4a0-0000-7000-8000-0000000000bb.json'), '\0\0\0');
    writeFileSync(join(folder, `${entry.id}.json`), JSON.stringify({ ...entry, later: { a: 1 } }));
    expect(await pc.handlers['desk.register.list']({ year: 2026 })).toMatchObject({
      unreadable: 1,
      entries: [{ id: entry.id }],
    });
    const { hash: base } = await pc.handlers['desk.entry']({ entryId: entry.id });
    const changed = await pc.handlers['desk.done']({ entryId: entry.id, base, done: true });
    expect(changed.entry).toMatchObject({ later: { a: 1 }, done: { by: 'Hoa' } });
    expect(await linesOf(pc)).toEqual([1]);
  });

  it('is written whole or not at all, wherever the process is killed', async () => {
    const root = await deskLibrary();
    const id = await (await openDesk(root)).receive(parcelFile());
    const numbersOf = async (at: string) =>
      (await (await openDesk(at)).handlers['desk.register.list']({ year: 2026 })).entries.map(
        (entry) => [entry.number, entry.parts.length] as const,
      );
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) => registered(await openDesk(copy, { fileSystem }), id),
      stateOf: numbersOf,
      also: async (copy) => {
        forgetLock(copy);
        const pc = await openDesk(copy);
        const outcome = await pc.handlers['desk.register']({
          reviewId: id,
          fields,
          number: null,
          gap: false,
        });
        expect(['registered', 'known']).toContain(outcome.type);
        expect(await linesOf(pc)).toEqual([1]);
      },
    });
  });

  it('acknowledges once, also where the process was killed between statement and line', async () => {
    const root = await deskLibrary();
    const pc = await openDesk(root);
    const { id: entryId } = await registered(pc, await pc.receive(parcelFile()));
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) =>
        (await openDesk(copy, { fileSystem })).handlers['desk.acknowledge']({ entryId }),
      stateOf: async (copy) => {
        const { entry } = await (await openDesk(copy)).handlers['desk.entry']({ entryId });
        return entry.parts.map(({ acknowledged }) => acknowledged !== undefined);
      },
      also: async (copy) => {
        forgetLock(copy);
        const again = await openDesk(copy);
        const { entry } = await again.handlers['desk.acknowledge']({ entryId });
        const made = (await again.statements.list()).filter(
          ({ statement }) => statement.type === 'acknowledgement',
        );
        expect(made.map(({ statement }) => statement.id)).toEqual(
          entry.parts.map(({ acknowledged }) => acknowledged?.statement),
        );
      },
    });
  });

  it('makes an acknowledgement that is sealed and names the parcel and the number', async () => {
    const pc = await openDesk(await deskLibrary());
    const entry = await registered(pc, await pc.receive(parcelFile()));
    await pc.handlers['desk.acknowledge']({ entryId: entry.id });
    const [made] = (await pc.statements.list()).filter(
      ({ statement }) => statement.type === 'acknowledgement',
    );
    expect(made).toMatchObject({
      sealed: true,
      statement: {
        by: 'Hoa',
        body: { parcel: entry.parts[0]?.tagManifest, registerNumber: '1/2026', part: 1, parts: 1 },
      },
    });
  });
});

describe('the same parcel again', () => {
  it('waits once: renamed, packed in another way, on another PC', async () => {
    const root = await deskLibrary();
    const [a, b] = [await openDesk(root), await openDesk(root, { me: 'Lan' })];
    const files = bagOf();
    const id = await a.receive(parcelFile(files));
    expect(await a.receive(parcelFile(files), 'bản sao (1).zip')).toBe(id);
    const other = join(temporaryFolder(), 'đóng lại.zip');
    writeFileSync(other, bundle(files, { 'data/index.html': { method: 0 } }));
    expect(await b.receive(other, 'đóng lại.zip')).toBe(id);
    expect((await b.handlers['desk.list']({})).parcels).toHaveLength(1);
    await registered(b, id);
    await a.handlers['exchange.putAside']({ reviewId: id });
    const again = await a.receive(other);
    const { parcel } = await a.handlers['desk.parcel']({ reviewId: again });
    expect(parcel).toMatchObject({ before: { receivedBy: 'Hoa' }, entry: { number: 1 } });
    const outcome = await a.handlers['desk.register']({ reviewId: again, fields, number: null, gap: false });
    expect(outcome).toMatchObject({ type: 'known', entry: { number: 1 } });
    expect(await linesOf(a)).toEqual([1]);
  });

  it('is not taken for a parcel with another content under the same number', async () => {
    const pc = await openDesk(await deskLibrary());
    const [one, two] = [await pc.receive(parcelFile(bagOf())), await pc.receive(parcelFile(bagOf()))];
    expect(one).not.toBe(two);
    expect((await pc.handlers['desk.list']({})).parcels).toHaveLength(2);
  });
});

describe('parts', () => {
  const part = (number: number, parts = 3) =>
    parcelFile(bagOf({ part: number, parts }), `phần ${String(number)}.zip`);

  it('are one parcel and one line, in whatever order they come', async () => {
    const pc = await openDesk(await deskLibrary());
    const three = await pc.receive(part(3));
    await pc.receive(part(1));
    const { parcels } = await pc.handlers['desk.list']({});
    expect(parcels).toMatchObject([{ missing: [2], here: [{ part: 1 }, { part: 3 }], entry: null }]);
    const entry = await registered(pc, three);
    expect(entry.parts.map((one) => one.part)).toEqual([1, 3]);
    await pc.receive(part(2));
    const list = await pc.handlers['desk.list']({});
    expect(list.parcels).toMatchObject([{ missing: [], here: [{ part: 1 }, { part: 2 }, { part: 3 }] }]);
    expect(list.parcels[0]?.entry).toMatchObject({ number: 1 });
    expect(list.parcels[0]?.entry?.parts).toHaveLength(3);
    // The one that joined is acknowledged by itself.
    expect(list.parcels[0]?.entry?.parts.every(({ acknowledged }) => acknowledged)).toBe(true);
    expect(await linesOf(pc)).toEqual([1]);
  });

  it('are waited for while the line is open, also when those here are taken in', async () => {
    const pc = await openDesk(await deskLibrary());
    const id = await pc.receive(part(2, 2));
    const entry = await registered(pc, id);
    await pc.handlers['exchange.putAside']({ reviewId: id });
    expect((await pc.handlers['desk.list']({})).parcels).toMatchObject([
      { missing: [1], here: [{ waiting: false }] },
    ]);
    const { hash: base } = await pc.handlers['desk.entry']({ entryId: entry.id });
    await pc.handlers['desk.done']({ entryId: entry.id, base, done: true });
    expect((await pc.handlers['desk.list']({})).parcels).toEqual([]);
  });

  it('of one number and another content are parcels of their own', async () => {
    const pc = await openDesk(await deskLibrary());
    await registered(pc, await pc.receive(part(1)));
    const other = await pc.receive(part(1));
    expect((await pc.handlers['desk.parcel']({ reviewId: other })).parcel.entry).toBeNull();
    const later = await pc.receive(
      parcelFile(bagOf({ part: 2, parts: 3, issuedAt: '2026-11-05T02:12:30Z' })),
    );
    expect((await pc.handlers['desk.parcel']({ reviewId: later })).parcel.here).toHaveLength(1);
  });
});

describe('passing on', () => {
  it('is work of that person until the parcel is decided on, and can go to another one', async () => {
    const root = await deskLibrary();
    const people = ['Nguyễn Thị Hoa', 'Trần Văn Lâm'].map((name, index) => ({
      id: `0193e4a0-0000-7000-8000-00000000000${String(index)}`,
      name,
      ...{ post: '', division: '', roles: [] },
    }));
    writeFileSync(join(root, layout.people), JSON.stringify({ format: '1.0', people }));
    const [clerk, staff] = [
      await openDesk(root, { me: 'Hoa', personId: people[0]?.id ?? '' }),
      await openDesk(root, { me: 'Lâm', personId: people[1]?.id ?? '' }),
    ];
    const reviewId = await clerk.receive(parcelFile());
    expect(await clerk.handlers['desk.mine']({})).toEqual({ forwarded: [], waiting: 1 });
    const { id: entryId } = await registered(clerk, reviewId, { receiver: '' });
    const forward = async (to: number, due: string | null) => {
      const { hash: base } = await clerk.handlers['desk.entry']({ entryId });
      return clerk.handlers['desk.forward']({ entryId, base, to: people[to]?.id ?? '', due, note: 'Gấp' });
    };
    await forward(0, null);
    expect(await forward(1, '2026-10-12')).toMatchObject({ entry: { receiver: 'Nguyễn Thị Hoa' } });
    expect(await clerk.handlers['desk.mine']({})).toEqual({ forwarded: [], waiting: 0 });
    expect(await staff.handlers['desk.mine']({})).toEqual({
      forwarded: [{ entryId, due: '2026-10-12' }],
      waiting: 0,
    });
    await staff.handlers['exchange.putAside']({ reviewId });
    expect(await staff.handlers['desk.mine']({})).toEqual({ forwarded: [], waiting: 0 });
    const { hash: base } = await clerk.handlers['desk.entry']({ entryId });
    const nobody = { entryId, base, to: '0193e4a0-0000-7000-8000-0000000000ff', due: null, note: '' };
    await expect(async () => clerk.handlers['desk.forward'](nobody)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

it('copies of the library see the same register', async () => {
  const root = await deskLibrary();
  const pc = await openDesk(root);
  await registered(pc, await pc.receive(parcelFile()));
  const copy = await openDesk(copyOf(root));
  expect(await linesOf(copy)).toEqual([1]);
});
