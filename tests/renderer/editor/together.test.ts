import { describe, expect, it } from 'vitest';
import { Colleagues } from '#renderer/views/editor/colleagues.svelte';
import { DraftCopies } from '#renderer/views/editor/draft-copies';
import { PracticeCopies } from '#renderer/views/editor/practice-copies.svelte';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { LeaveWatch } from '#renderer/state/leave-watch.svelte';
import type { PracticeCopy } from '#shared/contract/copies';
import { practiceId, StoredPractice } from '#tests/renderer/editor/stored-practice';
import { eventually } from '#tests/support/eventually';
import { FakeBackend } from '#tests/support/fake-backend';

const duc = { sitting: 'PC-07-1-aaaaaaaa', name: 'Đức', host: 'PC-07', since: 0 };

async function conflicting(): Promise<{ stored: StoredPractice; editor: PracticeEditor }> {
  localStorage.clear();
  const stored = new StoredPractice();
  const editor = new PracticeEditor(stored.backend, new DraftCopies(localStorage, 'kho'), practiceId);
  await editor.load();
  editor.form.sections.purpose = 'Của tôi';
  editor.form.values.title = 'Tên của tôi';
  stored.change({ title: 'Tên kia' }, { purpose: 'Của người kia' });
  await editor.flush();
  return { stored, editor };
}

describe('a conflict', () => {
  it('joins both texts of a section, mine first, after both were put away', async () => {
    const { stored, editor } = await conflicting();
    await editor.decisions.decide('title', 'theirs');
    expect(stored.kept).toEqual([]);
    await editor.decisions.decide('section:purpose', 'both');
    expect(stored.sections.purpose).toBe('Của tôi\n\nCủa người kia');
    expect(stored.frontMatter.title).toBe('Tên kia');
    expect(stored.kept).toEqual([{ fields: { title: 'Tên của tôi' }, sections: { purpose: 'Của tôi' } }]);
    expect(editor.question.settled).not.toBeNull();
  });

  it('stays where the texts cannot be put away, and writes nothing', async () => {
    const { stored, editor } = await conflicting();
    stored.keepFails = true;
    await editor.decisions.decide('title', 'mine');
    await editor.decisions.decide('section:purpose', 'mine');
    expect(stored.sections.purpose).toBe('Của người kia');
    expect(stored.kept).toEqual([]);
    expect(editor.question.conflict?.items.some(({ choice }) => choice === null)).toBe(true);
    expect(editor.open.failure?.code).toBe('disk-full');
    expect(editor.form.sections.purpose).toBe('Của tôi');
  });
});

describe('a copy of a sync program', () => {
  const copy: PracticeCopy = {
    name: 'practice-PC05.md',
    kind: 'text',
    who: 'PC05',
    changedAt: 0,
    sha256: '0'.repeat(64),
    readable: true,
  };

  it('is put together with what is there, can be put off, and says when it is the same', async () => {
    localStorage.clear();
    const stored = new StoredPractice();
    const editor = new PracticeEditor(stored.backend, new DraftCopies(localStorage, 'kho'), practiceId);
    await editor.load();
    expect(await editor.decisions.compareWith(copy, stored.practice)).toBe(false);
    const theirs = structuredClone(stored.practice);
    stored.change({}, { steps: 'Bước ở đây' });
    theirs.sections = [{ key: 'purpose', heading: 'Mục đích', body: 'Từ PC05' }];
    await editor.load();
    expect(await editor.decisions.compareWith(copy, theirs)).toBe(true);
    expect(editor.question.conflict?.items.map(({ key }) => key)).toEqual([
      'section:purpose',
      'section:steps',
    ]);
    editor.decisions.putOff();
    expect(editor.question.conflict).toBeNull();
    await editor.decisions.compareWith(copy, theirs);
    await editor.decisions.decide('section:purpose', 'theirs');
    await editor.decisions.decide('section:steps', 'mine');
    expect(stored.sections).toMatchObject({ purpose: 'Từ PC05', steps: 'Bước ở đây' });
    expect(stored.kept).toHaveLength(1);
    expect(editor.question.settled?.copy).toEqual(copy);
  });

  it('goes to the bin with a way back', async () => {
    const asked: string[] = [];
    const backend = new FakeBackend({
      answers: {
        'copies.list': () => Promise.resolve({ missing: false, copies: asked.length === 0 ? [copy] : [] }),
        'copies.putAside': ({ name }) => {
          asked.push(name);
          return Promise.resolve({ type: 'put-aside', kept: `1/${name}`, added: [] });
        },
        'copies.takeBack': ({ kept }) => {
          asked.push(kept);
          return Promise.resolve({ type: 'restored' });
        },
      },
    });
    const copies = new PracticeCopies(
      backend,
      new PracticeEditor(backend, new DraftCopies(localStorage, 'kho'), practiceId),
    );
    await copies.load();
    expect(copies.copies).toEqual([copy]);
    await copies.putAside(copy);
    expect(copies.news).toMatchObject({ kind: 'put-aside', kept: '1/practice-PC05.md' });
    if (copies.news) await copies.takeBack(copies.news);
    expect(asked).toEqual(['practice-PC05.md', '1/practice-PC05.md']);
  });
});

describe('colleagues', () => {
  it('follow events of their practice only, enter once and leave once', async () => {
    const backend = new FakeBackend({
      answers: {
        'presence.enter': ({ id }) => Promise.resolve({ id, others: [duc] }),
        'presence.leave': () => Promise.resolve({}),
      },
    });
    const colleagues = new Colleagues(backend, practiceId);
    const stop = colleagues.follow();
    await eventually(() => {
      expect(colleagues.others).toEqual([duc]);
    });
    backend.emit('presence.changed', { id: 'khác', others: [] });
    expect(colleagues.others).toEqual([duc]);
    backend.emit('practice.waiting', { id: practiceId, state: 'waiting', host: 'PC-07' });
    expect(colleagues.waiting?.host).toBe('PC-07');
    backend.emit('practice.waiting', { id: practiceId, state: 'over', host: 'PC-07' });
    expect(colleagues.waiting).toBeNull();
    backend.emit('presence.changed', { id: practiceId, others: [] });
    expect(colleagues.others).toEqual([]);
    stop();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(backend.calls.map(({ operation }) => operation)).toEqual(['presence.enter', 'presence.leave']);
  });

  it('are told to be done once, and only where it was asked for', () => {
    const watch = new LeaveWatch();
    watch.toggle(duc, { id: practiceId, title: 'Một' });
    expect(watch.awaits(duc.sitting)).toBe(true);
    watch.note({ id: 'khác', others: [] });
    watch.note({ id: practiceId, others: [duc] });
    expect(watch.done).toEqual([]);
    watch.note({ id: practiceId, others: [] });
    watch.note({ id: practiceId, others: [] });
    expect(watch.done.map(({ name, title }) => [name, title])).toEqual([['Đức', 'Một']]);
    watch.close(duc.sitting);
    watch.toggle(duc, { id: practiceId, title: 'Một' });
    watch.toggle(duc, { id: practiceId, title: 'Một' });
    watch.note({ id: practiceId, others: [] });
    expect(watch.done).toEqual([]);
  });
});
