import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { ScryptRecipient } from '#core/age/scrypt-way';
import { layout } from '#core/library/layout';
import { vi as vietnamese } from '#shared/messages/vi';
import { type Failure, toFailure } from '#shared/failure';
import { newWorld, type World } from '#tests/core/exchange/fuzz/fuzz-world';
import { hostileRows, say, swap } from '#tests/core/exchange/hostile-rows';
import { bag, bundle, payloadWith } from '#tests/support/bag-builder';
import { type ExchangeOffice, openOffice, receiveFile, takeInReviewed } from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { change, openedParcel, type OpenParcel, rewrite, zippedAgain } from '#tests/support/parcel-surgery';
import {
  identityOf,
  introduction,
  rotation,
  sealedStatement,
  testAuthor,
  testKey,
} from '#tests/support/seals';
import { buildZip } from '#tests/support/zip-builder';

const place = mkdtempSync(join(tmpdir(), 'lantoa-test-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});
let made: Promise<World> | undefined;
/** One for all rows: each works on a copy of the receiver's library. */
const theWorld = (): Promise<World> => (made ??= newWorld(place));

const newReceiver = async (): Promise<ExchangeOffice> => openOffice(copyOf((await theWorld()).root));

function parcelNamed({ parcels }: World, name: string): Buffer {
  const found = parcels.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found.bytes;
}

function written(bytes: Buffer): string {
  const path = join(temporaryFolder(), 'gói.zip');
  writeFileSync(path, bytes);
  return path;
}

/** What the clerk reads: a title, what was not touched, what to do; nothing technical. */
function expectClear({ code }: Failure): void {
  const { title, safe, advice } = vietnamese.failure.messages[code]();
  for (const line of [title, safe, advice]) {
    expect(line.length).toBeGreaterThan(10);
    expect(line).not.toMatch(/khóa|hash|SHA|manifest|BagIt|minisign|\bage\b|JSON|mã băm|chữ ký|ký số/i);
  }
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> =>
  toFailure(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

describe('a hostile parcel', () => {
  it.each(hostileRows)('$what: is told, held, and changes nothing', async (row) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    if (row.after)
      await takeInReviewed(receiver, await receiveFile(receiver, written(parcelNamed(world, row.after))));
    const before = treeOf(receiver.root);
    const parcel = openedParcel(parcelNamed(world, row.from));
    row.tamper(parcel, world);
    const review = await receiveFile(receiver, written(zippedAgain(parcel)));
    expect(review.seal.standing).toBe(row.parcel);
    const ids: Record<string, string> = { ...world.practices, own: world.own };
    for (const [name, [standing, hold]] of Object.entries(row.items)) {
      const item = review.items.find(({ id }) => id === ids[name]);
      expect([name, item?.seal.standing, item?.hold]).toEqual([name, standing, hold]);
      if (hold === null || !item) continue;
      expect(item.chosen).toBe(false);
      expect(vietnamese.verdicts.hold[hold]('Sở A', 'Sở B').length).toBeGreaterThan(30);
      const failure = await failureOf(
        receiver.ended(
          await receiver.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: [item.id] }),
        ),
      );
      // What has nothing to take in is not asked about.
      expect(failure.code).toBe(item.choosable ? 'seal-in-doubt' : 'bad-input');
      expectClear(failure);
    }
    if (row.after) for (const { kind } of review.items) expect(['same', 'older', 'diverged']).toContain(kind);
    if (['broken', 'key-changed'].includes(row.parcel))
      expect(review.items.filter(({ chosen }) => chosen)).toEqual([]);
    await receiver.handlers['exchange.putAside']({ reviewId: review.reviewId });
    expect(treeOf(receiver.root)).toEqual(before);
  });
});

describe('statements of a hostile parcel', () => {
  const statementsOf = ({ files }: OpenParcel, type: string): string[] =>
    [...files]
      .filter(([path, text]) => path.endsWith('.json') && text.toString().includes(`"type": "${type}"`))
      .map(([path]) => path);

  it.each<[string, (parcel: OpenParcel, world: World) => void]>([
    [
      'with seals swapped',
      (parcel) => {
        const [adoption = '', question = ''] = ['adoption', 'question'].flatMap((type) =>
          statementsOf(parcel, type),
        );
        swap(parcel.files, `${adoption}.minisig`, `${question}.minisig`);
      },
    ],
    [
      'in the name of another office',
      (parcel, { offices }) => {
        for (const path of ['adoption', 'question'].flatMap((type) => statementsOf(parcel, type)))
          parcel.files.set(
            path,
            Buffer.from((parcel.files.get(path) ?? '').toString().replaceAll(offices.b.id, offices.a.id)),
          );
      },
    ],
    [
      'sealed by somebody else',
      (parcel, { offices, thief, practices }) => {
        for (const path of ['adoption', 'question'].flatMap((type) => statementsOf(parcel, type)))
          for (const one of [path, `${path}.minisig`]) parcel.files.delete(one);
        const told = sealedStatement({ id: offices.a.id, name: 'Sở A', key: thief }, 'discontinued', {
          reason: 'Bỏ',
        });
        const statement = { ...told.statement, subject: { practice: practices.one, revision: null } };
        say(parcel, { ...told, statement, bytes: Buffer.from(JSON.stringify(statement)) });
      },
    ],
  ])('%s are not certain, mark nothing and do not become ours', async (_what, tamper) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const parcel = openedParcel(parcelNamed(world, 'passed on'));
    tamper(parcel, world);
    const review = await receiveFile(receiver, written(zippedAgain(parcel)));
    expect(review.statements.items.length).toBeGreaterThan(0);
    expect(review.statements.items.filter(({ certain }) => certain)).toEqual([]);
    await takeInReviewed(receiver, review, []);
    expect((await receiver.handlers['statements.marks']({})).discontinued).toEqual([]);
    for (const practice of [world.own, world.practices.one]) {
      const { discontinued, adoptions, questions } = await receiver.handlers['statements.about']({
        practice,
      });
      for (const { certain } of [...discontinued, ...adoptions, ...questions]) expect(certain).toBe(false);
    }
  });
});

