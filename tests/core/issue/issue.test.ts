import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findServedFile } from '#core/application/served-file';
import { receivedPapers } from '#core/exchange/received-papers';
import { signedPath } from '#core/issue/signed-file';
import { layout } from '#core/library/layout';
import { moveToBin, restoreFromBin } from '#core/practices/bin';
import { bundleManifestSchema } from '#shared/model/bundle';
import { issueStep, lastIssue } from '#shared/model/issue';
import { baseOf, choose, giveFile, paper, pressing, scan } from '#tests/core/issue/papers';
import {
  type ExchangeOffice,
  moment,
  newOffice,
  openOffice,
  period,
  receiveFile,
  revise,
  takeInReviewed,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

/** The next step, which the list of periods says, too. */
async function stepOf({ handlers }: ExchangeOffice): Promise<string> {
  const step = issueStep(lastIssue((await handlers['issue.get']({ period })).compilation.issues));
  const [listed] = await handlers['compilations.list']({});
  if (listed?.issuing) expect(listed.issuing.step).toBe(step);
  else expect(['freeze', 'done']).toContain(step);
  return step;
}

function unpacked(path: string): string {
  const folder = temporaryFolder();
  execFileSync('unzip', ['-qq', path, '-d', folder]);
  return join(folder, basename(path, '.zip'));
}

const bundle = ({ root }: ExchangeOffice, file: string): string => join(root, layout.bundles(period), file);

describe('an issue', () => {
  it.skipIf(!hasUnzip)(
    'goes from the closed list to a bundle with the signed paper, byte for byte',
    async () => {
      const office = await newOffice();
      const ids = await choose(office);
      const press = pressing(office);
      expect(await stepOf(office)).toBe('freeze');
      await press.freeze();
      expect(await stepOf(office)).toBe('draft');
      await press.submit();
      expect(await stepOf(office)).toBe('sign');
      await press.sign();
      expect(await stepOf(office)).toBe('issue');
      const file = await press.issue();
      expect(await stepOf(office)).toBe('done');
      const bag = unpacked(bundle(office, file));
      execFileSync('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], {
        cwd: bag,
      });
      const manifest = bundleManifestSchema.parse(
        JSON.parse(readFileSync(join(bag, 'data/bundle.json'), 'utf8')),
      );
      expect(manifest.practices.map(({ id }) => id)).toEqual(ids);
      const [signed] = manifest.papers ?? [];
      expect(signed).toMatchObject({
        ...{ type: 'report', number: '05/BC-SKHCN', date: '2026-10-05', bytes: scan().byteLength },
        signer: { post: 'GIÁM ĐỐC', name: 'Trần Văn A' },
        subject: 'Tổng hợp cách làm hay quý III/2026',
      });
      expect(readFileSync(join(bag, 'data/papers', signed?.file ?? '')).equals(scan())).toBe(true);
      const [departure] = await office.handlers['sending.departures']({});
      expect(departure?.departure.papers).toMatchObject([
        { type: 'report', number: '05/BC-SKHCN', date: '2026-10-05' },
      ]);
    },
  );

  it('has the same bytes on another machine with the same library', async () => {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    await press.sign();
    const other = await openOffice(copyOf(office.root));
    const [one, two] = [await press.issue(), await pressing(other).issue()];
    expect(readFileSync(bundle(office, one)).equals(readFileSync(bundle(other, two)))).toBe(true);
  });

  it('keeps everybody from the choice while it is signed, and opens it again', async () => {
    const office = await newOffice();
    const ids = await choose(office);
    const press = pressing(office);
    await press.freeze();
    const save = async (): Promise<unknown> =>
      office.handlers['compilations.save']({ period, base: await baseOf(office), foreword: '', items: ids });
    await expect(save()).rejects.toMatchObject({ code: 'choice-closed' });
    await office.handlers['issue.back']({ period, base: await baseOf(office), to: 'freeze' });
    expect(await save()).toMatchObject({ type: 'saved' });
  });

  it('goes one step after the other: nothing is signed before its draft was handed in', async () => {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await expect(press.submit()).rejects.toMatchObject({ code: 'bad-input' });
    await press.freeze();
    await expect(press.sign()).rejects.toMatchObject({ code: 'bad-input', where: 'submit' });
    await expect(press.issue()).rejects.toMatchObject({ code: 'bad-input', where: 'submit' });
    await press.submit();
    await expect(press.issue()).rejects.toMatchObject({ code: 'paper-missing' });
  });

  it('sets signed papers aside where somebody goes back behind them, and their files stay', async () => {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    const { compilation } = await press.sign();
    const signed = lastIssue(compilation.issues)?.papers[0];
    const back = await office.handlers['issue.back']({ period, base: await baseOf(office), to: 'draft' });
    const issue = lastIssue(back.compilation.issues);
    expect(issue).toMatchObject({ papers: [], setAside: [signed] });
    expect(issue?.submitted).toBeUndefined();
    expect(issue?.frozen).toBeDefined();
    expect(existsSync(join(office.root, signed ? signedPath(period, signed.file) : ''))).toBe(true);
  });

  it('refuses what is not what was signed: a practice, the choice, the file', async () => {
    const office = await newOffice();
    const [id = ''] = await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    await expect(press.issue()).rejects.toMatchObject({ code: 'paper-missing' });
    const { compilation } = await press.sign();
    const tree = (): unknown => treeOf(office.root, /\.lock$/);

    const before = tree();
    const path = join(office.root, layout.compilation(period));
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('Kính gửi.', 'Chào.'));
    await expect(press.issue()).rejects.toMatchObject({ code: 'issue-changed' });
    expect(await office.handlers['issue.get']({ period })).toMatchObject({ choiceChanged: true });
    writeFileSync(path, text);

    const signed = lastIssue(compilation.issues)?.papers[0];
    const file = join(office.root, signed ? signedPath(period, signed.file) : '');
    writeFileSync(file, scan('khác'));
    await expect(press.issue()).rejects.toMatchObject({ code: 'issue-changed', where: '05/BC-SKHCN' });
    rmSync(file);
    expect(await office.handlers['issue.get']({ period })).toMatchObject({ lost: ['report'] });
    await expect(press.issue()).rejects.toMatchObject({ code: 'paper-missing' });
    writeFileSync(file, scan());
    expect(tree()).toEqual(before);

    await revise(office, id, { title: 'Một, sửa' });
    expect(await office.handlers['issue.get']({ period })).toMatchObject({
      hindrances: [{ id, title: 'Một, sửa', hindrance: 'changed' }],
    });
    await expect(press.issue()).rejects.toMatchObject({ code: 'issue-changed', where: 'Một, sửa' });
  });

  it('goes on while a practice of the closed list is deleted, and is issued once that is back', async () => {
    const office = await newOffice();
    const [id = ''] = await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    await press.sign();
    await moveToBin(office.library, id, moment);
    expect(await office.handlers['issue.get']({ period })).toMatchObject({
      hindrances: [{ id, hindrance: 'missing' }],
    });
    await expect(press.issue()).rejects.toMatchObject({ code: 'not-found' });
    await restoreFromBin(office.library, id);
    expect(await office.handlers['issue.get']({ period })).toMatchObject({ hindrances: [] });
    await press.issue();
    expect(await stepOf(office)).toBe('done');
  });

  it('is not closed over practices that may not leave', async () => {
    const office = await newOffice();
    const [id = ''] = await choose(office);
    rmSync(join(office.root, layout.work(id)));
    const { hindrances } = await office.handlers['issue.get']({ period });
    expect(hindrances).toMatchObject([{ id, hindrance: 'not-approved' }]);
    await expect(pressing(office).freeze()).rejects.toMatchObject({ code: 'not-approved', where: 'Một' });
  });

  it('lets one of two people go first', async () => {
    const office = await newOffice();
    const ids = await choose(office);
    const base = await baseOf(office);
    const [saved, closed] = await Promise.all([
      office.handlers['compilations.save']({ period, base, foreword: 'Mới', items: ids }).catch(
        (error: unknown) => (error as { code: string }).code,
      ),
      office.handlers['issue.freeze']({ period, base }),
    ]);
    const first = typeof saved === 'string' ? saved : saved.type;
    expect([`${first} ${closed.type}`]).toContainEqual(
      first === 'saved' ? 'saved conflict' : 'choice-closed saved',
    );
  });
});

