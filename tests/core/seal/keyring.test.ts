import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inLockedTransaction } from '#core/files/locked-transaction';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { prepareLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { directoryFile, readDirectoryFile } from '#core/seal/directory-file';
import { Keyring } from '#core/seal/keyring';
import { uncompared } from '#core/seal/known-offices-view';
import { learnDirectory } from '#core/seal/learn-directory';
import { publicKeyLine, sign } from '#core/seal/minisign';
import type { SealedStatement } from '#core/seal/sealed-statement';
import type { KnownOffice } from '#shared/model/known-office';
import { exportPractices, newOffice, receiveFile, writePractice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';
import { identityOf, introduction, sealedStatement, type TestAuthor, testAuthor } from '#tests/support/seals';

const at = '2026-10-05T02:00:00.000Z';
const [a, b, c, ministry] = [testAuthor('Sở A'), testAuthor('Sở B'), testAuthor('Sở C'), testAuthor('Bộ')];
const wanted = (...authors: TestAuthor[]): Set<string> => new Set(authors.map(({ id }) => id));
const bytes = Buffer.from('x');
const line = publicKeyLine;

async function note(library: OpenedLibrary, statements: SealedStatement[], of: Set<string>): Promise<void> {
  const keyring = new Keyring(library);
  const { fileSystem, root } = library.store;
  await inLockedTransaction(
    fileSystem,
    root,
    (work) => keyring.exclusively(work),
    () => Promise.resolve(),
    (transaction) => keyring.note(transaction, statements, of, at),
  );
}

const standing = async (library: OpenedLibrary, author: TestAuthor): Promise<string> =>
  (await new Keyring(library).verdict(bytes, sign(bytes, author.key, 'x'), author)).standing;

const compare = (library: OpenedLibrary, author: TestAuthor): Promise<void> =>
  new Keyring(library).change((offices) =>
    offices.map((office) =>
      office.id === author.id
        ? { ...office, keys: office.keys.map((key) => ({ ...key, phone: { at, by: 'Lan' } })) }
        : office,
    ),
  );

const directory = (author: TestAuthor, listed: TestAuthor[], made = at): SealedStatement =>
  sealedStatement(author, 'directory', { offices: listed.map((one) => identityOf(one)) }, { at: made });

describe('the keyring', () => {
  it('notes first keys of the wanted offices alone, and keeps what it does not know', async () => {
    const { library, root } = await newOffice();
    await note(library, [introduction(a), introduction(b)], wanted(a));
    expect([await standing(library, a), await standing(library, b)]).toEqual(['unconfirmed', 'unchecked']);
    const file = join(root, layout.offices);
    const edited = JSON.parse(readFileSync(file, 'utf8')) as { offices: object[] };
    writeFileSync(
      file,
      JSON.stringify({ ...edited, 'x-own': 1, offices: [{ ...edited.offices[0], 'x-note': 'gọi sáng' }] }),
    );
    await compare(library, a);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      'x-own': 1,
      offices: [{ 'x-note': 'gọi sáng' }],
    });
    expect(await standing(library, a)).toBe('intact');
  });

  it('calls nothing intact when its file cannot be read', async () => {
    const { library, root } = await newOffice();
    writeFileSync(join(root, layout.offices), '{"offices"');
    await expect(standing(library, a)).rejects.toMatchObject({
      code: 'library-damaged',
      where: 'offices.json',
    });
  });

  it('keeps what two write at the same time', async () => {
    const { root } = await newOffice();
    const authors = Array.from({ length: 6 }, (_, index) => testAuthor(`Sở ${String(index)}`));
    await Promise.all(
      authors.map(async (author) => note(await openedLibrary(root), [introduction(author)], wanted(author))),
    );
    const { offices } = await new Keyring(await openedLibrary(root)).read();
    expect(offices.map(({ name }) => name).toSorted()).toEqual(authors.map(({ name }) => name).toSorted());
  });

  it('is as before or as after, whenever the program is killed', async () => {
    const { root, library } = await newOffice();
    await note(library, [introduction(ministry)], wanted(ministry));
    const stateOf = async (of: string): Promise<unknown> => {
      await prepareLibrary(nodeFileSystem, of);
      return (await new Keyring(await openedLibrary(of)).read()).offices;
    };
    await expectOldOrNew({
      original: root,
      run: async (of, fileSystem) => compare(await openedLibrary(of, fileSystem), ministry),
      stateOf,
    });
    await compare(library, ministry);
    await expectOldOrNew({
      original: root,
      run: async (of, fileSystem) =>
        note(await openedLibrary(of, fileSystem), [introduction(a), directory(ministry, [b])], wanted(a)),
      stateOf,
    });
  });
});

