import { describe, expect, it, vi } from 'vitest';
import { BulkWork } from '#renderer/views/editor/bulk/bulk-work.svelte';
import { ChangeForm } from '#renderer/views/editor/bulk/change-form.svelte';
import { Selection } from '#renderer/views/editor/bulk/selection.svelte';
import { PracticeFinder } from '#renderer/views/editor/practice-finder.svelte';
import { BinState } from '#renderer/views/settings/bin-state.svelte';
import type { PlannedChange } from '#shared/contract/bulk';
import { Failure } from '#shared/failure';
import { FakeBackend, fakePractice } from '#tests/support/fake-backend';

const id = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const order = [1, 2, 3, 4, 5].map(id);
const hash = '0'.repeat(64);

describe('a selection', () => {
  it('grows by a range, and lets go of what is no longer listed', () => {
    const selection = new Selection();
    selection.toggle(id(4), false, order);
    selection.toggle(id(2), true, order);
    expect([...selection.ids].toSorted()).toEqual([id(2), id(3), id(4)]);
    selection.toggle(id(3), false, order);
    selection.keepOnly([id(2), id(5)]);
    expect([...selection.ids]).toEqual([id(2)]);
    selection.chooseAll(order);
    expect(selection.size).toBe(5);
    selection.clear();
    selection.toggle(id(1), true, order);
    expect([...selection.ids]).toEqual([id(1)]);
  });
});

describe('a change of many', () => {
  const plan = (number: number, reason: PlannedChange['reason']): PlannedChange => ({
    id: id(number),
    title: `Bài ${String(number)}`,
    base: reason === null ? hash : null,
    before: [],
    after: ['2026-Q3'],
    reason,
  });

  it('sends only what the preview found possible, and follows the job to its result', async () => {
    const result = {
      undoId: id(90),
      at: 0,
      by: 'Lan',
      change: { type: 'period' as const, period: '2026-Q3' },
      done: [{ id: id(1), title: 'Bài 1' }],
      left: [{ id: id(2), title: 'Bài 2', reason: 'closed' as const }],
      undone: null,
    };
    const job = {
      jobId: 'j',
      kind: 'bulk' as const,
      state: 'done' as const,
      done: 1,
      total: 1,
      label: '',
      subject: id(90),
      failure: null,
    };
    const backend = new FakeBackend({
      answers: {
        'bulk.preview': () => Promise.resolve([plan(1, null), plan(2, 'closed')]),
        'bulk.apply': () => Promise.resolve({ jobId: 'j' }),
        'jobs.list': () => Promise.resolve([job]),
        'bulk.result': () => Promise.resolve(result),
      },
    });
    const work = new BulkWork(backend);
    await work.look([id(1), id(2)], result.change);
    expect(work.possible.map((one) => one.id)).toEqual([id(1)]);
    expect(await work.apply()).toBe(true);
    expect(backend.calls.find(({ operation }) => operation === 'bulk.apply')?.input).toEqual({
      items: [{ id: id(1), base: hash }],
      change: result.change,
    });
    expect(work.result).toEqual(result);
  });

  it('shows the answer to the last question only', async () => {
    const answers: ((plans: PlannedChange[]) => void)[] = [];
    const backend = new FakeBackend({
      answers: { 'bulk.preview': () => new Promise((resolve) => answers.push(resolve)) },
    });
    const work = new BulkWork(backend);
    const first = work.look([id(1)], { type: 'period', period: '2026-Q1' });
    const second = work.look([id(2)], { type: 'period', period: '2026-Q2' });
    await vi.waitFor(() => {
      expect(answers).toHaveLength(2);
    });
    answers[1]?.([plan(2, null)]);
    await second;
    answers[0]?.([plan(1, null)]);
    await first;
    expect(work.plans?.map((one) => one.id)).toEqual([id(2)]);
  });

  it('looks at all that are chosen, part by part, and stops when nobody wants it any more', async () => {
    const many = Array.from({ length: 1_500 }, (_, number) => id(number));
    const asked: number[] = [];
    let meanwhile = (): void => undefined;
    const backend = new FakeBackend({
      answers: {
        'bulk.preview': ({ ids }) => {
          asked.push(ids.length);
          meanwhile();
          return Promise.resolve(ids.map((_, number) => plan(number, null)));
        },
      },
    });
    const work = new BulkWork(backend);
    await work.look(many, { type: 'period', period: '2026-Q1' });
    expect(asked).toEqual([500, 500, 500]);
    expect(work.plans).toHaveLength(1_500);
    asked.length = 0;
    meanwhile = () => void work.look([], null);
    await work.look(many, { type: 'period', period: '2026-Q2' });
    expect(asked).toEqual([500]);
    expect(work.plans).toBeNull();
    expect(work.looking).toBe(false);
  });

  const made = (undoId: string) => ({
    ...{ undoId, at: 0, by: 'Lan', change: { type: 'period' as const, period: '2026-Q3' } },
    ...{ done: [{ id: id(1), title: 'Bài 1' }], left: [], undone: null },
  });
  const ended = {
    ...{ jobId: 'j', kind: 'bulk' as const, state: 'done' as const, done: 1, total: 1, label: '' },
    ...{ subject: id(90), failure: null },
  };

  it('that was made meanwhile is not replaced by the one of an earlier sitting', async () => {
    let answer = (): void => undefined;
    const backend = new FakeBackend({
      answers: {
        'bulk.last': () =>
          new Promise((resolve) => {
            answer = () => {
              resolve(made(id(80)));
            };
          }),
        'bulk.preview': () => Promise.resolve([plan(1, null)]),
        'bulk.apply': () => Promise.resolve({ jobId: 'j' }),
        'jobs.list': () => Promise.resolve([ended]),
        'bulk.result': () => Promise.resolve(made(id(90))),
      },
    });
    const work = new BulkWork(backend);
    const offering = work.offerLast();
    await work.look([id(1)], { type: 'period', period: '2026-Q3' });
    await work.apply();
    answer();
    await offering;
    expect(work.result?.undoId).toBe(id(90));
  });

  it('is made also where its result cannot be read', async () => {
    const backend = new FakeBackend({
      answers: {
        'bulk.preview': () => Promise.resolve([plan(1, null)]),
        'bulk.apply': () => Promise.resolve({ jobId: 'j' }),
        'jobs.list': () => Promise.resolve([ended]),
        'bulk.result': () => Promise.reject(new Failure('library-missing')),
      },
    });
    const work = new BulkWork(backend);
    await work.look([id(1)], { type: 'period', period: '2026-Q3' });
    expect(await work.apply()).toBe(true);
    expect([work.result, work.failure?.code]).toEqual([null, 'library-missing']);
  });

  it('asks for a reason before anything is returned', () => {
    const form = new ChangeForm('step');
    form.step = 'return';
    expect(form.change).toBeNull();
    form.reason = ' Thiếu số liệu ';
    expect(form.change).toEqual({ type: 'step', step: 'return', reason: 'Thiếu số liệu' });
  });
});

