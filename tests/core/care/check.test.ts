import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLibrary } from '#core/care/check-library';
import { repairFindings } from '#core/care/repair-library';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { prepareLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { FindingCode } from '#shared/model/care';
import { quiet } from '#tests/core/care/library-on-trial';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startOffice, writeApproved } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

const now = new Date('2026-11-22T07:20:00Z');

/** A library with a practice of two revisions, two attachments of the same bytes, and one that only history has. */
async function wholeLibrary(): Promise<{ root: string; id: string }> {
  const { core, path } = await startOffice();
  const first = await writeApproved(core, 'Ngầm hóa cáp viễn thông');
  const { id } = first.summary;
  const source = join(temporaryFolder(), 'anh.png');
  writeFileSync(source, 'a picture');
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  await core.invoke('practices.step', { id, base: got.practice.hash, step: 'reopen', reason: 'Bổ sung' });
  for (const title of ['Ảnh', 'Ảnh lần nữa']) {
    const file = { type: 'path', path: source, name: `${title}.png` } as const;
    await core.invoke('practices.attach', { id, file, title });
  }
  await core.invoke('practices.mint', { id });
  await core.invoke('library.close', {});
  const kept = join(path, 'practices', id, 'history', 'attachments', sha256('a picture'));
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, 'a picture');
  return { root: path, id };
}

async function check(root: string): ReturnType<typeof checkLibrary> {
  return checkLibrary(await openedLibrary(root), new Date(), quiet);
}

async function repair(root: string, fileSystem = nodeFileSystem): Promise<number> {
  const { findings } = await check(root);
  return repairFindings(
    await openedLibrary(root, fileSystem),
    findings.filter(({ mend }) => mend),
    now,
    quiet,
  );
}

const leave = /^(?:bin|presence|\.transactions)\//;
const old = new Date(Date.now() - 7_200_000);

describe('a whole library', () => {
  it('has no findings and is not changed by the check', async () => {
    const { root } = await wholeLibrary();
    const before = treeOf(root);
    const result = await check(root);
    expect(result.findings).toEqual([]);
    expect(result.practices).toBe(1);
    expect(treeOf(root)).toEqual(before);
  });

  it('is what the samples are', async () => {
    const { core } = await startOffice();
    const state = await core.invoke('library.openSample', { language: 'vi' });
    if (state.type !== 'open') throw new Error(state.type);
    expect((await check(state.path)).findings.map(({ id }) => id)).toEqual([]);
  });
});

/** Damage to the practice in `folder`, the findings that it must lead to, whether history mends it. */
type Damage = (folder: string, revision: string) => void;
const last = (folder: string): string =>
  readdirSync(join(folder, 'history'))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .find(
      (name) =>
        readFileSync(join(folder, 'history', name, 'record.sha256'), 'utf8') ===
        readFileSync(join(folder, 'record.sha256'), 'utf8'),
    ) ?? '';
const spoil = (path: string): void => {
  const bytes = readFileSync(path);
  bytes[10] = 0xff;
  writeFileSync(path, bytes);
};

const mendable: Record<string, readonly [FindingCode, Damage]> = {
  'text gone': [
    'text-missing',
    (folder) => {
      rmSync(join(folder, 'practice.md'));
    },
  ],
  'text no UTF-8': [
    'text-unreadable',
    (folder) => {
      spoil(join(folder, 'practice.md'));
    },
  ],
  'text with NUL in the place of a part': [
    'text-unreadable',
    (folder) => {
      const path = join(folder, 'practice.md');
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0, bytes.length - 9));
    },
  ],
  'text empty': [
    'text-unreadable',
    (folder) => {
      writeFileSync(join(folder, 'practice.md'), '');
    },
  ],
  'text of another': [
    'text-unreadable',
    (folder) => {
      const path = join(folder, 'practice.md');
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(/^id: .*$/m, 'id: 0193e4a0-0000-7000-8000-0000000000ff'),
      );
    },
  ],
  'record gone': [
    'record-missing',
    (folder) => {
      rmSync(join(folder, 'record.sha256'));
    },
  ],
  'record unreadable': [
    'record-unreadable',
    (folder) => {
      spoil(join(folder, 'record.sha256'));
    },
  ],
  'history text gone': [
    'history-damaged',
    (folder, revision) => {
      rmSync(join(folder, 'history', revision, 'practice.md'));
    },
  ],
  'history text changed': [
    'history-damaged',
    (folder, revision) => {
      spoil(join(folder, 'history', revision, 'practice.md'));
    },
  ],
  'history record changed': [
    'history-damaged',
    (folder, revision) => {
      spoil(join(folder, 'history', revision, 'record.sha256'));
    },
  ],
  'revision gone': [
    'history-missing',
    (folder, revision) => {
      rmSync(join(folder, 'history', revision), { recursive: true });
    },
  ],
  'attachment gone': [
    'attachment-missing',
    (folder) => {
      rmSync(join(folder, 'attachments', readdirSync(join(folder, 'attachments'))[0] ?? ''));
    },
  ],
  'attachment changed': [
    'attachment-changed',
    (folder) => {
      writeFileSync(join(folder, 'attachments', readdirSync(join(folder, 'attachments'))[0] ?? ''), 'other');
    },
  ],
};

