import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import type { FileSystem } from '#core/files/file-system';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import {
  approve,
  type ExchangeOffice,
  exportPractices,
  moment,
  newOffice,
  openOffice,
  period,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
  writeByHand,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { eventually } from '#tests/support/eventually';

const attachments = {
  'Ảnh hiện trường.png': 'picture',
  'Quyết định 12.pdf': 'decision',
  'số liệu.csv': 'a;b\n'.repeat(5_000),
};

async function exportsOf({ handlers }: ExchangeOffice): Promise<Record<string, unknown>[]> {
  return (await handlers['compilations.get']({ period })).compilation.exports;
}

async function exportAgain(office: ExchangeOffice, number = 2): Promise<string> {
  return office.ended(await office.handlers['compilations.export']({ period, number }));
}

const bundlesOf = (office: ExchangeOffice): string[] =>
  readdirSync(join(office.root, layout.bundles(period))).sort();

describe('the bundle of a compilation', () => {
  it('is accepted by unzip and sha256sum, whole bag and single records', async () => {
    const office = await newOffice();
    const ids = [await writePractice(office, { attachments }), await writePractice(office, { title: 'Hai' })];
    const path = await exportPractices(office, ids);
    expect(basename(path)).toBe('CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02.zip');
    const folder = temporaryFolder();
    execFileSync('unzip', ['-tqq', path]);
    execFileSync('unzip', ['-qq', path, '-d', folder]);
    const bag = join(folder, basename(path, '.zip'));
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      execFileSync('sha256sum', ['-c', '--strict', '--quiet', list], { cwd: bag });
    }
    for (const id of ids) {
      const cwd = join(bag, 'data/practices', id);
      execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'record.sha256'], { cwd });
    }
    const listed = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8').trimEnd().split('\n');
    const payload = Object.keys(treeOf(join(bag, 'data')));
    expect(listed.map((line) => line.slice(66))).toEqual(payload.map((file) => `data/${file}`).sort());
    expect(statSync(join(bag, 'data/index.html')).mode & 0o777).toBe(0o644);
    const information = readFileSync(join(bag, 'bag-info.txt'), 'utf8');
    const bytes = payload.reduce((sum, file) => sum + statSync(join(bag, 'data', file)).size, 0);
    expect(information).toContain(`Payload-Oxum: ${String(bytes)}.${String(payload.length)}\n`);
    expect(information).toContain('Bagging-Date: 2026-10-05\n');
    expect(information).toContain('Source-Organization: Sở Khoa học và Công nghệ thành phố Hải Phòng\n');
  });

  it('has the same bytes every time, on every machine and in every time zone', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments });
    const first = readFileSync(await exportPractices(office, [id]));
    const before = process.env['TZ'];
    const offsets = new Set<number>();
    try {
      for (const zone of [
        'Asia/Ho_Chi_Minh',
        'America/St_Johns',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
      ]) {
        process.env['TZ'] = zone;
        offsets.add(new Date(2026, 1, 1).getTimezoneOffset());
        const later = await openOffice(copyOf(office.root), {
          now: () => new Date('2027-03-01T12:00:00Z'),
          me: 'Ai khác',
        });
        rmSync(join(later.root, layout.bundles(period)), { recursive: true });
        await exportAgain(later);
        const [file = ''] = bundlesOf(later);
        expect(readFileSync(join(later.root, layout.bundles(period), file)).equals(first), zone).toBe(true);
        expect(await exportsOf(later)).toEqual(await exportsOf(office));
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
    expect(offsets.size).toBe(4);
    expect(await exportsOf(office)).toMatchObject([
      {
        number: 2,
        at: moment.toISOString(),
        by: 'Nguyễn Thị Hoa',
        bytes: first.byteLength,
        sha256: sha256(first),
        practices: 1,
      },
    ]);
  });

  it('keeps an earlier bundle of the same name when the content is another one', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    const first = readFileSync(await exportPractices(office, [id]));
    const second = readFileSync(await exportPractices(office, [id], { foreword: 'Đã sửa' }));
    expect(second.equals(first)).toBe(false);
    const files = bundlesOf(office);
    expect(files).toHaveLength(2);
    for (const { file, sha256: digest } of await exportsOf(office)) {
      expect(sha256(readFileSync(join(office.root, layout.bundles(period), String(file))))).toBe(digest);
    }
    // Back to the first content: its time of issue, and so its bytes, are known.
    const third = readFileSync(await exportPractices(office, [id]));
    expect(third.equals(first)).toBe(true);
  });

  it('lists the practices in the order of the compilation, in bundle.json and on the page', async () => {
    const office = await newOffice();
    const ids: string[] = [];
    for (const title of ['Một', 'Hai', 'Ba']) ids.push(await writePractice(office, { title }));
    const path = await exportPractices(office, ids.toReversed());
    const show = (file: string): string => execFileSync('unzip', ['-p', path, `*/${file}`]).toString();
    const manifest = JSON.parse(show('data/bundle.json')) as { practices: { title: string }[] };
    expect(manifest.practices.map(({ title }) => title)).toEqual(['Ba', 'Hai', 'Một']);
    expect(show('data/index.html').match(/<h2>\d\. [^<]+/g)).toEqual([
      '<h2>1. Ba',
      '<h2>2. Hai',
      '<h2>3. Một',
    ]);
  });
});

