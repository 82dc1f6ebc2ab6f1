import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyRescue } from '#core/care/apply-rescue';
import { BackupShelf } from '#core/care/backup-shelf';
import { checkLibrary } from '#core/care/check-library';
import { createBackup } from '#core/care/create-backup';
import { type FoundRescue, seekRescue } from '#core/care/seek-rescue';
import { nodeFileSystem } from '#core/files/node-file-system';
import { prepareLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { BackupSource } from '#core/care/backup-writer';
import { quiet } from '#tests/core/care/library-on-trial';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { killAtEachStep } from '#tests/support/kill-everywhere';
import { startOffice, takeStep, writeApproved } from '#tests/support/office';
import { openedLibrary } from '#tests/support/opened-library';

const now = new Date('2026-11-22T07:20:00Z');
/** What repairs and running programs leave, and no practice holds. */
const leave = /^(?:bin|presence|\.transactions)\//;

async function backUp(root: string, folder: string, at: Date): Promise<string> {
  const library = await openedLibrary(root);
  const source: BackupSource = {
    store: library.store,
    readOnly: false,
    libraryId: library.file.libraryId,
    libraryName: library.file.name,
    office: '',
    retryAfter: 5,
  };
  return (await createBackup(source, folder, at, quiet)).path;
}

interface Trial {
  readonly root: string;
  readonly id: string;
  readonly backups: string;
  /** Of the backup made at noon on the 20th. */
  readonly backup: string;
}

/** An approved practice with an attachment, one that only an earlier version has, and a compilation; backed up whole. */
async function libraryWithBackup(): Promise<Trial> {
  const { core, path } = await startOffice();
  const { id } = (await writeApproved(core, 'Ngầm hóa cáp viễn thông')).summary;
  await takeStep(core, id, 'reopen', 'Bổ sung');
  for (const name of ['anh.png', 'cu.png']) {
    const picture = join(temporaryFolder(), name);
    writeFileSync(picture, name === 'anh.png' ? 'a picture' : 'an old picture');
    const file = { type: 'path', path: picture, name } as const;
    await core.invoke('practices.attach', { id, file, title: name });
  }
  await core.invoke('practices.mint', { id });
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  await core.invoke('practices.detach', { id, base: got.practice.hash, file: 'cu.png' });
  await takeStep(core, id, 'submit');
  await takeStep(core, id, 'approve');
  await core.invoke('compilations.save', { period: '2026-Q3', base: null, foreword: 'Lời dẫn', items: [] });
  await core.invoke('library.close', {});
  const backups = temporaryFolder();
  const backup = await backUp(path, backups, new Date('2026-11-20T05:00:00Z'));
  return { root: path, id, backups, backup };
}

async function seek(root: string, places: readonly string[]): Promise<FoundRescue> {
  const library = await openedLibrary(root);
  const shelf = await BackupShelf.of(nodeFileSystem, new Set([library.file.libraryId]), places);
  try {
    const { findings } = await checkLibrary(library, new Date(), quiet, shelf);
    return await seekRescue(library, findings, shelf, quiet);
  } finally {
    await shelf.close();
  }
}

async function bad(root: string): Promise<string[]> {
  const { findings } = await checkLibrary(await openedLibrary(root), new Date(), quiet);
  return findings.filter(({ level }) => level === 'bad').map(({ id }) => id);
}

const attachments = (folder: string): string =>
  join(folder, 'attachments', readdirSync(join(folder, 'attachments'))[0] ?? '');

const treeOfAny = (folder: string): Record<string, string> => (existsSync(folder) ? treeOf(folder) : {});

/** Damage that the practice's own history cannot mend. */
const damages: Record<string, (folder: string) => void> = {
  'the folder itself gone': (folder) => {
    rmSync(folder, { recursive: true });
  },
  'everything but the folder gone': (folder) => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  },
  'text and history gone': (folder) => {
    rmSync(join(folder, 'practice.md'));
    rmSync(join(folder, 'history'), { recursive: true });
  },
  'text, record and history gone': (folder) => {
    for (const name of ['practice.md', 'record.sha256', 'history'])
      rmSync(join(folder, name), { recursive: true });
  },
  'attachment gone': (folder) => {
    rmSync(attachments(folder));
  },
  'attachment changed': (folder) => {
    writeFileSync(attachments(folder), 'other');
  },
  'an earlier version damaged': (folder) => {
    for (const hash of readdirSync(join(folder, 'history')).filter((name) => name !== 'attachments'))
      writeFileSync(join(folder, 'history', hash, 'practice.md'), 'x');
  },
  'status unreadable': (folder) => {
    writeFileSync(join(folder, 'work.json'), '{');
  },
  'all of it filled with zeros': (folder) => {
    for (const path of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (path.isFile()) {
        const file = join(path.parentPath, path.name);
        writeFileSync(file, Buffer.alloc(readFileSync(file).length));
      }
  },
};

describe('what the history cannot repair', () => {
  it.each(Object.entries(damages))(
    'comes back byte for byte from a backup, the damaged kept aside: %s',
    async (_name, damage) => {
      const { root, id, backups } = await libraryWithBackup();
      const before = treeOf(root, leave);
      const folder = join(root, 'practices', id);
      damage(folder);
      const damaged = treeOfAny(folder);
      const found = await seek(root, [backups]);
      expect(found.plan.left).toEqual([]);
      expect(found.plan.backups.map(({ madeAt }) => madeAt)).toEqual(['2026-11-20T05:00:00.000Z']);
      expect(found.plan.items[0]).toMatchObject({ practiceId: id, title: 'Ngầm hóa cáp viễn thông' });
      expect(treeOfAny(folder), 'a search changes nothing').toEqual(damaged);
      const files = found.plan.items.flatMap((item) => item.files);
      expect(await applyRescue(await openedLibrary(root), found.units, now, quiet)).toBe(files.length);
      expect(treeOf(root, leave)).toEqual(before);
      expect(await bad(root)).toEqual([]);
      const after = new Set(Object.values(treeOf(root)));
      for (const digest of Object.values(damaged)) expect(after).toContain(digest);
    },
  );

  it('that is a whole practice is found by what names it, and told by its title', async () => {
    const { root, id, backups } = await libraryWithBackup();
    const folder = join(root, 'practices', id);
    const missing = async (library: OpenedLibrary, places: readonly string[] = []): Promise<unknown> => {
      const shelf =
        places.length === 0
          ? undefined
          : await BackupShelf.of(nodeFileSystem, new Set([library.file.libraryId]), places);
      const { findings } = await checkLibrary(library, new Date(), quiet, shelf).finally(() =>
        shelf?.close(),
      );
      const of = findings.filter(({ code }) => code === 'practice-missing');
      return of.map(({ practiceId, title, level }) => [practiceId, title, level]);
    };
    const library = await openedLibrary(root);
    await library.catalogue.scan();
    expect(await missing(library, [backups])).toEqual([]);
    const told = [[id, 'Ngầm hóa cáp viễn thông', 'bad']];
    const away = join(temporaryFolder(), 'away');
    renameSync(folder, away);
    expect(await missing(library), 'the catalogue').toEqual(told);
    await library.catalogue.scan();
    expect(library.catalogue.size).toBe(0);
    expect(await missing(library), 'the catalogue that has seen it go').toEqual(told);
    expect(await missing(await openedLibrary(root), [backups]), 'a backup').toEqual(told);
    expect(await missing(await openedLibrary(root))).toEqual([]);
    const compilation = join(root, 'compilations', '2026-Q3', 'compilation.json');
    const made = JSON.parse(readFileSync(compilation, 'utf8')) as object;
    writeFileSync(compilation, JSON.stringify({ ...made, items: [id] }));
    expect(await missing(await openedLibrary(root)), 'a compilation').toEqual([[id, '', 'bad']]);
    mkdirSync(join(root, 'bin'), { recursive: true });
    renameSync(away, join(root, 'bin', `${id}.1766380800000`));
    expect(await missing(library, [backups]), 'put into the bin by somebody').toEqual([]);
    mkdirSync(join(root, 'exchange', 'undone', 'x'), { recursive: true });
    renameSync(join(root, 'bin', `${id}.1766380800000`), join(root, 'exchange', 'undone', 'x', id));
    expect(await missing(library, [backups]), 'left with its arrival').toEqual([]);
    rmSync(join(root, 'library.json'));
    rmSync(join(root, 'exchange'), { recursive: true });
    await expect(missing(library, [backups])).rejects.toMatchObject({ code: 'library-missing' });
  });

  it('that is a whole practice is not put back over one that came meanwhile, nor beside one in the bin', async () => {
    const { root, id, backups } = await libraryWithBackup();
    const folder = join(root, 'practices', id);
    const away = join(temporaryFolder(), 'away');
    renameSync(folder, away);
    const { units } = await seek(root, [backups]);
    mkdirSync(join(root, 'bin'), { recursive: true });
    renameSync(away, join(root, 'bin', id));
    const binned = treeOf(root);
    expect(await applyRescue(await openedLibrary(root), units, now, quiet)).toBe(0);
    expect(treeOf(root)).toEqual(binned);
    renameSync(join(root, 'bin', id), folder);
    writeFileSync(join(folder, 'practice.md'), 'newer');
    const before = treeOf(root, leave);
    expect(await applyRescue(await openedLibrary(root), units, now, quiet)).toBe(0);
    expect(treeOf(root, leave)).toEqual(before);
    expect(existsSync(join(folder, '.lock'))).toBe(false);
  });

  it('of the library’s own files comes back too', async () => {
    const { root, backups } = await libraryWithBackup();
    const before = treeOf(root, leave);
    writeFileSync(join(root, 'compilations', '2026-Q3', 'compilation.json'), '{"format":"1.0"');
    const found = await seek(root, [backups]);
    expect(found.plan.items).toMatchObject([
      { practiceId: null, title: 'compilations/2026-Q3/compilation.json', files: [{ part: 'library-file' }] },
    ]);
    expect(await applyRescue(await openedLibrary(root), found.units, now, quiet)).toBe(1);
    expect(treeOf(root, leave)).toEqual(before);
  });

  it('is taken from the newest backup that has it whole, not from one of damaged files', async () => {
    const { root, id, backups, backup } = await libraryWithBackup();
    const before = treeOf(root, leave);
    const folder = join(root, 'practices', id);
    rmSync(join(folder, 'history'), { recursive: true });
    writeFileSync(join(folder, 'practice.md'), 'not a practice');
    const newer = await backUp(root, backups, new Date('2026-11-21T05:00:00Z'));
    const found = await seek(root, [backups]);
    expect(found.plan.backups.map(({ path }) => path)).toEqual([backup]);
    await applyRescue(await openedLibrary(root), found.units, now, quiet);
    expect(treeOf(root, leave)).toEqual(before);
    expect(newer).not.toBe(backup);
  });

  it('is not taken from a file of a backup that is not what it was: an older one serves', async () => {
    const { root, id, backups, backup } = await libraryWithBackup();
    const newer = await backUp(root, backups, new Date('2026-11-21T05:00:00Z'));
    const spoiled = readFileSync(newer);
    const at = spoiled.indexOf('a picture');
    spoiled[at] = 0;
    writeFileSync(newer, spoiled);
    rmSync(attachments(join(root, 'practices', id)));
    const found = await seek(root, [backups]);
    expect(found.plan.backups.map(({ path }) => path)).toEqual([backup]);
    await applyRescue(await openedLibrary(root), found.units, now, quiet);
    expect(await bad(root)).toEqual([]);
  });

  it('does not go back to an older version while a backup has a later one', async () => {
    const { root, id, backups } = await libraryWithBackup();
    const before = treeOf(root, leave);
    const folder = join(root, 'practices', id);
    const record = readFileSync(join(folder, 'record.sha256'), 'utf8');
    const versions = readdirSync(join(folder, 'history')).filter((name) => name !== 'attachments');
    const last = versions.find(
      (hash) => readFileSync(join(folder, 'history', hash, 'record.sha256'), 'utf8') === record,
    );
    rmSync(join(folder, 'history', last ?? '-'), { recursive: true });
    rmSync(join(folder, 'practice.md'));
    const { findings } = await checkLibrary(await openedLibrary(root), new Date(), quiet);
    expect(findings.find(({ code }) => code === 'text-missing')?.repair).toBe('older');
    const found = await seek(root, [backups]);
    await applyRescue(await openedLibrary(root), found.units, now, quiet);
    expect(treeOf(root, leave)).toEqual(before);
  });

  it('does not make an unapproved text an approved one', async () => {
    const { core, path: root } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Bản đầu' });
    const backups = temporaryFolder();
    await backUp(root, backups, new Date('2026-11-20T05:00:00Z'));
    const got = await core.invoke('practices.get', { id: summary.id });
    if (got.type !== 'practice') throw new Error(got.type);
    const { hash } = got.practice;
    await core.invoke('practices.save', {
      id: summary.id,
      base: hash,
      fields: { title: 'Bản sau' },
      sections: {},
    });
    const folder = join(root, 'practices', summary.id);
    const work = JSON.parse(readFileSync(join(folder, 'work.json'), 'utf8')) as object;
    const asApproved = (): void => {
      writeFileSync(join(folder, 'work.json'), JSON.stringify({ ...work, status: 'approved' }));
    };
    asApproved();
    rmSync(join(folder, 'practice.md'));
    rmSync(join(folder, 'history'), { recursive: true, force: true });
    const found = await seek(root, [backups]);
    await applyRescue(await openedLibrary(root), found.units, now, quiet);
    expect(readFileSync(join(folder, 'practice.md'), 'utf8')).toContain('Bản đầu');
    expect(JSON.parse(readFileSync(join(folder, 'work.json'), 'utf8'))).toMatchObject({ status: 'draft' });
  });

  it('that no backup has is said and left', async () => {
    const { root, id, backups } = await libraryWithBackup();
    const folder = join(root, 'practices', id);
    rmSync(attachments(folder));
    const none = temporaryFolder();
    const before = treeOf(root);
    const found = await seek(root, [none]);
    expect(found.plan).toMatchObject({ items: [], looked: 0 });
    expect(found.plan.left).toHaveLength(1);
    await expect(seek(root, [join(backups, 'gone')])).rejects.toMatchObject({
      code: 'backup-folder-missing',
    });
    expect(treeOf(root)).toEqual(before);
  });

  it('is never taken from the backup of another library', async () => {
    const { root, id, backup } = await libraryWithBackup();
    const other = await libraryWithBackup();
    rmSync(attachments(join(root, 'practices', id)));
    await expect(seek(root, [other.backup])).rejects.toMatchObject({ code: 'backup-of-another' });
    const mixed = temporaryFolder();
    for (const [index, path] of [other.backup, backup].entries())
      copyFileSync(path, join(mixed, `SaoLuu_Kho_2026-11-2${String(2 - index)}_1200.zip`));
    writeFileSync(join(mixed, 'SaoLuu_Kho_2026-11-22_1300.zip'), 'no archive');
    const found = await seek(root, [mixed]);
    expect(found.plan.refused).toHaveLength(2);
    expect(found.plan.left).toEqual([]);
  });

  it('that was put right meanwhile is passed over', async () => {
    const { root, id, backups } = await libraryWithBackup();
    const path = attachments(join(root, 'practices', id));
    rmSync(path);
    const found = await seek(root, [backups]);
    writeFileSync(path, 'somebody brought another one');
    const before = treeOf(root);
    expect(await applyRescue(await openedLibrary(root), found.units, now, quiet)).toBe(0);
    expect(treeOf(root)).toEqual(before);
  });

  it('stays as it is where the backup was changed or is gone by then', async () => {
    const { root, id, backups, backup } = await libraryWithBackup();
    const folder = join(root, 'practices', id);
    rmSync(join(folder, 'practice.md'));
    rmSync(join(folder, 'history'), { recursive: true });
    const found = await seek(root, [backups]);
    const bytes = readFileSync(backup);
    const before = treeOf(root);
    const outcome = async (): Promise<string> =>
      applyRescue(await openedLibrary(root), found.units, now, quiet).then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    const spoiled = Buffer.from(bytes);
    for (let at = 100; at < 4_000; at += 7) spoiled[at] = 0;
    writeFileSync(backup, spoiled);
    expect(await outcome()).toBe('backup-damaged');
    rmSync(backup);
    expect(await outcome()).not.toBe('done');
    expect(treeOf(root)).toEqual(before);
    writeFileSync(backup, bytes);
    expect(await outcome()).toBe('done');
  });
});

/** What only a backup can repair, put back and killed at each step: whole in the end, or as broken as before. */
async function killRescue(
  spoil: (folder: string) => void,
  also: (left: readonly string[], broken: Record<string, string>) => void = () => undefined,
): Promise<void> {
  const { root: original, id, backups } = await libraryWithBackup();
  const whole = treeOf(original, leave);
  spoil(join(original, 'practices', id));
  const broken = treeOf(original, leave);
  const { units } = await seek(original, [backups]);
  const reached = new Set<string>();
  await killAtEachStep({
    folder: () => copyOf(original),
    run: async (root, fileSystem) => applyRescue(await openedLibrary(root, fileSystem), units, now, quiet),
    look: async (root, at) => {
      await prepareLibrary(nodeFileSystem, root);
      rmSync(join(root, 'practices', id, '.lock'), { force: true });
      const after = treeOf(root, leave);
      expect([whole, broken], at).toContainEqual(after);
      reached.add(JSON.stringify(after));
      also(Object.values(treeOf(root)), broken);
    },
    moreThan: 10,
  });
  expect(reached.size).toBe(2);
}

describe('a practice whose folder is gone, put back and killed at any file-system step', () => {
  it('is there as a whole or not at all', { timeout: 240_000 }, async () => {
    await killRescue((folder) => {
      rmSync(folder, { recursive: true });
    });
  });
});

describe('a repair from a backup that is killed at any file-system step', () => {
  it('has happened to the whole practice or not at all', { timeout: 240_000 }, async () => {
    const spoil = (folder: string): void => {
      writeFileSync(join(folder, 'practice.md'), 'spoiled');
      rmSync(join(folder, 'history'), { recursive: true });
      rmSync(attachments(folder));
    };
    await killRescue(spoil, (left, broken) => {
      const damaged = Object.entries(broken).find(([path]) => path.endsWith('/practice.md'))?.[1];
      expect(left, 'what was damaged is somewhere').toContain(damaged);
    });
  });
});
