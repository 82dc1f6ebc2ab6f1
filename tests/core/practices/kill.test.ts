import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { hashFile, sha256 } from '#core/files/hash';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { layout } from '#core/library/layout';
import { attach, detach } from '#core/practices/attachments';
import { moveToBin, restoreFromBin, listBin } from '#core/practices/bin';
import { addComment } from '#core/practices/comments';
import { copyPractice } from '#core/practices/copy-practice';
import { newPracticeText, newWork } from '#core/practices/new-practice';
import { takeStep } from '#core/practices/status';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew, type Run } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const id = '0193e4a0-0000-7000-8000-000000000001';
const binned = '0193e4a0-0000-7000-8000-000000000002';
const office = '0193e4a0-0000-7000-8000-0000000000aa';
const peer = '0193e4a0-0000-7000-8000-000000000004';
const made = '0193e4a0-0000-7000-8000-000000000005';
const now = new Date('2026-01-05T02:00:00Z');
const text = (practice: string, title: string): string =>
  `---\nformat: "1.0"\nid: ${practice}\norigin: ${office}\nlanguage: vi\ntitle: ${title}\n---\n\n## Mục đích\n\nCũ\n`;
const work = { format: '1.0', status: 'draft' as const, log: [] };

/** A practice with two revisions, of which the second dropped an attachment, and another one in the bin. */
async function libraryToBreak(): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const library = await openedLibrary(root);
  for (const practice of [id, binned]) {
    await library.store.create(practice, text(practice, 'Ngầm hóa'), work);
    await library.revisions.mint(practice, { by: 'Lan', at: now });
  }
  await moveToBin(library, binned, now);
  for (const name of ['a.png', 'b.png']) {
    const path = join(sources, name);
    writeFileSync(path, `picture ${name}`);
    await attach(library, id, { path, name, title: name });
  }
  await library.revisions.mint(id, { by: 'Lan', at: now });
  return root;
}

/** An office of ours, and a peer's practice, which has no work here. */
async function addPeer(root: string): Promise<void> {
  const library = await openedLibrary(root);
  await library.files.changeOffice(() => ({
    format: '1.0',
    officeId: office,
    names: [{ name: 'Sở Khoa học và Công nghệ', symbol: 'SKHCN' }],
    level: 'province',
    keys: [],
  }));
  const origin = '0193e4a0-0000-7000-8000-0000000000bb';
  mkdirSync(join(root, layout.practice(peer)));
  writeFileSync(
    join(root, layout.text(peer)),
    text(peer, 'Bài của nơi khác').replace(`origin: ${office}`, `origin: ${origin}`),
  );
}

const sources = mkdtempSync(join(tmpdir(), 'lantoa-kill-'));
const attachmentSource = join(sources, 'công văn.pdf');
writeFileSync(attachmentSource, 'a new attachment '.repeat(100));
afterAll(() => {
  rmSync(sources, { recursive: true });
});

const base = async (library: OpenedLibrary): Promise<string> => (await library.store.read(id)).hash;

type Operation = (library: OpenedLibrary) => Promise<unknown>;

/** Operations that write twice may end in between: then the state must be the one that this leads to. */
const halfway: Record<string, Operation> = {
  'mint without an attachment': async (library) => detach(library, id, await base(library), 'a.png'),
};