describe('what may not leave', () => {
  const forbidden: [string, string, (office: ExchangeOffice) => Promise<string>][] = [
    [
      'a sample',
      'sample-cannot-leave',
      (office) => writePractice(office, { title: 'X', fields: { sample: true } }),
    ],
    ['a draft', 'not-approved', (office) => writePractice(office, { title: 'X', approve: false })],
    [
      'what is internal',
      'sharing-forbids',
      (office) => writePractice(office, { title: 'X', fields: { sharing: { scope: 'internal' } } }),
    ],
    [
      'what is for named offices',
      'sharing-forbids',
      (office) =>
        writePractice(office, { title: 'X', fields: { sharing: { scope: 'named', offices: ['a'] } } }),
    ],
    [
      'what was changed by hand since it was approved',
      'not-approved',
      async (office) => {
        const id = await writePractice(office, { title: 'X' });
        const file = join(office.root, layout.text(id));
        writeFileSync(file, readFileSync(file, 'utf8').replace('Dọn', 'Sửa'));
        return id;
      },
    ],
    [
      'a revision that was not approved',
      'not-approved',
      async (office) => {
        const id = await writePractice(office, { title: 'X' });
        await writeByHand(office.library, id, new Map([['summary', 'Mới']]));
        await office.library.revisions.mint(id, { by: 'Lan', at: new Date() });
        return id;
      },
    ],
    [
      'a text that cannot be read',
      'practice-damaged',
      async (office) => {
        const id = await writePractice(office, { title: 'X' });
        writeFileSync(join(office.root, layout.text(id)), 'hỏng');
        return id;
      },
    ],
    [
      'what readers would refuse',
      'practice-damaged',
      (office) => writePractice(office, { title: 'X', fields: { notes: 'x'.repeat(200_000) } }),
    ],
  ];
  it.each(forbidden)('%s', async (_what, code, write) => {
    const office = await newOffice();
    const fine = await writePractice(office);
    const id = await write(office);
    await expect(exportPractices(office, [fine, id])).rejects.toMatchObject({ code, where: 'X' });
    expect(treeOf(join(office.root, 'compilations'), /compilation\.json$/)).toEqual({});
    expect(await exportsOf(office)).toEqual([]);
  });

  it('nothing at all, and what is not there', async () => {
    const office = await newOffice();
    await expect(exportAgain(office)).rejects.toMatchObject({ code: 'nothing-to-export' });
    await expect(exportPractices(office, [uuidv7()])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('attachments that were changed or lost, by name', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': 'picture' } });
    const file = join(office.root, layout.attachment(id, 'a.png'));
    writeFileSync(file, 'pictura');
    await expect(exportPractices(office, [id])).rejects.toMatchObject({
      code: 'attachment-changed',
      where: 'a.png',
    });
    rmSync(file);
    await expect(exportPractices(office, [id])).rejects.toMatchObject({
      code: 'attachment-missing',
      where: 'a.png',
    });
  });

  it('a peer text that was changed here by hand: it leaves as it came', async () => {
    const [a, b, c] = [await newOffice(), await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    const file = join(b.root, layout.text(id));
    writeFileSync(file, readFileSync(file, 'utf8').replace('Dọn', 'Sửa tay'));
    await takeInReviewed(c, await receiveFile(c, await exportPractices(b, [id])));
    expect(readFileSync(join(c.root, layout.text(id)))).toEqual(readFileSync(join(a.root, layout.text(id))));
  });
});

describe('an export that does not end', () => {
  it('leaves nothing when it is cancelled', async () => {
    let [isBegun, isRead] = [false, false];
    let goOn = (): void => undefined;
    const cancelled = new Promise<void>((resolve) => (goOn = resolve));
    const open: FileSystem['open'] = async (path) => {
      const file = await nodeFileSystem.open(path);
      const read: typeof file.read = async (...piece) => {
        isRead ||= isBegun && path.endsWith('.dat');
        if (isRead) await cancelled;
        return file.read(...piece);
      };
      return { ...file, read };
    };
    const office = await newOffice({ fileSystem: { ...nodeFileSystem, open } });
    const id = await writePractice(office, { attachments: { 'a.dat': Buffer.alloc(8_000_000, 'số liệu ') } });
    await office.handlers['compilations.save']({ period, base: null, foreword: '', items: [id] });
    // Who we are is said once before the first export, and stays said.
    const tree = (): [string, string][] =>
      Object.entries(treeOf(office.root)).filter(([path]) => !path.startsWith('statements/'));
    const before = tree();
    const started = await office.handlers['compilations.export']({ period, number: 1 });
    isBegun = true;
    await eventually(() => {
      expect(isRead).toBe(true);
    });
    office.cancel(started.jobId);
    goOn();
    await expect(office.ended(started)).rejects.toMatchObject({ code: 'cancelled' });
    expect(tree()).toEqual(before);
  });
});

describe('compilations', () => {
  it('are saved only on top of what was seen, and keep what they do not know', async () => {
    const office = await newOffice();
    const { handlers } = office;
    const id = await writePractice(office);
    const empty = await handlers['compilations.get']({ period });
    expect(empty).toMatchObject({ hash: null, compilation: { items: [], foreword: '' } });
    const saved = await handlers['compilations.save']({
      period,
      base: null,
      foreword: 'Một',
      items: [id, id],
    });
    expect(saved).toMatchObject({ type: 'saved', compilation: { foreword: 'Một', items: [id] } });
    const late = await handlers['compilations.save']({ period, base: null, foreword: 'Hai', items: [] });
    expect(late).toMatchObject({ type: 'conflict', hash: saved.hash, compilation: { foreword: 'Một' } });
    const file = join(office.root, layout.compilation(period));
    const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...known, deadline: '2026-10-10' }));
    const { hash } = await handlers['compilations.get']({ period });
    await handlers['compilations.save']({ period, base: hash, foreword: 'Ba', items: [id] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ foreword: 'Ba', deadline: '2026-10-10' });
    await exportAgain(office);
    expect(await handlers['compilations.list']({})).toEqual([
      { period, items: 1, exports: 1, issuing: null },
    ]);
  });

  it('take one of many who save at once', async () => {
    const { handlers } = await newOffice();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        handlers['compilations.save']({ period, base: null, foreword: String(n), items: [] }),
      ),
    );
    expect(outcomes.filter(({ type }) => type === 'saved')).toHaveLength(1);
  });

  it('that are damaged or of a later version are told and left alone', async () => {
    const office = await newOffice();
    await office.handlers['compilations.save']({ period, base: null, foreword: '', items: [] });
    const file = join(office.root, layout.compilation(period));
    for (const [content, code] of [
      ['{', 'library-damaged'],
      [
        '{"format": "1.0", "period": "2026-Q4", "foreword": "", "items": [], "exports": []}',
        'library-damaged',
      ],
      ['{"format": "2.0"}', 'library-version'],
    ] as const) {
      writeFileSync(file, content);
      await expect(office.handlers['compilations.get']({ period })).rejects.toMatchObject({ code });
      await expect(
        office.handlers['compilations.save']({ period, base: sha256(content), foreword: '', items: [] }),
      ).rejects.toMatchObject({ code });
      expect(readFileSync(file, 'utf8')).toBe(content);
      expect(await office.handlers['compilations.list']({})).toEqual([
        { period, items: 0, exports: 0, issuing: null },
      ]);
    }
  });

  it('export a revision that was approved again', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    await exportPractices(office, [id]);
    await revise(office, id, { title: 'Bản hai' });
    await approve(office.library, id);
    const path = await exportPractices(office, [id], { number: 3 });
    expect(basename(path)).toContain('So03');
    expect(bundlesOf(office)).toHaveLength(2);
  });
});
