import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copiesOperations } from '#core/copies/copies-operations';
import { layout } from '#core/library/layout';
import { attach } from '#core/practices/attachments';
import type { PracticeCopy } from '#shared/contract/copies';
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
import { expectOldOrNew } from '#tests/support/kill-everywhere';

/** One office with two libraries that were one: both have changed the same practice since. */
async function bothChanged(): Promise<{ here: ExchangeOffice; there: ExchangeOffice; id: string }> {
  const there = await newOffice();
  const id = await writePractice(there, { attachments: { 'cũ.pdf': 'old', 'chung.pdf': 'common' } });
  const here = await openOffice(copyOf(there.root));
  await revise(there, id, { title: 'Tên sửa ở nơi kia', keywords: ['nơi kia'] });
  await revise(here, id, { summary: 'Tóm tắt sửa ở đây' });
  return { here, there, id };
}

const copiesOf = (office: ExchangeOffice) => copiesOperations(office.library, { now: () => moment });
const textOf = (office: ExchangeOffice, id: string): string =>
  readFileSync(join(office.root, layout.text(id)), 'utf8');

async function onlyCopy(office: ExchangeOffice, id: string): Promise<PracticeCopy & { sha256: string }> {
  const { copies } = await copiesOf(office)['copies.list']({ id });
  const [copy] = copies;
  if (copies.length !== 1 || typeof copy?.sha256 !== 'string') throw new Error(JSON.stringify(copies));
  return { ...copy, sha256: copy.sha256 };
}

async function reopen(office: ExchangeOffice, id: string): Promise<void> {
  const work = { format: '1.0', status: 'draft' as const, log: [] };
  await office.library.store.exclusively(id, (held) => office.library.store.writeWork(id, work, held));
}

describe('our own practice that both sides changed', () => {
  it('is laid beside ours, which stays as it is, and does not hold up the rest', async () => {
    const { here, there, id } = await bothChanged();
    const other = await writePractice(there, { title: 'Bài khác' });
    const before = textOf(here, id);
    const review = await receiveFile(here, await exportPractices(there, [id, other]));
    expect(review.items.map(({ kind, chosen, ours }) => ({ kind, chosen, ours }))).toEqual([
      { kind: 'diverged', chosen: false, ours: true },
      { kind: 'new', chosen: false, ours: true },
    ]);
    await takeInReviewed(here, review, [other]);
    expect(textOf(here, id)).toBe(before);
    const copy = await onlyCopy(here, id);
    expect(copy).toMatchObject({ kind: 'arrived', readable: true });
    const found = await copiesOf(here)['copies.read']({ id, name: copy.name });
    expect(found.type === 'copy' && found.practice.frontMatter.title).toBe('Tên sửa ở nơi kia');
    expect((await here.handlers['exchange.arrivals']({}))[0]).toMatchObject({ beside: [{ id }] });
  });

  it('is newer than both sides once it is put together, with the attachments of both', async () => {
    const { here, there, id } = await bothChanged();
    const { document } = await there.library.store.read(id);
    const [old, ...others] = document.frontMatter.attachments ?? [];
    expect(old).toBeDefined();
    // One is taken off here; the other side has got a new one.
    await writeByHand(here.library, id, new Map([['attachments', others]]));
    await approve(here.library, id);
    await reopen(there, id);
    const source = join(temporaryFolder(), 'mới.pdf');
    writeFileSync(source, 'only there');
    await attach(there.library, id, { path: source, name: 'mới.pdf', title: 'Mới' });
    await approve(there.library, id);

    await takeInReviewed(here, await receiveFile(here, await exportPractices(there, [id])), []);
    const copy = await onlyCopy(here, id);
    await expect(
      copiesOf(here)['copies.putAside']({ id, name: copy.name, sha256: copy.sha256 }),
    ).rejects.toMatchObject({ code: 'practice-closed' });
    await reopen(here, id);
    const outcome = await copiesOf(here)['copies.putAside']({ id, name: copy.name, sha256: copy.sha256 });
    expect(outcome).toMatchObject({ type: 'put-aside', added: ['Mới'] });
    await approve(here.library, id);
    const after = (await here.library.store.read(id)).document.frontMatter;
    expect(after.attachments?.map(({ title }) => title).toSorted()).toEqual(['Mới', 'Tài liệu chung.pdf']);
    expect(after.summary).toBe('Tóm tắt sửa ở đây');

    const back = await receiveFile(there, await exportPractices(here, [id]));
    expect(back.items).toMatchObject([{ kind: 'newer', ours: true }]);
    const again = await receiveFile(here, await exportPractices(there, [id]));
    expect(again.items).toMatchObject([{ kind: 'older', choosable: false }]);
  });

  it('goes to the bin again with the arrival, as long as nobody has put it together', async () => {
    const { here, there, id } = await bothChanged();
    const before = treeOf(join(here.root, 'practices', id, 'attachments'));
    const arrival = await takeInReviewed(
      here,
      await receiveFile(here, await exportPractices(there, [id])),
      [],
    );
    await here.ended(await here.handlers['exchange.undo']({ arrivalId: arrival }));
    expect((await copiesOf(here)['copies.list']({ id })).copies).toEqual([]);
    expect(treeOf(join(here.root, 'practices', id, 'attachments'))).toEqual(before);
    expect(Object.keys(treeOf(join(here.root, `bin/${id}.copies`)))).toHaveLength(1);
  });

  it('is joined or not at all when the process is killed', async () => {
    const { here, there, id } = await bothChanged();
    await takeInReviewed(here, await receiveFile(here, await exportPractices(there, [id])), []);
    await reopen(here, id);
    const { name, sha256 } = await onlyCopy(here, id);
    await expectOldOrNew({
      original: here.root,
      run: async (root, fileSystem) =>
        copiesOf(await openOffice(root, { fileSystem }))['copies.putAside']({ id, name, sha256 }),
      stateOf: (root) => treeOf(root, /\.lock$|\.lantoa-tmp$|^\.transactions|^presence/),
      moreThan: 5,
    });
  });
});
