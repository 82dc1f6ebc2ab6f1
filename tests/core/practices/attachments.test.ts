import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { layout } from '#core/library/layout';
import { replaceAttachment, restoreOriginal } from '#core/practices/attachment-swap';
import { relist } from '#core/practices/attachment-relist';
import { arrange, attach, detach } from '#core/practices/attachments';
import { openAttachment } from '#core/practices/open-attachment';
import { marksInPractices } from '#core/practices/secrecy-check';
import { inTransaction } from '#core/files/transaction';
import type { SaveOutcome } from '#core/practices/practice-store';
import { toFailure } from '#shared/failure';
import type { Attachment } from '#shared/model/practice';
import { failingFileSystem } from '#tests/support/failing-file-system';
import { copyOf, temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew, type Run } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';
import { testPlatform } from '#tests/support/test-platform';

const id = '0193e4a0-0000-7000-8000-000000000001';
const now = new Date('2026-01-05T02:00:00Z');
const lan = { by: 'Lan', at: now };
const body = [
  'Lời đầu ![anh.png](attachments/anh.png)\r\n\r\n## Mục đích\n\nXem  ![Ảnh](./attachments/anh.png "anh.png")',
  ', [tải về](<attachments/anh.png>) và [![a](anh.png)](attachments/anh.png).\n\n```\n![x](attachments/anh.png)\n```\n',
  '\n| a |\n|---|\n| ![b][1] ![c](attachments/anh.png-2) |\n\n[1]: attachments/anh.png\n\n## Mục lạ\n\nanh.png',
].join('');
const text = `---\nformat: "1.0"\nid: ${id}\norigin: 0193e4a0-0000-7000-8000-0000000000aa\nlanguage: vi # ghi chú\ntitle: Cáp\n---\n${body}\n`;

let root: string;
let sources: string;
const source = (
  name: string,
  content: string | Uint8Array,
): { path: string; name: string; title: string } => {
  const path = join(sources, String(readdirSync(sources).length));
  writeFileSync(path, content);
  return { path, name, title: name };
};
const base = async (library: OpenedLibrary): Promise<string> => (await library.store.read(id)).hash;
const listed = async (library: OpenedLibrary): Promise<readonly Attachment[]> =>
  (await library.store.read(id)).document.frontMatter.attachments ?? [];
const inPractice = (...path: string[]): string => join(root, 'practices', id, ...path);

beforeEach(async () => {
  root = join(temporaryFolder(), 'kho');
  sources = temporaryFolder();
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const library = await openedLibrary(root);
  await library.store.create(id, text, { format: '1.0', status: 'draft', log: [] });
  await attach(library, id, source('Ảnh.png', 'the original picture'));
});

const replace = async (library: OpenedLibrary, content = 'small', name = 'nho.jpg'): Promise<SaveOutcome> =>
  replaceAttachment(library, { id, base: await base(library), file: 'anh.png' }, source(name, content), lan);

describe('attaching', () => {
  it('stores the same bytes once, whatever their name, and says under which', async () => {
    const library = await openedLibrary(root);
    const outcome = await attach(library, id, source('Khác.png', 'the original picture'));
    expect(outcome).toMatchObject({ type: 'present', file: 'anh.png' });
    expect(await listed(library)).toHaveLength(1);
    expect(readdirSync(inPractice('attachments'))).toEqual(['anh.png']);
  });

  it('streams 300 MB through bounded memory', async () => {
    const library = await openedLibrary(root);
    const big = source('Phim tư liệu.mp4', '');
    truncateSync(big.path, 300 * 1024 ** 2);
    let largest = 0;
    const before = process.memoryUsage().rss;
    const watch = setInterval(() => (largest = Math.max(largest, process.memoryUsage().rss)), 20);
    await attach(library, id, big);
    clearInterval(watch);
    expect(largest, 'it was measured').toBeGreaterThan(0);
    expect((largest - before) / 1024 ** 2).toBeLessThan(120);
    expect((await listed(library)).at(-1)).toMatchObject({
      file: 'phim-tu-lieu.mp4',
      bytes: 300 * 1024 ** 2,
    });
  });

  it.each(['ENOSPC', 'EBUSY', 'EPERM'])(
    'leaves nothing of a file that the disk refused: %s',
    async (code) => {
      const codes = { ENOSPC: 'disk-full', EBUSY: 'file-busy', EPERM: 'no-permission' } as Record<
        string,
        string
      >;
      for (let failAt = 1; failAt <= 3; failAt += 1) {
        const failing = failingFileSystem(nodeFileSystem, code, ['write', 'rename'], failAt);
        const library = await openedLibrary(root, failing.fileSystem);
        const failure = await attach(library, id, source('b.png', `b${String(failAt)}`)).then(
          () => undefined,
          (error: unknown) => toFailure(error).code,
        );
        const now = await listed(await openedLibrary(root));
        if (failure === undefined) continue;
        expect(failure).toBe(codes[code]);
        expect(now.map(({ file }) => file)).not.toContain('b.png');
        expect(readdirSync(inPractice('attachments')).filter((name) => name.endsWith('tmp'))).toEqual([]);
        return;
      }
      throw new Error('nothing was refused');
    },
  );
});

