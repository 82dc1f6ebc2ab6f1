import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import {
  exportPractices,
  newOffice,
  period,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { copyOf, temporaryFolder } from '#tests/support/folders';

const has = (tool: string): boolean => spawnSync(tool, ['--help']).error === undefined;
const reader = fileURLToPath(new URL('../../support/readers/read-bag.py', import.meta.url));

function readBag(folder: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('python3', [reader, folder], { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.trim() };
}

const kept = mkdtempSync(join(tmpdir(), 'lantoa-test-'));
afterAll(() => {
  rmSync(kept, { recursive: true, force: true });
});
let unpacked: Promise<void> | undefined;

/** Bags of ours in a folder that may be changed. */
async function unpackedBags(): Promise<string[]> {
  await (unpacked ??= unpackInto(kept));
  const folder = copyOf(kept);
  return readdirSync(folder).map((name) => join(folder, name));
}

/** A bag unpacked by unzip: statements, seals, a name with a percent sign; and the parts of a second one. */
async function unpackInto(folder: string): Promise<void> {
  const office = await newOffice({ name: 'Sở Khoa học: Công nghệ & Đổi mới' });
  const attachments = { 'ảnh chụp 100%.png': 'picture'.repeat(9_000), 'bảng.csv': 'a,b\n' };
  const first = await writePractice(office, { title: 'Một: hai', attachments });
  const second = await writePractice(office, { title: 'Hai', attachments: { 'x.pdf': 'y'.repeat(50_000) } });
  await exportPractices(office, [first, second], { number: 1 });
  await office.handlers['statements.discontinue']({ practice: first, reason: 'Có cách mới' });
  const { ended, handlers } = office;
  await ended(await handlers['compilations.export']({ period, number: 2, limit: 70_000 }));
  const bundles = join(office.root, layout.bundles(period));
  for (const file of readdirSync(bundles).filter((name) => name.endsWith('.zip'))) {
    execFileSync('unzip', ['-tqq', join(bundles, file)]);
    execFileSync('unzip', ['-qq', join(bundles, file), '-d', folder]);
  }
}

describe.skipIf(!has('unzip') || !has('sha256sum') || !has('python3'))('a bag of ours', () => {
  it('follows RFC 8493 for another reader, as a whole and in parts', async () => {
    const bags = await unpackedBags();
    expect(bags.length).toBeGreaterThan(1);
    for (const bag of bags) {
      expect(readBag(bag)).toEqual({ status: 0, said: 'bag' });
      for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
        execFileSync('sha256sum', ['-c', '--strict', '--quiet', manifest], { cwd: bag });
      for (const id of readdirSync(join(bag, 'data/practices')))
        execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'record.sha256'], {
          cwd: join(bag, 'data/practices', id),
        });
    }
  });

  it.each<[string, (bag: string) => void, RegExp]>([
    [
      'more payload',
      (bag) => {
        writeFileSync(join(bag, 'data/x'), '');
      },
      /does not list data\/x/,
    ],
    [
      'less payload',
      (bag) => {
        rmSync(join(bag, 'data/index.html'));
      },
      /data\/index.html is not there/,
    ],
    [
      'other payload',
      (bag) => {
        appendFileSync(join(bag, 'data/index.html'), ' ');
      },
      /another content[^]*Oxum/,
    ],
    [
      'another tag file',
      (bag) => {
        appendFileSync(join(bag, 'bag-info.txt'), 'X: y\n');
      },
      /bag-info.txt has another/,
    ],
    [
      'no declaration',
      (bag) => {
        rmSync(join(bag, 'bagit.txt'));
      },
      /bagit.txt is missing/,
    ],
    [
      'a list to fetch',
      (bag) => {
        writeFileSync(join(bag, 'fetch.txt'), '');
      },
      /fetch.txt/,
    ],
    [
      'a path upwards',
      (bag) => {
        appendFileSync(join(bag, 'manifest-sha256.txt'), `${'0'.repeat(64)}  data/../../x\n`);
      },
      /leads outside/,
    ],
  ])('with %s is none for that reader', async (_what, damage, complaint) => {
    const [bag = ''] = await unpackedBags();
    damage(bag);
    const { status, said } = readBag(bag);
    expect(status).toBe(1);
    expect(said).toMatch(complaint);
  });
});

