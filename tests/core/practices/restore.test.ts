import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { attach, detach } from '#core/practices/attachments';
import { changePractice, parsePractice } from '#core/practices/document';
import { type ExchangeOffice, newOffice, writePractice } from '#tests/support/exchange';
import { temporaryFolder, treeOf } from '#tests/support/folders';

const lan = { by: 'Trần Thị Lan', at: new Date('2026-11-22T07:20:00Z') };
const at = ({ root }: ExchangeOffice, path: string): string => join(root, path);
const textOf = (office: ExchangeOffice, id: string): string =>
  readFileSync(at(office, layout.text(id)), 'utf8');

async function draft(input: Parameters<typeof writePractice>[1] = {}) {
  const office = await newOffice();
  const id = await writePractice(office, { approve: false, ...input });
  return { office, id };
}

async function save(office: ExchangeOffice, id: string, title: string): Promise<void> {
  const { hash } = await office.library.store.read(id);
  await office.library.store.save(id, hash, {
    fields: new Map([['title', title]]),
    sections: new Map([['steps', `Bước của ${title}`]]),
  });
}

async function restore(office: ExchangeOffice, id: string, hash: string): Promise<string> {
  const base = (await office.library.store.read(id)).hash;
  const outcome = await office.library.revisions.restore(id, base, hash, lan);
  if (outcome.type !== 'restored') throw new Error(outcome.type);
  return outcome.former;
}

/** A text without what minting and restoring write into it. */
const content = (text: string): string =>
  changePractice(parsePractice(text), {
    fields: new Map([
      ['revision', undefined],
      ['parents', undefined],
    ]),
  });

describe('restoring a revision', () => {
  it('keeps the present state as a revision, and undoing brings it back byte for byte', async () => {
    const { office, id } = await draft({ attachments: { 'a.png': 'ảnh' } });
    const { revisions } = office.library;
    const first = (await revisions.mint(id, lan)).revision;
    const { hash } = await office.library.store.read(id);
    await detach(office.library, id, hash, 'a.png');
    await save(office, id, 'Bản hai');
    const before = textOf(office, id);
    const former = await restore(office, id, first);
    expect(content(textOf(office, id))).toBe(
      content(readFileSync(at(office, `${layout.revision(id, first)}/practice.md`), 'utf8')),
    );
    expect(readFileSync(at(office, layout.attachment(id, 'a.png')), 'utf8')).toBe('ảnh');
    expect((await office.library.store.read(id)).document.frontMatter).toMatchObject({
      revision: 2,
      parents: [first],
    });
    const kept = readFileSync(at(office, `${layout.revision(id, former)}/practice.md`), 'utf8');
    expect(content(kept)).toBe(content(before));
    // The restored text is the first revision: going back mints nothing.
    expect(await restore(office, id, former)).toBe(first);
    expect(textOf(office, id)).toBe(kept);
    expect(await revisions.changed(id)).toBe(false);
    expect(await revisions.kept(id)).toHaveLength(2);
    expect((await office.library.store.work(id))?.log.slice(-4)).toMatchObject([
      { step: 'minted', by: lan.by, revision: first },
      { step: 'minted', by: lan.by, revision: former },
      { step: 'restored', by: lan.by, revision: first },
      { step: 'restored', by: lan.by, revision: former },
    ]);
  });

  it('changes nothing on an outdated text, an unknown revision, or where bytes of an attachment are lost', async () => {
    const { office, id } = await draft({ attachments: { 'a.png': 'ảnh' } });
    const { revisions, store } = office.library;
    const first = (await revisions.mint(id, lan)).revision;
    const old = (await store.read(id)).hash;
    await detach(office.library, id, old, 'a.png');
    await revisions.mint(id, lan);
    await save(office, id, 'Bản khác');
    writeFileSync(at(office, layout.keptAttachment(id, sha256('ảnh'))), 'hỏng');
    const tree = treeOf(at(office, layout.practice(id)));
    expect(await revisions.restore(id, old, first, lan)).toEqual({ type: 'conflict' });
    const { hash } = await store.read(id);
    await expect(revisions.restore(id, hash, '0'.repeat(64), lan)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(revisions.restore(id, hash, first, lan)).rejects.toMatchObject({
      code: 'attachment-missing',
      where: 'a.png',
    });
    expect(treeOf(at(office, layout.practice(id)))).toEqual(tree);
  });

  it('puts another file of the same name by, and finds it again', async () => {
    const { office, id } = await draft({ attachments: { 'a.png': 'cũ' } });
    const { revisions, store } = office.library;
    const first = (await revisions.mint(id, lan)).revision;
    await detach(office.library, id, (await store.read(id)).hash, 'a.png');
    const second = (await revisions.mint(id, lan)).revision;
    const path = join(temporaryFolder(), 'a.png');
    writeFileSync(path, 'mới');
    await attach(office.library, id, { path, name: 'a.png', title: 'a' });
    const third = (await revisions.mint(id, lan)).revision;
    for (const [hash, bytes] of [
      [first, 'cũ'],
      [third, 'mới'],
      [second, undefined],
      [first, 'cũ'],
      [third, 'mới'],
    ] as const) {
      await restore(office, id, hash);
      const files = treeOf(at(office, layout.practice(id)), /^(?!attachments\/)/);
      expect(files).toEqual(bytes === undefined ? {} : { 'attachments/a.png': sha256(bytes) });
    }
  });
});

type Action =
  | { readonly do: 'edit' | 'hand'; readonly text: string }
  | { readonly do: 'attach'; readonly text: string }
  | { readonly do: 'detach' | 'mint' | 'lose-record' }
  | { readonly do: 'restore'; readonly which: number };

const word = fc.constantFrom('Một', 'Hai', 'Ba', 'Tổ dân phố số 5', 'constructor', '..');
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom('edit' as const, 'hand' as const, 'attach' as const), text: word }),
  fc.record({ do: fc.constantFrom('detach' as const, 'mint' as const, 'mint' as const) }),
  fc.record({ do: fc.constant('lose-record' as const) }),
  fc.record({ do: fc.constant('restore' as const), which: fc.nat(20) }),
);