describe('damage', () => {
  it.each(Object.entries(mendable))(
    'is found and repaired byte for byte: %s',
    async (_name, [code, damage]) => {
      const { root, id } = await wholeLibrary();
      const before = treeOf(root, leave);
      const folder = join(root, 'practices', id);
      damage(folder, last(folder));
      const damaged = treeOf(folder);
      const { findings } = await check(root);
      expect(findings.map((finding) => [finding.code, finding.repair])).toContainEqual([code, 'history']);
      // The best of a repair may bring the next to light: twice is enough for all of these.
      expect(await repair(root)).toBeGreaterThan(0);
      await repair(root);
      expect((await check(root)).findings.filter(({ level }) => level === 'bad')).toEqual([]);
      expect(treeOf(root, leave)).toEqual(before);
      // What was damaged is still somewhere.
      const after = new Set(Object.values(treeOf(root)));
      for (const digest of Object.values(damaged)) expect(after).toContain(digest);
    },
  );

  it('of everything at once comes back from what is whole', async () => {
    const { root, id } = await wholeLibrary();
    const before = treeOf(root, leave);
    const folder = join(root, 'practices', id);
    rmSync(join(folder, 'practice.md'));
    spoil(join(folder, 'record.sha256'));
    await repair(root);
    expect(treeOf(root, leave)).toEqual(before);
  });

  it('without any good copy is said and left as it is', async () => {
    const { root, id } = await wholeLibrary();
    const folder = join(root, 'practices', id);
    rmSync(join(folder, 'history'), { recursive: true });
    spoil(join(folder, 'practice.md'));
    spoil(join(folder, 'work.json'));
    writeFileSync(join(root, 'compilations.txt'), '');
    const before = treeOf(root);
    const { findings } = await check(root);
    expect(findings.map(({ code, repair: how }) => [code, how])).toEqual(
      expect.arrayContaining([
        ['text-unreadable', null],
        ['work-unreadable', null],
        ['history-missing', null],
        ['unknown-file', null],
      ]),
    );
    await repair(root);
    expect(treeOf(root)).toEqual(before);
  });

  it('knows what the program keeps of changes of many practices and of settled questions', async () => {
    const { root, id } = await wholeLibrary();
    const undo = '0193e4a0-0000-7000-8000-0000000000cc';
    const kept = join(root, 'practices', id, 'history', 'set-aside');
    mkdirSync(kept);
    writeFileSync(join(kept, `${sha256('Của tôi')}.md`), 'Của tôi');
    mkdirSync(join(root, 'changes'));
    const record = join(root, 'changes', `${undo}.json`);
    writeFileSync(record, '{');
    expect((await check(root)).findings.map(({ code, path }) => [code, path])).toEqual([
      ['file-unreadable', `changes/${undo}.json`],
    ]);
    rmSync(record);
    expect((await check(root)).findings).toEqual([]);
  });

  it('finds what sync programs and editors leave, and moves only leftovers to the bin', async () => {
    const { root, id } = await wholeLibrary();
    const folder = join(root, 'practices', id);
    const conflicts = [
      'practice (conflicted copy).md',
      "practice (Lan's conflicted copy 2026-11-22).md",
      'practice-PC05.md',
      'practice.sync-conflict-20261122-142000-ABC.md',
      'practice (1).md',
    ];
    const leftovers = ['~$practice.docx', 'practice.md.0a0b0c0d.lantoa-tmp', 'x.tmp', '.~lock.practice.odt#'];
    for (const name of [...conflicts, ...leftovers, 'ghi chú.txt']) writeFileSync(join(folder, name), name);
    writeFileSync(join(folder, '.lock'), '{"host":"PC05","process":1}');
    const young = (await check(root)).findings.map(({ code }) => code);
    expect(young).not.toContain('leftover');
    for (const name of [...leftovers, '.lock']) utimesSync(join(folder, name), old, old);
    const { findings } = await check(root);
    const of = (code: FindingCode): string[] =>
      findings
        .filter((finding) => finding.code === code)
        .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
        .toSorted();
    expect(of('conflict-copy')).toEqual(conflicts.toSorted());
    expect(of('leftover')).toEqual(leftovers.toSorted());
    expect(of('lock-left')).toEqual(['.lock']);
    expect(of('unknown-file')).toEqual(['ghi chú.txt']);
    expect(findings.some(({ level }) => level === 'bad')).toBe(false);
    await repair(root);
    const stay = readdirSync(folder);
    expect(stay).toEqual(expect.arrayContaining([...conflicts, 'ghi chú.txt']));
    for (const name of [...leftovers, '.lock']) expect(stay).not.toContain(name);
    const binned = readdirSync(join(root, 'bin'), { recursive: true }).map((path) =>
      String(path).split('/').at(-1),
    );
    expect(binned).toEqual(expect.arrayContaining([...leftovers, '.lock']));
  });

  it('is told by the title of the practice and the name of the attachment, also where the text cannot be read', async () => {
    const { root, id } = await wholeLibrary();
    const folder = join(root, 'practices', id);
    rmSync(join(folder, 'attachments', readdirSync(join(folder, 'attachments'))[0] ?? ''));
    writeFileSync(join(folder, 'ghi chú.txt'), '');
    const told = async (library: OpenedLibrary): Promise<unknown> =>
      (await checkLibrary(library, new Date(), quiet)).findings.map(({ code, title, name }) => [
        code,
        title,
        name,
      ]);
    const library = await openedLibrary(root);
    await library.catalogue.scan();
    expect(await told(library)).toEqual([
      ['attachment-missing', 'Ngầm hóa cáp viễn thông', 'Ảnh'],
      ['unknown-file', 'Ngầm hóa cáp viễn thông', 'ghi chú.txt'],
    ]);
    rmSync(join(folder, 'history'), { recursive: true });
    writeFileSync(join(folder, 'practice.md'), Buffer.alloc(900));
    await library.catalogue.scan();
    expect(library.catalogue.get(id)?.damaged?.line, 'opens as damaged').toBe(1);
    const titles = (await told(library)) as [string, string, string][];
    expect(titles.map(([, title]) => title)).toEqual(titles.map(() => 'Ngầm hóa cáp viễn thông'));
    expect(titles.map(([code]) => code)).toContain('text-unreadable');
  });

  it('that is gone by the time of the repair is passed over', async () => {
    const { root, id } = await wholeLibrary();
    const path = join(root, 'practices', id, 'practice.md');
    renameSync(path, `${path}.away`);
    const { findings } = await check(root);
    renameSync(`${path}.away`, path);
    const before = treeOf(root);
    expect(await repairFindings(await openedLibrary(root), findings, now, quiet)).toBe(0);
    expect(treeOf(root)).toEqual(before);
  });
});

