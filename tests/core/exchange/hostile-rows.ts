import { publicKeyLine, sign } from '#core/seal/minisign';
import type { Hold } from '#shared/model/bundle';
import type { SealStanding } from '#shared/model/seal';
import type { World } from '#tests/core/exchange/fuzz/fuzz-world';
import { baggedAgain, change, type OpenParcel, refit, rewrite } from '#tests/support/parcel-surgery';
import { introduction, rotation, sealedStatement, type TestAuthor } from '#tests/support/seals';

type Name = keyof World['practices'] | 'own';

/** A parcel that was tampered with, and what the receiver must find. */
interface HostileRow {
  readonly what: string;
  /** The whole parcel that it is made from: that of A, or what B passes on. */
  readonly from: 'second' | 'passed on' | 'first';
  readonly tamper: (parcel: OpenParcel, world: World) => void;
  /** Taken in before, true and whole. */
  readonly after?: 'second';
  readonly parcel: SealStanding;
  readonly items: Partial<Record<Name, readonly [SealStanding, Hold | null]>>;
}

const sealOf = (id: string): string => `data/practices/${id}/record.sha256.minisig`;
const recordOf = (id: string): string => `data/practices/${id}/record.sha256`;

export function swap(files: OpenParcel['files'], a: string, b: string): void {
  const [first, second] = [files.get(a), files.get(b)];
  if (!first || !second) throw new Error(`${a} ${b}`);
  files.set(a, second).set(b, first);
}

function sealByThief({ files }: OpenParcel, world: World, id: string, number?: Uint8Array): void {
  const key = number ? { ...world.thief, number } : world.thief;
  const record = files.get(recordOf(id)) ?? Buffer.alloc(0);
  files.set(sealOf(id), Buffer.from(sign(record, key, 'x')));
}

/** Seals the lists of a parcel as they will be. */
function sealParcelByThief(parcel: OpenParcel, world: World): void {
  const lists = baggedAgain(parcel).get('tagmanifest-sha256.txt') ?? Buffer.alloc(0);
  parcel.seal = sign(lists, world.thief, 'x');
}