describe('the office that receives an issue', () => {
  it('has its papers byte for byte, also once the parcel was taken in', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    await choose(a);
    const press = pressing(a);
    await press.freeze();
    await press.submit();
    await press.sign();
    const review = await receiveFile(b, bundle(a, await press.issue()));
    await takeInReviewed(b, review);
    const [arrival] = await b.handlers['exchange.arrivals']({});
    const parcel = arrival?.bundle.tagManifest ?? '';
    const [paper, ...others] = await receivedPapers(b.library, parcel);
    expect(others).toMatchObject([{ type: 'enclosed-list', date: null, mediaType: 'application/pdf' }]);
    expect(paper).toMatchObject({ type: 'report', number: '05/BC-SKHCN', date: '2026-10-05' });
    const path = await findServedFile(b.library, `arrived/${parcel}/${paper?.file ?? ''}`);
    expect(readFileSync(path?.path ?? '').equals(scan())).toBe(true);
    expect(await findServedFile(b.library, `arrived/${parcel}/_papers.json`)).toBeUndefined();
  });
});

describe('a file that is given as a signed paper', () => {
  const refused: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a program', Buffer.from('MZ\u0090 This program cannot be run'), 'kind'],
    ['a page of the web', Buffer.from('<html><script>alert(1)</script></html>'), 'kind'],
    ['a page of the web with a PDF in it', Buffer.concat([Buffer.from('<html>\n'), scan()]), 'kind'],
    ['a Word file', Buffer.from('PK\u0003\u0004 word/document.xml'), 'kind'],
    ['half a PDF', scan().subarray(0, 20), 'damaged'],
    ['half a JPEG', Buffer.from('ffd8ffc0001108000a000a03012200021101031101', 'hex'), 'damaged'],
    ['more than 50 MB', Buffer.concat([scan(), Buffer.alloc(50 * 1024 ** 2)]), 'too-large'],
  ];
  it.each(refused)('is refused where it is %s, and nothing is left of it', async (_, bytes, rule) => {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    const before = treeOf(office.root, /\.lock$/);
    await expect(press.sign({ file: giveFile(bytes) })).rejects.toMatchObject({
      ...{ code: 'bad-input', where: 'file', rule },
    });
    expect(treeOf(office.root, /\.lock$/)).toEqual(before);
  });

  it.each([
    ['../../office.json', 'office.pdf'],
    ['CON.pdf', 'tep-con.pdf'],
    ['Báo cáo số 05 (đã ký) .exe', 'bao-cao-so-05-da-ky.pdf'],
    ['', 'tep.pdf'],
  ])('called "%s" lies under a name that is safe', async (name, safe) => {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    const { compilation } = await press.sign({ file: giveFile(scan(), name) });
    expect(lastIssue(compilation.issues)?.papers[0]?.file).toMatchObject({ file: safe, original: name });
  });
});