describe('a directory', () => {
  async function knowing(compared: boolean): Promise<OpenedLibrary> {
    const { library } = await newOffice();
    await note(library, [introduction(ministry)], wanted(ministry));
    if (compared) await compare(library, ministry);
    return library;
  }

  it('vouches for its offices when its author was compared, and for none before', async () => {
    const library = await knowing(false);
    await new Keyring(library).learn([directory(ministry, [a, b])], at);
    expect(await standing(library, a)).toBe('unchecked');
    await compare(library, ministry);
    await new Keyring(library).learn([directory(ministry, [a, b])], at);
    expect([await standing(library, a), await standing(library, b)]).toEqual(['intact', 'intact']);
    await new Keyring(library).change((offices) =>
      offices.map((office) => uncompared([office], { officeId: office.id, key: line(ministry.key) })).flat(),
    );
    expect(await standing(library, a)).toBe('unconfirmed');
  });

  it('does not count when somebody else sealed it or it was changed', async () => {
    const library = await knowing(true);
    const forged = { ...directory({ ...ministry, key: a.key }, [a]) };
    const whole = directory(ministry, [a]);
    const changed = { ...whole, bytes: Buffer.concat([whole.bytes, Buffer.from(' ')]) };
    await new Keyring(library).learn([forged, changed, { ...whole, seal: undefined }], at);
    expect(await standing(library, a)).toBe('unchecked');
  });

  it('in its newest form counts, whatever comes last', () => {
    const offices: KnownOffice[] = [];
    const made = (when: string, listed: TestAuthor[]): Parameters<typeof learnDirectory>[1] => ({
      author: ministry,
      key: line(ministry.key),
      at: when,
      offices: listed.map((one) => identityOf(one)),
    });
    const learning = { at, ours: undefined, ourKeys: [line(b.key)] };
    const [older, newer] = [
      made('2026-01-01T00:00:00.000Z', [a]),
      made('2026-06-01T00:00:00.000Z', [b, c, ministry]),
    ];
    const vouched = (list: readonly KnownOffice[]): string[] =>
      list.filter(({ keys }) => keys.some(({ directories }) => directories)).map(({ name }) => name);
    expect(vouched(learnDirectory(learnDirectory(offices, older, learning), newer, learning))).toEqual([
      'Sở C',
    ]);
    expect(vouched(learnDirectory(learnDirectory(offices, newer, learning), older, learning))).toEqual([
      'Sở C',
    ]);
  });

  it('travels as a file from one library to the next', async () => {
    const [from, to] = [await newOffice({ name: 'Bộ KH&CN' }), await newOffice()];
    await note(from.library, [introduction(a), introduction(b)], wanted(a, b));
    await compare(from.library, a);
    const made = await from.handlers['offices.exportDirectory']({});
    expect(made).toMatchObject({ offices: 1, paper: { file: 'DanhBaNiemPhong_BoKHCN.json' } });
    const again = await from.handlers['offices.exportDirectory']({});
    expect(await from.statements.list()).toHaveLength(2);
    expect(again.paper.bytes).toBe(made.paper.bytes);
    const text = directoryFile(await from.statements.list());
    const path = join(temporaryFolder(), 'danh-ba.json');
    writeFileSync(path, text);
    const file = { type: 'path' as const, path, name: 'danh-ba.json' };
    const take = (): Promise<unknown> => to.handlers['offices.takeDirectory']({ file });
    expect(await take()).toMatchObject({ type: 'untrusted', seal: { standing: 'unconfirmed' } });
    expect((await to.handlers['offices.list']({})).offices).toEqual([]);
    // The author's key is compared before anything of its parcel is taken in.
    const id = await writePractice(from);
    await receiveFile(to, await exportPractices(from, [id]));
    const [office] = (await to.handlers['offices.list']({})).offices;
    expect(office).toMatchObject({ name: 'Bộ KH&CN', keys: [{ waiting: true, trust: 'unconfirmed' }] });
    expect(office?.keys[0]?.digits).toBe((await from.handlers['offices.list']({})).ours[0]);
    const { id: officeId = '', keys = [] } = office ?? {};
    const key = keys[0]?.key ?? '';
    await expect(to.handlers['offices.compare']({ officeId: a.id, key, phone: '' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await to.handlers['offices.compare']({ officeId, key, phone: '024 1234' });
    expect(await take()).toMatchObject({ type: 'taken', author: 'Bộ KH&CN', offices: 1 });
    expect([await standing(to.library, a), await standing(to.library, b)]).toEqual(['intact', 'unchecked']);
    const { offices } = await to.handlers['offices.uncompare']({ officeId, key });
    expect(offices.find(({ id: one }) => one === a.id)?.keys).toMatchObject([{ trust: 'unconfirmed' }]);
    // As before the comparison: it waits again.
    expect(offices.find(({ id: one }) => one === officeId)).toMatchObject({
      phone: '024 1234',
      keys: [{ waiting: true }],
    });
  });

  it.each(['', '{}', '[]', 'null', '{"format":"2.0","kind":"lantoa-directory","statements":[]}', '\u0000'])(
    'is not %j',
    (text) => {
      expect(readDirectoryFile(Buffer.from(text))).toBeUndefined();
    },
  );

  it('in a parcel counts from when its author is compared', async () => {
    const [from, to] = [await newOffice({ name: 'Bộ KH&CN' }), await newOffice()];
    await note(from.library, [introduction(a)], wanted(a));
    await compare(from.library, a);
    await from.handlers['offices.exportDirectory']({});
    const review = await receiveFile(to, await exportPractices(from, [await writePractice(from)]));
    await to.ended(await to.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: [] }));
    expect(await standing(to.library, a)).toBe('unchecked');
    const [office] = (await to.handlers['offices.list']({})).offices;
    await to.handlers['offices.compare']({
      officeId: office?.id ?? '',
      key: office?.keys[0]?.key ?? '',
      phone: '',
    });
    expect(await standing(to.library, a)).toBe('intact');
  });
});