const operations: Record<string, Operation> = {
  save: async (library) =>
    library.store.save(id, await base(library), {
      fields: new Map([['title', 'Mới']]),
      sections: new Map([['steps', 'Một']]),
    }),
  create: (library) =>
    library.store.create(
      '0193e4a0-0000-7000-8000-000000000003',
      text('0193e4a0-0000-7000-8000-000000000003', 'Thêm'),
      work,
    ),
  mint: async (library) => library.revisions.mint(id, { by: 'Lan', at: now }),
  'mint without an attachment': async (library) => {
    await detach(library, id, await base(library), 'a.png');
    await library.revisions.mint(id, { by: 'Lan', at: now });
  },
  attach: async (library) =>
    attach(library, id, {
      path: attachmentSource,
      name: 'công văn.pdf',
      title: 'Công văn',
    }),
  step: async (library) => takeStep(library, { id, base: await base(library), step: 'submit' }, 'Lan', now),
  delete: (library) => moveToBin(library, id, now),
  restore: (library) => restoreFromBin(library, binned),
  'restore a revision': async (library) => {
    const oldest = (await library.revisions.whole(id)).at(-1)?.revision.hash ?? '';
    await library.revisions.restore(id, await base(library), oldest, { by: 'Lan', at: now });
  },
  'copy one of ours': (library) =>
    copyPractice(library, id, { id: made, title: 'Bản chép', work: newWork('Lan', now) }),
  'start from a peer’s': async (library) => {
    const started = await newPracticeText(library, made, { language: 'vi', title: 'Theo', basedOn: peer });
    await library.store.create(made, started, newWork('Lan', now));
  },
  comment: (library) => addComment(library, { id, text: 'Cần nêu số liệu' }, { by: 'Lan', at: now }),
};

/** What a person would miss: every practice's text and status, with its record and attachments held against each other. */
async function stateOf(root: string): Promise<Record<string, string>> {
  const library = await openedLibrary(root);
  const state: Record<string, string> = {};
  for (const practice of await library.store.ids()) {
    const { document } = await library.store.read(practice);
    for (const { file, sha256 } of document.frontMatter.attachments ?? []) {
      const found = await hashFile(nodeFileSystem, library.store.at(layout.attachment(practice, file)));
      expect(found.sha256, `${file} is whole`).toBe(sha256);
    }
    const revision = await library.revisions.last(practice);
    const listed = revision ? [...revision.entries.map(({ path }) => path)].join() : 'none';
    const done = await library.store.work(practice);
    const said = done?.comments?.map((comment) => comment.text).join();
    state[practice] = [document.text, done?.status, listed, said].join('\n|');
    const kept = await library.revisions.kept(practice);
    if (revision) expect(kept).toContain(revision.hash);
    for (const hash of kept) await library.revisions.read(practice, hash);
  }
  for (const { id: practice, title } of await listBin(library)) state[`bin ${practice}`] = title;
  return state;
}

/** Both pictures must be somewhere, whatever happened: beside the working copy, in its history or in the bin. */
async function expectNothingLost(root: string): Promise<void> {
  for (const name of ['a.png', 'b.png']) {
    const digest = sha256(`picture ${name}`);
    const places = [`attachments/${name}`, `history/attachments/${digest}`].flatMap((file) => [
      join(root, layout.practice(id), file),
      join(root, 'bin', id, file),
    ]);
    const found = await Promise.all(places.map((place) => nodeFileSystem.information(place)));
    const there = places.filter((_place, index) => found[index] !== undefined);
    expect(there, name).not.toEqual([]);
    for (const place of there) expect((await hashFile(nodeFileSystem, place)).sha256).toBe(digest);
  }
}

const runOf =
  (operation: Operation): Run =>
  async (root, fileSystem) =>
    operation(await openedLibrary(root, fileSystem));

describe('a process killed at any file-system step', () => {
  it.each(Object.entries(operations))(
    'leaves every practice whole, old or new: %s',
    async (name, operation) => {
      const original = await libraryToBreak();
      if (name === 'mint' || name === 'restore a revision') {
        const library = await openedLibrary(original);
        await library.store.save(id, await base(library), { fields: new Map([['title', 'Chưa chốt']]) });
      }
      await addPeer(original);
      const between = halfway[name];
      await expectOldOrNew({
        original,
        run: runOf(operation),
        halfway: between ? [runOf(between)] : [],
        stateOf,
        also: expectNothingLost,
      });
    },
  );
});
