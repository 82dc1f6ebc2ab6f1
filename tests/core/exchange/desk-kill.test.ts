import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { ScryptRecipient } from '#core/age/scrypt-way';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import type { RegisterEntry } from '#shared/model/register';
import { bundle } from '#tests/support/bag-builder';
import { deskLibrary, type DeskPc, fields, openDesk, parcelFile, registered } from '#tests/support/desk';
import { bagOf } from '#tests/support/desk-parcels';
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
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { expectOldOrNew, killAtEachStep } from '#tests/support/kill-everywhere';

/** What locks and half-written files are to others: nothing. */
const passing = /\.lock$|\.lantoa-tmp$|^\.transactions|^presence/;

/** A lock that a killed process left is waited for by others; here nobody waits. */
function forgetLocks(root: string): void {
  for (const path of Object.keys(treeOf(root)))
    if (path.endsWith('.lock')) rmSync(join(root, path), { force: true });
}

const onlyEntry = async (root: string): Promise<RegisterEntry | undefined> =>
  (await (await openDesk(root)).handlers['desk.register.list']({ year: 2026 })).entries[0];

describe('a process killed at any file-system step at the desk', () => {
  const staff = { id: uuidv7(), name: 'Trần Văn Lâm', post: '', division: '', roles: [] };
  type Change = (pc: DeskPc, entryId: string, base: string) => Promise<unknown>;
  it.each<[string, Change]>([
    [
      'setting a line right',
      (pc, entryId, base) =>
        pc.handlers['desk.amend']({ entryId, base, fields: { ...fields, subject: 'Khác' } }),
    ],
    ['closing a line', (pc, entryId, base) => pc.handlers['desk.done']({ entryId, base, done: true })],
    [
      'passing a line on',
      (pc, entryId, base) =>
        pc.handlers['desk.forward']({ entryId, base, to: staff.id, due: '2026-10-12', note: 'Gấp' }),
    ],
  ])('%s leaves the line as it was or as it is to be', async (_what, change) => {
    const root = await deskLibrary();
    writeFileSync(join(root, layout.people), JSON.stringify({ format: '1.0', people: [staff] }));
    const pc = await openDesk(root);
    const { id } = await registered(pc, await pc.receive(parcelFile()));
    const { hash } = await pc.handlers['desk.entry']({ entryId: id });
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) => change(await openDesk(copy, { fileSystem }), id, hash),
      stateOf: async (copy) => {
        forgetLocks(copy);
        return onlyEntry(copy);
      },
    });
  });

  it('while a part comes that belongs to a line: it is joined and acknowledged once, at the latest the next time', async () => {
    const root = await deskLibrary();
    const pc = await openDesk(root);
    const [first, second] = [1, 2].map((part) => parcelFile(bagOf({ part, parts: 2 })));
    await registered(pc, await pc.receive(first ?? ''));
    await killAtEachStep({
      folder: () => copyOf(root),
      run: async (copy, fileSystem) => (await openDesk(copy, { fileSystem })).receive(second ?? ''),
      look: async (copy, at) => {
        forgetLocks(copy);
        await prepareLibrary(nodeFileSystem, copy);
        const before = (await onlyEntry(copy))?.parts.map(({ part }) => part);
        expect([[1], [1, 2]], at).toContainEqual(before);
        const again = await openDesk(copy);
        await again.receive(second ?? '');
        const { entries } = await again.handlers['desk.register.list']({ year: 2026 });
        expect(entries, at).toHaveLength(1);
        expect(
          entries[0]?.parts.map(({ part }) => part),
          at,
        ).toEqual([1, 2]);
        const { entry } = await again.handlers['desk.acknowledge']({ entryId: entries[0]?.id ?? '' });
        const said = (await again.statements.list()).filter(
          ({ statement: { type } }) => type === 'acknowledgement',
        );
        const named = entry.parts.flatMap(({ acknowledged }) => acknowledged?.statement ?? []);
        expect(said.map(({ statement }) => statement.id).sort(), at).toEqual(named.sort());
        const { parcels } = await again.handlers['desk.list']({});
        expect(parcels, at).toMatchObject([{ missing: [], here: [{ part: 1 }, { part: 2 }] }]);
      },
      moreThan: 5,
    });
  });

  it('while an encrypted parcel is received leaves it waiting, or nothing of it but what is cleared away', async () => {
    const { root } = await newOffice();
    const words = 'song-nui-lua-tre';
    const encrypter = new Encrypter();
    encrypter.addRecipient(new ScryptRecipient(words, 4));
    const path = join(temporaryFolder(), 'gói.lantoa');
    writeFileSync(path, await encrypter.encrypt(bundle()));
    const before = treeOf(root);
    await killAtEachStep({
      folder: () => copyOf(root),
      run: async (copy, fileSystem) => {
        const { handlers, ended } = await openOffice(copy, { fileSystem });
        const file = { type: 'path' as const, path, name: 'gói.lantoa' };
        await ended(await handlers['exchange.receive']({ file, passphrase: words }));
      },
      look: async (copy, at) => {
        await prepareLibrary(nodeFileSystem, copy);
        expect(treeOf(copy, /^exchange\/quarantine\//), at).toEqual(before);
        const opened = await openOffice(copy);
        for (const { reviewId } of await opened.handlers['exchange.waiting']({}))
          expect(await opened.handlers['exchange.review']({ reviewId })).toMatchObject({
            counts: { new: 1 },
          });
      },
    });
  });
});