describe('keys that every object has', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('"%s" does no harm', async (key) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const parcel = openedParcel(parcelNamed(world, 'second'));
    rewrite(parcel.files, world.practices.one, (text) => text.replace('---\n', `---\n${key}: lạ\n`));
    change(parcel.files, 'data/bundle.json', (text) => text.replace('{', `{"${key}":"lạ",`));
    const review = await receiveFile(receiver, written(zippedAgain(parcel)));
    const item = review.items.find(({ id }) => id === world.practices.one);
    // That one is nobody's own and is left out.
    const shown = key === '__proto__' ? undefined : { field: key, here: null, there: 'lạ' };
    expect(item?.differences.find(({ field }) => field === key)).toEqual(shown);
  });
});

describe('what is made to cost', () => {
  /** Longest time that nobody else got a turn while `work` ran, in milliseconds. */
  async function longestPause(work: () => Promise<unknown>): Promise<number> {
    let [last, longest] = [performance.now(), 0];
    const look = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    };
    const timer = setInterval(look, 5);
    await work();
    look();
    clearInterval(timer);
    return longest;
  }

  const author = testAuthor('costly');
  const since = '2026-01-01T00:00:00.000Z';
  /** Keys of one number: each has to be tried. */
  const sameNumber = (count: number) =>
    Array.from({ length: count }, () => ({
      key: Buffer.concat([Buffer.from('Ed'), author.key.number, randomBytes(32)]).toString('base64'),
      since,
    }));

  it.each<[string, (parcel: OpenParcel) => void]>([
    [
      'offices that have keys of one number, and seals of that number',
      (parcel) => {
        for (let n = 0; n < 80; n += 1) {
          const other = { ...testAuthor('x'), key: testKey(`costly ${String(n)}`, author.key.number) };
          say(parcel, introduction(other));
        }
        const { seal = '' } = introduction(author);
        for (const path of [...parcel.files.keys()])
          if (path.endsWith('/record.sha256')) parcel.files.set(`${path}.minisig`, Buffer.from(seal));
      },
    ],
    [
      'statements about keys, each of which leads to the one before',
      (parcel) => {
        const keys = Array.from({ length: 80 }, (_, n) => testKey(`chain ${String(n)}`));
        say(parcel, introduction({ ...author, key: keys[0] ?? author.key }));
        for (const [n, key] of keys.entries()) {
          const next = keys[n + 1];
          if (next) say(parcel, rotation(author, [key, next]));
        }
      },
    ],
  ])('%s: is judged, and others get their turn', async (_what, add) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const parcel = openedParcel(parcelNamed(world, 'second'));
    add(parcel);
    const path = written(zippedAgain(parcel));
    expect(await longestPause(() => receiveFile(receiver, path))).toBeLessThan(1_000);
  });

  it('an office with very many keys is refused', async () => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const before = treeOf(receiver.root);
    const parcel = openedParcel(parcelNamed(world, 'second'));
    say(parcel, sealedStatement(author, 'office', { ...identityOf(author), keys: sameNumber(20_000) }));
    const failure = await failureOf(receiveFile(receiver, written(zippedAgain(parcel))));
    expect([failure.code, failure.rule]).toEqual(['bundle-refused', 'statement']);
    expectClear(failure);
    expect(treeOf(receiver.root)).toEqual(before);
  });

  const deep = (open: string, close: string, depth: number): string =>
    `${open.repeat(depth)}0${close.repeat(depth)}`;

  it.each<[string, (parcel: OpenParcel, id: string) => void]>([
    [
      'brackets in bundle.json',
      ({ files }) => {
        change(files, 'data/bundle.json', (text) =>
          text.replace('{', `{"later":${deep('[', ']', 200_000)},`),
        );
      },
    ],
    [
      'braces in a statement',
      ({ files }) => {
        const [path = ''] = [...files.keys()].filter((one) => /statements\/[^/]*\.json$/.test(one));
        change(files, path, (text) => text.replace('{', `{"later":${deep('{"a":', '}', 60_000)},`));
      },
    ],
    [
      'brackets in front matter',
      ({ files }, id) => {
        rewrite(files, id, (text) => text.replace('---\n', `---\nlater: ${deep('[', ']', 50_000)}\n`));
      },
    ],
    [
      'values in front matter',
      ({ files }, id) => {
        const lines = Array.from({ length: 200 }, (_, n) => `${' '.repeat(n)}later:\n`);
        rewrite(files, id, (text) => text.replace('---\n', `---\n${lines.join('')}`));
      },
    ],
    [
      'lists in front matter',
      ({ files }, id) => {
        rewrite(files, id, (text) => text.replace('---\n', `---\nlater:\n ${'- '.repeat(20_000)}0\n`));
      },
    ],
  ])('very deep %s are refused by a rule or passed over', async (_what, add) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const before = treeOf(receiver.root);
    const parcel = openedParcel(parcelNamed(world, 'second'));
    add(parcel, world.practices.one);
    const outcome = await receiveFile(receiver, written(zippedAgain(parcel))).catch((error: unknown) =>
      toFailure(error),
    );
    if (outcome instanceof Error) {
      expect(`${outcome.code} ${outcome.detail ?? ''}`).toMatch(/^bundle-refused/);
      expectClear(outcome);
    } else await receiver.handlers['exchange.putAside']({ reviewId: outcome.reviewId });
    expect(treeOf(receiver.root)).toEqual(before);
  });

  it.each<[string, string]>([
    ['keys', Array.from({ length: 12_000 }, (_, n) => `k${n.toString(36)}:\n`).join('')],
    [
      'keys in braces',
      `later: {${Array.from({ length: 9_000 }, (_, n) => `k${n.toString(36)}: 1`).join(',')}}\n`,
    ],
    [
      'aliases',
      Array.from(
        { length: 5_000 },
        (_, n) => `k${String(n)}: &x${String(n)} [${n > 0 ? `*x${String(n - 1)}` : ''}]\n`,
      ).join(''),
    ],
  ])('very many %s in front matter are refused at once', async (_what, yaml) => {
    const receiver = await newReceiver();
    const parcel = openedParcel(parcelNamed(await theWorld(), 'second'));
    rewrite(parcel.files, (await theWorld()).practices.one, (text) => text.replace('---\n', `---\n${yaml}`));
    const path = written(zippedAgain(parcel));
    let failure: Failure | undefined;
    const pause = await longestPause(async () => (failure = await failureOf(receiveFile(receiver, path))));
    expect(failure).toMatchObject({ code: 'bundle-refused', rule: 'front-matter' });
    expect(pause).toBeLessThan(1_000);
  });

  it('archives in archives are kept as they are: nothing in them is unpacked', async () => {
    const receiver = await newReceiver();
    let inner: Buffer = Buffer.alloc(3_000_000);
    for (let depth = 0; depth < 40; depth += 1)
      inner = buildZip([{ name: `${String(depth)}.zip`, data: inner, method: 8 }]);
    const itself = bundle(bag(payloadWith({ attachments: { 'x.zip': inner.toString('latin1') } })));
    const review = await receiveFile(receiver, written(itself));
    await takeInReviewed(
      receiver,
      review,
      review.items.map(({ id }) => id),
    );
    const [id = ''] = review.items.map((item) => item.id);
    expect(existsSync(join(receiver.root, layout.attachment(id, 'x.zip')))).toBe(true);
  });
});