describe('putting back on the list', () => {
  it('lists what was taken off as it was, once, whether a revision was minted since or not', async () => {
    const library = await openedLibrary(root);
    const items = [...(await listed(library))];
    for (const mints of [false, true]) {
      await detach(library, id, await base(library), 'anh.png');
      if (mints) await library.revisions.mint(id, lan);
      expect(await listed(library)).toEqual([]);
      expect(await relist(library, { id, items })).toMatchObject({ type: 'saved' });
      expect(await listed(library)).toEqual(items);
      expect(readFileSync(inPractice('attachments/anh.png'), 'utf8')).toBe('the original picture');
    }
    await relist(library, { id, items });
    expect(await listed(library)).toEqual(items);
  });

  it('gives a file that is added again the name that it had, and another file another one', async () => {
    const library = await openedLibrary(root);
    await detach(library, id, await base(library), 'anh.png');
    await attach(library, id, source('anh.png', 'another picture'));
    await attach(library, id, source('Ảnh.png', 'the original picture'));
    expect((await listed(library)).map(({ file }) => file)).toEqual(['anh-2.png', 'anh.png']);
    await detach(library, id, await base(library), 'anh-2.png');
    await attach(library, id, source('anh-2.png', 'another picture'));
    expect((await listed(library)).map(({ file }) => file)).toEqual(['anh.png', 'anh-2.png']);
    expect(readdirSync(inPractice('attachments')).toSorted()).toEqual(['anh-2.png', 'anh.png']);
  });

  it('finds bytes that only the history still has, and lists nothing whose bytes are gone or others', async () => {
    const library = await openedLibrary(root);
    const items = [...(await listed(library))];
    await replace(library);
    const [small] = await listed(library);
    await detach(library, id, await base(library), small?.file ?? '');
    await relist(library, { id, items });
    expect(await listed(library)).toEqual(items);
    expect(readFileSync(inPractice('attachments/anh.png'), 'utf8')).toBe('the original picture');
    await detach(library, id, await base(library), 'anh.png');
    writeFileSync(inPractice('attachments/anh.png'), 'another picture');
    const again = relist(library, { id, items: [...(small ? [small] : []), ...items] });
    await expect(again).rejects.toMatchObject({ code: 'attachment-missing' });
    expect(await listed(library)).toEqual([]);
    expect(readFileSync(inPractice('attachments/anh.png'), 'utf8')).toBe('another picture');
    expect(readdirSync(inPractice('attachments')).filter((name) => name.endsWith('tmp'))).toEqual([]);
  });
});