const id = '0193e4a0-0000-7000-8000-000000000001';
const origin = '0193e4a0-0000-7000-8000-0000000000aa';
const practice = `---
format: "1.0"
id: ${id}
origin: ${origin}
office: Sở Tài chính
language: vi
title: Viết tay
attachments:
  - file: anh.png
    title: Ảnh
    mediaType: image/png
    bytes: 8
    sha256: DIGEST
---

## Mục đích

Gọn.
`;
const bundleOf = (revision: string): string =>
  JSON.stringify({
    ...{ format: '1.0', kind: 'lantoa-bundle', period: '2026-Q3', number: 1, part: 1, parts: 1 },
    office: { id: origin, name: 'Sở Tài chính', province: null },
    ...{ issuedAt: '2026-10-05T02:12:30Z', foreword: '' },
    practices: [{ id, revision, title: 'Viết tay', language: 'vi' }],
  });

/** A bag after docs/formats.md, made with the tools of a shell alone. */
function bagByHand(bag: string): void {
  const shell = (cwd: string, command: string): string =>
    execFileSync('sh', ['-ec', command], { cwd, encoding: 'utf8' });
  const folder = join(bag, 'data/practices', id);
  mkdirSync(join(folder, 'attachments'), { recursive: true });
  writeFileSync(join(folder, 'attachments/anh.png'), 'picture\n');
  const [digest = ''] = shell(folder, 'sha256sum attachments/anh.png').split(' ');
  writeFileSync(join(folder, 'practice.md'), practice.replace('DIGEST', digest));
  shell(folder, 'sha256sum attachments/anh.png practice.md > record.sha256');
  const [revision = ''] = shell(folder, 'sha256sum record.sha256').split(' ');
  writeFileSync(join(bag, 'data/bundle.json'), bundleOf(revision));
  shell(
    bag,
    [
      "printf 'BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n' > bagit.txt",
      'find data -type f -print0 | xargs -0 sha256sum > manifest-sha256.txt',
      'octets=$(find data -type f -print0 | xargs -0 cat | wc -c)',
      'files=$(find data -type f | wc -l)',
      "printf 'Source-Organization: Sở Tài chính\\nBagging-Date: 2026-10-05\\n' > bag-info.txt",
      "printf 'Payload-Oxum: %d.%d\\n' $octets $files >> bag-info.txt",
      'sha256sum bagit.txt bag-info.txt manifest-sha256.txt > tagmanifest-sha256.txt',
    ].join('\n'),
  );
}

describe.skipIf(!has('zip') || !has('sha256sum') || !has('python3'))('a bag made by hand', () => {
  it.each([
    ['zip', 'Goi viet tay', (bag: string) => ['zip', '-qr', `${bag}.zip`, 'Goi viet tay']],
    [
      'zip under a Vietnamese name',
      'Gói viết tay',
      (bag: string) => ['zip', '-qr', `${bag}.zip`, 'Gói viết tay'],
    ],
    ['Python', 'Gói', (bag: string) => ['python3', '-m', 'zipfile', '-c', `${bag}.zip`, 'Gói']],
  ])('with a shell, packed by %s, is taken in', async (_how, name, pack) => {
    const bag = join(temporaryFolder(), name);
    mkdirSync(bag);
    bagByHand(bag);
    expect(readBag(bag)).toEqual({ status: 0, said: 'bag' });
    const [program = '', ...args] = pack(bag);
    execFileSync(program, args, { cwd: dirname(bag), env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const office = await newOffice();
    const review = await receiveFile(office, `${bag}.zip`);
    expect(review).toMatchObject({ counts: { new: 1 }, seal: { standing: 'none' } });
    await takeInReviewed(office, review);
    for (const path of ['practice.md', 'record.sha256', 'attachments/anh.png'])
      expect(readFileSync(join(office.root, layout.practice(id), path))).toEqual(
        readFileSync(join(bag, 'data/practices', id, path)),
      );
  });
});
