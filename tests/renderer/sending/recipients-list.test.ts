import { describe, expect, it } from 'vitest';
import { RecipientChoice } from '#renderer/views/sending/recipient-choice.svelte';
import { pastedRows, RecipientsList } from '#renderer/views/sending/recipients-list.svelte';
import type { Input } from '#shared/contract/contract';
import type { Province } from '#shared/model/province';
import type { Recipient } from '#shared/model/recipient';
import { FakeBackend } from '#tests/support/fake-backend';

const id = (number: number): string => `0192f0c1-0000-7000-8000-${String(number).padStart(12, '0')}`;
const hash = 'a'.repeat(64);

function recipient(number: number, name: string, groups: string[] = []): Recipient {
  return { id: id(number), name, office: null, government: true, groups, channel: 'mail', address: '' };
}

const province: Province = {
  ...{
    id: '31@2025-07-01',
    code: '31',
    name: 'Hải Phòng',
    nameFull: 'Thành phố Hải Phòng',
    nameEn: 'Hai Phong',
  },
  ...{ type: 'city', region: '', regionEn: '', validFrom: '2025-07-01', validTo: null, successor: null },
  ...{ predecessors: [], aliases: [], basis: '' },
};

describe('pasted offices', () => {
  it('are one a line, with address and groups, from Excel too; empty lines are none', () => {
    expect(pastedRows(' Sở A ; a@x.vn; Sở; Bộ \r\n\n;x\nSở B\tb@x.vn\nConstructor')).toEqual([
      { name: 'Sở A', address: 'a@x.vn', groupText: 'Sở; Bộ' },
      { name: 'Sở B', address: 'b@x.vn', groupText: '' },
      { name: 'Constructor', address: '', groupText: '' },
    ]);
  });
});

describe('an office that has sent something', () => {
  it('is the row of its name where that has no office yet, and else a row of its own', async () => {
    const known = [
      { office: id(8), name: 'sở  B' },
      { office: id(9), name: 'Sở C' },
    ];
    const recipients = [recipient(1, 'Sở A'), recipient(2, 'Sở B')];
    const answers = { 'sending.recipients': () => Promise.resolve({ recipients, hash, known }) };
    const list = new RecipientsList(new FakeBackend({ answers }));
    await list.load();
    for (const sender of known) list.addKnown(sender);
    expect(list.rows?.map(({ name, office }) => [name, office])).toEqual([
      ['Sở A', null],
      ['Sở B', id(8)],
      ['Sở C', id(9)],
    ]);
    expect(list.known).toEqual([]);
    expect(list.isChanged).toBe(true);
  });
});

describe('the list of recipients', () => {
  async function opened(
    save: (input: Input<'sending.saveRecipients'>) => 'saved' | 'conflict',
  ): Promise<RecipientsList> {
    const stored = {
      recipients: [recipient(1, 'Sở A', ['Sở'])],
      hash,
      known: [{ office: id(9), name: 'Sở C' }],
    };
    const backend = new FakeBackend({
      answers: {
        'sending.recipients': () => Promise.resolve(stored),
        'sending.saveRecipients': (input) => {
          const type = save(input);
          return Promise.resolve({
            type,
            ...stored,
            ...(type === 'saved' ? { recipients: input.recipients } : {}),
          });
        },
      },
    });
    const list = new RecipientsList(backend);
    await list.load();
    return list;
  }

  it('takes each office once, whatever way it comes', async () => {
    const list = await opened(() => 'saved');
    list.addPasted('sở  a\nSở B');
    const [sender] = list.known;
    if (sender) list.addKnown(sender);
    expect(list.rows?.map(({ name, office }) => [name, office])).toEqual([
      ['Sở A', null],
      ['Sở B', null],
      ['Sở C', id(9)],
    ]);
    expect(list.known).toEqual([]);
    const nameOf = (name: string): string => `Sở KH&CN ${name}`;
    const others = list.missingDepartments([province], undefined, nameOf);
    expect(others).toEqual([{ name: 'Sở KH&CN thành phố Hải Phòng' }]);
    expect(list.missingDepartments([province], province.id, nameOf)).toEqual([]);
  });

  it('is not saved while a name is missing, and on leaving without that line', async () => {
    const saved: string[][] = [];
    const list = await opened(({ recipients }) => {
      saved.push(recipients.map(({ name }) => name));
      return 'saved';
    });
    list.add({});
    await list.save();
    expect(saved).toEqual([]);
    list.add({ name: ' Sở D ', groupText: 'Bộ; ;Bộ' });
    expect(await list.leave()).toBe(true);
    expect(saved).toEqual([['Sở A', 'Sở D']]);
    expect(list.isChanged).toBe(false);
    await list.leave();
    expect(saved).toHaveLength(1);
  });

  it('is not written over what somebody else saved, unless that is wanted', async () => {
    const bases: (string | null)[] = [];
    const list = await opened(({ base }) => {
      bases.push(base);
      return bases.length === 1 ? 'conflict' : 'saved';
    });
    list.add({ name: 'Sở D' });
    await list.save();
    expect(list.theirs?.recipients).toHaveLength(1);
    expect(list.isChanged).toBe(true);
    await list.keepMine();
    expect(bases).toEqual([hash, hash]);
    expect(list.rows?.map(({ name }) => name)).toEqual(['Sở A', 'Sở D']);
  });
});