describe('marks of state secrecy', () => {
  const word = (xml: string, at = 'word/document.xml'): Uint8Array => zipSync({ [at]: strToU8(xml) });
  it.each<[string, string | Uint8Array, string[]]>([
    ['Công văn MẬT.pdf', 'x', ['MẬT']],
    ['Báo cáo_TỐI MẬT_số 3.xlsx'.normalize('NFD'), 'x', ['TỐI MẬT']],
    ['a.txt', 'Kính gửi\nTUYỆT MẬT\n', ['TUYỆT MẬT']],
    ['a.txt', Buffer.from('\ufeffTỐI MẬT', 'utf16le'), ['TỐI MẬT']],
    ['a.html', '<p>MẬT</p>', ['MẬT']],
    [
      'a.docx',
      word('<w:p><w:r><w:t>TỐI </w:t></w:r><w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r></w:p>'),
      ['TỐI MẬT'],
    ],
    ['a.docx', word('<w:p><w:t>MẬT</w:t></w:p>', 'word/header2.xml'), ['MẬT']],
    ['a.docx', word('<w:p><w:t>BẢO</w:t></w:p><w:p><w:t>an toàn</w:t></w:p>'), []],
    ['a.docx', word('<w:p><w:t>AN TOÀN, BẢO </w:t></w:p><w:p><w:t>thông tin bí mật</w:t></w:p>'), []],
    ['a.docx', 'not a zip', []],
    ['a.docx', word('MẬT', 'word/comments.xml'), []],
    ['Quy chế bảo mật, mật khẩu.txt', 'Mật độ dân số; BÍ MẬT KINH DOANH; MẬT ONG', []],
    ['a.pdf', 'MẬT', []],
  ])('in %j hold it back until the person decides (%#)', async (name, content, marks) => {
    const library = await openedLibrary(root);
    const file = source(name, content);
    const outcome = await attach(library, id, file);
    expect(outcome).toMatchObject(
      marks.length > 0 ? { type: 'marked', marks, runs: false } : { type: 'saved' },
    );
    if (marks.length === 0) return;
    expect(readdirSync(inPractice('attachments'))).toEqual(['anh.png']);
    expect(await attach(library, id, { ...file, despiteMarks: true })).toMatchObject({ type: 'saved' });
    expect(await marksInPractices(library, [id])).toEqual([
      { id, title: 'Cáp', marks, attachments: [name.normalize('NFC')] },
    ]);
  });

  it.each(['Cài đặt.EXE', 'dọn máy.bat', 'a.js', 'Kê khai.xlsm', 'tải.pdf.scr', 'MẬT.vbs'])(
    'or, of a file that runs when it is opened, its name: %s',
    async (name) => {
      const library = await openedLibrary(root);
      const file = source(name, 'x');
      const marks = name.startsWith('MẬT') ? ['MẬT'] : [];
      expect(await attach(library, id, file)).toMatchObject({ type: 'marked', marks, runs: true });
      expect(readdirSync(inPractice('attachments'))).toEqual(['anh.png']);
      expect(await attach(library, id, { ...file, despiteMarks: true })).toMatchObject({ type: 'saved' });
    },
  );

  it('are found in the text, and practices that cannot be read are passed over', async () => {
    const library = await openedLibrary(root);
    await library.store.save(id, await base(library), { sections: new Map([['steps', 'Độ mật: Mật']]) });
    const nobody = '0193e4a0-0000-7000-8000-0000000000ff';
    expect(await marksInPractices(library, [nobody, id])).toMatchObject([
      { id, marks: ['MẬT'], attachments: [] },
    ]);
  });
});

