import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import { moveToBin } from '#core/practices/bin';
import type { Arrival } from '#shared/model/bundle';
import {
  approve,
  type ExchangeOffice,
  exportPractices,
  moment,
  newOffice,
  openOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
  writeByHand,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { Interposed } from '#tests/support/interposing-file-system';

/** Files that come and go while the program works and are no content. */
const passing = /(?:^|\/)\.lock$|^\.transactions\//;
const practicesOf = (office: ExchangeOffice): Record<string, string> =>
  treeOf(join(office.root, 'practices'), /(?:^|\/)(?:\.lock|work\.json)$/);

async function sendAndTakeIn(
  from: ExchangeOffice,
  to: ExchangeOffice,
  ids: readonly string[],
): Promise<string> {
  return takeInReviewed(to, await receiveFile(to, await exportPractices(from, ids)));
}

async function arrivalsOf(office: ExchangeOffice): Promise<Arrival[]> {
  return office.handlers['exchange.arrivals']({});
}

describe('receiving and taking in', () => {
  it('brings practices into an empty library byte for byte and registers the arrival', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'ảnh.png': 'picture', 'công văn.pdf': 'letter' } });
    const bundle = await exportPractices(a, [id]);
    const review = await receiveFile(b, bundle, 'Gói của Hải Phòng.zip');
    expect(review).toMatchObject({
      seal: { standing: 'unconfirmed', office: { name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng' } },
      counts: { new: 1 },
      earlier: [],
      file: { name: 'Gói của Hải Phòng.zip', bytes: readFileSync(bundle).byteLength },
      items: [
        { id, kind: 'new', chosen: true, choosable: true, ours: false, attachments: 2, differences: [] },
      ],
    });
    expect(await b.handlers['exchange.waiting']({})).toEqual([
      {
        reviewId: review.reviewId,
        name: 'Gói của Hải Phòng.zip',
        office: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
        period: '2026-Q3',
        number: review.manifest.number,
      },
    ]);
    await takeInReviewed(b, review);
    expect(practicesOf(b)).toEqual(practicesOf(a));
    expect(b.library.catalogue.get(id)).toMatchObject({ ours: false, status: null });
    expect(await b.handlers['exchange.waiting']({})).toEqual([]);
    expect(await arrivalsOf(b)).toMatchObject([
      {
        id: review.reviewId,
        receivedBy: 'Nguyễn Thị Hoa',
        counts: { new: 1 },
        takenIn: [{ id, previous: null }],
      },
    ]);
    expect(treeOf(join(b.root, 'exchange/quarantine'))).toEqual({});
  });

  it('finds nothing new in the same parcel and says who received it before', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const bundle = await exportPractices(a, [await writePractice(a)]);
    await takeInReviewed(b, await receiveFile(b, bundle));
    const before = treeOf(join(b.root, 'practices'), passing);
    const again = await receiveFile(b, bundle);
    expect(again).toMatchObject({
      counts: { same: 1 },
      items: [{ kind: 'same', chosen: false, choosable: false }],
    });
    expect(again.earlier).toEqual([
      { receivedAt: moment.toISOString(), receivedBy: 'Nguyễn Thị Hoa', undone: false },
    ]);
    await takeInReviewed(b, again);
    expect(treeOf(join(b.root, 'practices'), passing)).toEqual(before);
    expect((await arrivalsOf(b)).map(({ takenIn }) => takenIn.length).sort()).toEqual([0, 1]);
  });

  it('takes a newer revision, keeps the older one, and knows an older parcel', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'a.png': 'first' } });
    const first = await exportPractices(a, [id]);
    const kept = copyOf(join(first, '..'));
    await takeInReviewed(b, await receiveFile(b, first));
    const before = b.library.catalogue.get(id)?.revision;
    await revise(a, id, { title: 'Ngầm hóa 52 km', keywords: ['cáp'] });
    const review = await receiveFile(b, await exportPractices(a, [id], { number: 3 }));
    expect(review.items).toMatchObject([{ kind: 'newer', chosen: true, choosable: true }]);
    expect(review.items[0]?.differences).toEqual([
      { field: 'title', here: 'Ngầm hóa, chỉnh trang cáp viễn thông', there: 'Ngầm hóa 52 km' },
      { field: 'keywords', here: null, there: 'cáp' },
    ]);
    await takeInReviewed(b, review);
    expect(b.library.catalogue.get(id)?.title).toBe('Ngầm hóa 52 km');
    expect(await b.library.revisions.kept(id)).toContain(before);
    const older = await receiveFile(b, join(kept, first.slice(first.lastIndexOf('/') + 1)));
    expect(older.items).toMatchObject([{ kind: 'older', chosen: false, choosable: false }]);
    await expect(takeInReviewed(b, older, [id])).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('never chooses what would replace our own text, and mints ours before a chosen replacement', async () => {
    const a = await newOffice();
    const id = await writePractice(a);
    const copy = await openOffice(copyOf(a.root));
    await revise(copy, id, { title: 'Sửa ở máy kia' });
    const newer = await exportPractices(copy, [id]);
    expect((await receiveFile(a, newer)).items).toMatchObject([
      { kind: 'newer', ours: true, chosen: false, choosable: true },
    ]);
    await writeByHand(a.library, id, new Map([['title', 'Sửa ở máy này']]));
    const review = await receiveFile(a, newer);
    expect(review.items).toMatchObject([{ kind: 'diverged', ours: true, chosen: false, choosable: true }]);
    expect(review.items[0]?.differences).toEqual([
      { field: 'title', here: 'Sửa ở máy này', there: 'Sửa ở máy kia' },
    ]);
    const arrival = await takeInReviewed(a, review, [id]);
    expect(a.library.catalogue.get(id)?.title).toBe('Sửa ở máy kia');
    await a.ended(await a.handlers['exchange.undo']({ arrivalId: arrival }));
    expect(a.library.catalogue.get(id)?.title).toBe('Sửa ở máy này');
  });

  it('knows that ours went on from what arrives', async () => {
    const a = await newOffice();
    const id = await writePractice(a);
    const bundle = await exportPractices(a, [id]);
    await writeByHand(a.library, id, new Map([['title', 'Đang sửa']]));
    expect((await receiveFile(a, bundle)).items).toMatchObject([{ kind: 'older', choosable: false }]);
  });

  it('takes our own lost practice back only when asked to, as approved', async () => {
    const a = await newOffice();
    const id = await writePractice(a);
    const other = await newOffice({ officeId: a.library.office?.officeId ?? '' });
    const review = await receiveFile(other, await exportPractices(a, [id]));
    expect(review.items).toMatchObject([{ kind: 'new', ours: true, chosen: false, choosable: true }]);
    await takeInReviewed(other, review, [id]);
    expect(other.library.catalogue.get(id)).toMatchObject({ ours: true, status: 'approved' });
    expect(await exportPractices(other, [id])).toMatch(/\.zip$/);
    const [arrival] = await arrivalsOf(other);
    await other.ended(await other.handlers['exchange.undo']({ arrivalId: arrival?.id ?? '' }));
    expect(other.library.catalogue.get(id)).toBeUndefined();
  });

  it('leaves what lies in the bin there unless it is chosen', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    const bundle = await exportPractices(a, [id]);
    await takeInReviewed(b, await receiveFile(b, bundle));
    await moveToBin(b.library, id, moment);
    await b.library.catalogue.note(id);
    const review = await receiveFile(b, bundle);
    expect(review.items).toMatchObject([{ kind: 'binned', chosen: false, choosable: true }]);
    await takeInReviewed(b, review, [id]);
    expect(b.library.catalogue.get(id)?.title).toContain('Ngầm hóa');
  });

  it('never takes a practice whose origin is another one than here', async () => {
    const [a, b, thief] = [await newOffice(), await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await sendAndTakeIn(a, b, [id]);
    await writePractice(thief, { id, title: 'Giả mạo' });
    const review = await receiveFile(b, await exportPractices(thief, [id]));
    expect(review.items).toMatchObject([{ kind: 'diverged', chosen: false, choosable: false }]);
    expect(review.items[0]?.differences.map(({ field }) => field)).toContain('origin');
    await expect(takeInReviewed(b, review, [id])).rejects.toMatchObject({
      code: 'bad-input',
      where: 'Giả mạo',
    });
  });

  it('keeps a peer text that somebody changed here by hand', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await sendAndTakeIn(a, b, [id]);
    const file = join(b.root, layout.text(id));
    const byHand = readFileSync(file, 'utf8').replace('Dọn', 'Sửa tay');
    writeFileSync(file, byHand);
    await revise(a, id, { title: 'Bản mới' });
    const review = await receiveFile(b, await exportPractices(a, [id]));
    expect(review.items).toMatchObject([{ kind: 'diverged', chosen: false, choosable: true }]);
    await takeInReviewed(b, review, [id]);
    const folder = join(b.root, layout.history(id), 'changed-here');
    const texts = Object.keys(treeOf(folder)).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts).toEqual([byHand]);
  });

  it('does not overwrite a practice that cannot be read', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await sendAndTakeIn(a, b, [id]);
    writeFileSync(join(b.root, layout.text(id)), 'hỏng');
    await revise(a, id, { title: 'Bản mới' });
    const review = await receiveFile(b, await exportPractices(a, [id]));
    expect(review.items).toMatchObject([{ kind: 'diverged', choosable: false, differences: [] }]);
    await expect(takeInReviewed(b, review, [id])).rejects.toMatchObject({ code: 'bad-input' });
    expect(readFileSync(join(b.root, layout.text(id)), 'utf8')).toBe('hỏng');
  });

  it('warns of marks of secrecy', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const ids = [
      await writePractice(a, { body: '## Mục đích\n\nĐộ mật: TUYỆT MẬT\n' }),
      await writePractice(a, { body: '## Mục đích\n\nAN TOÀN, BẢO MẬT; MẬT KHẨU; MẬT ĐỘ; bí mật\n' }),
    ];
    const review = await receiveFile(b, await exportPractices(a, ids));
    expect(review.items.map(({ secrecyMarks }) => secrecyMarks)).toEqual([['TUYỆT MẬT'], []]);
  });

  it('passes on what was received exactly as it came', async () => {
    const [a, b, c] = [await newOffice(), await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'a.png': 'x' } });
    await sendAndTakeIn(a, b, [id]);
    const own = await writePractice(b, { title: 'Của B' });
    await sendAndTakeIn(b, c, [id, own]);
    expect(practicesOf(c)[`${id}/record.sha256.minisig`]).toBeDefined();
    const rest = (office: ExchangeOffice): [string, string][] =>
      Object.entries(practicesOf(office)).filter(([path]) => path.startsWith(id));
    expect(rest(c)).toEqual(rest(a));
    expect(c.library.catalogue.get(id)?.origin).toBe(a.library.office?.officeId);
  });

  it('refuses to take in what was changed in quarantine', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const ids = [await writePractice(a), await writePractice(a, { title: 'Khác' })];
    const review = await receiveFile(b, await exportPractices(a, ids));
    const before = treeOf(b.root, /^exchange\/quarantine/);
    const waiting = join(b.root, layout.quarantine, review.reviewId, 'bundle.zip');
    writeFileSync(waiting, readFileSync(await exportPractices(a, ids, { foreword: 'Khác', number: 4 })));
    await expect(takeInReviewed(b, review)).rejects.toMatchObject({ rule: 'quarantine-changed' });
    expect(treeOf(b.root, /^exchange\/quarantine/)).toEqual(before);
  });

  it('is done, and told so, where the drive goes away right after it', async () => {
    const [a, { root }] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    const disk = new Interposed(
      nodeFileSystem,
      (call, path) => call === 'read' && path.includes('/arrivals/'),
    );
    const b = await openOffice(root, { fileSystem: disk.fileSystem });
    const review = await receiveFile(b, await exportPractices(a, [id]));
    disk.arm(() => Promise.reject(Object.assign(new Error('gone'), { code: 'EHOSTDOWN' })));
    expect(await takeInReviewed(b, review)).toBe(review.reviewId);
    expect(disk.isOver).toBe(true);
    expect(await arrivalsOf(b)).toMatchObject([{ takenIn: [{ id }] }]);
  });

  it('stops when asked to and leaves nothing', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'a.bin': Buffer.alloc(3_000_000, 7) } });
    const bundle = await exportPractices(a, [id]);
    const before = treeOf(b.root);
    const receiving = await b.handlers['exchange.receive']({
      file: { type: 'path', path: bundle, name: 'x.zip' },
    });
    b.cancel(receiving.jobId);
    await expect(b.ended(receiving)).rejects.toMatchObject({ code: 'cancelled' });
    expect(treeOf(b.root)).toEqual(before);
    const review = await receiveFile(b, bundle);
    const taking = await b.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: [id] });
    b.cancel(taking.jobId);
    await expect(b.ended(taking)).rejects.toMatchObject({ code: 'cancelled' });
    expect(treeOf(b.root, /^exchange\/quarantine/)).toEqual(before);
    await b.handlers['exchange.putAside']({ reviewId: review.reviewId });
    expect(treeOf(b.root)).toEqual(before);
    await expect(b.handlers['exchange.review']({ reviewId: review.reviewId })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('undoing an arrival', () => {
  it('takes new ones away, returns newer ones with their attachments, and is done once', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'a.png': 'first', 'b.png': 'stays' } });
    await sendAndTakeIn(a, b, [id]);
    const before = practicesOf(b);
    const { document } = await a.library.store.read(id);
    const attachments = document.frontMatter.attachments?.filter(({ file }) => file !== 'a.png');
    await writeByHand(
      a.library,
      id,
      new Map<string, unknown>([
        ['attachments', attachments],
        ['title', 'Mới'],
      ]),
    );
    await approve(a.library, id);
    const fresh = await writePractice(a, { title: 'Thêm', attachments: { 'c.pdf': 'c' } });
    const arrival = await sendAndTakeIn(a, b, [id, fresh]);
    expect(b.library.catalogue.get(id)?.title).toBe('Mới');
    await b.ended(await b.handlers['exchange.undo']({ arrivalId: arrival }));
    const working = (tree: Record<string, string>): [string, string][] =>
      Object.entries(tree).filter(([path]) => !path.includes('/history/'));
    expect(working(practicesOf(b))).toEqual(working(before));
    expect(b.library.catalogue.get(fresh)).toBeUndefined();
    expect(b.library.catalogue.get(id)?.title).not.toBe('Mới');
    const undone = treeOf(join(b.root, layout.undone, arrival));
    expect(Object.keys(undone).map((path) => path.replace(/history\/[0-9a-f]{64}/, 'history/R'))).toEqual(
      [
        'attachments/c.pdf',
        'history/R/practice.md',
        'history/R/record.sha256',
        'history/R/record.sha256.minisig',
        'practice.md',
        'record.sha256',
        'record.sha256.minisig',
      ].map((path) => `${fresh}/${path}`),
    );
    const [entry] = await arrivalsOf(b);
    expect(entry).toMatchObject({ undoneAt: moment.toISOString(), undoneBy: 'Nguyễn Thị Hoa', kept: [] });
    await expect(b.ended(await b.handlers['exchange.undo']({ arrivalId: arrival }))).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('keeps what was changed, superseded or deleted since, and says so', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const ids = [
      await writePractice(a, { title: 'Sửa tay' }),
      await writePractice(a, { title: 'Có bản mới hơn' }),
      await writePractice(a, { title: 'Xóa' }),
      await writePractice(a, { title: 'Nguyên' }),
    ];
    const [edited = '', newer = '', deleted = '', untouched = ''] = ids;
    const first = await sendAndTakeIn(a, b, ids);
    const text = join(b.root, layout.text(edited));
    writeFileSync(text, readFileSync(text, 'utf8').replace('Dọn', 'Sửa'));
    await revise(a, newer, { title: 'Bản hai' });
    await sendAndTakeIn(a, b, [newer]);
    await moveToBin(b.library, deleted, moment);
    await b.ended(await b.handlers['exchange.undo']({ arrivalId: first }));
    const entry = (await arrivalsOf(b)).find(({ id }) => id === first);
    expect(entry?.kept?.toSorted()).toEqual([edited, newer, deleted].toSorted());
    expect(readFileSync(text, 'utf8')).toContain('Sửa');
    expect(b.library.catalogue.get(newer)?.title).toBe('Bản hai');
    expect(b.library.catalogue.get(untouched)).toBeUndefined();
    const again = await receiveFile(b, await exportPractices(a, [untouched]));
    expect(again.items).toMatchObject([{ kind: 'new', chosen: true }]);
  });

  it('can take in again what was undone', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await sendAndTakeIn(a, b, [id]);
    await revise(a, id, { title: 'Bản hai' });
    const bundle = await exportPractices(a, [id]);
    const arrival = await takeInReviewed(b, await receiveFile(b, bundle));
    await b.ended(await b.handlers['exchange.undo']({ arrivalId: arrival }));
    const review = await receiveFile(b, bundle);
    expect(review.items).toMatchObject([{ kind: 'newer', chosen: true }]);
    expect(review.earlier).toMatchObject([{ undone: true }]);
    await takeInReviewed(b, review);
    expect(b.library.catalogue.get(id)?.title).toBe('Bản hai');
  });
});