describe('a list that is being saved', () => {
  /** One file that is written when it is asked for, and answers when the test says so. */
  async function slow(): Promise<{
    list: RecipientsList;
    names: () => string[];
    saves: () => number;
    go: () => void;
  }> {
    let stored = { recipients: [recipient(1, 'Sở A')] as Recipient[], hash: hash as string | null };
    let saves = 0;
    let go = (): void => undefined;
    const answered = new Promise<void>((resolve) => (go = resolve));
    const backend = new FakeBackend({
      answers: {
        'sending.recipients': () => Promise.resolve({ ...stored, known: [] }),
        'sending.saveRecipients': async ({ base, recipients }) => {
          const type = base === stored.hash ? ('saved' as const) : ('conflict' as const);
          saves += 1;
          if (type === 'saved') stored = { recipients, hash: String(saves).repeat(64) };
          const answer = { type, ...stored, known: [] };
          await answered;
          return answer;
        },
      },
    });
    const list = new RecipientsList(backend);
    await list.load();
    return { list, names: () => stored.recipients.map(({ name }) => name), saves: () => saves, go };
  }

  it('keeps what is typed meanwhile, and saves it with the next saving', async () => {
    const { list, names, go } = await slow();
    list.add({ name: 'Sở B' });
    const saving = list.save();
    await Promise.resolve();
    list.add({ name: 'Sở C' });
    const [first] = list.rows ?? [];
    if (first) first.address = 'a@x.vn';
    go();
    await saving;
    expect(list.rows?.map(({ name, address }) => [name, address])).toEqual([
      ['Sở A', 'a@x.vn'],
      ['Sở B', ''],
      ['Sở C', ''],
    ]);
    expect([list.isChanged, names()]).toEqual([true, ['Sở A', 'Sở B']]);
    await list.save();
    expect([list.isChanged, names()]).toEqual([false, ['Sở A', 'Sở B', 'Sở C']]);
  });

  it('has no conflict with itself when the screen is left meanwhile', async () => {
    const { list, names, saves, go } = await slow();
    list.add({ name: 'Sở B' });
    const saving = list.save();
    await Promise.resolve();
    const leaving = list.leave();
    go();
    await saving;
    expect(await leaving).toBe(true);
    expect([list.theirs, list.failure, saves()]).toEqual([null, null, 1]);
    expect(names()).toEqual(['Sở A', 'Sở B']);
  });
});

describe('choosing offices', () => {
  it('goes by groups, by the ones without, and one by one', () => {
    const list = [recipient(1, 'Sở Ánh'), recipient(2, 'Sở B', ['Sở']), recipient(3, 'Bộ', ['Bộ', 'Sở'])];
    const told: string[][] = [];
    const choice = new RecipientChoice(
      () => list,
      () => 'Khác',
      (ids) => told.push(ids),
    );
    expect(choice.groups.map(({ name, ids }) => [name, ids.length])).toEqual([
      ['Sở', 2],
      ['Bộ', 1],
      ['Khác', 1],
    ]);
    choice.set([id(2), id(3)], true);
    choice.set([id(3)], false);
    choice.set([id(2)], true);
    expect(choice.chosen).toEqual([id(2)]);
    choice.filter = 'anh';
    expect(choice.shown.map(({ name }) => name)).toEqual(['Sở Ánh']);
    choice.clear();
    expect(told.at(-1)).toEqual([]);
  });
});