describe('a parcel under a passphrase', () => {
  const words = 'song-nui-lua-tre-may-gao-trang-sao';
  const lock = async (bytes: Uint8Array, factor = 4): Promise<Buffer> => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(new ScryptRecipient(words, factor));
    return Buffer.from(await encrypter.encrypt(bytes));
  };
  const header = (file: Buffer, by: (lines: string[]) => string[]): Buffer => {
    const end = file.indexOf('\n--- ');
    const lines = by(file.toString('latin1', 0, end).split('\n'));
    return Buffer.concat([Buffer.from(lines.join('\n'), 'latin1'), file.subarray(end)]);
  };
  const forKey = async (bytes: Uint8Array): Promise<Buffer> => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
    return Buffer.from(await encrypter.encrypt(bytes));
  };

  it.each<[string, string, (whole: Buffer) => Promise<Buffer>, string?]>([
    ['without its words', 'passphrase-needed', (whole) => lock(whole), ''],
    ['with other words', 'passphrase-wrong', (whole) => lock(whole), 'khac-khac-khac'],
    ['for a key of somebody else', 'locked-for-others', forKey],
    ['in another one', 'encrypted', async (whole) => lock(await lock(whole))],
    [
      'with two ways to open it',
      'locked',
      async (whole) => header(await lock(whole), ([a = '', b = '', c = '']) => [a, b, c, b, c]),
    ],
    [
      'with a key beside the words',
      'locked',
      async (whole) =>
        header(await lock(whole), ([a = '', ...rest]) => [a, '-> X25519 AAAA', 'AAAA', ...rest]),
    ],
    [
      'that would take gigabytes to open',
      'locked',
      async (whole) =>
        header(await lock(whole), ([a = '', b = '', ...rest]) => [a, b.replace(/\d+$/, '30'), ...rest]),
    ],
    [
      'whose work is written in another way',
      'locked',
      async (whole) =>
        header(await lock(whole), ([a = '', b = '', ...rest]) => [a, b.replace(/\d+$/, '04'), ...rest]),
    ],
    [
      'for more than 200 keys',
      'locked',
      async (whole) =>
        header(await forKey(whole), ([a = '', b = '', c = '']) => [
          a,
          ...Array.from({ length: 201 }, () => [b, c]).flat(),
        ]),
    ],
    [
      'with an endless header',
      'locked',
      async (whole) => header(await lock(whole), (lines) => [...lines, 'A'.repeat(70_000)]),
    ],
    ['that is cut off', 'locked', async (whole) => (await lock(whole)).subarray(0, -1)],
    [
      'with something behind it',
      'locked',
      async (whole) => Buffer.concat([await lock(whole), Buffer.from('x')]),
    ],
    [
      'of which a byte is another one',
      'locked',
      async (whole) => {
        const file = await lock(whole);
        file[file.length - 100] = (file[file.length - 100] ?? 0) ^ 1;
        return file;
      },
    ],
    [
      'of a later version',
      'encrypted',
      async (whole) => header(await lock(whole), ([, ...rest]) => ['age-encryption.org/v2', ...rest]),
    ],
  ])('%s is refused (%s)', async (_what, why, make, given = words) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const before = treeOf(receiver.root);
    const path = written(await make(parcelNamed(world, 'second')));
    const passphrase = given === '' ? {} : { passphrase: given };
    const file = { type: 'path' as const, path, name: 'gói.lantoa' };
    const failure = await failureOf(
      receiver.ended(await receiver.handlers['exchange.receive']({ file, ...passphrase })),
    );
    expect(failure.rule ?? failure.code).toBe(why);
    expectClear(failure);
    expect(treeOf(receiver.root)).toEqual(before);
  });
});

