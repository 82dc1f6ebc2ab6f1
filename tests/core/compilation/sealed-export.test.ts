import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import type { KeySafe } from '#core/platform';
import { isSignedBy, numberText, parsePublicKeyLine, parseSignature } from '#core/seal/minisign';
import { renewKey } from '#core/seal/renew-key';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  officeSafe,
  openOffice,
  period,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';

const hasMinisign = spawnSync('minisign', ['-v']).status === 0;
const emptySafe: KeySafe = {
  keep: () => Promise.reject(new Error('not in this test')),
  read: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
};

const keyLine = ({ library }: ExchangeOffice): string => library.office?.keys.at(-1)?.key ?? '';
const sealPath = ({ root }: ExchangeOffice, id: string): string => join(root, layout.recordSeal(id));
const sealOf = (office: ExchangeOffice, id: string): string => readFileSync(sealPath(office, id), 'utf8');

function unpacked(path: string): string {
  const folder = temporaryFolder();
  execFileSync('unzip', ['-qq', path, '-d', folder]);
  return join(folder, basename(path, '.zip'));
}

function isSealedBy(line: string, file: string, seal = `${file}.minisig`): boolean {
  const signature = parseSignature(readFileSync(seal, 'utf8'));
  return isSignedBy(readFileSync(file), signature, parsePublicKeyLine(line));
}

const bundlesOf = ({ root }: ExchangeOffice): string[] => {
  const folder = join(root, layout.bundles(period));
  return readdirSync(folder).map((file) => join(folder, file));
};

async function again(office: ExchangeOffice, unsealed?: boolean): Promise<string> {
  const asked = { period, number: 2, ...(unsealed === undefined ? {} : { unsealed }) };
  const file = await office.ended(await office.handlers['compilations.export'](asked));
  return join(office.root, layout.bundles(period), file);
}