/** Another text for a practice, its record made to fit. */
const retitle = ({ files }: OpenParcel, id: string): void => {
  rewrite(files, id, (text) => text.replace(/^title: .*$/m, 'title: Khác'));
};
const from = ({ files }: OpenParcel, id: string, origin: string): void => {
  rewrite(files, id, (text) => text.replace(/^origin: .*$/m, `origin: ${origin}`));
};
const exportedBy = ({ files }: OpenParcel, id: string): void => {
  change(files, 'data/bundle.json', (text) => text.replace(/("office":\s*\{\s*"id":\s*")[^"]*/, `$1${id}`));
};

const numberOf = (line: string): Uint8Array => Buffer.from(line, 'base64').subarray(2, 10);
const as = (world: World, office: 'a' | 'receiver'): TestAuthor => ({
  ...{ id: world.offices[office].id, name: 'Sở', key: world.thief },
});

export function say({ files }: OpenParcel, told: ReturnType<typeof introduction>): void {
  files.set(`data/statements/${told.statement.id}.json`, Buffer.from(told.bytes));
  files.set(`data/statements/${told.statement.id}.json.minisig`, Buffer.from(told.seal ?? ''));
}

const since = '2026-01-01T00:00:00.000Z';

const wrongKeys: HostileRow[] = [
  {
    what: 'a parcel sealed anew by somebody else',
    ...{ from: 'second', parcel: 'key-changed', items: { one: ['intact', null], three: ['intact', null] } },
    tamper: sealParcelByThief,
  },
  {
    what: 'a changed text sealed by somebody else',
    ...{
      from: 'second',
      parcel: 'broken',
      items: { one: ['key-changed', 'key-changed'], three: ['intact', null] },
    },
    tamper: (parcel, world) => {
      retitle(parcel, world.practices.one);
      sealByThief(parcel, world, world.practices.one);
    },
  },
  {
    what: 'a changed text sealed by somebody else under the number of the true key',
    ...{ from: 'second', parcel: 'broken', items: { one: ['broken', 'broken'] } },
    tamper: (parcel, world) => {
      retitle(parcel, world.practices.one);
      sealByThief(parcel, world, world.practices.one, numberOf(world.offices.a.key));
    },
  },
  {
    what: 'a key told for an office that has another one, with all of the parcel under it',
    ...{ from: 'second', parcel: 'key-changed', items: { one: ['key-changed', 'key-changed'] } },
    tamper: (parcel, world) => {
      retitle(parcel, world.practices.one);
      sealByThief(parcel, world, world.practices.one);
      say(parcel, introduction(as(world, 'a')));
      sealParcelByThief(parcel, world);
    },
  },
  {
    what: 'a change of keys that the former key has not sealed',
    ...{ from: 'second', parcel: 'key-changed', items: { one: ['key-changed', 'key-changed'] } },
    tamper: (parcel, world) => {
      sealByThief(parcel, world, world.practices.one);
      const author = as(world, 'a');
      const told = sealedStatement(author, 'rotation', {
        ...{ from: world.offices.a.key, to: publicKeyLine(world.thief), lost: true, note: '' },
      });
      say(parcel, told);
      say(
        parcel,
        introduction(author, [
          { key: publicKeyLine(world.thief), since },
          { key: world.offices.a.key, since, until: since, disabled: true },
        ]),
      );
      sealParcelByThief(parcel, world);
    },
  },
  {
    what: 'a directory by nobody whom we have compared',
    ...{ from: 'second', parcel: 'key-changed', items: { one: ['key-changed', 'key-changed'] } },
    tamper: (parcel, world) => {
      const author = { ...as(world, 'a'), id: '0193e4a0-0000-7000-8000-0000000000bb' };
      const listed = { id: world.offices.a.id, name: 'Sở A', level: 'province' as const, province: null };
      say(parcel, introduction(author));
      say(
        parcel,
        sealedStatement(author, 'directory', {
          offices: [{ ...listed, keys: [{ key: publicKeyLine(world.thief), since }] }],
        }),
      );
      sealByThief(parcel, world, world.practices.one);
      sealParcelByThief(parcel, world);
    },
  },
  {
    what: 'the key of one office under the texts of another',
    ...{ from: 'passed on', parcel: 'broken', items: { one: ['key-changed', 'key-changed'] } },
    tamper: (parcel, world) => {
      say(parcel, introduction({ ...as(world, 'a'), id: '0193e4a0-0000-7000-8000-0000000000bb' }));
      retitle(parcel, world.practices.one);
      sealByThief(parcel, world, world.practices.one);
    },
  },
];

const swaps: HostileRow[] = [
  {
    what: 'seals of two practices of one office, swapped',
    ...{
      from: 'second',
      parcel: 'broken',
      items: { one: ['broken', 'broken'], three: ['broken', 'broken'] },
    },
    tamper: ({ files }, { practices: { one, three } }) => {
      swap(files, sealOf(one), sealOf(three));
    },
  },
  {
    what: 'seals of practices of two offices, swapped',
    from: 'passed on',
    parcel: 'broken',
    items: { one: ['key-changed', 'key-changed'], ofB: ['key-changed', 'key-changed'] },
    tamper: ({ files }, { practices: { one, ofB } }) => {
      swap(files, sealOf(one), sealOf(ofB));
    },
  },
  {
    what: 'the seal of another parcel of the same office',
    ...{ from: 'second', parcel: 'broken', items: { one: ['intact', null] } },
    tamper: (parcel, { opened }) => {
      parcel.seal = opened[0]?.seal ?? null;
    },
  },
  {
    what: 'the seal of a practice on the parcel, and that of the parcel on a practice',
    ...{ from: 'second', parcel: 'broken', items: { one: ['broken', 'broken'], three: ['intact', null] } },
    tamper: (parcel, { practices: { one } }) => {
      const { seal, files } = parcel;
      parcel.seal = files.get(sealOf(one))?.toString() ?? null;
      files.set(sealOf(one), Buffer.from(seal ?? ''));
    },
  },
];

const replays: HostileRow[] = [
  {
    what: 'an older parcel, whole and true',
    ...{
      from: 'first',
      after: 'second',
      parcel: 'intact',
      items: { one: ['intact', null], two: ['intact', null] },
    },
    tamper: () => undefined,
  },
  {
    what: 'an older text with its true seal among newer ones',
    ...{
      from: 'second',
      after: 'second',
      parcel: 'broken',
      items: { one: ['intact', null], three: ['intact', null] },
    },
    tamper: ({ files }, { opened, practices: { one } }) => {
      for (const path of [...files.keys()]) if (path.includes(`/${one}/`)) files.delete(path);
      for (const [path, content] of opened[0]?.files ?? [])
        if (path.includes(`/${one}/`)) files.set(path, content);
      const revisionOf = (all: OpenParcel['files']): unknown =>
        (
          JSON.parse(all.get('data/bundle.json')?.toString() ?? '') as {
            practices: { id: string; revision: string }[];
          }
        ).practices.find(({ id }) => id === one)?.revision;
      const [now, before] = [revisionOf(files), revisionOf(opened[0]?.files ?? files)];
      change(files, 'data/bundle.json', (text) => text.replaceAll(String(now), String(before)));
    },
  },
  {
    what: 'an older text made to look newer',
    ...{ from: 'first', after: 'second', parcel: 'broken', items: { one: ['broken', 'broken'] } },
    tamper: ({ files }, { practices: { one } }) => {
      rewrite(files, one, (text) => text.replace(/^revision: .*$/m, 'revision: 99'));
    },
  },
];

const origins: HostileRow[] = [
  {
    what: 'a text of its own in the name of an office that seals',
    ...{ from: 'passed on', parcel: 'broken', items: { ofB: ['none', 'origin-unsealed'] } },
    tamper: (parcel, { offices, practices: { ofB } }) => {
      parcel.files.delete(sealOf(ofB));
      from(parcel, ofB, offices.a.id);
    },
  },
  {
    what: 'the same with the id of that office in capitals',
    ...{ from: 'passed on', parcel: 'broken', items: { ofB: ['none', 'origin-unsealed'] } },
    tamper: (parcel, { offices, practices: { ofB } }) => {
      parcel.files.delete(sealOf(ofB));
      from(parcel, ofB, offices.a.id.toUpperCase());
    },
  },
  {
    what: 'a text of another office as its own, where the true one is here',
    ...{ from: 'passed on', parcel: 'broken', items: { one: ['key-changed', 'key-changed'] } },
    tamper: (parcel, { offices, practices: { one } }) => {
      from(parcel, one, offices.b.id);
    },
  },
  {
    what: 'a parcel without a seal in the name of an office that seals',
    ...{
      from: 'passed on',
      parcel: 'none',
      items: { one: ['none', 'seal-missing'], ofB: ['none', 'origin-unsealed'] },
    },
    tamper: (parcel, { offices, practices: { one, ofB } }) => {
      parcel.seal = null;
      exportedBy(parcel, offices.a.id);
      for (const id of [one, ofB]) parcel.files.delete(sealOf(id));
    },
  },
  {
    what: 'a text in our name without our seal',
    ...{ from: 'passed on', parcel: 'broken', items: { ofB: ['none', 'ours-unsealed'] } },
    tamper: (parcel, { offices, practices: { ofB } }) => {
      parcel.files.delete(sealOf(ofB));
      from(parcel, ofB, offices.receiver.id);
    },
  },
  {
    what: 'the same with our id in capitals, in a parcel that says to be ours',
    ...{ from: 'passed on', parcel: 'none', items: { ofB: ['none', 'ours-unsealed'] } },
    tamper: (parcel, { offices, practices: { ofB } }) => {
      parcel.seal = null;
      parcel.files.delete(sealOf(ofB));
      exportedBy(parcel, offices.receiver.id.toUpperCase());
      from(parcel, ofB, offices.receiver.id.toUpperCase());
    },
  },
  {
    what: 'our own text, changed and sealed by somebody with a key told as ours',
    ...{ from: 'passed on', parcel: 'broken', items: { own: ['key-changed', 'key-changed'] } },
    tamper: (parcel, world) => {
      say(parcel, introduction(as(world, 'receiver')));
      say(parcel, rotation(as(world, 'receiver'), [world.thief, world.thief]));
      retitle(parcel, world.own);
      sealByThief(parcel, world, world.own);
    },
  },
  {
    what: 'an attachment of other bytes, everything without a seal made to fit',
    ...{ from: 'second', parcel: 'broken', items: { one: ['broken', 'broken'] } },
    tamper: ({ files }, { practices: { one } }) => {
      const at = `data/practices/${one}`;
      const listed = /^\s+sha256: (\w+)$/m.exec(files.get(`${at}/practice.md`)?.toString() ?? '')?.[1] ?? '';
      files.set(`${at}/attachments/anh.png`, Buffer.from('pictures of A'.slice(0, 12)));
      refit(files, one);
      const digest = /^(\w+) {2}attachments/m.exec(files.get(recordOf(one))?.toString() ?? '')?.[1] ?? '';
      rewrite(files, one, (text) => text.replaceAll(listed, digest));
    },
  },
];

export const hostileRows: readonly HostileRow[] = [...wrongKeys, ...swaps, ...replays, ...origins];