describe('a parcel for the seals of certain offices', () => {
  const lines = (file: Buffer, by: (stanza: string, body: string) => string[]): Buffer => {
    const end = file.indexOf('\n--- ');
    const [version = '', stanza = '', body = '', ...rest] = file.toString('latin1', 0, end).split('\n');
    const header = [version, ...by(stanza, body), ...rest].join('\n');
    return Buffer.concat([Buffer.from(header, 'latin1'), file.subarray(end)]);
  };
  const lockFor = async (bytes: Uint8Array, ...recipients: string[]): Promise<Buffer> => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    return Buffer.from(await encrypter.encrypt(bytes));
  };
  const ends = (file: Buffer): { mac: number; payload: number } => {
    const mac = file.indexOf('\n--- ') + 5;
    return { mac, payload: file.indexOf('\n', mac) + 1 };
  };
  const flipped = (file: Buffer, at: number, by = 1): Buffer => {
    const changed = Buffer.from(file);
    changed[at] = (changed[at] ?? 0) ^ by;
    return changed;
  };
  const other = async (): Promise<string> => identityToRecipient(await generateX25519Identity());

  it('opens without a question where nothing was changed', async () => {
    const { opener, parcels } = await theWorld();
    const review = await receiveFile(
      await newReceiver(),
      written(await lockFor(parcels[1]?.bytes ?? Buffer.alloc(0), await other(), opener)),
      'gói.lantoa',
    );
    expect(review.items.length).toBeGreaterThan(0);
  });

  it.each<[string, string, (whole: Buffer) => Buffer]>([
    ['cut off in the header', 'locked', (whole) => whole.subarray(0, ends(whole).mac - 20)],
    ['cut off after the header', 'locked', (whole) => whole.subarray(0, ends(whole).payload)],
    ['cut off in the middle', 'locked', (whole) => whole.subarray(0, whole.length >> 1)],
    ['cut off at the end', 'locked', (whole) => whole.subarray(0, -1)],
    ['with something behind it', 'locked', (whole) => Buffer.concat([whole, Buffer.from('x')])],
    ['whose header is sealed otherwise', 'locked', (whole) => flipped(whole, ends(whole).mac + 2, 2)],
    ['whose contents begin otherwise', 'locked', (whole) => flipped(whole, ends(whole).payload + 3)],
    [
      'made for another seal by hand',
      'locked-for-others',
      (whole) => lines(whole, (stanza, body) => [stanza.slice(0, -2) + 'AA', body]),
    ],
    ['of which our line was taken out', 'locked', (whole) => lines(whole, () => [])],
    ['of which our line stands twice', 'locked', (whole) => lines(whole, (a, b) => [a, b, a, b])],
    [
      'whose line is of a point that everybody knows',
      'locked',
      (whole) => lines(whole, (_stanza, body) => [`-> X25519 ${'A'.repeat(43)}`, body]),
    ],
    [
      'that asks for words as well, and for gigabytes',
      'locked',
      (whole) => lines(whole, (a, b) => ['-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30', b, a, b]),
    ],
    [
      'that became one for words that take gigabytes',
      'locked',
      (whole) => lines(whole, (_stanza, body) => ['-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30', body]),
    ],
  ])('%s is refused (%s)', async (_what, why, damage) => {
    const world = await theWorld();
    const receiver = await newReceiver();
    const before = treeOf(receiver.root);
    const whole = await lockFor(parcelNamed(world, 'second'), world.opener);
    const path = written(damage(whole));
    const started = performance.now();
    const file = { type: 'path' as const, path, name: 'gói.lantoa' };
    const failure = await failureOf(
      receiver.ended(await receiver.handlers['exchange.receive']({ file, passphrase: 'mot-hai-ba-bon' })),
    );
    expect(failure.rule ?? failure.code).toBe(why);
    expect(performance.now() - started).toBeLessThan(10_000);
    expectClear(failure);
    expect(treeOf(receiver.root)).toEqual(before);
  });
});