describe('an export', () => {
  it('seals the bag and our records, in the parcel and in the library', async () => {
    const office = await newOffice();
    const ids = [await writePractice(office), await writePractice(office, { title: 'Hai' })];
    const bag = unpacked(await exportPractices(office, ids));
    const key = keyLine(office);
    expect(isSealedBy(key, join(bag, 'tagmanifest-sha256.txt'))).toBe(true);
    const comment = readFileSync(join(bag, 'tagmanifest-sha256.txt.minisig'), 'utf8').split('\n')[2];
    expect(comment).toBe(
      `trusted comment: lantoa 1.0 parcel office=${office.library.office?.officeId ?? ''} period=2026-Q3 number=2 part=1/1 issued=2026-10-05T02:12:30.000Z`,
    );
    for (const id of ids) {
      const record = join(bag, 'data/practices', id, 'record.sha256');
      expect(isSealedBy(key, record)).toBe(true);
      expect(sealOf(office, id)).toBe(readFileSync(`${record}.minisig`, 'utf8'));
      const revision = office.library.catalogue.get(id)?.revision ?? '';
      expect(existsSync(join(office.root, layout.revision(id, revision), 'record.sha256.minisig'))).toBe(
        true,
      );
    }
    const listed = readFileSync(join(bag, 'tagmanifest-sha256.txt'), 'utf8');
    expect(listed).not.toContain('minisig');
  });

  it.skipIf(!hasMinisign)('is verified by minisign itself, bag and records', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.csv': 'a;b\n' } });
    const bag = unpacked(await exportPractices(office, [id]));
    const verify = (cwd: string, file: string): string =>
      execFileSync('minisign', ['-Vm', file, '-P', keyLine(office)], {
        cwd,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(verify(bag, 'tagmanifest-sha256.txt')).toContain('verified');
    expect(verify(join(bag, 'data/practices', id), 'record.sha256')).toContain(`practice=${id}`);
    writeFileSync(join(bag, 'tagmanifest-sha256.txt'), 'other');
    expect(() => verify(bag, 'tagmanifest-sha256.txt')).toThrow();
  });

  it('has the same bytes again, also where the seals of the records were lost', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    const first = readFileSync(await exportPractices(office, [id]));
    expect(readFileSync(await again(office)).equals(first)).toBe(true);
    rmSync(sealPath(office, id));
    expect(readFileSync(await again(office)).equals(first)).toBe(true);
    writeFileSync(sealPath(office, id), 'hỏng');
    expect(readFileSync(await again(office)).equals(first)).toBe(true);
    expect(isSealedBy(keyLine(office), join(office.root, layout.record(id)), sealPath(office, id))).toBe(
      true,
    );
  });

  it('leaves the seals of peers as they came', async () => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a);
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    const ours = await writePractice(b, { title: 'Của ta' });
    const bag = unpacked(await exportPractices(b, [id, ours]));
    const record = (practice: string): string => join(bag, 'data/practices', practice, 'record.sha256');
    expect(isSealedBy(keyLine(a), record(id))).toBe(true);
    expect(isSealedBy(keyLine(b), record(ours))).toBe(true);
    expect(isSealedBy(keyLine(b), join(bag, 'tagmanifest-sha256.txt'))).toBe(true);
    expect(sealOf(b, id)).toBe(sealOf(a, id));
  });

  it('does not go out without a seal unless somebody says so', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    await exportPractices(office, [id]);
    const elsewhere = await openOffice(copyOf(office.root), { keySafe: emptySafe });
    rmSync(sealPath(elsewhere, id));
    const before = treeOf(elsewhere.root);
    await expect(again(elsewhere)).rejects.toMatchObject({ code: 'no-seal-key' });
    expect(treeOf(elsewhere.root)).toEqual(before);
    const bag = unpacked(await again(elsewhere, true));
    expect(existsSync(join(bag, 'tagmanifest-sha256.txt'))).toBe(true);
    expect(existsSync(join(bag, 'tagmanifest-sha256.txt.minisig'))).toBe(false);
    expect(existsSync(sealPath(elsewhere, id))).toBe(false);
    expect(elsewhere.library.office?.keys).toHaveLength(1);
  });

  it('seals anew what a disabled key has sealed, and keeps what an ended one has', async () => {
    for (const lost of [false, true]) {
      const office = await newOffice();
      const id = await writePractice(office);
      const first = readFileSync(await exportPractices(office, [id]));
      const former = keyLine(office);
      const { statements, library } = office;
      const from = numberText(parsePublicKeyLine(former).number);
      const change = { from, lost, note: '', by: '', now: new Date('2026-11-01T00:00:00Z') };
      library.office = await renewKey({ library, statements, safe: officeSafe, ...change });
      const bag = unpacked(await again(office));
      expect(isSealedBy(keyLine(office), join(bag, 'tagmanifest-sha256.txt'))).toBe(true);
      const record = join(bag, 'data/practices', id, 'record.sha256');
      expect(isSealedBy(lost ? keyLine(office) : former, record)).toBe(true);
      expect(sealOf(office, id)).toBe(readFileSync(`${record}.minisig`, 'utf8'));
      expect(bundlesOf(office), 'the parcel under the former seal stays').toHaveLength(2);
      expect(bundlesOf(office).map((file) => readFileSync(file).equals(first))).toContain(true);
    }
  });
});

describe('killed at any step', () => {
  it('an export has sealed all of it, or nothing', async () => {
    const office = await newOffice();
    const ids = [await writePractice(office), await writePractice(office, { title: 'Hai' })];
    await office.handlers['compilations.save']({ period, base: null, foreword: '', items: ids });
    await expectOldOrNew({
      original: office.root,
      run: async (root, fileSystem) => {
        const opened = await openOffice(root, { fileSystem });
        return opened.ended(await opened.handlers['compilations.export']({ period, number: 2 }));
      },
      stateOf: (root) => treeOf(root, /\.lock$|\.transactions/),
      moreThan: 10,
    });
  }, 240_000);
});