describe('once more', () => {
  async function issuedOnce(): Promise<ExchangeOffice> {
    const office = await newOffice();
    await choose(office);
    const press = pressing(office);
    await press.freeze();
    await press.submit();
    await press.sign();
    await press.issue();
    return office;
  }
  const begin = async (office: ExchangeOffice, kind: 'replacement' | 'correction'): Promise<unknown> =>
    office.handlers['issue.again']({
      ...{ period, base: await baseOf(office), kind, reason: 'Sai số liệu ở mục II' },
      errata: kind === 'correction' ? [{ printed: '31 %', instead: '13 %' }] : [],
    });
  const papersIn = (office: ExchangeOffice, file: string): unknown => {
    const bag = unpacked(bundle(office, file));
    return (JSON.parse(readFileSync(join(bag, 'data/bundle.json'), 'utf8')) as { papers: unknown }).papers;
  };

  it.skipIf(!hasUnzip)('a replacement has a list of its own and refers to the first paper', async () => {
    const office = await issuedOnce();
    const press = pressing(office);
    await expect(press.freeze()).rejects.toMatchObject({ code: 'choice-closed' });
    await begin(office, 'replacement');
    await choose(office, ['Ba']);
    await press.freeze();
    await press.submit();
    await press.sign({ number: 21, date: '2026-10-20', file: giveFile(scan('thay thế')) });
    const papers = papersIn(office, await press.issue(3));
    expect(papers).toMatchObject([
      { number: '21/BC-SKHCN', about: { kind: 'replacement', number: '05/BC-SKHCN', date: '2026-10-05' } },
      { type: 'enclosed-list' },
    ]);
  });

  it.skipIf(!hasUnzip)(
    'the same bundle again, cut or for certain offices, takes its papers along',
    async () => {
      const office = await issuedOnce();
      const again = async (how: { limit?: number }): Promise<string> =>
        office.ended(await office.handlers['compilations.export']({ period, number: 2, ...how }));
      const first = (await office.handlers['compilations.get']({ period })).compilation.exports[0];
      const before = readFileSync(bundle(office, first?.file ?? ''));
      const file = await again({});
      expect(readFileSync(bundle(office, file)).equals(before)).toBe(true);
      const part = await again({ limit: 100_000 });
      expect(papersIn(office, part)).toMatchObject([{ number: '05/BC-SKHCN' }, { type: 'enclosed-list' }]);
      expect(await office.handlers['sending.departures']({})).toHaveLength(1);
      const [id = ''] = first
        ? (await office.handlers['compilations.get']({ period })).compilation.items
        : [];
      await revise(office, id, { title: 'Một, sửa' });
      await expect(again({})).rejects.toMatchObject({ code: 'issue-changed', where: 'Một, sửa' });
    },
  );

  it.skipIf(!hasUnzip)(
    'a correction goes with the same practices and refers to the first paper',
    async () => {
      const office = await issuedOnce();
      const press = pressing(office);
      await begin(office, 'correction');
      expect(await stepOf(office)).toBe('draft');
      await expect(
        office.handlers['issue.back']({ period, base: await baseOf(office), to: 'freeze' }),
      ).rejects.toMatchObject({ code: 'bad-input' });
      await press.submit();
      const letter = { type: 'letter' as const, number: 210, symbol: 'SKHCN-CĐS', date: '2026-10-21' };
      await press.sign({ ...letter, file: giveFile(scan('đính chính')) });
      expect(papersIn(office, await press.issue(3))).toMatchObject([
        {
          ...{ type: 'letter', number: '210/SKHCN-CĐS' },
          subject: 'V/v đính chính Báo cáo số 05/BC-SKHCN ngày 05 tháng 10 năm 2026',
          about: { kind: 'correction', number: '05/BC-SKHCN', date: '2026-10-05' },
        },
        { type: 'enclosed-list' },
      ]);
    },
  );

  it('one that was begun can be ended as long as nothing is signed', async () => {
    const office = await issuedOnce();
    await begin(office, 'replacement');
    const view = await office.handlers['issue.back']({ period, base: await baseOf(office), to: 'start' });
    expect(view.compilation.issues).toHaveLength(1);
    await expect(
      office.handlers['issue.back']({ period, base: await baseOf(office), to: 'draft' }),
    ).rejects.toMatchObject({ code: 'choice-closed' });
  });

  it('one that was given up leaves what was signed for it on record', async () => {
    const office = await issuedOnce();
    const press = pressing(office);
    await begin(office, 'replacement');
    await press.freeze();
    await press.submit();
    await press.sign({ number: 21, file: giveFile(scan('thay thế')) });
    await expect(press.back('start')).rejects.toMatchObject({ code: 'bad-input' });
    await press.back('draft');
    const { compilation } = await press.back('start');
    expect(compilation.issues).toMatchObject([{ papers: [{ number: 5 }], setAside: [{ number: 21 }] }]);
    const [kept] = compilation.issues?.[0]?.setAside ?? [];
    expect(existsSync(join(office.root, kept ? signedPath(period, kept.file) : ''))).toBe(true);
  });

  it('is not issued under the number of an earlier one', async () => {
    const office = await issuedOnce();
    const press = pressing(office);
    await begin(office, 'replacement');
    await press.freeze();
    await press.submit();
    await press.sign({ number: 21, file: giveFile(scan('thay thế')) });
    await expect(press.issue(2)).rejects.toMatchObject({ code: 'bad-input', where: 'number' });
    expect(await stepOf(office)).toBe('issue');
  });

  it('tells which numbers were given', async () => {
    const office = await issuedOnce();
    expect((await office.handlers['issue.get']({ period })).used).toEqual([
      { type: 'report', number: 5, symbol: 'BC-SKHCN', date: '2026-10-05', period },
    ]);
    expect(paper().number).toBe(5);
  });
});