describe('a repair that is killed at any file-system step', () => {
  it('has happened or has not', { timeout: 120_000 }, async () => {
    const { root: original, id } = await wholeLibrary();
    const whole = treeOf(original, leave);
    rmSync(join(original, 'practices', id, 'practice.md'));
    spoil(join(original, 'practices', id, 'record.sha256'));
    const broken = treeOf(original, leave);
    const reached = new Set<boolean>();
    await killAtEachStep({
      folder: () => copyOf(original),
      run: repair,
      look: async (root, at) => {
        await prepareLibrary(nodeFileSystem, root);
        rmSync(join(root, 'practices', id, '.lock'), { force: true });
        const after = treeOf(root, leave);
        expect([whole, broken], at).toContainEqual(after);
        reached.add(after[`practices/${id}/practice.md`] !== undefined);
      },
      moreThan: 5,
    });
    expect(reached.size).toBe(2);
  });
});

describe('clearing away that is killed at any file-system step', () => {
  it('leaves every file where it was or in the bin', { timeout: 120_000 }, async () => {
    const { root: original, id } = await wholeLibrary();
    const folder = join(original, 'practices', id);
    for (const name of ['~$practice.docx', 'x.tmp']) {
      writeFileSync(join(folder, name), name);
      utimesSync(join(folder, name), old, old);
    }
    const names = (root: string): string[] =>
      Object.entries(treeOf(root, /^(?:presence|\.transactions)\//))
        .filter(([path]) => !path.endsWith('/.lock'))
        .map(([path, digest]) => `${path.slice(path.lastIndexOf('/') + 1)} ${digest}`)
        .toSorted();
    const before = names(original);
    expect(await repair(copyWithTimes(original), nodeFileSystem)).toBe(2);
    await killAtEachStep({
      folder: () => copyWithTimes(original),
      run: repair,
      look: async (root, at) => {
        await prepareLibrary(nodeFileSystem, root);
        expect(names(root), at).toEqual(before);
      },
      moreThan: 4,
    });
  });
});

/** A copy in which what was left long ago still was. */
function copyWithTimes(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}
