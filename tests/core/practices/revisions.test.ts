import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { layout } from '#core/library/layout';
import { revisionHash } from '#core/practices/record';
import {
  approve,
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
  writeByHand,
} from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';

const at = ({ root }: ExchangeOffice, path: string): string => join(root, path);
const practiceTree = (office: ExchangeOffice, id: string): Record<string, string> =>
  treeOf(at(office, layout.practice(id)), /^\.lock$/);

async function frontMatterOf(office: ExchangeOffice, id: string) {
  return (await office.library.store.read(id)).document.frontMatter;
}

async function change(office: ExchangeOffice, id: string, fields: Record<string, unknown>): Promise<void> {
  await writeByHand(office.library, id, new Map(Object.entries(fields)));
}

function expectSoundRecord(office: ExchangeOffice, id: string): void {
  const cwd = at(office, layout.practice(id));
  execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'record.sha256'], { cwd });
}

describe('minting a practice with an attachment that is listed twice', () => {
  it('fails by the name of the attachment and changes nothing; once mended it mints, steps and leaves', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': 'picture' } });
    const { attachments = [] } = await frontMatterOf(office, id);
    await change(office, id, { attachments: [...attachments, ...attachments] });
    const before = practiceTree(office, id);
    await expect(office.library.revisions.mint(id, { by: 'Lan', at: new Date() })).rejects.toMatchObject({
      code: 'practice-damaged',
      where: 'a.png',
    });
    expect(practiceTree(office, id)).toEqual(before);
    await change(office, id, { attachments, title: 'Đã sửa' });
    await approve(office.library, id);
    expectSoundRecord(office, id);
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 2 });
    expect(await exportPractices(office, [id])).toMatch(/\.zip$/);
  });

  it('goes on from a record that cannot be read, and keeps its bytes', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': 'picture' } });
    const first = (await office.library.revisions.last(id))?.hash;
    const record = readFileSync(at(office, layout.record(id)), 'utf8');
    const line = record.split('\n')[0] ?? '';
    const damaged = `${line}\n${record}`;
    // What an earlier mint left: the record, and the same in the history.
    writeFileSync(at(office, layout.record(id)), damaged);
    const folder = at(office, layout.revision(id, revisionHash(damaged)));
    mkdirSync(folder);
    writeFileSync(join(folder, 'record.sha256'), damaged);
    writeFileSync(join(folder, 'practice.md'), readFileSync(at(office, layout.text(id))));
    await change(office, id, { title: 'Đã sửa' });
    await approve(office.library, id);
    expectSoundRecord(office, id);
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 2, parents: [first] });
    const kept = at(office, `${layout.history(id)}/unreadable`);
    expect(readdirSync(kept).map((name) => readFileSync(join(kept, name), 'utf8'))).toEqual([damaged]);
    expect(await exportPractices(office, [id])).toMatch(/\.zip$/);
  });
});

describe('minting when record.sha256 is lost', () => {
  async function withTwoRevisions(): Promise<{ office: ExchangeOffice; id: string; hashes: string[] }> {
    const office = await newOffice();
    const id = await writePractice(office, { attachments: { 'a.png': 'picture' } });
    const first = (await office.library.revisions.last(id))?.hash ?? '';
    const second = await revise(office, id, { title: 'Bản hai' });
    return { office, id, hashes: [second, first] };
  }

  it('goes on from the newest revision that the history has', async () => {
    const { office, id, hashes } = await withTwoRevisions();
    rmSync(at(office, layout.record(id)));
    await revise(office, id, { title: 'Bản ba', attachments: [] });
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 3, parents: hashes });
    expect(existsSync(at(office, layout.attachment(id, 'a.png')))).toBe(false);
  });

  it('restores it where the text is still that revision, so that a peer knows it', async () => {
    const { office, id, hashes } = await withTwoRevisions();
    const peer = await newOffice();
    await takeInReviewed(peer, await receiveFile(peer, await exportPractices(office, [id])));
    const before = practiceTree(office, id);
    rmSync(at(office, layout.record(id)));
    expect(await office.library.revisions.mint(id, { by: 'Lan', at: new Date() })).toEqual({
      revision: hashes[0],
      minted: false,
    });
    expect(practiceTree(office, id)).toEqual(before);
    const review = await receiveFile(peer, await exportPractices(office, [id]));
    expect(review.items).toMatchObject([{ kind: 'same' }]);
  });

  it('goes on from what the text says where the history is lost too', async () => {
    const { office, id, hashes } = await withTwoRevisions();
    rmSync(at(office, layout.record(id)));
    rmSync(at(office, layout.history(id)), { recursive: true });
    await revise(office, id, { title: 'Bản ba' });
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 3, parents: [hashes[1]] });
  });

  it('goes on from the record where only the history is lost', async () => {
    const { office, id, hashes } = await withTwoRevisions();
    rmSync(at(office, layout.history(id)), { recursive: true });
    await revise(office, id, { title: 'Bản ba' });
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 3, parents: hashes });
  });

  it('is not misled by what does not belong into the history', async () => {
    const { office, id, hashes } = await withTwoRevisions();
    rmSync(at(office, layout.record(id)));
    const forged = at(office, layout.revision(id, 'f'.repeat(64)));
    mkdirSync(forged);
    writeFileSync(join(forged, 'record.sha256'), 'x');
    const frontMatter = { ...(await frontMatterOf(office, id)), revision: 90 };
    writeFileSync(join(forged, 'practice.md'), `---\n${stringify(frontMatter)}---\n`);
    await revise(office, id, { title: 'Bản ba' });
    expect(await frontMatterOf(office, id)).toMatchObject({ revision: 3, parents: hashes });
  });
});

describe('taking in a newer revision', () => {
  it.each([
    ['is lost', undefined],
    ['was altered', 'pictura'],
  ])('heals an attachment that %s here', async (_what, content) => {
    const [a, b] = [await newOffice(), await newOffice()];
    const id = await writePractice(a, { attachments: { 'a.png': 'picture' } });
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    const file = at(b, layout.attachment(id, 'a.png'));
    if (content === undefined) rmSync(file);
    else writeFileSync(file, content);
    await revise(a, id, { title: 'Bản hai' });
    await takeInReviewed(b, await receiveFile(b, await exportPractices(a, [id])));
    expect(readFileSync(file, 'utf8')).toBe('picture');
    expectSoundRecord(b, id);
    const folder = at(b, dirname(layout.keptAttachment(id, 'x')));
    const kept = existsSync(folder)
      ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
      : [];
    expect(kept).toEqual(content === undefined ? [] : [content]);
  });
});
