import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastChange, readChange } from '#core/bulk/change-records';
import { planChange, previewChange } from '#core/bulk/plan-change';
import { nodeFileSystem } from '#core/files/node-file-system';
import { applyChange } from '#core/bulk/apply-change';
import { listBin, moveToBin, restoreManyFromBin } from '#core/practices/bin';
import { bulkOperations } from '#shared/contract/bulk';
import type { BulkChange } from '#shared/model/bulk';
import { change, control, idOf, libraryOf, now, textOf, undo } from '#tests/core/bulk/library-of-many';
import { openedLibrary } from '#tests/support/opened-library';
import { treeOf } from '#tests/support/folders';
import { interposingFileSystem } from '#tests/support/interposing-file-system';

const addField: BulkChange = { type: 'list', list: 'fields', mode: 'add', keys: ['ha-tang-so'] };
const draft = (number: number, more = ''): { text: string; status: 'draft' } => ({
  text: textOf(idOf(number), `Bài ${String(number)}`, more),
  status: 'draft',
});
const titles = (left: readonly { title: string; reason: string }[]): string[] =>
  left.map(({ title, reason }) => `${title}: ${reason}`);

describe('changing many practices', () => {
  it('says before what will change and why not, then changes exactly that', async () => {
    const root = await libraryOf([
      draft(1),
      draft(2, 'fields: [ha-tang-so]'),
      { text: textOf(idOf(3), 'Đã duyệt'), status: 'approved' },
      { text: textOf(idOf(4), 'Bài bạn', '', '\n', idOf(99)), status: 'draft' },
      draft(5),
      draft(6, 'fields: [nhan-luc-so] # giữ'),
    ]);
    writeFileSync(join(root, 'practices', idOf(5), 'practice.md'), 'hỏng');
    const library = await openedLibrary(root);
    const ids = [1, 2, 3, 4, 5, 6, 7].map(idOf);
    const plans = await Promise.all(ids.map((id) => planChange(library, id, addField)));
    expect(plans.map(({ reason }) => reason)).toEqual([
      null,
      'same',
      'closed',
      'not-ours',
      'damaged',
      null,
      'missing',
    ]);
    expect(plans[5]).toMatchObject({ before: ['nhan-luc-so'], after: ['nhan-luc-so', 'ha-tang-so'] });
    const before = treeOf(root);
    const undoId = await change(library, ids, addField);
    const record = await readChange(library, undoId);
    expect(record.done.map(({ id }) => id)).toEqual([idOf(1), idOf(6)]);
    const changed = Object.entries(treeOf(root))
      .filter(([path, hash]) => before[path] !== hash)
      .map(([path]) => path);
    expect(changed.toSorted()).toEqual(
      [
        join('changes', `${undoId}.json`),
        join('practices', idOf(1), 'practice.md'),
        join('practices', idOf(6), 'practice.md'),
      ].toSorted(),
    );
    const { document } = await library.store.read(idOf(6));
    expect(document.frontMatter.fields).toEqual(['nhan-luc-so', 'ha-tang-so']);
    expect(document.text).toContain('# ghi chú của người soạn');
  });

  it('leaves what somebody changed since the preview, and the undo what was changed since', async () => {
    const root = await libraryOf([draft(1), draft(2), draft(3)]);
    const library = await openedLibrary(root);
    const items = await Promise.all(
      [1, 2, 3].map(async (number) => ({
        id: idOf(number),
        base: (await library.store.read(idOf(number))).hash,
      })),
    );
    const rename = async (number: number, title: string): Promise<unknown> =>
      library.store.save(idOf(number), (await library.store.read(idOf(number))).hash, {
        fields: new Map([['title', title]]),
      });
    await rename(2, 'Người khác sửa');
    const request = { library, change: addField, by: 'Lan', now, control: control() };
    const { id: undoId } = await applyChange({ ...request, items });
    expect(titles((await readChange(library, undoId)).left)).toEqual(['Người khác sửa: changed']);
    await rename(3, 'Sửa sau');
    // Another host after a restart undoes it as well.
    const restarted = await openedLibrary(root);
    expect((await lastChange(restarted))?.id).toBe(undoId);
    await undo(restarted, undoId);
    const { undone } = await readChange(restarted, undoId);
    expect(undone?.back).toEqual([idOf(1)]);
    expect(titles(undone?.left ?? [])).toEqual(['Bài 3: changed']);
    expect((await restarted.store.read(idOf(1))).document.text).toBe(draft(1).text);
    expect((await restarted.store.read(idOf(3))).document.frontMatter).toMatchObject({
      title: 'Sửa sau',
      fields: ['ha-tang-so'],
    });
    await expect(undo(restarted, undoId)).rejects.toMatchObject({ code: 'bad-input' });
    expect(await lastChange(restarted)).toBeUndefined();
  });

  it('takes a step with a revision and a line in the log, and takes it back with another', async () => {
    const root = await libraryOf([draft(1), { text: textOf(idOf(2), 'Trình'), status: 'submitted' }]);
    const library = await openedLibrary(root);
    const ids = [idOf(1), idOf(2)];
    const approve = await planChange(library, idOf(2), { type: 'step', step: 'approve' });
    expect(approve.reason).toBe('incomplete');
    const undoId = await change(library, ids, { type: 'step', step: 'submit' });
    expect(await library.store.work(idOf(1))).toMatchObject({
      status: 'submitted',
      log: [{ step: 'minted' }, { step: 'submit', by: 'Lan' }],
    });
    expect(await library.revisions.changed(idOf(1))).toBe(false);
    await undo(library, undoId);
    expect(await library.store.work(idOf(1))).toMatchObject({
      status: 'draft',
      log: [{ step: 'minted' }, { step: 'submit' }, { step: 'undo', to: 'draft' }],
    });
  });

  it('moves many to the bin, says who did, and brings them back', async () => {
    const root = await libraryOf([draft(1), draft(2), draft(3)]);
    const library = await openedLibrary(root);
    const before = treeOf(root);
    await moveToBin(library, idOf(3), now, 'Hùng');
    const undoId = await change(library, [idOf(1), idOf(2)], { type: 'delete' });
    expect(await library.store.ids()).toEqual([]);
    const binned = await listBin(library);
    expect(binned.map(({ title, deletedBy }) => `${title} ${deletedBy}`).toSorted()).toEqual([
      'Bài 1 Lan',
      'Bài 2 Lan',
      'Bài 3 Hùng',
    ]);
    expect(binned.every(({ deletedAt }) => deletedAt === now.getTime())).toBe(true);
    expect(await restoreManyFromBin(library, [idOf(3), idOf(8), '..'])).toEqual({
      restored: [idOf(3)],
      left: [idOf(8), '..'],
    });
    await undo(library, undoId);
    expect(treeOf(root, /^changes/)).toEqual(before);
  });

  it('is nothing at all when it is cancelled at any moment', async () => {
    const root = await libraryOf([draft(1), draft(2)]);
    const library = await openedLibrary(root);
    // One of the same id lies in the bin already: it must not be moved about either.
    cpSync(join(root, 'practices', idOf(1)), join(root, 'bin', idOf(1)), { recursive: true });
    const before = treeOf(root);
    for (const wanted of [{ type: 'delete' }, { type: 'step', step: 'submit' }] as const) {
      await expect(change(library, [idOf(1), idOf(2)], wanted, control(5))).rejects.toMatchObject({
        code: 'cancelled',
      });
      expect(treeOf(root)).toEqual(before);
    }
    for (let look = 1; look <= 5; look += 1) {
      await expect(change(library, [idOf(1), idOf(2)], addField, control(look))).rejects.toMatchObject({
        code: 'cancelled',
      });
      expect(treeOf(root)).toEqual(before);
    }
    await change(library, [idOf(1), idOf(2)], addField, control(6));
    expect(treeOf(root)).not.toEqual(before);
  });

  it('keeps the last twenty changes', async () => {
    const root = await libraryOf([draft(1)]);
    const library = await openedLibrary(root);
    const first = await change(library, [idOf(1)], addField);
    for (let index = 0; index < 20; index += 1) {
      const keys = [`f${String(index)}`];
      await change(library, [idOf(1)], { type: 'list', list: 'fields', mode: 'add', keys });
    }
    await expect(readChange(library, first)).rejects.toMatchObject({ code: 'not-found' });
    expect(await library.store.fileSystem.list(join(root, 'changes'))).toHaveLength(20);
  });

  it('keeps no record where nothing was done, and older ones without effect hide no earlier change', async () => {
    const root = await libraryOf([draft(1), { text: textOf(idOf(2), 'Đã duyệt'), status: 'approved' }]);
    const library = await openedLibrary(root);
    const first = await change(library, [idOf(1)], addField);
    const before = treeOf(root);
    const { hash: base } = await library.store.read(idOf(2));
    const request = { library, change: addField, by: 'Lan', now, control: control() };
    const futile = await applyChange({ ...request, items: [{ id: idOf(2), base }] });
    expect(titles(futile.left)).toEqual(['Đã duyệt: closed']);
    expect(treeOf(root)).toEqual(before);
    // As earlier versions wrote them.
    writeFileSync(join(root, 'changes', `${futile.id}.json`), JSON.stringify(futile));
    expect((await lastChange(library))?.id).toBe(first);
  });

  it('previews from the catalogue what the files say, and reads no file for it', async () => {
    const root = await libraryOf([
      draft(1, 'fields: [nhan-luc-so]'),
      draft(2, 'period: 2026-Q3'),
      { text: textOf(idOf(3), 'Đã duyệt'), status: 'approved' },
      { text: textOf(idOf(4), 'Bài bạn', '', '\n', idOf(99)), status: 'draft' },
      { text: textOf(idOf(5), 'Đã trình'), status: 'submitted' },
      draft(6),
    ]);
    writeFileSync(join(root, 'practices', idOf(6), 'practice.md'), 'hỏng');
    const reads: string[] = [];
    const library = await openedLibrary(
      root,
      interposingFileSystem(nodeFileSystem, (call, path) => {
        if (call === 'read') reads.push(path);
        return undefined;
      }),
    );
    await library.catalogue.scan();
    const changes: BulkChange[] = [
      addField,
      { type: 'list', list: 'topics', mode: 'set', keys: ['x'] },
      { type: 'list', list: 'fields', mode: 'remove', keys: ['nhan-luc-so'] },
      { type: 'period', period: '2026-Q3' },
      { type: 'step', step: 'submit' },
      { type: 'step', step: 'return', reason: 'Sửa' },
      { type: 'step', step: 'approve' },
      { type: 'step', step: 'reopen' },
      { type: 'delete' },
    ];
    for (const wanted of changes) {
      for (const number of [1, 2, 3, 4, 5, 6, 7]) {
        const { id, title, base, before, after, reason } = await planChange(library, idOf(number), wanted);
        reads.length = 0;
        const quick = await previewChange(library, idOf(number), wanted);
        expect(quick).toEqual({ id, title, base, before, after, reason });
        const isApproval = wanted.type === 'step' && wanted.step === 'approve';
        if (number < 6 && !isApproval) expect(reads).toEqual([]);
      }
    }
    // What was submitted is closed as what was approved is.
    const period: BulkChange = { type: 'period', period: '2026-Q3' };
    for (const number of [3, 5])
      expect(await previewChange(library, idOf(number), period)).toMatchObject({ reason: 'closed' });
  });

  it('takes no id that is a path, and no record that is another one', async () => {
    const { input } = bulkOperations['bulk.apply'];
    for (const id of ['..', 'constructor', '../../x', 'a\u0000b', '', 'CON']) {
      expect(input.safeParse({ items: [{ id, base: '0'.repeat(64) }], change: addField }).success).toBe(
        false,
      );
      expect(bulkOperations['bulk.undo'].input.safeParse({ undoId: id }).success).toBe(false);
    }
    const root = await libraryOf([draft(1)]);
    const library = await openedLibrary(root);
    const undoId = await change(library, [idOf(1)], addField);
    const file = join(root, 'changes', `${undoId}.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(undoId, idOf(77)));
    await expect(undo(library, undoId)).rejects.toMatchObject({ code: 'practice-damaged' });
    expect(await lastChange(library)).toBeUndefined();
  });

  it('undone, has put back every byte of any practices, and touched no other', async () => {
    const keys = fc.uniqueArray(fc.constantFrom('ha-tang-so', 'x', 'đ', 'constructor', '#'), {
      minLength: 1,
      maxLength: 3,
    });
    const wanted = fc.oneof(
      fc.record({
        type: fc.constant('list' as const),
        list: fc.constantFrom('fields' as const, 'topics' as const),
        mode: fc.constantFrom('add' as const, 'remove' as const, 'set' as const),
        keys,
      }),
      fc.constantFrom<BulkChange>({ type: 'period', period: '2026-Q3' }, { type: 'delete' }),
    );
    const more = fc.constantFrom(
      '',
      'fields: [x]  # vì sao',
      "fields:\n  - x\n  - 'đ'",
      'period: 2025-Y',
      'topics: []',
    );
    const practice = fc.record({
      title: fc
        .string({ unit: 'grapheme', maxLength: 30 })
        .map((text) => text.replace(/[\r\n\u2028\u2029\u0085]/g, ' ')),
      more,
      newline: fc.constantFrom('\n', '\r\n'),
      chosen: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(practice, { minLength: 1, maxLength: 4 }), wanted, async (practices, one) => {
        const root = await libraryOf(
          practices.map(({ title, more: lines, newline }, index) => ({
            text: textOf(idOf(index), title, lines.replaceAll('\n', newline), newline),
            status: 'draft' as const,
          })),
        );
        const library = await openedLibrary(root);
        const before = treeOf(root);
        const chosen = practices.flatMap((given, index) => (given.chosen ? [idOf(index)] : []));
        const undoId = await change(library, chosen, one);
        const after = treeOf(root, /^changes/);
        for (const [path, hash] of Object.entries(before))
          if (!chosen.some((id) => path.includes(id))) expect(after[path]).toBe(hash);
        // Of a change in which nothing was done nothing is kept.
        if ((await lastChange(library)) === undefined) expect(treeOf(root)).toEqual(before);
        else await undo(library, undoId);
        expect(treeOf(root, /^changes/)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