describe('the quarantine', () => {
  it('clears what killed runs left behind', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const bundle = await exportPractices(a, [await writePractice(a)]);
    const review = await receiveFile(b, bundle);
    const folder = join(b.root, layout.quarantine, review.reviewId);
    const aside = join(temporaryFolder(), 'aside');
    cpSync(folder, aside, { recursive: true });
    await takeInReviewed(b, review);
    // Killed after the commit, before the quarantine was cleared.
    renameSync(aside, folder);
    expect(await b.handlers['exchange.waiting']({})).toEqual([]);
    await expect(takeInReviewed(b, review)).rejects.toMatchObject({ code: 'not-found' });
    const next = await receiveFile(b, bundle);
    expect(Object.keys(treeOf(join(b.root, layout.quarantine)))).toEqual([
      `${next.reviewId}/bundle.zip`,
      `${next.reviewId}/review.json`,
    ]);
  });

  it('is not held up by a parcel that cannot be read', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const bundle = await exportPractices(a, [await writePractice(a)]);
    const [broken, fine] = [await receiveFile(b, bundle), await receiveFile(b, bundle)];
    writeFileSync(join(b.root, layout.quarantine, broken.reviewId, 'review.json'), '{');
    rmSync(join(b.root, layout.quarantine, broken.reviewId, 'bundle.zip'));
    expect((await b.handlers['exchange.waiting']({})).map(({ reviewId }) => reviewId)).toEqual([
      fine.reviewId,
    ]);
  });
});