async function act(office: ExchangeOffice, id: string, step: Action, sources: string): Promise<void> {
  const { library } = office;
  const { document, hash } = await library.store.read(id);
  const [file] = document.frontMatter.attachments ?? [];
  if (step.do === 'edit') await save(office, id, step.text);
  if (step.do === 'hand')
    writeFileSync(at(office, layout.text(id)), `${document.text}\n<!-- ${step.text} -->\n`);
  if (step.do === 'attach') {
    const path = join(sources, 'a.txt');
    writeFileSync(path, step.text);
    await attach(library, id, { path, name: 'a.txt', title: step.text });
  }
  if (step.do === 'detach' && file) await detach(library, id, hash, file.file);
  if (step.do === 'lose-record') rmSync(at(office, layout.record(id)), { force: true });
  if (step.do === 'mint') await library.revisions.mint(id, lan);
  if (step.do === 'restore') {
    const kept = await library.revisions.whole(id);
    const target = kept[step.which % Math.max(1, kept.length)];
    if (target) await restore(office, id, target.revision.hash);
  }
}

/** Every revision that ever was: its text as minted, and its attachments. */
type Memory = Map<string, { text: string; files: Record<string, string> }>;

async function remember(office: ExchangeOffice, id: string, memory: Memory): Promise<void> {
  for (const { revision, document } of await office.library.revisions.whole(id)) {
    const files = revision.entries.filter(({ path }) => path !== 'practice.md');
    const entry = {
      text: document.text,
      files: Object.fromEntries(files.map(({ path, sha256: digest }) => [path, digest])),
    };
    const known = memory.get(revision.hash);
    if (known) expect(entry).toEqual(known);
    else memory.set(revision.hash, entry);
  }
}

describe('any sequence of edits, hand edits, attachments, mints and restores', () => {
  it('leaves every byte of every revision restorable, under a record that verifies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 10 }), async (steps) => {
        const { office, id } = await draft();
        const sources = temporaryFolder();
        const memory: Memory = new Map();
        for (const step of steps) {
          const before = textOf(office, id);
          await act(office, id, step, sources);
          await remember(office, id, memory);
          if (step.do !== 'restore') continue;
          const texts = [...memory.values()].map(({ text }) => content(text));
          if ((await office.library.revisions.kept(id)).length > 0) expect(texts).toContain(content(before));
        }
        await office.library.revisions.mint(id, lan);
        await remember(office, id, memory);
        for (const [hash, { text, files }] of [...memory]) {
          await restore(office, id, hash);
          expect(content(textOf(office, id))).toBe(content(text));
          await office.library.revisions.mint(id, lan);
          const cwd = at(office, layout.practice(id));
          execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'record.sha256'], { cwd });
          // A file that was detached before any revision listed it stays beside them.
          expect(treeOf(cwd, /^(?!attachments\/)/)).toMatchObject(files);
          await remember(office, id, memory);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