describe('replacing', () => {
  it('swaps the bytes, keeps the original, and the text follows the new name byte by byte', async () => {
    const library = await openedLibrary(root);
    const outcome = await replace(library);
    expect(outcome.type).toBe('saved');
    expect(await listed(library)).toEqual([
      {
        file: 'anh.jpg',
        title: 'Ảnh.png',
        mediaType: 'image/jpeg',
        bytes: 5,
        sha256: sha256('small'),
        original: {
          file: 'anh.png',
          mediaType: 'image/png',
          bytes: 20,
          sha256: sha256('the original picture'),
        },
      },
    ]);
    expect(readdirSync(inPractice('attachments'))).toEqual(['anh.jpg']);
    const written = readFileSync(inPractice('practice.md'), 'utf8');
    const expected = body
      .replace('](attachments/anh.png)\r', '](attachments/anh.jpg)\r')
      .replace('./attachments/anh.png "anh.png"', './attachments/anh.jpg "anh.png"')
      .replace('<attachments/anh.png>', '<attachments/anh.jpg>')
      .replace('[![a](anh.png)](attachments/anh.png)', '[![a](anh.jpg)](attachments/anh.jpg)')
      .replace('[1]: attachments/anh.png', '[1]: attachments/anh.jpg');
    expect(written.slice(written.indexOf('---\n', 4) + 4)).toBe(`${expected}\n`);
    expect(written).toContain('language: vi # ghi chú\n');
  });

  it('is undone by the original, whose bytes and name come back; both stay in the history', async () => {
    const library = await openedLibrary(root);
    const before = await listed(library);
    await replace(library, 'small');
    await library.revisions.mint(id, lan);
    await replaceAttachment(
      library,
      { id, base: await base(library), file: 'anh.jpg' },
      source('b.webp', 'tiny'),
      lan,
    );
    expect(await listed(library)).toMatchObject([{ file: 'anh.webp', original: { file: 'anh.png' } }]);
    const outcome = await restoreOriginal(library, { id, base: await base(library), file: 'anh.webp' }, lan);
    expect(outcome.type).toBe('saved');
    expect(await listed(library)).toEqual(before);
    const written = readFileSync(inPractice('practice.md'), 'utf8');
    expect(written.slice(written.indexOf('---\n', 4) + 4)).toBe(`${body}\n`);
    expect(readFileSync(inPractice('attachments/anh.png'), 'utf8')).toBe('the original picture');
    expect(readdirSync(inPractice('history/attachments')).sort()).toEqual(
      [sha256('the original picture'), sha256('small'), sha256('tiny')].sort(),
    );
  });

  it('leaves every revision restorable', async () => {
    const library = await openedLibrary(root);
    await replace(library, 'small', 'a.png');
    await library.revisions.mint(id, lan);
    const [first] = (
      await Promise.all(
        (await library.revisions.kept(id)).map(async (hash) => ({
          hash,
          number: (await library.revisions.read(id, hash)).document.frontMatter.revision,
        })),
      )
    ).toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
    await inTransaction(nodeFileSystem, root, (transaction) =>
      library.revisions.stageReturn(transaction, id, first?.hash ?? ''),
    );
    expect(readFileSync(inPractice('attachments/anh.png'), 'utf8')).toBe('the original picture');
    expect(readFileSync(inPractice('history/attachments', sha256('small')), 'utf8')).toBe('small');
  });

  it('takes no name that another file has, listed or not', async () => {
    const library = await openedLibrary(root);
    writeFileSync(inPractice('attachments/anh.jpg'), 'unlisted');
    await replace(library);
    expect(await listed(library)).toMatchObject([{ file: 'anh-2.jpg' }]);
    expect(readFileSync(inPractice('attachments/anh.jpg'), 'utf8')).toBe('unlisted');
  });

  it('keeps the mark of a template under the new name', async () => {
    const library = await openedLibrary(root);
    await library.store.save(id, await base(library), { fields: new Map([['reusable', ['anh.png']]]) });
    await replace(library);
    expect((await library.store.read(id)).document.frontMatter.reusable).toEqual(['anh.jpg']);
  });

  it('changes nothing on an outdated text, for a file that is not listed, or where the original is lost', async () => {
    const library = await openedLibrary(root);
    const old = await base(library);
    await library.store.save(id, old, { fields: new Map([['title', 'Khác']]) });
    const swap = { id, base: old, file: 'anh.png' };
    expect(await replaceAttachment(library, swap, source('a.jpg', 'x'), lan)).toMatchObject({
      type: 'conflict',
    });
    await expect(
      replaceAttachment(
        library,
        { ...swap, base: await base(library), file: 'constructor' },
        source('a.jpg', 'x'),
        lan,
      ),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(restoreOriginal(library, { ...swap, base: await base(library) }, lan)).rejects.toMatchObject(
      {
        code: 'bad-input',
      },
    );
    await replace(library);
    writeFileSync(inPractice('history/attachments', sha256('the original picture')), 'other bytes');
    const restore = { id, base: await base(library), file: 'anh.jpg' };
    await expect(restoreOriginal(library, restore, lan)).rejects.toMatchObject({
      code: 'attachment-missing',
    });
    expect(readFileSync(inPractice('attachments/anh.jpg'), 'utf8')).toBe('small');
  });
});

/** The practice with all that is listed whole, every reference listed, and the original somewhere. */
async function stateOf(at: string): Promise<string> {
  const library = await openedLibrary(at);
  const { document } = await library.store.read(id);
  for (const { file, sha256: digest } of document.frontMatter.attachments ?? [])
    expect(sha256(readFileSync(join(at, layout.attachment(id, file)))), file).toBe(digest);
  const revision = await library.revisions.last(id);
  const places = [
    layout.attachment(id, 'anh.png'),
    layout.keptAttachment(id, sha256('the original picture')),
  ].map((place) => join(at, place));
  const whole = places.filter(
    (place) => existsSync(place) && readFileSync(place, 'utf8') === 'the original picture',
  );
  expect(whole, 'the original is not lost').not.toEqual([]);
  for (const hash of await library.revisions.kept(id)) await library.revisions.read(id, hash);
  return `${revision?.entries.length.toString() ?? 'none'} ${document.text}`;
}

type Operation = (library: OpenedLibrary) => Promise<unknown>;
const operations: Record<string, Operation> = {
  replace: (library) => replace(library),
  'replace under the same name': (library) => replace(library, 'small', 'a.png'),
  'restore the original': async (library) =>
    restoreOriginal(library, { id, base: await base(library), file: 'anh.jpg' }, lan),
  arrange: async (library) =>
    arrange(library, { id, base: await base(library), items: [{ file: 'anh.png', title: 'Mới' }] }),
  relist: (library) =>
    relist(library, {
      id,
      items: [
        {
          file: 'anh.png',
          title: 'Ảnh.png',
          mediaType: 'image/png',
          bytes: 20,
          sha256: sha256('the original picture'),
        },
      ],
    }),
};
const prepare = async (name: string): Promise<void> => {
  const library = await openedLibrary(root);
  if (name === 'restore the original' || name === 'relist') await replace(library);
  if (name === 'relist') await detach(library, id, await base(library), 'anh.jpg');
};

describe.each(Object.entries(operations))('%s', (name, operation) => {
  /** Before, after the revision that is minted first, and after. */
  async function allowedStates(): Promise<string[]> {
    const runs: (Operation | undefined)[] = [
      undefined,
      (library) => library.revisions.mint(id, lan),
      operation,
    ];
    const states: string[] = [];
    for (const run of runs) {
      const copy = copyOf(root);
      await run?.(await openedLibrary(copy));
      states.push(await stateOf(copy));
    }
    return states;
  }

  it('killed at any file-system step leaves old or new, and the original', async () => {
    await prepare(name);
    const run =
      (killed: Operation): Run =>
      async (at, fileSystem) =>
        killed(await openedLibrary(at, fileSystem));
    const halfway = [run((library) => library.revisions.mint(id, lan))];
    await expectOldOrNew({ original: root, run: run(operation), halfway, stateOf, moreThan: 0 });
  });

  it.each([
    ['ENOSPC', 'disk-full', ['write']],
    ['EBUSY', 'file-busy', ['rename']],
    ['EPERM', 'no-permission', ['rename', 'remove']],
    ['EROFS', 'library-read-only', ['write', 'rename']],
  ] as const)('refused by the disk (%s) says so and leaves all as it was', async (code, failure, kinds) => {
    await prepare(name);
    const allowed = await allowedStates();
    const counted = failingFileSystem(nodeFileSystem, code, kinds);
    await operation(await openedLibrary(copyOf(root), counted.fileSystem));
    let refused = 0;
    for (let failAt = 1; failAt <= counted.steps(); failAt += 1) {
      const copy = copyOf(root);
      const failing = failingFileSystem(nodeFileSystem, code, kinds, failAt);
      await operation(await openedLibrary(copy, failing.fileSystem)).catch((error: unknown) => {
        expect(toFailure(error).code).toBe(failure);
        refused += 1;
      });
      expect(allowed, `refused at step ${String(failAt)}`).toContain(await stateOf(copy));
    }
    expect(refused).toBeGreaterThan(0);
  });
});

describe('order and titles', () => {
  it('change together; a list that is not that of the files is a conflict', async () => {
    const library = await openedLibrary(root);
    await attach(library, id, source('b.txt', 'b'));
    const items = [
      { file: 'b.txt', title: 'Một' },
      { file: 'anh.png', title: 'Hai' },
    ];
    expect(await arrange(library, { id, base: await base(library), items })).toMatchObject({ type: 'saved' });
    expect((await listed(library)).map(({ file, title }) => ({ file, title }))).toEqual(items);
    for (const wrong of [items.slice(1), [...items, ...items], [{ file: 'constructor', title: '' }], []])
      expect(await arrange(library, { id, base: await base(library), items: wrong })).toMatchObject({
        type: 'conflict',
      });
    await detach(library, id, await base(library), 'b.txt');
    expect(await arrange(library, { id, base: await base(library), items })).toMatchObject({
      type: 'conflict',
    });
  });
});

describe('opening outside', () => {
  it('opens a copy after the question, and never what runs', async () => {
    const library = await openedLibrary(root);
    await attach(library, id, source('Mẫu.docx', 'mẫu'));
    await attach(library, id, { ...source('chạy.docm', 'macro'), despiteMarks: true });
    const asked: unknown[] = [];
    let copied = '';
    const platform = testPlatform();
    const host = {
      ...platform.host,
      can: { ...platform.host.can, openOutside: true },
      async openFile(question: unknown, copy: () => Promise<string>) {
        asked.push(question);
        copied = await copy();
        return 'opened' as const;
      },
    };
    mkdirSync(platform.profileFolder, { recursive: true });
    expect(await openAttachment(library, { ...platform, host }, id, 'mau.docx')).toEqual({ type: 'opened' });
    expect(asked).toEqual([{ title: 'Mẫu.docx', file: 'mau.docx', bytes: 4 + 1, office: '' }]);
    expect(copied.startsWith(root)).toBe(false);
    expect(readFileSync(copied, 'utf8')).toBe('mẫu');
    expect(await openAttachment(library, { ...platform, host }, id, 'chay.docm')).toEqual({
      type: 'refused',
    });
    expect(await openAttachment(library, platform, id, 'mau.docx')).toEqual({ type: 'unsupported' });
    await expect(openAttachment(library, { ...platform, host }, id, 'practice.md')).rejects.toMatchObject({
      code: 'attachment-missing',
    });
    expect(asked).toHaveLength(1);
  });
});