describe('a process killed at any file-system step of sending', () => {
  const recipient = {
    ...{ id: uuidv7(), name: 'Sở B', office: null, government: true, groups: [], address: '' },
    channel: 'mail' as const,
  };

  /** An office with a departure to one recipient. */
  async function departure(): Promise<{ root: string; id: string }> {
    const office = await newOffice();
    await exportPractices(office, [await writePractice(office)]);
    await saveRecipient(office);
    const [view] = await office.handlers['sending.departures']({});
    const id = view?.departure.id ?? '';
    await office.handlers['sending.address']({ id, add: [recipient.id], remove: [] });
    return { root: office.root, id };
  }

  async function saveRecipient({ handlers }: ExchangeOffice): Promise<void> {
    const { hash } = await handlers['sending.recipients']({});
    await handlers['sending.saveRecipients']({ base: hash, recipients: [recipient] });
  }

  it('saving the list leaves it as it was or as it is to be', async () => {
    const { root } = await newOffice();
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) => saveRecipient(await openOffice(copy, { fileSystem })),
      stateOf: (copy) => treeOf(copy, passing),
      moreThan: 1,
    });
  });

  type Change = (office: ExchangeOffice, id: string) => Promise<unknown>;
  it.each<[string, Change]>([
    [
      'noting that it was sent',
      ({ handlers }, id) => handlers['sending.mark']({ id, recipients: [recipient.id], sent: true }),
    ],
    [
      'taking an office off it',
      ({ handlers }, id) => handlers['sending.address']({ id, add: [], remove: [recipient.id] }),
    ],
  ])('%s leaves the departure as it was or as it is to be', async (_what, change) => {
    const { root, id } = await departure();
    const office = await openOffice(copyOf(root));
    // What was found is looked at before: that is a step of its own.
    await office.handlers['sending.accept']({ id, reason: 'Đã xem' });
    await expectOldOrNew({
      original: office.root,
      run: async (copy, fileSystem) => change(await openOffice(copy, { fileSystem }), id),
      stateOf: async (copy) => {
        forgetLocks(copy);
        return (await (await openOffice(copy)).handlers['sending.departure']({ id })).departure;
      },
    });
  });
});

describe('a process killed at any file-system step of saying something', () => {
  const saidIn = async (root: string): Promise<unknown[]> =>
    (await (await openOffice(root)).statements.list()).map(({ statement: { type, body }, sealed }) => [
      ...[type, body, sealed],
    ]);

  /** B's library with A's practice, and one of its own. */
  async function offices(): Promise<{ root: string; theirs: string; own: string }> {
    const [a, b] = [await newOffice({ name: 'Sở A' }), await newOffice({ name: 'Sở B' })];
    const theirs = await writePractice(a);
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [theirs])));
    return { root: b.root, theirs, own: await writePractice(b) };
  }

  type Say = (office: ExchangeOffice, at: { theirs: string; own: string }) => Promise<unknown>;
  const adoption = { where: 'Xã', since: '2026', result: '', changed: '' };
  it.each<[string, Say]>([
    [
      'no longer recommending',
      ({ handlers }, { own }) => handlers['statements.discontinue']({ practice: own, reason: 'Có cách mới' }),
    ],
    [
      'adopting',
      ({ handlers }, { theirs, own }) => handlers['statements.adopt']({ ...adoption, practice: theirs, own }),
    ],
    [
      'asking',
      ({ handlers }, { theirs }) => handlers['statements.ask']({ practice: theirs, text: 'Kinh phí?' }),
    ],
  ])('%s is said with its seal, or not at all', async (_what, say) => {
    const at = await offices();
    await expectOldOrNew({
      original: at.root,
      run: async (copy, fileSystem) => say(await openOffice(copy, { fileSystem }), at),
      stateOf: saidIn,
    });
  });

  it('taking it back removes it with its seal, or not at all', async () => {
    const { root, theirs } = await offices();
    const { id } = await (
      await openOffice(root)
    ).handlers['statements.ask']({ practice: theirs, text: 'Ai?' });
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) =>
        (await openOffice(copy, { fileSystem })).handlers['statements.withdraw']({ id }),
      stateOf: saidIn,
      also: (copy) => {
        const there = [layout.statement(id), layout.statementSeal(id)].map((path) =>
          existsSync(join(copy, path)),
        );
        expect(new Set(there).size).toBe(1);
        return Promise.resolve();
      },
    });
  });
});

describe('a process killed while what both sides changed is laid beside ours', () => {
  /** Two libraries of one office that have both changed a practice; a parcel of the other one waits in the first. */
  async function bothChanged(): Promise<{ root: string; reviewId: string }> {
    const there = await newOffice();
    const id = await writePractice(there, { attachments: { 'a.pdf': 'a' } });
    const here = await openOffice(copyOf(there.root));
    await revise(there, id, { title: 'Ở nơi kia' });
    await revise(here, id, { summary: 'Ở đây' });
    const { reviewId } = await receiveFile(here, await exportPractices(there, [id]));
    return { root: here.root, reviewId };
  }
  const stateOf = (root: string): Record<string, string> =>
    treeOf(root, new RegExp(`${passing.source}|^exchange/quarantine/`));

  it('leaves all of it or nothing, and so does undoing that', async () => {
    const { root, reviewId } = await bothChanged();
    const takeIn = async ({ handlers, ended }: ExchangeOffice): Promise<unknown> =>
      ended(await handlers['exchange.takeIn']({ reviewId, choose: [] }));
    await expectOldOrNew({
      original: root,
      run: async (copy, fileSystem) => takeIn(await openOffice(copy, { fileSystem })),
      stateOf,
      moreThan: 10,
    });
    const taken = await openOffice(copyOf(root));
    await takeIn(taken);
    await expectOldOrNew({
      original: taken.root,
      run: async (copy, fileSystem) => {
        const { handlers, ended } = await openOffice(copy, { fileSystem });
        await ended(await handlers['exchange.undo']({ arrivalId: reviewId }));
      },
      stateOf,
      moreThan: 5,
    });
  });
});