describe('practices that are alike', () => {
  it('are asked for once the typing rests, never twice for the same words, never the practice itself', async () => {
    vi.useFakeTimers();
    try {
      const practices = [1, 2].map((number) => fakePractice({ id: id(number), title: 'Ngầm hóa cáp' }));
      const backend = new FakeBackend({ practices });
      const finder = new PracticeFinder(backend, (practice) => practice.id !== id(1));
      const asked = (): unknown[] => backend.calls.map(({ input }) => (input as { text: string }).text);
      finder.ask('Ngầm');
      await vi.advanceTimersByTimeAsync(599);
      finder.ask('Ngầm “hóa” -cáp');
      await vi.advanceTimersByTimeAsync(600);
      expect(asked()).toEqual(['Ngầm hóa cáp']);
      expect(finder.found.map((practice) => practice.id)).toEqual([id(2)]);
      finder.ask(' Ngầm hóa, cáp ');
      await vi.advanceTimersByTimeAsync(5_000);
      expect(asked()).toHaveLength(1);
      finder.ask('');
      await vi.advanceTimersByTimeAsync(600);
      expect(finder.found).toEqual([]);
      expect(asked()).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the bin', () => {
  it('restores once at a time, and keeps chosen what stays', async () => {
    const item = (number: number) => ({
      id: id(number),
      entry: `${id(1)}.${String(number)}`,
      title: `Bài ${String(number)}`,
      office: 'Sở',
      deletedAt: 0,
      deletedBy: 'Lan',
    });
    let answer = (): void => undefined;
    const backend = new FakeBackend({
      answers: {
        'bin.list': () => Promise.resolve([item(1), item(2)]),
        'bulk.restore': ({ entries }) =>
          new Promise((resolve) => {
            answer = () => {
              resolve({ restored: [id(1)], left: entries.slice(1) });
            };
          }),
      },
    });
    const bin = new BinState(backend);
    await bin.load();
    bin.chooseAll();
    const first = bin.restore(bin.chosenShown);
    expect(bin.busy).toBe(true);
    await bin.restore(bin.chosenShown);
    answer();
    await first;
    expect(backend.calls.filter(({ operation }) => operation === 'bulk.restore')).toHaveLength(1);
    expect(bin.busy).toBe(false);
    expect(bin.chosenShown).toEqual([`${id(1)}.2`]);
  });

  it('is searched without accents and restores only what is in sight', async () => {
    const item = (number: number, title: string) => ({
      id: id(number),
      entry: id(number),
      title,
      office: 'Sở',
      deletedAt: 0,
      deletedBy: 'Lan',
    });
    const restored: unknown[] = [];
    const backend = new FakeBackend({
      answers: {
        'bin.list': () => Promise.resolve([item(1, 'Ngầm hóa'), item(2, 'Đường dây')]),
        'bulk.restore': ({ entries }) => {
          restored.push(entries);
          return Promise.resolve({ restored: entries, left: [] });
        },
      },
    });
    const bin = new BinState(backend);
    await bin.load();
    bin.chooseAll();
    bin.text = 'duong';
    expect(bin.chosenShown).toEqual([id(2)]);
    await bin.restore(bin.chosenShown);
    expect(restored).toEqual([[id(2)]]);
    expect(bin.chosenShown).toEqual([]);
  });
});
